import { searchPath, ticketPath } from '../paths';
import type { Reference } from '../../domain/ids';
import { Icon } from './icon';

export const paletteAnchor = (): string => 'palette';

/** One field for everything: a reference to go to, a page, an act of this page, a search. The script fills its list; without it nothing opens it. */
export function Palette() {
  return (
    <dialog id={paletteAnchor()} class="palette" aria-labelledby="palette-titre" data-ticket={ticketPath('REFERENCE' as Reference)} data-search={searchPath('RECHERCHE')}>
      <h2 id="palette-titre" class="visually-hidden">
        Palette de commandes
      </h2>
      <div class="palette-field">
        <Icon name="command" />
        <input
          class="form-control"
          type="text"
          role="combobox"
          aria-label="Référence, page, action ou mots à rechercher"
          placeholder="Référence, page, action, mots à rechercher…"
          aria-expanded="true"
          aria-controls="palette-liste"
          aria-autocomplete="list"
          autocomplete="off"
          spellcheck={false}
        />
      </div>
      <ul id="palette-liste" role="listbox" aria-label="Commandes" />
      <p class="small muted mb-0">
        <kbd>↑</kbd> <kbd>↓</kbd> choisir · <kbd>Entrée</kbd> faire · <kbd>Échap</kbd> fermer
      </p>
    </dialog>
  );
}
