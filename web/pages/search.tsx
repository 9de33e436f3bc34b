import type { FormTokens } from '../components/form';
import { Icon } from '../components/icon';
import { Layout } from '../components/layout';
import { Empty } from '../components/note';
import { QueueTable } from '../components/queue-table';
import { searchPath } from '../paths';
import type { Paging, QueueRow } from '../view/queue';
import type { ShellProps } from '../view/shell';
import { count } from '../words/labels';
import { Pages } from './queue';

export interface SearchProps {
  readonly shell: ShellProps;
  readonly q: string;
  readonly rows: readonly QueueRow[];
  readonly paging: Paging;
  readonly tokens: FormTokens;
}

/** Tickets found by reference, subject, text, partner or name. */
export function SearchPage({ shell, q, rows, paging, tokens }: SearchProps) {
  return (
    <Layout shell={shell} title={q === '' ? 'Rechercher' : `« ${q} »`}>
      <h1 class="mb-3">Rechercher</h1>
      <form action={searchPath()} role="search" class="row-flex mb-3" aria-label="Recherche dans les demandes">
        <label class="visually-hidden" for="recherche">
          Texte cherché
        </label>
        <input
          class="form-control w-auto grow"
          id="recherche"
          type="search"
          name="q"
          value={q}
          placeholder="Référence, objet, partenaire, nom, texte…"
        />
        <button class="btn btn-primary" type="submit">
          <Icon name="search" />
          Rechercher
        </button>
      </form>
      {q !== '' && (
        <div class="card" id="file">
          <div class="cap">
            <h2>{count(paging.total, 'demande trouvée', 'demandes trouvées')}</h2>
          </div>
          {rows.length === 0 ? (
            <Empty icon="search" title="Aucune demande ne correspond.">
              Essayez un seul mot, ou une référence comme 31-2026-000123.
            </Empty>
          ) : (
            <>
              <QueueTable rows={rows} now={shell.now} timeZone={shell.timeZone} tokens={tokens} caption="Demandes trouvées" />
              <Pages paging={paging} />
            </>
          )}
        </div>
      )}
    </Layout>
  );
}
