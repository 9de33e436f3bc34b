import { frenchDateTime } from '../../../domain/french/dates';
import type { Instant } from '../../../domain/ids';
import { Chip } from '../../components/chip';
import { Icon } from '../../components/icon';
import { StatusChip } from '../../components/letter-status';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { paperPath } from '../../convention-paths';
import { letterPath } from '../../paths';
import type { ConventionJourneyView } from '../../view/convention-journey';
import { fileSize } from '../../words/labels';

type Of = { readonly view: ConventionJourneyView };

/** The past and the future in one list, each future step with the reason of its date. */
export function FollowPanel({ view: { journal, steps, shell } }: Of) {
  const at = (instant: Instant) => frenchDateTime(instant, shell.timeZone, { now: shell.now });
  return (
    <Panel title="Historique et suite">
      <ol class="fil">
        {journal.map((line) => (
          <li class={line.theirs ? 'theirs' : 'mine'}>
            <span class="when">{at(line.at)}</span>
            <span class="what">
              <Words text={line.words} />
            </span>
            {line.who !== null && <p class="muted">{line.who}</p>}
          </li>
        ))}
        <li class="now">
          <span class="when">{at(shell.now)}</span>
          <span class="what">
            <Chip tone="soon">Maintenant</Chip> <span class="muted small fw4">{steps.length === 0 ? 'plus rien ne se fera seul.' : 'puis, si personne n’agit\u00a0:'}</span>
          </span>
        </li>
        {steps.map((step) => (
          <li class="next">
            <span class="when">{at(step.at)}</span>
            <span class="what">
              <Words text={step.words} />
            </span>
            {step.why !== null && (
              <p class="muted">
                <Words text={step.why} />
              </p>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** Every letter of it, and what became of it. */
export function LettersPanel({ view: { letters, shell } }: Of) {
  if (letters.length === 0) return null;
  return (
    <Panel title="Lettres">
      <ul class="list mb-0 small">
        {letters.map(({ id, subject, to, at, status }) => (
          <li>
            <a href={letterPath(id)}>{subject}</a>
            <div class="muted anywhere">
              <Words text={`${to} · ${frenchDateTime(at, shell.timeZone, { now: shell.now })}`} /> <StatusChip status={status} />
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** The papers that came with it. */
export function PapersPanel({ view: { papers, shell, conventionId }, title }: Of & { readonly title: string }) {
  if (papers.length === 0) return null;
  return (
    <Panel title={title}>
      <ul class="list mb-0">
        {papers.map((paper) => (
          <li>
            <a class="anywhere" href={paperPath(conventionId, paper.id)}>
              <Icon name="file" />
              {paper.name}
            </a>{' '}
            <span class="small muted">
              <Words text={`${fileSize(paper.size)} · ${frenchDateTime(paper.at, shell.timeZone, { now: shell.now })}`} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
