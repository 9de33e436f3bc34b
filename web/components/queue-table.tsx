import type { Instant, Reference } from '../../domain/ids';
import { ticketActPath, ticketPath } from '../paths';
import type { QueueRow } from '../view/queue';
import { count, KIND_SHORT, SERVICE_SHORT } from '../words/labels';
import { daysUntil, nearDateTime } from '../words/when';
import { ChannelIcon, Chip, OwesChip } from './chip';
import { DueCell, urgencyOf } from './due';
import type { FormTokens } from './form';
import { Tokens } from './form';
import { Scroll } from './panel';
import { Words } from './text';

type Group = 'late' | 'today' | 'tomorrow' | 'week' | 'later' | 'none';
const GROUPS: ReadonlyArray<readonly [Group, string]> = [
  ['late', 'En retard'],
  ['today', 'Aujourd’hui'],
  ['tomorrow', 'Demain'],
  ['week', 'Dans les sept jours'],
  ['later', 'Plus tard'],
  ['none', 'Sans échéance'],
];

/** Under which heading a row stands. */
function groupOf(row: QueueRow, now: Instant, timeZone: string): Group {
  if (row.due === null) return 'none';
  if (row.due.at <= now) return 'late';
  const days = daysUntil(row.due.at, now, timeZone);
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  return days <= 7 ? 'week' : 'later';
}

export interface QueueTableProps {
  readonly rows: readonly QueueRow[];
  readonly now: Instant;
  readonly timeZone: string;
  /** null: this person takes nothing in hand. */
  readonly tokens: FormTokens | null;
  readonly caption: string;
  /** Boxes to check, of the form of this id; those that are checked already. */
  readonly boxes?: { readonly form: string; readonly chosen: readonly Reference[] };
}

/** Tickets in the order given, under headings by day. Roles are explicit: as cards on a phone, CSS takes them away. */
export function QueueTable({ rows, now, timeZone, tokens, caption, boxes }: QueueTableProps) {
  return (
    <Scroll label={caption}>
      <table class="tb queue" role="table">
        <caption class="visually-hidden">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {HEADINGS.map((heading, i) => (
              <th scope="col" role="columnheader">
                {i === 0 && boxes !== undefined && <input class="form-check-input box" type="checkbox" aria-label="Cocher toutes les demandes de la page" data-several-all hidden />}
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        {GROUPS.map(([group, title]) => {
          const inGroup = rows.filter((row) => groupOf(row, now, timeZone) === group);
          if (inGroup.length === 0) return null;
          return (
            <tbody role="rowgroup">
              <tr class="grp" role="row">
                <th colSpan={6} scope="rowgroup" role="rowheader">
                  {title} <span class="muted fw4">{count(inGroup.length, 'demande')}</span>
                </th>
              </tr>
              {inGroup.map((row) => (
                <Row row={row} now={now} timeZone={timeZone} tokens={tokens} boxes={boxes} />
              ))}
            </tbody>
          );
        })}
      </table>
    </Scroll>
  );
}

const HEADINGS = ['Référence', 'Partenaire', 'Objet et service', 'Doit répondre', 'Prochaine étape, si personne n’agit', 'Temps d’ouverture restant'];

function Row({ row, now, timeZone, tokens, boxes }: Pick<QueueTableProps, 'now' | 'timeZone' | 'tokens' | 'boxes'> & { row: QueueRow }) {
  const urgency = row.due === null ? '' : urgencyOf(row.due, now, timeZone);
  return (
    <tr class={urgency === 'late' || urgency === 'soon' ? urgency : undefined} role="row" data-row={row.reference}>
      <th scope="row" role="rowheader" class="o1 nw">
        {boxes !== undefined && (
          <input class="form-check-input box" type="checkbox" name="demande" value={row.reference} form={boxes.form} checked={boxes.chosen.includes(row.reference)} aria-label={`Cocher ${row.reference}`} data-several-box />
        )}
        <ChannelIcon channel={row.channel} />{' '}
        <a class="ref" href={ticketPath(row.reference)}>
          {row.reference}
        </a>
      </th>
      <td role="cell" class="full o3">
        <span class="fw6">{row.partner}</span>
        {row.requester !== null && <div class="small muted hide-s">{row.requester}</div>}
      </td>
      <td role="cell" class="full o2">
        <a class="subj" href={ticketPath(row.reference)} tabIndex={-1}>
          {row.subject}
        </a>
        <div class="row-flex mt-1">
          <Flags row={row} now={now} timeZone={timeZone} />
        </div>
      </td>
      <td role="cell" class="o1">
        <OwesChip owes={row.owes} />
        {row.agent !== null && row.agent !== undefined && (
          <div class="small muted mt-1">
            <span class="visually-hidden">Agent : </span>
            {row.agent}
          </div>
        )}
        {row.canTakeInHand && tokens !== null && <TakeInHand row={row} tokens={tokens} />}
      </td>
      <td role="cell" class="full o5">
        {row.next === null ? (
          <span class="muted">Rien ne se fait seul</span>
        ) : (
          <>
            <span class="fw6">
              <Words text={row.next.title} />
            </span>
            {row.next.rule !== null && (
              <div class="small muted">
                <Words text={row.next.rule} />
              </div>
            )}
          </>
        )}
      </td>
      <td role="cell" class="full o4">
        {row.due === null ? <span class="small muted">Aucun délai n’est promis</span> : <DueCell due={row.due} now={now} timeZone={timeZone} />}
      </td>
    </tr>
  );
}

function TakeInHand({ row, tokens }: { row: QueueRow; tokens: FormTokens }) {
  return (
    <form method="post" action={ticketActPath(row.reference, 'prise-en-charge')} class="mt-1 hide-s" data-once>
      <Tokens tokens={tokens} suffix={`prise-${row.reference}`} />
      <button class="btn btn-link btn-sm" type="submit" data-take aria-label={`Prendre en charge ${row.reference}`}>
        Prendre en charge
      </button>
    </form>
  );
}

/** At most three chips: what changes how one works comes first. */
function Flags({ row, now, timeZone }: { row: QueueRow; now: Instant; timeZone: string }) {
  const { flags } = row;
  const chips = [
    flags.urgent === true && (
      <Chip tone="late" icon="boltFilled">
        Urgent
      </Chip>
    ),
    flags.bounced === true && (
      <Chip tone="late" icon="mailX">
        Lettre rejetée
      </Chip>
    ),
    flags.exhausted === true && (
      <Chip tone="late" icon="flag">
        Échelle épuisée
      </Chip>
    ),
    flags.callBackDue !== undefined && (
      <Chip tone="soon" icon="phoneCall">
        Rappel {nearDateTime(flags.callBackDue, now, timeZone)}
      </Chip>
    ),
    flags.newReply === true && (
      <Chip tone="ok" icon="message">
        Nouvelle réponse
      </Chip>
    ),
    flags.exhausted !== true && flags.rung !== undefined && (
      <Chip tone="soon" icon="stairs">
        Échelon {flags.rung} contacté
      </Chip>
    ),
    flags.missing !== undefined && flags.missing > 0 && (
      <Chip tone="line" icon="checklist">
        {flags.missing} à fournir
      </Chip>
    ),
  ].filter((chip) => chip !== false);
  return (
    <>
      {row.service !== null && <Chip>{SERVICE_SHORT[row.service]}</Chip>}
      {row.kind !== null && <span class="small muted">{KIND_SHORT[row.kind]}</span>}
      {chips.slice(0, 2)}
    </>
  );
}
