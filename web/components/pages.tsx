import type { Paging } from '../view/queue';
import { Icon } from './icon';

/** « 1 à 50 sur 312 », with the way to what is before and after. */
export function Pages({ paging }: { paging: Paging }) {
  return (
    <div class="cap foot">
      <span class="small muted">
        {paging.from} à {paging.to} sur {paging.more === true && 'plus de '}{paging.total}
      </span>
      <span class="end row-flex">
        {paging.previous !== null && (
          <a class="btn btn-light btn-sm" href={paging.previous} rel="prev">
            <Icon name="arrowLeft" />
            Précédentes
          </a>
        )}
        {paging.next !== null && (
          <a class="btn btn-light btn-sm" href={paging.next} rel="next">
            Suite <Icon name="chevronRight" />
          </a>
        )}
      </span>
    </div>
  );
}
