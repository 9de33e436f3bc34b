import { frenchDateTime } from '../../../domain/french/dates';
import { Note } from '../../components/note';
import { Facts, Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { registerPath } from '../../register-paths';
import { partnersPath } from '../../settings-paths';
import type { DoneImport } from '../../view/import';
import type { ShellProps } from '../../view/shell';
import { count } from '../../words/labels';
import type { ImportWhat } from './imports';

/** What an import brought. */
export function Report({ shell, state, what }: { shell: ShellProps; state: DoneImport; what: ImportWhat | undefined }) {
  return (
    <>
      <Note tone="done" title={what === 'register' ? 'Le registre est importé.' : `${count(state.contacts.length, 'contact importé', 'contacts importés')}.`}>
        <p class="small">
          <Words text={`Le ${frenchDateTime(state.at, shell.timeZone, { now: shell.now })}, par ${state.who}.`} />
        </p>
      </Note>
      <Panel title="Compte rendu">
        <Facts
          rows={[
            ['Partenaires créés', listed(state.partners)],
            ['Conventions créées', listed(state.conventions)],
            ['Contacts créés', listed(state.contacts.map((contact) => `${contact.name} (${contact.convention})`))],
            ['Au registre', state.also === undefined ? null : state.also.length === 0 ? 'rien de nouveau' : state.also.join(', ')],
            ['Déjà connues', state.known === 0 ? null : `${count(state.known, 'ligne')}, sans changement`],
          ]}
        />
        <p class="mt-3 mb-0">
          {what === 'register' ? <a href={registerPath()}>Voir les habilitations</a> : <a href={partnersPath()}>Voir les partenaires</a>}
        </p>
      </Panel>
    </>
  );
}

const SHOWN = 100;
function listed(names: readonly string[]): string {
  if (names.length === 0) return 'aucun';
  const more = names.length - SHOWN;
  return `${names.length}\u00a0: ${names.slice(0, SHOWN).join(', ')}${more > 0 ? ` et ${more} autres` : ''}`;
}
