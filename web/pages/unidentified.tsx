import { frenchDateTime, frenchDuration } from '../../domain/french/dates';
import type { Instant } from '../../domain/ids';
import { Select, TextField } from '../components/fields';
import { PostForm, type FormTokens, type Option, type Refused } from '../components/form';
import { Icon } from '../components/icon';
import { Layout } from '../components/layout';
import { Empty, Note } from '../components/note';
import { Paragraphs, Words } from '../components/text';
import { identificationActPath, unidentifiedEmlPath } from '../paths';
import { Pages } from '../components/pages';
import type { Paging } from '../view/queue';
import type { ShellProps } from '../view/shell';
import { count } from '../words/labels';

/** Why a mail is put before a person. */
export type Doubt = 'stranger' | 'not-of-the-partner' | 'several-conventions' | 'authentication' | 'security' | 'unreadable' | 'other';
export interface UnidentifiedMail {
  readonly id: string;
  readonly receivedAt: Instant;
  readonly openMsWaited: number;
  readonly from: string;
  readonly fromName: string | null;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly doubt: Doubt;
  /** « répond à 95-2026-000217 » */
  readonly detail: string | null;
  readonly attachments: number;
  /** Conventions it may be attached to, the likeliest first; then « new ticket » under one. */
  readonly conventions: readonly Option[];
  /** Open tickets it may belong to. */
  readonly tickets: readonly Option[];
}
export interface UnidentifiedProps {
  readonly shell: ShellProps;
  readonly mails: readonly UnidentifiedMail[];
  readonly paging: Paging;
  /** The page shown, from 1: a refused form comes back on it. */
  readonly page: number;
  readonly tokens: FormTokens;
  readonly refused: { readonly id: string; readonly refused: Refused } | null;
}

const DOUBTS: Readonly<Record<Doubt, string>> = {
  stranger: 'Expéditeur inconnu',
  'not-of-the-partner': 'Cette personne n’appartient pas au partenaire de la demande',
  'several-conventions': 'Adresse enregistrée dans plusieurs conventions : choisissez',
  authentication: 'Adresse enregistrée, mais l’authentification du courriel a échoué',
  security: 'Peut-être un incident de sécurité : à lire d’abord',
  unreadable: 'Courriel illisible, gardé tel quel',
  other: 'À vérifier par une personne',
};

/** Mails that a person must place; nothing is dropped, and time runs from receipt. */
export function UnidentifiedPage({ shell, mails, paging, page, tokens, refused }: UnidentifiedProps) {
  return (
    <Layout shell={shell} title="À identifier">
      <div class="row-flex mb-3">
        <h1>À identifier</h1>
        <span class="muted hide-s">{count(paging.total, 'courriel')} · rien n’est perdu, le délai court depuis la réception</span>
      </div>
      {mails.length === 0 ? (
        <div class="card">
          <Empty icon="checkCircle" title="Tous les expéditeurs sont identifiés.">
            Un courriel d’une personne inconnue attendra ici une décision.
          </Empty>
        </div>
      ) : (
        <div class="stack">
          {mails.map((mail) => (
            <Mail mail={mail} page={page} shell={shell} tokens={tokens} refused={refused?.id === mail.id ? refused.refused : null} />
          ))}
          {(paging.previous !== null || paging.next !== null) && (
            <div class="card">
              <Pages paging={paging} />
            </div>
          )}
        </div>
      )}
    </Layout>
  );
}

function Mail({ mail, page, shell, tokens, refused }: { mail: UnidentifiedMail; page: number; shell: ShellProps; tokens: FormTokens; refused: Refused | null }) {
  const alarming = mail.doubt === 'authentication' || mail.doubt === 'security';
  return (
    <section class="card" aria-labelledby={`courriel-${mail.id}`}>
      <div class="cap">
        <h2 id={`courriel-${mail.id}`} class="anywhere">
          {mail.subject === '' ? 'Sans objet' : mail.subject}
        </h2>
        <span class="end small muted">
          <Words text={frenchDateTime(mail.receivedAt, shell.timeZone, { now: shell.now })} /> · attend depuis {frenchDuration(mail.openMsWaited)}{' '}
          d’ouverture
        </span>
      </div>
      <div class="card-body">
        <div class="mb-3">
          <Note tone={alarming ? 'stop' : 'warn'} icon={alarming ? 'alert' : 'userQuestion'} title={DOUBTS[mail.doubt]}>
            {mail.detail !== null && (
              <p class="small">
                <Words text={mail.detail} />
              </p>
            )}
          </Note>
        </div>
        <p class="small muted mb-2 anywhere">
          De {mail.fromName !== null && <b>{mail.fromName} </b>}
          {mail.from} · à {mail.to} · {mail.attachments > 0 && `${count(mail.attachments, 'pièce jointe', 'pièces jointes')} · `}
          <a href={unidentifiedEmlPath(mail.id)}>original .eml</a>
        </p>
        <details class="mb-3" open={mail.text.length < 600}>
          <summary class="small">Texte</summary>
          <div class="mt-2 anywhere">
            <Paragraphs text={mail.text} />
          </div>
        </details>
        <Decisions mail={mail} page={page} tokens={tokens} refused={refused} />
      </div>
    </section>
  );
}

function Decisions({ mail, page, tokens, refused }: { mail: UnidentifiedMail; page: number; tokens: FormTokens; refused: Refused | null }) {
  const id = (field: string) => `${mail.id}-${field}`;
  return (
    <div class="pair">
      <PostForm action={identificationActPath(mail.id, 'rattachement')} tokens={tokens} suffix={`rattachement-${mail.id}`}>
        <input type="hidden" name="page" value={page} />
        <fieldset class="choice">
          <legend>Rattacher</legend>
          <Select
            id={id('convention')}
            name="convention"
            label="À un partenaire (nouvelle demande)"
            options={mail.conventions}
            blank="Choisir…"
            refused={refused}
          />
          {mail.tickets.length > 0 && (
            <Select id={id('demande')} name="demande" label="Ou à une demande ouverte" options={mail.tickets} blank="Aucune" refused={refused} />
          )}
          <div class="form-check mb-3">
            <input class="form-check-input" type="checkbox" name="enregistrer" value="oui" id={id('enregistrer')} />
            <label class="form-check-label" for={id('enregistrer')}>
              Enregistrer l’adresse parmi les contacts du partenaire
            </label>
          </div>
          <button class="btn btn-primary" type="submit">
            <Icon name="link" />
            Rattacher
          </button>
        </fieldset>
      </PostForm>
      <fieldset class="choice">
        <legend>Ou ne pas traiter</legend>
        <PostForm action={identificationActPath(mail.id, 'refus')} tokens={tokens} suffix={`refus-${mail.id}`}>
        <input type="hidden" name="page" value={page} />
          <TextField id={id('motif')} name="motif" label="Motif du refus" aside="(écrit à l’expéditeur, avec courtoisie)" refused={refused} />
          <button class="btn btn-light" type="submit">
            <Icon name="ban" />
            Refuser
          </button>
        </PostForm>
        <PostForm action={identificationActPath(mail.id, 'indesirable')} tokens={tokens} suffix={`indesirable-${mail.id}`} class="mt-3">
        <input type="hidden" name="page" value={page} />
          <p class="small muted mb-1">Publicité, hameçonnage : gardé, jamais répondu.</p>
          <button class="btn btn-light" type="submit">
            <Icon name="x" />
            Indésirable
          </button>
        </PostForm>
      </fieldset>
    </div>
  );
}
