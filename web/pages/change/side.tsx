import { changeFactWords, changeStepWords, changeWhyWords } from '../../../domain/french/change';
import { frenchDateTime } from '../../../domain/french/dates';
import type { ChangeFactBody } from '../../../domain/journeys/change-facts';
import { Chip } from '../../components/chip';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import type { ChangeView } from '../../view/change';
import { Icon } from '../../components/icon';
import { Check } from './check';

const THEIRS: ReadonlySet<string> = new Set(['received', 'received-again', 'signed', 'objected', 'cancelled']);

/** The past and the future in one list. */
export function JournalPanel({ view }: { view: ChangeView }) {
  const { journal, steps, shell } = view;
  const at = (instant: typeof shell.now) => frenchDateTime(instant, shell.timeZone, { now: shell.now });
  return (
    <Panel title="Historique et suite">
      <ol class="fil">
        {journal.map((line) => (
          <li class={THEIRS.has(line.fact.kind) ? 'theirs' : 'mine'}>
            <span class="when">{at(line.at)}</span>
            <span class="what">
              <Words text={changeFactWords(line.fact as ChangeFactBody)} />
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
              <Words text={changeStepWords(step)} />
            </span>
            <Why words={changeWhyWords(step, shell.timeZone)} />
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

/** Who was told, at which registered address. */
export function ToldPanel({ view: { state, failed } }: { view: ChangeView }) {
  if (state.warned === null) return null;
  const cameBack = new Set(failed.filter(({ letter }) => letter === 'change-warning').map(({ to }) => to.toLowerCase()));
  return (
    <Panel title="Personnes prévenues">
      {state.warned.told.length === 0 ? (
        <p class="t-late mb-0">Personne n’a pu être prévenu : aucune adresse inscrite ne reçoit nos courriers.</p>
      ) : (
        <ul class="check">
          {state.warned.told.map((address) =>
            cameBack.has(address.toLowerCase()) ? (
              <li>
                <span class="t-late">
                  <Icon name="x" label="Non reçu" />
                </span>
                <span>
                  <span class="anywhere">{address}</span>
                  <br />
                  <span class="small t-late">le courriel est revenu</span>
                </span>
              </li>
            ) : (
              <Check done>
                <span class="anywhere">{address}</span>
              </Check>
            ),
          )}
        </ul>
      )}
    </Panel>
  );
}
