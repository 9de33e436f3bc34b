import type { Side } from '../../domain/contract-types';
import { frenchDateTime } from '../../domain/french/dates';
import { typo } from '../../domain/french/typography';
import type { Instant } from '../../domain/ids';
import { PostForm, type FormTokens } from '../components/form';
import { Panel } from '../components/panel';
import { Words } from '../components/text';
import { acceptProposalPath } from '../paths';
import type { ShellProps } from '../view/shell';

/** A journey whose next contact waits for the manager's decision. */
export interface ProposalRow {
  readonly id: string;
  /** « mise en demeure ». */
  readonly what: string;
  readonly href: string | null;
  readonly partner: string | null;
  readonly side: Side;
  readonly rung: number;
  readonly whom: string | null;
  readonly since: Instant;
}

const SILENT = { desk: 'la Caf n’a pas répondu', partner: 'le partenaire n’a pas répondu' } as const;

/** Journeys (changes, reviews, notices…) whose contract leaves escalation to a decision: nobody is written to before it. */
export function ProposalsPanel({ rows, tokens, shell }: { rows: readonly ProposalRow[]; tokens: FormTokens | null; shell: ShellProps }) {
  return (
    <Panel title={typo('Démarches : escalades à décider')} aside={String(rows.length)}>
      <ul class="list">
        {rows.map((row) => (
          <li class="row-flex">
            <div class="grow">
              {row.href === null ? <b>{row.id}</b> : <a class="ref" href={row.href}>{row.id}</a>} <Words text={`${row.what}${row.partner === null ? '' : ` — ${row.partner}`}`} />
              <div class="small muted">
                <Words text={`${SILENT[row.side]} ; échelon ${row.rung} proposé ${frenchDateTime(row.since, shell.timeZone, { now: shell.now })} : ${row.whom ?? 'aucun contact saisi'}. Rien ne lui est écrit avant la décision.`} />
              </div>
            </div>
            {tokens !== null && (
              <PostForm action={acceptProposalPath(row.id)} tokens={tokens} suffix={`proposition-${row.id}`}>
                <button class="btn btn-primary btn-sm" type="submit">
                  Écrire à ce contact
                </button>
              </PostForm>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
