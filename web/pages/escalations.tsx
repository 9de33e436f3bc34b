import { frenchDateTime } from '../../domain/french/dates';
import type { Side } from '../../domain/contract-types';
import type { Instant, Reference } from '../../domain/ids';
import { Layout } from '../components/layout';
import { Empty, Note } from '../components/note';
import { Panel } from '../components/panel';
import { Words } from '../components/text';
import { ticketPath } from '../paths';
import type { FormTokens } from '../components/form';
import { ProposalsPanel, type ProposalRow } from './escalations-proposals';
import { RunningTable, type EscalationRow } from './escalations-running';
import { Pages } from '../components/pages';
import type { Paging } from '../view/queue';
import type { ShellProps } from '../view/shell';

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
