import { changeFactWords, LINE_WORDS, PHASE_WORDS, SIGNER_WORDS } from '../../../domain/french/change';
import { frenchDateTime } from '../../../domain/french/dates';
import type { Instant } from '../../../domain/ids';
import { askedLines, type FormTerms } from '../../../domain/journeys/change-form';
import { SIGNERS, type Signer } from '../../../domain/journeys/change-facts';
import { mayBeStopped, type Change, type ChangeFact } from '../../../domain/journeys/change-state';
import { Select, TextArea } from '../../components/fields';
import { ErrorSummary, PostForm, type FormTokens, type Option, type Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Note } from '../../components/note';
import { Facts, Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { newOwnChangePath, ownChangeCancelPath, ownChangeFormPath, ownChangesPath } from '../../paths-change';
import { partnerHomePath } from '../../paths-sign-in';
import type { DueView } from '../../view/register';
import type { ShellProps } from '../../view/shell';
import { ChangeFormFields } from '../change/form';
import { PlaceNote } from '../register/due';

export interface NewOwnChangeProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly conventions: readonly Option[];
  readonly chosen: { readonly id: string; readonly terms: FormTerms; readonly values: Readonly<Record<string, string>>; readonly due?: readonly DueView[] } | null;
  readonly refused: Refused | null;
}

/** A partner asks for a change of administrator, by the form of annex 3. */
export function NewOwnChangePage({ shell, tokens, conventions, chosen, refused }: NewOwnChangeProps) {
  return (
    <Layout shell={shell} title="Changer d’administrateur" wide="wrap narrow">
      <h1 class="mb-3">Changer d’administrateur</h1>
      <ErrorSummary refused={refused} idOf={(field) => `changement-${field}`} />
      {conventions.length > 1 && (
        <form class="mb-3" action={newOwnChangePath()}>
          <Select id="changement-convention" name="convention" label="Pour quelle convention ?" options={conventions} value={chosen?.id} blank="Choisir…" required />
          <button class="btn btn-light" type="submit">
            {chosen === null ? 'Continuer' : 'Changer de convention'}
          </button>
        </form>
      )}
      {chosen !== null && (
        <div class="stack">
          <Note tone="info" icon="lock" title="Deux signatures et un délai d’opposition protègent vos accès.">
            <p class="mb-0">
              <Words text="Le signataire de votre convention et le nouvel administrateur signent chacun par un lien envoyé à leur adresse. Un signataire que votre convention ne connaît pas signe sur papier : le formulaire vous est envoyé. Les administrateurs en place sont prévenus aussitôt et peuvent s’opposer." />
            </p>
          </Note>
          <PlaceNote due={chosen.due ?? []} shell={shell} />
          <Panel title="Formulaire de l’annexe 3">
            <PostForm action={ownChangesPath()} tokens={tokens} suffix="changement">
              <input type="hidden" name="convention" value={chosen.id} />
              <ChangeFormFields terms={chosen.terms} values={chosen.values} refused={refused} />
              <button class="btn btn-primary w-100" type="submit">
                <Icon name="send" />
                Envoyer à la Caf
              </button>
            </PostForm>
          </Panel>
        </div>
      )}
    </Layout>
  );
}

export interface OwnChangeProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly id: string;
  readonly state: Change;
  readonly terms: FormTerms;
  readonly partner: string;
  readonly began: Instant;
  readonly facts: readonly ChangeFact[];
  /** Who is asked to sign on paper, no link going to them. */
  readonly onPaper: readonly Signer[];
  readonly refused: Refused | null;
}

/** What the partner reads in the journal: neither the Caf's calls and notes, nor who of it did what. */
const SHOWN: ReadonlySet<ChangeFact['kind']> = new Set(['received', 'received-again', 'form-kept', 'warned', 'items-asked', 'signatures-asked', 'reminded', 'signed', 'objection-time-over', 'approved', 'refused', 'cancelled', 'access-given', 'access-withdrawn', 'reported']);

/** The partner follows its change of administrator, and may give it up. */
export function OwnChangePage({ shell, tokens, id, state, terms, partner, facts, onPaper, refused }: OwnChangeProps) {
  const at = (instant: Instant) => frenchDateTime(instant, shell.timeZone, { now: shell.now });
  const form = state.kept?.form;
  return (
    <Layout shell={shell} title={`Changement d’administrateur ${id}`} wide="wrap narrow">
      <p class="small mb-1">
        <a href={partnerHomePath()}>
          <Icon name="arrowLeft" />
          Accueil
        </a>
      </p>
      <h1 class="mb-1">Changement d’administrateur</h1>
      <p class="row-flex mb-3">
        <span class="ref">{id}</span> <span class="muted">{partner}</span>
      </p>
      <ErrorSummary refused={refused} idOf={(field) => `annulation-${field}`} />
      <div class="stack">
        <Note tone={state.phase === 'refused' ? 'stop' : state.phase === 'done' ? 'done' : 'info'} title={PHASE_WORDS[state.phase]}>
          {state.reason !== null && <p class="mb-0">{state.reason}</p>}
        </Note>
        <Panel title="Signatures">
          <ul class="check">
            {SIGNERS.map((who) => (
              <li>
                <span class={state.signatures[who] === undefined ? 't-soon' : 't-ok'}>
                  <Icon name={state.signatures[who] === undefined ? 'missing' : 'checkCircle'} label={state.signatures[who] === undefined ? 'À faire' : 'Fait'} />
                </span>
                <span>
                  <Words text={`${SIGNER_WORDS[who]}${state.signatures[who] === undefined ? '' : `, le ${at(state.signatures[who].at)}`}`} />
                  {state.phase === 'signing' && state.signatures[who] === undefined && (
                    <>
                      <br />
                      <span class="small muted">
                        <Words text={onPaper.includes(who) ? 'à faire signer sur papier : imprimez le formulaire ci-dessous, puis renvoyez-le à la Caf, par la poste ou en réponse à notre courriel' : 'par le lien reçu à son adresse'} />
                      </span>
                    </>
                  )}
                </span>
              </li>
            ))}
          </ul>
        </Panel>
        {form !== undefined && (
          <Panel title="Votre formulaire">
            <Facts rows={askedLines(terms).map((key) => [LINE_WORDS[key], form[key] === true ? 'oui' : form[key] === false ? 'non' : form[key]] as const)} />
            <p class="small mb-0 mt-2">
              <a href={ownChangeFormPath(id)}>
                <Icon name="download" />
                {state.phase === 'signing' ? 'Formulaire à imprimer et à signer (PDF)' : 'Formulaire en PDF'}
              </a>
            </p>
          </Panel>
        )}
        <Panel title="Historique">
          <ol class="fil">
            {facts
              .filter(({ kind }) => SHOWN.has(kind))
              .map((fact) => (
                <li class={['received', 'received-again', 'signed', 'cancelled'].includes(fact.kind) ? 'theirs' : 'mine'}>
                  <span class="when">{at(fact.at)}</span>
                  <span class="what">
                    <Words text={changeFactWords(fact)} />
                  </span>
                </li>
              ))}
          </ol>
        </Panel>
        {mayBeStopped(state) && (
          <Panel title="Annuler">
            <PostForm action={ownChangeCancelPath(id)} tokens={tokens} suffix="annulation">
              <TextArea id="annulation-motif" name="motif" label="Pourquoi vous annulez" rows={2} refused={refused} required />
              <button class="btn btn-light" type="submit">
                <Icon name="ban" />
                Annuler cette demande
              </button>
            </PostForm>
          </Panel>
        )}
      </div>
    </Layout>
  );
}
