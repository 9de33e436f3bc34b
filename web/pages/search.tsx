import type { FormTokens } from '../components/form';
import { Icon } from '../components/icon';
import { Layout } from '../components/layout';
import { Empty } from '../components/note';
import { QuestionHelp, QuestionProblems } from '../components/question';
import { QueueTable } from '../components/queue-table';
import { searchPath } from '../paths';
import { Words } from '../components/text';
import type { Paging, QueueRow } from '../view/queue';
import type { ShellProps } from '../view/shell';
import { count } from '../words/labels';
import { Pages } from '../components/pages';

export interface SearchProps {
  readonly shell: ShellProps;
  readonly q: string;
  /** What could not be read of the line, in French; nothing is then searched. */
  readonly problems: readonly string[];
  /** There are more than are counted. */
  readonly more: boolean;
  readonly rows: readonly QueueRow[];
  readonly paging: Paging;
  /** null: this person takes nothing in hand. */
  readonly tokens: FormTokens | null;
}

/** Tickets found by words of their subject, text, names and files, by reference or number, and by criteria on the same line. */
export function SearchPage({ shell, q, problems, more, rows, paging, tokens }: SearchProps) {
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
          aria-describedby={problems.length > 0 ? 'recherche-erreurs recherche-aide' : 'recherche-aide'}
          aria-invalid={problems.length > 0 ? 'true' : undefined}
        />
        <button class="btn btn-primary" type="submit">
          <Icon name="search" />
          Rechercher
        </button>
      </form>
      <QuestionProblems id="recherche-erreurs" problems={problems} />
      <QuestionHelp id="recherche-aide" />
      {q !== '' && problems.length === 0 && (
        <div class="card" id="file">
          <div class="cap">
            <h2>
              <Words text={more ? `Plus de ${paging.total} demandes : les plus récentes` : count(paging.total, 'demande trouvée', 'demandes trouvées')} />
            </h2>
            <span class="end small muted">{more ? 'ajoutez un mot ou un critère' : 'la plus récente d’abord'}</span>
          </div>
          {rows.length === 0 ? (
            <Empty icon="search" title="Aucune demande ne correspond.">
              Essayez un seul mot, le début d’un mot (castel*), ou une référence comme 31-2026-000123.
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
