import { Note } from '../../components/note';
import { Words } from '../../components/text';
import { changePath, newChangePath, newOwnChangePath } from '../../paths-change';
import type { DueView } from '../../view/register';
import type { ShellProps } from '../../view/shell';
import { day } from '../../words/when';

/** Administrators who no longer have access and whom nobody succeeds: the form of annex 3 is to be asked for. `named`: each with its partner. */
export function DueNotes({ due, shell, named }: { due: readonly DueView[]; shell: ShellProps; named: boolean }) {
  if (due.length === 0) return null;
  return (
    <div class="mb-3">
      <Note tone="warn" icon="userQuestion" title={due.length === 1 ? 'Un changement d’administrateur est à demander au partenaire.' : `${due.length} changements d’administrateur sont à demander aux partenaires.`}>
        <ul class="mb-0">
          {due.map((one) => (
            <li>
              <Words text={`${one.name}, ${one.as}${named ? ` (${one.partner}, convention ${one.convention})` : ''} : ${goneWords(one, shell)}, sans successeur.`} />{' '}
              {one.underWay === null ? (
                <a href={newChangePath(one.conventionId)}>Saisir un formulaire</a>
              ) : (
                <a href={changePath(one.underWay)}>Un changement est en cours<span class="visually-hidden"> pour la convention {one.convention}</span></a>
              )}
            </li>
          ))}
        </ul>
      </Note>
    </div>
  );
}

/** The same, to the partner whose place it is to fill. */
export function OwnDueNote({ due, shell, conventionId, mayAsk }: { due: readonly DueView[]; shell: ShellProps; conventionId: string; mayAsk: boolean }) {
  if (due.length === 0) return null;
  return (
    <Note tone="warn" icon="userQuestion" title="Un changement d’administrateur est à demander à la Caf.">
      <ul class={mayAsk ? '' : 'mb-0'}>
        {due.map((one) => (
          <li>
            <Words text={`${one.name}, ${one.as} : ${goneWords(one, shell)}, sans successeur.${one.underWay === null ? '' : ` La demande ${one.underWay} est en cours.`}`} />
          </li>
        ))}
      </ul>
      {mayAsk && <a href={newOwnChangePath(conventionId)}>Demander un changement d’administrateur</a>}
    </Note>
  );
}

/** On a form of annex 3: who may be named as replaced although they left. */
export function PlaceNote({ due, shell }: { due: readonly DueView[]; shell: ShellProps }) {
  if (due.length === 0) return null;
  return (
    <Note tone="info" icon="userQuestion" title={due.length === 1 ? 'Une place est à pourvoir.' : 'Des places sont à pourvoir.'}>
      <ul class="mb-0">
        {due.map((one) => (
          <li>
            <Words text={`${one.name}, ${one.as} : ${goneWords(one, shell)}. Pour lui succéder, répondre « oui » et nommer cette personne : sa place revient à qui lui succède.`} />
          </li>
        ))}
      </ul>
    </Note>
  );
}

function goneWords({ departed, since }: DueView, { now, timeZone }: ShellProps): string {
  return `${departed ? 'départ signalé' : 'accès retiré'} le ${day(since, now, timeZone)}`;
}
