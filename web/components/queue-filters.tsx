import { queuePath, type QueueView } from '../paths';
import type { FilterView, LineView } from '../view/queue';
import { Icon } from './icon';

/** The filters of the queue: a line of criteria, the usual choices, and the others folded. The form asks by its address: it can be kept and sent. */
export function QueueFilters({ view, filters, line }: { view: QueueView; filters: readonly FilterView[]; line: LineView }) {
  if (filters.length === 0) return null;
  const more = filters.filter((filter) => filter.more === true);
  const used = more.some((filter) => filter.value !== '') || line.partner !== '';
  return (
    <form class="cap filters" action={queuePath()} data-autosubmit>
      {view !== 'toutes' && <input type="hidden" name="vue" value={view} />}
      <input
        class="form-control form-control-sm line"
        type="search"
        name="q"
        value={line.q}
        placeholder="service:CDAP doit:partenaire avant:vendredi"
        aria-label="Filtrer la file par critères"
        aria-describedby={line.problems.length > 0 ? 'file-erreurs' : undefined}
        aria-invalid={line.problems.length > 0 ? 'true' : undefined}
      />
      {filters.filter((filter) => filter.more !== true).map((filter) => (
        <Choice filter={filter} />
      ))}
      <details class="more" open={used}>
        <summary class="btn btn-light btn-sm">
          <Icon name="chevronDown" />
          Plus de filtres
        </summary>
        <div class="row-flex">
          {more.map((filter) => (
            <Choice filter={filter} />
          ))}
          <label class="row-flex small fw6">
            Partenaire
            <input class="form-control form-control-sm w-auto" name="partenaire" value={line.partner} maxLength={100} />
          </label>
        </div>
      </details>
      <button class="btn btn-light btn-sm" type="submit">
        Filtrer
      </button>
      {line.narrowed && (
        <a class="btn btn-link btn-sm" href={queuePath(view === 'toutes' ? {} : { vue: view })}>
          Effacer
        </a>
      )}
      <span class="end row-flex small muted">
        <span role="status" data-live-status />
        <button class="btn btn-light btn-sm" type="button" data-live-apply hidden>
          <Icon name="refresh" />
          Actualiser la liste
        </button>
      </span>
    </form>
  );
}

function Choice({ filter }: { filter: FilterView }) {
  return (
    <label class={filter.more === true ? 'row-flex small fw6' : 'row-flex small fw6 hide-s'}>
      {filter.label}
      <select class="form-select form-select-sm w-auto" name={filter.name}>
        {filter.options.map((option) => (
          <option value={option.value} selected={option.value === filter.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
