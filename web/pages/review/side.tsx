import { frenchDateTime } from '../../../domain/french/dates';
import { journeyWhyWords } from '../../../domain/french/journeys';
import { reviewFactWords, reviewStepWords } from '../../../domain/french/review';
import type { Instant } from '../../../domain/ids';
import { Chip } from '../../components/chip';
import { StatusChip } from '../../components/letter-status';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { letterPath } from '../../paths';
import type { ReviewView } from '../../view/review';

const THEIRS: ReadonlySet<string> = new Set(['result-received', 'result-completed']);

/** The past and the future in one list, each future step with the reason of its date. */
export function JournalPanel({ view: { journal, steps, shell } }: { view: ReviewView }) {
  const at = (instant: Instant) => frenchDateTime(instant, shell.timeZone, { now: shell.now });
  return (
    <Panel title="Historique et suite">
      <ol class="fil">
        {journal.map((line) => (
          <li class={THEIRS.has(line.fact.kind) ? 'theirs' : 'mine'}>
            <span class="when">{at(line.at)}</span>
            <span class="what">
              <Words text={reviewFactWords(line.fact)} />
            </span>
            {line.who !== null && <p class="muted">{line.who}</p>}
          </li>
        ))}
        <li class="now">
          <span class="when">{at(shell.now)}</span>
          <span class="what">
            <Chip tone="soon">Maintenant</Chip>{' '}
            <span class="muted small fw4">{steps.length === 0 ? 'plus rien ne se fera seul.' : 'puis, si personne n’agit :'}</span>
          </span>
        </li>
        {steps.map((step) => (
          <li class="next">
            <span class="when">{at(step.at)}</span>
            <span class="what">
              <Words text={reviewStepWords(step)} />
            </span>
            <Why words={journeyWhyWords(step, shell.timeZone)} />
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Why({ words }: { words: string | null }) {
  return words === null ? null : (
    <p class="muted">
      <Words text={words} />
    </p>
  );
}

/** Every letter of the review, and what became of it. */
export function LettersPanel({ view: { letters, shell } }: { view: ReviewView }) {
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
