import type { Reckoning } from '../domain/calendar-types';
import type { Channel, ServiceCode, Side, TicketKind } from '../domain/contract-types';
import type { CafCode, Instant, Reference } from '../domain/ids';
import { formatReference } from '../domain/reference';
import type { Phase } from '../domain/ticket-state';
import type { Db, Tx } from './connect';
import type { JournalEnd } from './fact';

/** A ticket's row as the lists read it. */
export interface TicketRow {
  readonly reference: Reference;
  readonly caf: CafCode;
  readonly convention_id: string | null;
  readonly contact_id: string | null;
  readonly contract_version: number;
  readonly channel: Channel;
  readonly kind: TicketKind | null;
  readonly service: ServiceCode | null;
  readonly subject: string;
  readonly received_at: Instant;
  readonly phase: Phase;
  readonly owes: Side | null;
  readonly owes_since: Instant | null;
  readonly next_at: Instant | null;
  readonly next_step: NextStep | null;
  readonly late_since: Instant | null;
  readonly rung: number | null;
  readonly rung_side: Side | null;
  readonly exhausted: boolean;
  readonly urgent: boolean;
  readonly trouble: string | null;
  readonly sector: string | null;
  readonly missing: readonly string[];
  readonly restricted: boolean;
  readonly referred: boolean;
  readonly last_n: number;
  readonly moved_n: number;
  readonly told_n: number;
  readonly chain: Buffer;
  readonly merged_into: Reference | null;
  /** The account of the agent in charge. */
  readonly assignee: string | null;
  /** The incident that it is attached to. */
  readonly incident_id: string | null;
  /** The planned stop that it is linked to. */
  readonly stop_id: string | null;
  /** Since when its content is erased, its term being over. */
  readonly erased_at: Instant | null;
}

/** The next step as the lists show it: what, for whom, by which article. */
export interface NextStep {
  readonly what: string;
  readonly side: Side | null;
  readonly rung: number | null;
  readonly role: string | null;
  readonly article: string | null;
  readonly rule: object | null;
  readonly moved: object | null;
  readonly startedAt: Instant | null;
  /** The limit it answers, when it waits for an opening or for the end of an outage; absent = the step's own instant. */
  readonly limit?: Instant;
  /** The planned stop that moved its limit; absent = none. */
  readonly stop?: string;
}

export interface NewTicket {
  readonly caf: CafCode;
  readonly conventionId: string | null;
  readonly contactId: string | null;
  readonly contractVersion: number;
  readonly channel: Channel;
  readonly kind: TicketKind | null;
  readonly service: ServiceCode | null;
  readonly subject: string;
  readonly receivedAt: Instant;
  readonly missing: readonly string[];
  readonly restricted: boolean;
}

/** The next reference of a Caf in a year of its own calendar; the counter's row stays locked until the transaction ends. */
export async function takeReference(tx: Tx, caf: CafCode, year: number): Promise<Reference> {
  const [row] = await tx<{ last: number }[]>`
    insert into reference_counter (caf, year, last) values (${caf}, ${year}, 1)
    on conflict (caf, year) do update set last = reference_counter.last + 1 returning last`;
  if (row === undefined) throw new Error('reference_counter gave no row');
  return formatReference(caf, year, row.last);
}

/** Returns the query unawaited too, so that a caller may send several at once. */
export function insertTicket(tx: Tx, ticket: NewTicket, { reference, last_n, chain }: JournalEnd) {
  return tx`
    insert into ticket (reference, caf, convention_id, contact_id, contract_version, channel, kind, service, subject, received_at, missing, restricted, owes, owes_since, last_n, chain)
    values (${reference}, ${ticket.caf}, ${ticket.conventionId}, ${ticket.contactId}, ${ticket.contractVersion}, ${ticket.channel},
      ${ticket.kind}, ${ticket.service}, ${ticket.subject}, ${ticket.receivedAt}, ${[...ticket.missing]}, ${ticket.restricted}, 'desk', ${ticket.receivedAt}, ${last_n}, ${chain})`;
}

/** The ticket's row, locked until the transaction ends: intake, moving and closing follow one another (rules: Door 6). */
export async function lockTicket(tx: Tx, reference: Reference): Promise<TicketRow | undefined> {
  const [row] = await tx<TicketRow[]>`select * from ticket where reference = ${reference} for update`;
  return row;
}

