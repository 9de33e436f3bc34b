import { countLists, countQueue, listQueue } from '../../db/queue';
import { savedViews, type SavedView } from '../../db/saved-view';
import type { CafCode } from '../../domain/ids';
import type { QueueProps } from '../../web/pages/queue';
import { queuePath, QUEUE_VIEWS } from '../../web/paths';
import type { FilterView, SavedViewsView, SeveralView, ViewCount } from '../../web/view/queue';
import { KIND_LONG, SERVICE_SHORT } from '../../web/words/labels';
import type { Visit } from '../visit';
import { dueCallBacks } from './call-backs';
import { incidentsNow } from './incident';
import { PAGE_SIZE, pageNumber, paging } from './paging';
import { askedOf, DUE_CHOICES, fieldsOf, isNarrowed, LISTS, queryText, type Asked } from './queue-asked';
import { queueRows } from './queue-rows';
import { contractsNow, shellOf } from './shell';

/** What comes back with a form of the queue's page that was refused. */
export interface QueueAgain {
  readonly saving?: SavedViewsView['refused'];
  readonly several?: Pick<SeveralView, 'chosen' | 'refused'>;
}

/** The queue's page for the fields of an address, « vue=…&service=… ». */
export async function queueView(visit: Visit, address: string, again: QueueAgain = {}): Promise<QueueProps> {
  const { tools: { sql }, beside, cafs, now } = visit;
  const shell = await shellOf(visit, 'file');
  const field = fieldsOf(address);
  const asked = askedOf(field, cafs, shell);
  const page = pageNumber(field('page'));
  const narrowed = isNarrowed(asked);
  const unread = asked.problems.length > 0;
  const [counts, filtered, rows, callBacks, views, sectors, incidents] = await Promise.all([
    // To count is to read every open ticket of these Cafs: the lines are read, and their dates reckoned, meanwhile.
    countLists(beside, cafs),
    unread ? 0 : narrowed ? countQueue(beside, asked.filter) : null,
    unread ? [] : listQueue(sql, asked.filter, PAGE_SIZE, (page - 1) * PAGE_SIZE).then((tickets) => queueRows(sql, tickets, now)),
    dueCallBacks(visit),
    savedViews(sql, visit.session.account_id, cafs),
    sectorsOf(visit),
    incidentsNow(visit),
  ]);
  const total = filtered ?? counts[asked.filter.list];
  return {
    shell,
    view: asked.view,
    counts: QUEUE_VIEWS.map((view): ViewCount => ({ view, count: counts[view === 'a-identifier' ? 'to-identify' : LISTS[view]] })),
    rows,
    paging: paging(page, rows.length, total, (n) => queuePath({ ...asked.query, page: n })),
    filters: filtersOf(cafs, asked, sectors),
    line: { q: asked.query.q ?? '', partner: asked.query.partenaire ?? '', problems: asked.problems, narrowed },
    saved: savedView(visit, views, asked, again.saving ?? null),
    several: severalView(visit, asked, page, sectors, again.several),
    callBacks: callBacks.length,
    callBackList: callBacks,
    incidents,
    tokens: visit.tokens(),
  };
}

type Sectors = ReadonlyArray<{ readonly value: string; readonly label: string }>;
/** More sectors than this are typed, not chosen. */
const MOST_SECTORS = 40;

/** The sectors of the Cafs of who asks, each once: what has the same code and the same name is one. */
async function sectorsOf(visit: Visit): Promise<Sectors> {
  const labels = new Map((await contractsNow(visit)).flatMap((contract) => contract.sectors.map(({ code, label }) => [code, label] as const)));
  return [...labels].map(([value, label]) => ({ value, label })).slice(0, MOST_SECTORS);
}

function filtersOf(cafs: readonly CafCode[], { query }: Asked, sectors: Sectors): FilterView[] {
  const choice = (name: FilterView['name'], label: string, none: string, value: string | undefined, options: Sectors, more = false): FilterView => ({ name, label, value: value ?? '', options: [{ value: '', label: none }, ...options], more });
  const named = (words: Readonly<Record<string, string>>) => Object.entries(words).map(([value, label]) => ({ value, label }));
  return [
    ...(cafs.length > 1 ? [choice('caf', 'Caf', 'toutes', query.caf, cafs.map((caf) => ({ value: caf, label: caf })))] : []),
    choice('service', 'Service', 'tous', query.service, named(SERVICE_SHORT)),
    choice('nature', 'Nature', 'toutes', query.nature, named(KIND_LONG)),
    choice('doit', 'Doit répondre', 'tous', query.doit, [{ value: 'caf', label: 'la Caf' }, { value: 'partenaire', label: 'le partenaire' }]),
    choice('echeance', 'Échéance', 'toutes', query.echeance, DUE_CHOICES.map((value) => ({ value, label: DUE_WORDS[value] })), true),
    choice('secteur', 'Secteur', 'tous', query.secteur, sectors, true),
  ];
}
const DUE_WORDS: Readonly<Record<(typeof DUE_CHOICES)[number], string>> = { dépassée: 'dépassée', 'aujourd’hui': 'aujourd’hui', '<=demain': 'demain au plus tard', '<7j': 'dans les sept jours' };

/** Views that are kept, and whether what is asked now may be. */
function savedView(visit: Visit, views: readonly SavedView[], asked: Asked, refused: SavedViewsView['refused']): SavedViewsView {
  const now = queryText(asked.query);
  const managed = managedCafs(visit);
  return {
    query: now,
    savable: (isNarrowed(asked) || asked.view !== 'toutes') && asked.problems.length === 0,
    cafs: managed,
    refused,
    views: views.map(({ id, name, query, shared_with, account_id }) => ({
      id, name, href: `${queuePath()}?${query}`, current: query === now, sharedWith: shared_with,
      removable: account_id === visit.session.account_id || (shared_with !== null && managed.includes(shared_with)),
    })),
  };
}

/** The Cafs with which this person may share a view. */
export function managedCafs(visit: Visit): readonly CafCode[] {
  return visit.cafsFor('manage-desk');
}

function severalView(visit: Visit, asked: Asked, page: number, sectors: Sectors, again: QueueAgain['several']): SeveralView {
  return { query: queryText(asked.query) + (page > 1 ? `&page=${page}` : ''), sectors, allowed: visit.may('take-in-hand'), chosen: again?.chosen ?? [], refused: again?.refused ?? null };
}
