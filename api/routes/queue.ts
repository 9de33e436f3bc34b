import { Router } from 'express';
import { countLists, countQueue, listQueue, type QueueFilter, type QueueList } from '../../db/queue';
import type { ServiceCode, TicketKind } from '../../domain/contract-types';
import type { CafCode } from '../../domain/ids';
import { QueuePage } from '../../web/pages/queue';
import { QUEUE_VIEWS, queuePath, type QueueView } from '../../web/paths';
import type { FilterView, ViewCount } from '../../web/view/queue';
import { KIND_LONG, SERVICE_SHORT } from '../../web/words/labels';
import { dueCallBacks } from '../view/call-backs';
import { incidentsNow } from '../view/incident';
import { PAGE_SIZE, pageNumber, paging } from '../view/paging';
import { queueRows } from '../view/queue-rows';
import { shellOf } from '../view/shell';
import { type Visit } from '../visit';
import { signedIn } from '../guard';
import type { WebTools } from '../tools';

const LISTS: Readonly<Record<Exclude<QueueView, 'a-identifier'>, QueueList>> = {
  toutes: 'all',
  'a-prendre-en-charge': 'to-take',
  'attente-caf': 'desk',
  'attente-partenaire': 'partner',
  escaladees: 'escalated',
};

export function queueRoutes(tools: WebTools): Router {
  return Router().get(queuePath(), signedIn(tools, 'read-queue', showQueue));
}

async function showQueue(visit: Visit): Promise<void> {
  const { tools, cafs, now } = visit;
  const asked = askedOf(visit);
  const page = pageNumber(visit.query('page'));
  const [counts, tickets, filtered, callBacks, shell, incidents] = await Promise.all([
    countLists(tools.sql, cafs),
    listQueue(tools.sql, asked.filter, PAGE_SIZE, (page - 1) * PAGE_SIZE),
    isNarrowed(asked) ? countQueue(tools.sql, asked.filter) : null,
    dueCallBacks(visit),
    shellOf(visit, 'file'),
    incidentsNow(visit),
  ]);
  const rows = await queueRows(tools.sql, tickets, now);
  const total = filtered ?? counts[asked.filter.list];
  visit.show(QueuePage({
    shell,
    view: asked.view,
    counts: QUEUE_VIEWS.map((view): ViewCount => ({ view, count: counts[view === 'a-identifier' ? 'to-identify' : LISTS[view]] })),
    rows,
    paging: paging(page, rows.length, total, (n) => queuePath({ ...asked.query, page: n })),
    filters: filtersOf(visit, asked),
    callBacks: callBacks.length,
    callBackList: callBacks,
    tokens: visit.tokens(),
    incidents,
  }));
}

interface Asked {
  readonly view: QueueView;
  readonly filter: QueueFilter;
  readonly query: { readonly vue?: QueueView; readonly caf?: string; readonly service?: string; readonly nature?: string };
}

/** Without a filter, the tab's own count is the list's. */
function isNarrowed({ query }: Asked): boolean {
  return query.caf !== undefined || query.service !== undefined || query.nature !== undefined;
}

/** What the address asks for; what it should not name counts as not asked. */
export function askedOf(visit: Visit): Asked {
  const view = QUEUE_VIEWS.find((one) => one === visit.query('vue') && one !== 'a-identifier') ?? 'toutes';
  const caf = visit.cafs.find((one) => one === visit.query('caf')) ?? null;
  const service = (Object.keys(SERVICE_SHORT) as ServiceCode[]).find((one) => one === visit.query('service')) ?? null;
  const kind = (Object.keys(KIND_LONG) as TicketKind[]).find((one) => one === visit.query('nature')) ?? null;
  const list = LISTS[view === 'a-identifier' ? 'toutes' : view];
  return {
    view,
    filter: { cafs: caf === null ? visit.cafs : [caf], list, service, kind },
    query: { ...(view === 'toutes' ? {} : { vue: view }), caf: caf ?? undefined, service: service ?? undefined, nature: kind ?? undefined },
  };
}

function filtersOf({ cafs }: Visit, { query }: Asked): FilterView[] {
  const all = (label: string) => ({ value: '', label });
  const ofCaf = (caf: CafCode) => ({ value: caf, label: caf });
  const filters: FilterView[] = [
    { name: 'caf', label: 'Caf', value: query.caf ?? '', options: [all('toutes'), ...cafs.map(ofCaf)] },
    { name: 'service', label: 'Service', value: query.service ?? '', options: [all('tous'), ...Object.entries(SERVICE_SHORT).map(([value, label]) => ({ value, label }))] },
    { name: 'nature', label: 'Nature', value: query.nature ?? '', options: [all('toutes'), ...Object.entries(KIND_LONG).map(([value, label]) => ({ value, label }))] },
  ];
  return filters.filter((filter) => filter.name !== 'caf' || cafs.length > 1);
}
