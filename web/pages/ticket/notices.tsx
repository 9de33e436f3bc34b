import type { VNode } from 'preact';
import { frenchDate, frenchDateTime } from '../../../domain/french/dates';
import type { ServiceCode, Side } from '../../../domain/contract-types';
import type { Instant, LocalDate, Reference } from '../../../domain/ids';
import { PostForm } from '../../components/form';
import { Note } from '../../components/note';
import { Words } from '../../components/text';
import { actAnchor, letterPath, ticketActPath, ticketPath } from '../../paths';
import { SERVICE_SHORT } from '../../words/labels';
import type { ActsProps } from '../../view/acts';

/** What an agent must know before reading on. */
export type TicketNotice =
  | { readonly kind: 'pickup-breached'; readonly limit: Instant }
  | { readonly kind: 'exhausted'; readonly side: Side; readonly at: Instant }
  /** The contract's escalation is proposed, a person decides. */
  | { readonly kind: 'proposed'; readonly side: Side; readonly rung: number; readonly who: string; readonly since: Instant }
  | { readonly kind: 'bounced'; readonly letter: string; readonly to: string; readonly at: Instant }
  | { readonly kind: 'rung-without-contact'; readonly side: Side; readonly rung: number }
  | { readonly kind: 'urgent-flag-only'; readonly by: Side; readonly at: Instant }
  | { readonly kind: 'merged-into'; readonly reference: Reference }
  | { readonly kind: 'handed-over'; readonly caf: string; readonly reference: Reference }
  /** A message came that a person must look at (not one of the ticket's people). */
  | { readonly kind: 'unidentified-reply'; readonly from: string }
  /** Sent, then refused before it left: its text is a draft again. */
  | { readonly kind: 'given-back'; readonly act: string; readonly reason: string }
  /** Its service was not open to its convention when it came: nothing is promised. */
  | { readonly kind: 'not-open'; readonly service: ServiceCode | null; readonly ended: boolean; readonly lacks: readonly string[]; readonly href: string | null }
  /** A dispute: nothing of it is erased before that day has passed; `whole`: of the whole convention. */
  | { readonly kind: 'held'; readonly until: LocalDate; readonly reason: string; readonly whole: boolean }
  /** The act could not wait for its answer; the text is kept. */
  | { readonly kind: 'act-kept'; readonly act: string; readonly at: Instant };

const OF_SIDE: Readonly<Record<Side, string>> = { desk: 'côté Caf', partner: 'côté partenaire' };
const NOBODY: Readonly<Record<Side, string>> = { desk: 'la Caf', partner: 'le partenaire' };

export function Notices({ notices, acts, now, timeZone }: { notices: readonly TicketNotice[]; acts: ActsProps; now: Instant; timeZone: string }) {
  if (notices.length === 0) return null;
  const when = (at: Instant) => <Words text={frenchDateTime(at, timeZone, { now })} />;
  return (
    <div class="stack mb-3">
      {notices.map((notice) => (
        <Notice notice={notice} acts={acts} when={when} />
      ))}
    </div>
  );
}

function notOpenTitle({ service, ended }: Extract<TicketNotice, { kind: 'not-open' }>): string {
  if (ended) return 'La convention de ce partenaire a pris fin.';
  return service === null ? 'Aucun service n’est ouvert à cette convention.' : `Le service ${SERVICE_SHORT[service]} n’est pas ouvert à cette convention.`;
}

