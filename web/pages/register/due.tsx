import { frenchDateTime } from '../../../domain/french/dates';
import { Note } from '../../components/note';
import { Words } from '../../components/text';
import { newChangePath } from '../../paths-change';
import type { DueView } from '../../view/register';
import type { ShellProps } from '../../view/shell';

/** Administrators who left without a successor: the form of annex 3 is to be asked for. `named`: each with its partner. */
export function DueNotes({ due, shell, named }: { due: readonly DueView[]; shell: ShellProps; named: boolean }) {
  if (due.length === 0) return null;
  return (
    <div class="mb-3">
      <Note tone="warn" icon="userQuestion" title={due.length === 1 ? 'Un changement d’administrateur est à demander au partenaire.' : `${due.length} changements d’administrateur sont à demander aux partenaires.`}>
        <ul class="mb-0">
          {due.map((one) => (
            <li>
              <Words text={`${one.name}, ${one.as}${named ? ` (${one.partner}, convention ${one.convention})` : ''} : départ signalé le ${frenchDateTime(one.since, shell.timeZone, { now: shell.now })}, sans successeur.`} />{' '}
              <a href={newChangePath(one.conventionId)}>Saisir un formulaire</a>
            </li>
          ))}
        </ul>
      </Note>
    </div>
  );
}