export async function findTicket(db: Db, reference: Reference): Promise<TicketRow | undefined> {
  const [row] = await db<TicketRow[]>`select * from ticket where reference = ${reference}`;
  return row;
}

/** What lists read of a ticket, as the last move left it. */
export type TicketView = Pick<
  TicketRow,
  'phase' | 'owes' | 'owes_since' | 'next_at' | 'next_step' | 'late_since' | 'rung' | 'rung_side' | 'exhausted' | 'urgent' | 'trouble' | 'sector' | 'referred' | 'merged_into' | 'assignee' | 'contract_version' | 'incident_id' | 'stop_id'
>;

/** @param toldN the last fact that its workflow knows of. */
export function updateView(tx: Tx, reference: Reference, view: TicketView, movedN: number, toldN: number) {
  return tx`
    update ticket set phase = ${view.phase}, owes = ${view.owes}, owes_since = ${view.owes_since}, next_at = ${view.next_at},
      next_step = ${view.next_step === null ? null : tx.json(view.next_step as never)}, late_since = ${view.late_since}, rung = ${view.rung}, rung_side = ${view.rung_side},
      exhausted = ${view.exhausted}, urgent = ${view.urgent}, trouble = ${view.trouble}, sector = ${view.sector}, referred = ${view.referred}, merged_into = ${view.merged_into},
      assignee = ${view.assignee}, contract_version = ${view.contract_version}, incident_id = ${view.incident_id}, stop_id = ${view.stop_id},
      moved_n = ${movedN}, told_n = greatest(told_n, ${toldN})
    where reference = ${reference}`;
}

/** The ticket's workflow knows of its facts up to `n`, and the letters that these called for have left or are the workflow's to post. */
export async function markTold(db: Db, reference: Reference, n: number): Promise<void> {
  await db`update ticket set told_n = greatest(told_n, ${n}) where reference = ${reference}`;
}

export async function frozenReckonings(db: Db, reference: Reference): Promise<Map<string, Reckoning>> {
  const rows = await db<{ key: string; body: Reckoning }[]>`select key, body from reckoning where reference = ${reference}`;
  return new Map(rows.map((row) => [row.key, row.body]));
}

export function freeze(tx: Tx, reference: Reference, fresh: ReadonlyMap<string, Reckoning>) {
  const rows = [...fresh].map(([key, body]) => ({ reference, key, body: tx.json(body as never) }));
  return tx`insert into reckoning ${tx(rows)} on conflict (reference, key) do update set body = excluded.body`;
}

/**
 * Takes, at `now`, the tickets whose workflow has not moved for their last fact (rules: Door 8): received before `receivedBefore`, and not
 * taken since `askedBefore`. Temporal keeps what it was told: a slow worker is not told again and again.
 */
export async function takeUntoldTickets(db: Db, now: Instant, { receivedBefore, askedBefore }: { receivedBefore: Instant; askedBefore: Instant }, limit = 200): Promise<{ reference: Reference; last_n: number }[]> {
  return await db<{ reference: Reference; last_n: number }[]>`
    update ticket set told_asked_at = ${now} where reference in (
      select reference from ticket where told_n < last_n and received_at < ${receivedBefore} and (told_asked_at is null or told_asked_at < ${askedBefore})
      order by reference limit ${limit} for update skip locked)
    returning reference, last_n`;
}

/** Open tickets whose next instant passed before `before`. */
export async function overdueTickets(db: Db, before: Instant, limit = 200): Promise<{ reference: Reference; last_n: number }[]> {
  return await db<{ reference: Reference; last_n: number }[]>`
    select reference, last_n from ticket where phase not in ('closed', 'merged', 'handed-over') and next_at < ${before} order by next_at limit ${limit}`;
}

/** A page of the tickets that something may still happen on, by reference: open, not told of all, or with a letter that has not left. */
export async function livingTicketsAfter(db: Db, after: string, limit: number): Promise<{ reference: Reference; last_n: number }[]> {
  return await db<{ reference: Reference; last_n: number }[]>`
    select reference, last_n from ticket
    where reference > ${after} and (phase not in ('closed', 'merged', 'handed-over') or told_n < last_n
      or exists (select from letter where letter.reference = ticket.reference and letter.state = 'claimed'))
    order by reference limit ${limit}`;
}
