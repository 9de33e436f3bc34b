import { frenchDate } from '../../../domain/french/dates';
import type { Side } from '../../../domain/contract-types';
import type { LocalDate } from '../../../domain/ids';
import type { FormTokens } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Empty } from '../../components/note';
import { QueueTable } from '../../components/queue-table';
import { Words } from '../../components/text';
import { morningPath } from '../../paths';
import type { Paging, QueueRow } from '../../view/queue';
import type { ShellProps } from '../../view/shell';
import { count } from '../../words/labels';
import { Pages } from '../../components/pages';

/** Which open tickets a list holds, as the figure that opened it counts them. */
export interface SliceWords {
  readonly what: 'late' | 'today' | 'escalated' | 'exhausted' | 'day';
  readonly side?: Side;
  readonly rung?: number;
  readonly day?: LocalDate;
}
export interface OpenListProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly slice: SliceWords;
  readonly rows: readonly QueueRow[];
  readonly paging: Paging;
}

/** « Échéance du lun. 1er juin, côté Caf ». */
function titleOf({ what, side, rung, day }: SliceWords): string {
  const of = side === undefined ? '' : side === 'desk' ? ', côté Caf' : ', côté partenaire';
  switch (what) {
    case 'late':
      return `Demandes en retard${of}`;
    case 'today':
      return `À faire aujourd’hui${of}`;
    case 'escalated':
      return `Demandes escaladées${rung === undefined ? '' : `, échelon ${rung}`}${of}`;
    case 'exhausted':
      return `Échelles épuisées${of}`;
    case 'day':
      return `Échéance du ${day === undefined ? '' : frenchDate(day, { now: day })}${of}`;
  }
}

/** The open tickets behind a figure, what falls due first at the top. */
export function OpenListPage({ shell, slice, rows, paging, tokens }: OpenListProps) {
  const title = titleOf(slice);
  return (
    <Layout shell={shell} title={title}>
      <p class="mb-2 small">
        <a href={morningPath()}>
          <Icon name="arrowLeft" />
          Ce matin
        </a>
      </p>
      <div class="row-flex mb-3">
        <h1>
          <Words text={title} />
        </h1>
        <span class="muted">{count(paging.total, 'demande')}</span>
      </div>
      <div class="card">
        {rows.length === 0 ? (
          <Empty icon="checkCircle" title="Aucune demande ici.">
            Le chiffre a changé depuis que vous l’avez lu.
          </Empty>
        ) : (
          <>
            <QueueTable rows={rows} now={shell.now} timeZone={shell.timeZone} tokens={tokens} caption={title} />
            <Pages paging={paging} />
          </>
        )}
      </div>
    </Layout>
  );
}
