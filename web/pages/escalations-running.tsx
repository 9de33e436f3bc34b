import { frenchDateTime } from '../../domain/french/dates';
import type { Side } from '../../domain/contract-types';
import type { Instant, Reference } from '../../domain/ids';
import { Chip } from '../components/chip';
import { Icon } from '../components/icon';
import { Scroll } from '../components/panel';
import { Heads } from '../components/table';
import { Words } from '../components/text';
import { letterPath, ticketPath } from '../paths';
import type { ShellProps } from '../view/shell';
import { nearDateTime } from '../words/when';

/** One ladder that is being climbed: the last rung and what comes next. */
export interface EscalationRow {
  readonly reference: Reference;
  readonly partner: string;
  readonly side: Side;
  readonly rung: number;
  readonly rungs: number;
  /** « Responsable de la Caf, Maëlle Castérane »; null = no contact. */
  readonly whom: string | null;
  readonly because: 'delay' | 'urgent';
  readonly state:
    | { readonly kind: 'posted' | 'waiting' | 'bounced'; readonly at: Instant; readonly letter: string }
    | { readonly kind: 'task' | 'phone'; readonly at: Instant }
    | { readonly kind: 'proposed'; readonly at: Instant }
    | { readonly kind: 'no-contact'; readonly at: Instant };
  readonly next: { readonly title: string; readonly at: Instant } | null;
  readonly rule: string | null;
}

/** The ladders that are being climbed: who was contacted, whether the letter left, what comes next. */
export function RunningTable({ rows, shell }: { rows: readonly EscalationRow[]; shell: ShellProps }) {
  return (
    <Scroll label="Tableau des escalades">
      <table class="tb cards" role="table">
        <Heads titles={['Demande', 'N’a pas répondu', 'Échelon', 'Contact', 'État', 'Suite']} />
        <tbody role="rowgroup">
          {rows.map((row) => (
            <Row row={row} shell={shell} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Row({ row, shell }: { row: EscalationRow; shell: ShellProps }) {
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        <a class="ref" href={ticketPath(row.reference)}>
          {row.reference}
        </a>
        <div class="small muted fw4">{row.partner}</div>
      </th>
      <td role="cell">
        {row.side === 'desk' ? (
          <Chip tone="caf" icon="building">
            Guichet
          </Chip>
        ) : (
          <Chip tone="part" icon="users">
            Partenaire
          </Chip>
        )}
      </td>
      <td role="cell" class="nw">
        <b>
          {row.rung} sur {row.rungs}
        </b>
        {row.because === 'urgent' && (
          <>
            {' '}
            <Chip tone="late" icon="boltFilled">
              Urgent
            </Chip>
          </>
        )}
      </td>
      <td role="cell">{row.whom === null ? <b class="t-late">Aucun contact saisi</b> : row.whom}</td>
      <td role="cell">
        <State row={row} shell={shell} />
      </td>
      <td role="cell">
        {row.next === null ? (
          <span class="muted">Décision attendue</span>
        ) : (
          <>
            <b>
              <Words text={row.next.title} />
            </b>
            <div class="small muted">
              <Words text={nearDateTime(row.next.at, shell.now, shell.timeZone)} />
            </div>
          </>
        )}
        {row.rule !== null && (
          <div class="small muted">
            <Words text={row.rule} />
          </div>
        )}
      </td>
    </tr>
  );
}

const STATES = {
  posted: ['mailCheck', 't-ok', 'Lettre partie'],
  waiting: ['clock', 't-soon', 'Lettre en attente'],
  bounced: ['mailX', 't-late', 'Lettre rejetée'],
  task: ['building', 't-caf', 'Prévenu dans Guichet'],
  phone: ['phoneCall', 't-ok', 'Contacté par téléphone'],
  proposed: ['help', 't-soon', 'Proposée, à décider'],
  'no-contact': ['alert', 't-late', 'Impossible, échelon passé'],
} as const;

function State({ row, shell }: { row: EscalationRow; shell: ShellProps }) {
  const [icon, tone, words] = STATES[row.state.kind];
  return (
    <>
      <b class={tone}>
        <Icon name={icon} /> {words}
      </b>
      <div class="small muted">
        <Words text={frenchDateTime(row.state.at, shell.timeZone, { now: shell.now })} />
        {'letter' in row.state && (
          <>
            {' '}
            · <a href={letterPath(row.state.letter)}>voir</a>
          </>
        )}
      </div>
    </>
  );
}
