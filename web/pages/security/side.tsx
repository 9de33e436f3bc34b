import { securityFactText, securityFactWords, securityStepWords } from '../../../domain/french/security';
import { frenchDateTime } from '../../../domain/french/dates';
import { typo } from '../../../domain/french/typography';
import type { Instant } from '../../../domain/ids';
import { Chip } from '../../components/chip';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import type { SecurityView } from '../../view/security';
import { count } from '../../words/labels';

/** The past and the future in one list. */
export function JournalPanel({ view: { journal, steps, shell } }: { view: SecurityView }) {
  const at = (instant: Instant) => frenchDateTime(instant, shell.timeZone, { now: shell.now });
  return (
    <Panel title="Journal et suite">
      <ol class="fil">
        {journal.map(({ at: when, fact, who }) => (
          <li class={fact.kind === 'incident-reported' ? 'theirs' : 'mine'}>
            <span class="when">{at(when)}</span>
            <span class="what anywhere">
              <Words text={securityFactWords(fact)} />
            </span>
            {securityFactText(fact) !== null && <p class="pre anywhere">{securityFactText(fact)}</p>}
            {who !== null && <p class="muted">{who}</p>}
          </li>
        ))}
        <li class="now">
          <span class="when">{at(shell.now)}</span>
          <span class="what">
            <Chip tone="soon">Maintenant</Chip> <span class="muted small fw4">{steps.length === 0 ? 'plus rien ne se fera seul.' : 'puis, si personne n’agit :'}</span>
          </span>
        </li>
        {steps.map((step) => (
          <li class="next">
            <span class="when">{at(step.at)}</span>
            <span class="what">
              <Words text={securityStepWords(step)} />
            </span>
            <p class="muted">
              <Words text={typo(step.article ?? 'réglage du guichet')} />
            </p>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** What the desk could read before it was known to be an incident. */
export function ReadablePanel({ view: { state, shell } }: { view: SecurityView }) {
  const { readable } = state;
  if (readable === null) return null;
  const at = (instant: Instant) => frenchDateTime(instant, shell.timeZone, { now: shell.now });
  return (
    <Panel title="Lisible avant la restriction">
      <p>
        <Words text={`Du ${at(readable.since)} au ${at(readable.until)} : ${count(readable.messages, 'message')}, ${count(readable.files, 'fichier')}${readable.national ? ' ; la demande a été transmise au niveau national' : ''}. Pouvaient la lire :`} />
      </p>
      <ul class="mb-0">
        {readable.people.map((name) => (
          <li>{name}</li>
        ))}
      </ul>
    </Panel>
  );
}
