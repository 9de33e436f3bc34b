import { frenchDateTime } from '../../../domain/french/dates';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import type { ActView } from '../../view/register';
import type { ShellProps } from '../../view/shell';
import { actDate } from '../../words/when';

/** What was decided, the latest first: what, of whom, why, by whom, to whom it was written. */
export function ActsPanel({ acts, shell, title = 'Actes' }: { acts: readonly ActView[]; shell: ShellProps; title?: string }) {
  return (
    <Panel title={title}>
      {acts.length === 0 ? (
        <p class="muted mb-0">Rien n’est encore décidé.</p>
      ) : (
        <ol class="fil">
          {acts.map((act) => (
            <li class={act.theirs ? 'theirs' : 'mine'}>
              <span class="when">{actDate(act.at, shell.now, shell.timeZone)}</span>
              <span class="what">
                <Words text={act.label === '' ? act.what : `${act.what} : ${act.label}`} />
              </span>
              <div class="small muted anywhere">
                <div>
                  <Words text={`par ${act.who}${act.recordedAt === undefined || act.recordedAt === act.at ? '' : `, noté le ${frenchDateTime(act.recordedAt, shell.timeZone, { now: shell.now })}`}`} />
                </div>
                {act.reason !== '' && <p class="pre anywhere">{act.reason}</p>}
                {act.told.length > 0 && <div><Words text={`Écrit à ${act.told.join(', ')}`} /></div>}
              </div>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
