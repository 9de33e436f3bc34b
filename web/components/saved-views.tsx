import { savedViewRemovalPath, savedViewsPath } from '../paths';
import type { SavedViewsView } from '../view/queue';
import { ErrorSummary, PostForm, type FormTokens } from './form';
import { Select, TextField } from './fields';
import { Icon } from './icon';

/** The views that are kept, one's own and those of the Caf; what is asked now may be kept under a name. */
export function SavedViews({ saved, tokens }: { saved: SavedViewsView; tokens: FormTokens }) {
  const { views, savable, refused } = saved;
  if (views.length === 0 && !savable) return null;
  return (
    <div class="row-flex mt-2 saved">
      {views.length > 0 && (
        <nav class="row-flex" aria-label="Vues gardées">
          {views.map((view) => (
            <a class="chip line" href={view.href} aria-current={view.current ? 'page' : undefined}>
              <Icon name={view.sharedWith === null ? 'user' : 'users'} />
              {view.name}
              {view.sharedWith !== null && <span class="muted fw4"> Caf {view.sharedWith}</span>}
            </a>
          ))}
        </nav>
      )}
      {savable && !views.some((view) => view.current) && <Keep saved={saved} tokens={tokens} open={refused !== null} />}
      {views.filter((view) => view.current && view.removable).map((view) => (
        <PostForm action={savedViewRemovalPath()} tokens={tokens} suffix={`vue-${view.id}`}>
          <input type="hidden" name="vue" value={view.id} />
          <button class="btn btn-link btn-sm" type="submit">
            Supprimer cette vue
          </button>
        </PostForm>
      ))}
    </div>
  );
}

function Keep({ saved, tokens, open }: { saved: SavedViewsView; tokens: FormTokens; open: boolean }) {
  const { cafs, refused, query } = saved;
  return (
    <details class="drop" open={open}>
      <summary class="btn btn-link btn-sm">
        <Icon name="save" />
        Garder cette vue
      </summary>
      <div>
        <ErrorSummary refused={refused} idOf={(field) => `vue-${field}`} />
        <PostForm action={savedViewsPath()} tokens={tokens} suffix="vue">
          <input type="hidden" name="requete" value={query} />
          <TextField id="vue-nom" name="nom" label="Nom de la vue" maxLength={60} refused={refused} />
          {cafs.length > 0 && (
            <Select id="vue-partage" name="partage" label="Qui la voit" blank="Moi seulement" options={cafs.map((caf) => ({ value: caf, label: `Tous les agents de la Caf ${caf}` }))} refused={refused} />
          )}
          <button class="btn btn-primary btn-sm" type="submit">
            Garder
          </button>
        </PostForm>
      </div>
    </details>
  );
}
