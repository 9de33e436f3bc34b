import type { CafCode, Instant, Reference } from '../domain/ids';
import type { Fact } from '../domain/ticket-facts';
import type { Condition } from '../domain/ticket-question';
import type { Db, Sql } from './connect';
import type { TicketRow } from './ticket';
import { filterOf, openPhases as open } from './ticket-filter';

/** The lists of open tickets: all, not yet taken in hand, owed by one side or the other, escalated. */
export type QueueList = 'all' | 'to-take' | 'desk' | 'partner' | 'escalated';

export interface QueueFilter {
  /** The Cafs of who asks: nothing of another is ever given. */
  readonly cafs: readonly CafCode[];
  readonly list: QueueList;
  readonly conditions: readonly Condition[];
}

/** A ticket's row with the names that lists show. */
export interface ListedTicket extends TicketRow {
  readonly partner_name: string | null;
  readonly contact_role: string | null;
  readonly from_name: string | null;
}

/** A page of the open tickets, what falls due first at the top; without a limit last. */
export async function listQueue(sql: Sql, filter: QueueFilter, limit: number, offset: number): Promise<ListedTicket[]> {
  return await sql<ListedTicket[]>`
    select ticket.*, partner.name as partner_name, contact.role as contact_role, first.from_name
    from (select * from ticket where ${open(sql)} and ${matches(sql, filter)}
      order by coalesce(late_since, next_at), reference limit ${limit} offset ${offset}) ticket
    ${names(sql)}
    order by coalesce(ticket.late_since, ticket.next_at), ticket.reference`;
}

/** Where a page of the queue ended: its last line's limit and reference. */
export interface QueuePlace {
  readonly due: Instant | null;
  readonly reference: string;
}

/** The open tickets after a place in the same order, whatever came or went meanwhile; null = from the first. */
export async function listQueueAfter(sql: Sql, filter: QueueFilter, after: QueuePlace | null, limit: number): Promise<ListedTicket[]> {
  return await sql<ListedTicket[]>`
    select ticket.*, partner.name as partner_name, contact.role as contact_role, first.from_name
    from (select * from ticket where ${open(sql)} and ${matches(sql, filter)} and ${beyond(sql, after)}
      order by coalesce(late_since, next_at), reference limit ${limit}) ticket
    ${names(sql)}
    order by coalesce(ticket.late_since, ticket.next_at), ticket.reference`;
}

/** Without a limit is last. */
function beyond(sql: Sql, after: QueuePlace | null) {
  if (after === null) return sql`true`;
  const due = sql`coalesce(late_since, next_at)`;
  if (after.due === null) return sql`(${due} is null and reference > ${after.reference})`;
  return sql`(${due} > ${after.due} or (${due} = ${after.due} and reference > ${after.reference}) or ${due} is null)`;
}

/** How many tickets a filter holds. */
export async function countQueue(sql: Sql, filter: QueueFilter): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from ticket where ${open(sql)} and ${matches(sql, filter)}`;
  return row?.count ?? 0;
}

/** The counts of every list at once, for the tabs: as the lists themselves, of what row security shows. */
export async function countLists(sql: Sql, cafs: readonly CafCode[]): Promise<Record<QueueList | 'to-identify', number>> {
  const [tickets, [mails]] = await Promise.all([
    sql<Record<QueueList, number>[]>`select "all", to_take as "to-take", desk, partner, escalated from queue_counts(${[...cafs]})`,
    sql<{ count: number }[]>`select count(*)::int as count from arrived_mail where outcome = 'to-identify' and caf = any(${[...cafs]})`,
  ]);
  return { ...(tickets[0] ?? { all: 0, 'to-take': 0, desk: 0, partner: 0, escalated: 0 }), 'to-identify': mails?.count ?? 0 };
}

/** Tickets by reference, in the order given, for who sees these Cafs. */
export async function listByReference(sql: Sql, cafs: readonly CafCode[], references: readonly Reference[]): Promise<ListedTicket[]> {
  const rows = await sql<ListedTicket[]>`
    select ticket.*, partner.name as partner_name, contact.role as contact_role, first.from_name
    from ticket ${names(sql)} where ticket.reference = any(${[...references]}) and ticket.caf = any(${[...cafs]})`;
  return references.flatMap((reference) => rows.find((row) => row.reference === reference) ?? []);
}

/** The facts of several tickets, by reference. */
export async function factsOfMany(db: Db, references: readonly Reference[]): Promise<Map<Reference, Fact[]>> {
  const rows = await db<{ reference: Reference; n: number; at: string; kind: string; body: Record<string, unknown> }[]>`
    select reference, n, at, kind, body from fact where reference = any(${[...references]}) order by reference, n`;
  const facts = new Map<Reference, Fact[]>(references.map((reference) => [reference, []]));
  for (const { reference, n, at, kind, body } of rows) facts.get(reference)?.push({ ...body, kind, n, at } as unknown as Fact);
  return facts;
}

/** Open tickets on which a call back was ever promised. */
export async function promisedCallBacks(sql: Sql, cafs: readonly CafCode[]): Promise<Reference[]> {
  const rows = await sql<{ reference: Reference }[]>`
    select distinct fact.reference from fact join ticket using (reference) where fact.kind = 'call-back-promised' and ${open(sql)} and caf = any(${[...cafs]})`;
  return rows.map((row) => row.reference);
}

function matches(sql: Sql, { cafs, list, conditions }: QueueFilter) {
  return sql`${inList(sql, list)} and ${filterOf(sql, cafs, conditions)}`;
}

function inList(sql: Sql, list: QueueList) {
  switch (list) {
    case 'all':
      return sql`true`;
    case 'to-take':
      return sql`phase = 'received'`;
    case 'desk':
      return sql`(owes = 'desk' and phase <> 'received')`;
    case 'partner':
      return sql`owes = 'partner'`;
    case 'escalated':
      return sql`(rung is not null or exhausted)`;
  }
}

function names(sql: Sql) {
  return sql`left join convention on convention.id = ticket.convention_id left join partner on partner.id = convention.partner_id
    left join contact on contact.id = ticket.contact_id
    left join lateral (select from_name from message where message.reference = ticket.reference and direction = 'in' order by at limit 1) first on true`;
}
