import { frenchDateTime } from '../../domain/french/dates';
import type { Side } from '../../domain/contract-types';
import type { Instant, Reference } from '../../domain/ids';
import { Chip } from '../components/chip';
import { Icon } from '../components/icon';
import { Layout } from '../components/layout';
import { Empty, Note } from '../components/note';
import { Panel, Scroll } from '../components/panel';
import { Words } from '../components/text';
import { letterPath, ticketPath } from '../paths';
import type { FormTokens } from '../components/form';
import { ProposalsPanel, type ProposalRow } from './escalations-proposals';
import { Pages } from '../components/pages';
import { Heads } from '../components/table';
import type { Paging } from '../view/queue';
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
export interface EscalationsProps {
  readonly shell: ShellProps;
  readonly proposals: readonly ProposalRow[];
  /** null = the viewer may not decide. */
  readonly tokens: FormTokens | null;
  readonly running: readonly EscalationRow[];
  readonly exhausted: ReadonlyArray<{
    readonly reference: Reference;
    readonly partner: string;
    readonly side: Side;
    readonly since: Instant;
    readonly told: string;
  }>;
  /** Of tickets: one may stand on both sides' ladders. */
  readonly paging: Paging;
}

const WHO: Readonly<Record<Side, string>> = { desk: 'la Caf', partner: 'le partenaire' };

/** Who did not answer, who was contacted, what happens next. */
export function EscalationsPage({ shell, running, exhausted, paging, proposals, tokens }: EscalationsProps) {
  return (
    <Layout shell={shell} title="Escalades">
      <div class="row-flex mb-3">
        <h1>Escalades</h1>
        <span class="muted hide-s">qui n’a pas répondu, qui a été contacté, et la suite</span>
      </div>
      {exhausted.length > 0 && (
        <div class="stack mb-3">
          {exhausted.map((row) => (
            <Note tone="stop" icon="flag" title="Échelle épuisée : décidez.">
              <p class="small">
                <a class="ref" href={ticketPath(row.reference)}>
                  {row.reference}
                </a>
                , {row.partner} — {WHO[row.side]} se tait depuis le <Words text={frenchDateTime(row.since, shell.timeZone, { now: shell.now })} />.{' '}
                {row.told}
              </p>
            </Note>
          ))}
        </div>
      )}
      {proposals.length > 0 && (
        <div class="mb-3">
          <ProposalsPanel rows={proposals} tokens={tokens} shell={shell} />
        </div>
      )}
      <Panel title="Escalades en cours" aside={String(running.length)} flush>
        {running.length === 0 ? (
          <Empty icon="checkCircle" title="Aucune escalade en cours.">
            Chaque côté a répondu dans le délai de son contrat.
          </Empty>
        ) : (
          <RunningTable rows={running} shell={shell} />
        )}
        {(paging.previous !== null || paging.next !== null) && <Pages paging={paging} />}
      </Panel>
    </Layout>
  );
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