function Notice({ notice, acts, when }: { notice: TicketNotice; acts: ActsProps; when: (at: Instant) => VNode }) {
  switch (notice.kind) {
    case 'pickup-breached':
      return (
        <Note tone="stop" title="Prenez en charge : la promesse est rompue.">
          <p class="small">Elle était due le {when(notice.limit)}. Le responsable est prévenu.</p>
        </Note>
      );
    case 'not-open':
      return (
        <Note tone="warn" icon="lock" title={notOpenTitle(notice)}>
          <p class="small">
            <Words text={`Aucun délai n’est promis.${notice.lacks.length === 0 ? '' : ` Il manque : ${notice.lacks.join(', ')}.`}`} /> {notice.href !== null && <a href={notice.href}>Voir l’ouverture des services</a>}
          </p>
        </Note>
      );
    case 'exhausted':
      return (
        <Note tone="stop" icon="flag" title={`Échelle épuisée : ${NOBODY[notice.side]} n’a pas répondu.`}>
          <p class="small">
            Tous les contacts du contrat ont été sollicités. Le responsable est prévenu depuis le {when(notice.at)} ; la demande reste signalée.
          </p>
        </Note>
      );
    case 'proposed':
      return <Proposal notice={notice} acts={acts} when={when} />;
    case 'bounced':
      return (
        <Note tone="stop" icon="mailX" title={`Lettre rejetée : ${notice.to}`}>
          <p class="small">
            Le {when(notice.at)}. <a href={letterPath(notice.letter)}>Voir la lettre</a>
          </p>
        </Note>
      );
    case 'rung-without-contact':
      return (
        <Note tone="warn" title={`Complétez la convention : l’échelon ${notice.rung} n’a pas de contact.`}>
          <p class="small">Sans contact, cet échelon est sauté et il est écrit aussitôt au suivant ({OF_SIDE[notice.side]}).</p>
        </Note>
      );
    case 'urgent-flag-only':
      return (
        <Note tone="warn" icon="bolt" title={notice.by === 'partner' ? 'Jugée urgente par le partenaire.' : 'Jugée urgente par la Caf.'}>
          <p class="small">Le {when(notice.at)}. Ce contrat ne prévoit pas d’escalade : personne n’est contacté automatiquement.</p>
        </Note>
      );
    case 'merged-into':
      return (
        <Note tone="info" icon="merge" title="Demande fusionnée.">
          <p class="small">
            Elle se poursuit dans{' '}
            <a class="ref" href={ticketPath(notice.reference)}>
              {notice.reference}
            </a>
            .
          </p>
        </Note>
      );
    case 'handed-over':
      return (
        <Note tone="info" icon="transfer" title={`Demande transférée : ${notice.caf}.`}>
          <p class="small">
            Elle s’y poursuit sous la référence <span class="ref">{notice.reference}</span>.
          </p>
        </Note>
      );
    case 'unidentified-reply':
      return (
        <Note tone="warn" icon="userQuestion" title="Un message attend d’être identifié.">
          <p class="small">De {notice.from}, qui n’appartient pas à ce partenaire. Il n’est ni compté ni perdu.</p>
        </Note>
      );
    case 'given-back':
      return (
        <Note tone="stop" icon="send" title="Votre message n’est pas parti.">
          <p class="small">
            <Words text={`« ${notice.act} » : ${notice.reason} Le texte est de nouveau un brouillon dans son formulaire.`} />
          </p>
        </Note>
      );
    case 'held':
      return (
        <Note tone="info" icon="lock" title={notice.whole ? 'Litige sur la convention : rien n’est effacé.' : 'Litige : rien de cette demande n’est effacé.'}>
          <p class="small">
            <Words text={`Jusqu’au ${frenchDate(notice.until)} compris. ${notice.reason}`} />
          </p>
        </Note>
      );
    case 'act-kept':
      return (
        <Note tone="warn" title="Votre texte est gardé." live>
          <p class="small">
            {notice.act}, le {when(notice.at)} : l’acte est enregistré mais pas encore confirmé. Rechargez la page dans un instant ; ne le saisissez
            pas de nouveau.
          </p>
        </Note>
      );
  }
}

function Proposal({ notice, acts, when }: { notice: Extract<TicketNotice, { kind: 'proposed' }>; acts: ActsProps; when: (at: Instant) => VNode }) {
  return (
    <Note tone="warn" icon="stairs" title={`Décidez : écrire à l’échelon ${notice.rung}, ${notice.who} ?`}>
      <p class="small">Le délai est passé depuis le {when(notice.since)}. Le contrat permet d’escalader, il n’y oblige pas.</p>
      <div class="row-flex mt-2">
        <PostForm action={ticketActPath(acts.reference, 'escalade')} tokens={acts.tokens} suffix="escalade">
          <input type="hidden" name="cote" value={notice.side} />
          <button class="btn btn-primary btn-sm" type="submit">
            Écrire à ce contact
          </button>
        </PostForm>
        <a class="btn btn-light btn-sm" href={`#${actAnchor('echelon')}`}>
          Le contacter par téléphone
        </a>
      </div>
    </Note>
  );
}
