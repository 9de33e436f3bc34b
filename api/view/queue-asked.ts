import type { QueueFilter, QueueList } from '../../db/queue';
import type { ServiceCode, TicketKind } from '../../domain/contract-types';
import { readQuestion } from '../../domain/french/question';
import { readDue, type Today } from '../../domain/french/due-words';
import type { CafCode } from '../../domain/ids';
import type { Condition } from '../../domain/ticket-question';
import { QUEUE_VIEWS, queuePath, type QueueQuery, type QueueView } from '../../web/paths';
import { KIND_LONG, SERVICE_SHORT } from '../../web/words/labels';
import { keepable } from '../keepable';

export const LISTS: Readonly<Record<Exclude<QueueView, 'a-identifier'>, QueueList>> = {
  toutes: 'all',
  'a-prendre-en-charge': 'to-take',
  'attente-caf': 'desk',
  'attente-partenaire': 'partner',
  escaladees: 'escalated',
};

/** What the address of the queue asks for, read. */
export interface Asked {
  readonly view: QueueView;
  readonly filter: QueueFilter;
  /** What was understood, as an address says it again. */
  readonly query: QueueQuery;
  /** What could not be read of the line of criteria, in French. */
  readonly problems: readonly string[];
}

/** Reads the fields of the queue's address; a list's value that does not exist counts as not asked. */
export function askedOf(field: (name: string) => string, cafs: readonly CafCode[], today: Today): Asked {
  const view = QUEUE_VIEWS.find((one) => one === field('vue') && one !== 'a-identifier') ?? 'toutes';
  const caf = cafs.find((one) => one === field('caf'));
  const service = (Object.keys(SERVICE_SHORT) as ServiceCode[]).find((one) => one === field('service'));
  const kind = (Object.keys(KIND_LONG) as TicketKind[]).find((one) => one === field('nature'));
  const side = (['caf', 'partenaire'] as const).find((one) => one === field('doit'));
  const due = DUE_CHOICES.find((one) => one === field('echeance'));
  const partner = field('partenaire').trim().slice(0, 100);
  const sector = field('secteur').trim().slice(0, 100);
  const q = field('q').trim();
  const { conditions, problems } = readQuestion(q, today);
  const chosen: (Condition | null)[] = [
    service === undefined ? null : { is: 'service', service, not: false },
    kind === undefined ? null : { is: 'kind', kind, not: false },
    side === undefined ? null : { is: 'owes', side: side === 'caf' ? 'desk' : 'partner', not: false },
    sector === '' ? null : { is: 'sector', text: sector, not: false },
    partner === '' ? null : { is: 'partner', text: partner, not: false },
    due === undefined ? null : dueChosen(due, today),
  ];
  return {
    view,
    filter: { cafs: caf === undefined ? cafs : [caf], list: LISTS[view === 'a-identifier' ? 'toutes' : view], conditions: [...chosen.filter((one) => one !== null), ...conditions] },
    query: { ...(view === 'toutes' ? {} : { vue: view }), caf, service, nature: kind, doit: side, secteur: sector, partenaire: partner, echeance: due, q },
    problems,
  };
}

/** The choices of « Échéance », as the line of criteria would say them. */
export const DUE_CHOICES = ['dépassée', 'aujourd’hui', '<=demain', '<7j'] as const;

function dueChosen(due: (typeof DUE_CHOICES)[number], today: Today): Condition | null {
  const span = readDue(due, today);
  return span === undefined ? null : { is: 'due', ...span, not: false };
}

/** Without a filter, the tab's own count is the list's. */
export function isNarrowed({ query: { vue: _view, page: _page, ...rest } }: Pick<Asked, 'query'>): boolean {
  return Object.values(rest).some((value) => value !== undefined && value !== '');
}

/** The address's fields, without its page: what a view keeps, in one order whatever order they were given in. */
export function queryText({ page: _page, ...query }: QueueQuery): string {
  return queuePath(query).split('?')[1] ?? '';
}

/** Reads what {@link queryText} wrote. */
export function fieldsOf(text: string): (name: string) => string {
  const params = new URLSearchParams(text);
  return (name) => keepable(params.get(name) ?? '');
}
