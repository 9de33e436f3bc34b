import type { ServiceCode } from '../domain/contract-types';
import type { CafCode, Instant, Reference } from '../domain/ids';
import type { IncidentScope } from '../domain/incident';
import type { Db, Tx } from './connect';

export interface IncidentRow {
  readonly id: string;
  readonly caf: CafCode | null;
  readonly service: ServiceCode | null;
  readonly title: string;
  readonly known: string;
  readonly since: Instant;
  readonly opened_at: Instant;
  readonly opened_by: string;
  readonly closed_at: Instant | null;
  readonly closed_by: string | null;
}

/** An incident as the lists show it. */
export interface ListedIncident extends IncidentRow {
  readonly opened_by_name: string | null;
  /** Attached requests of the Cafs of who asks: all, and those still open. */
  readonly attached: number;
  readonly attached_open: number;
}

export function scopeOf({ caf, service, since, closed_at }: IncidentRow): IncidentScope {
  return { caf, service, since, closedAt: closed_at };
}

/** The same key again leaves the first as it is. */
export async function insertIncident(tx: Tx, incident: Omit<IncidentRow, 'closed_at' | 'closed_by'>): Promise<void> {
  await tx`insert into incident ${tx(incident as never)} on conflict (id) do nothing`;
}

/** Incidents of these Cafs and of the national level: open ones first, then those that were closed last. */
export async function listIncidents(db: Db, cafs: readonly CafCode[], limit: number): Promise<ListedIncident[]> {
  return await db<ListedIncident[]>`
    select incident.*, account.name as opened_by_name, counted.* from incident left join account on account.id = incident.opened_by ${attachedOf(db, cafs)}
    where incident.caf is null or incident.caf = any(${[...cafs]}) order by closed_at desc nulls first, since desc limit ${limit}`;
}

/** Undefined when there is none, or when it is of another Caf. */
export async function findIncident(db: Db, cafs: readonly CafCode[], id: string): Promise<ListedIncident | undefined> {
  const [row] = await db<ListedIncident[]>`
    select incident.*, account.name as opened_by_name, counted.* from incident left join account on account.id = incident.opened_by ${attachedOf(db, cafs)}
    where incident.id = ${id} and (incident.caf is null or incident.caf = any(${[...cafs]}))`;
  return row;
}

function attachedOf(db: Db, cafs: readonly CafCode[]) {
  return db`left join lateral (
    select count(*)::int as attached, (count(*) filter (where phase in ('received', 'in-hand', 'waiting-desk', 'waiting-partner')))::int as attached_open
    from ticket where ticket.incident_id = incident.id and ticket.caf = any(${[...cafs]}) and not ticket.restricted) counted on true`;
}

/** Open incidents that a request of this Caf may come of, the latest first. */
export async function openIncidentsAt(db: Db, caf: CafCode): Promise<IncidentRow[]> {
  return await db<IncidentRow[]>`select * from incident where closed_at is null and (caf is null or caf = ${caf}) order by since desc limit 20`;
}

/** What may be told of an outage to the partners of a Caf. */
export async function incidentOfCaf(db: Db, caf: CafCode, id: string): Promise<IncidentRow | undefined> {
  const [row] = await db<IncidentRow[]>`select * from incident where id = ${id} and (caf is null or caf = ${caf})`;
  return row;
}

/** The row, locked: writing on it and closing it follow one another. Its key stays free, which a request being attached takes hold of. */
export async function lockIncident(tx: Tx, id: string): Promise<IncidentRow | undefined> {
  const [row] = await tx<IncidentRow[]>`select * from incident where id = ${id} for no key update`;
  return row;
}

export async function closeIncident(tx: Tx, id: string, account: string, at: Instant): Promise<void> {
  await tx`update incident set closed_at = ${at}, closed_by = ${account} where id = ${id} and closed_at is null`;
}

export async function updateKnown(db: Db, id: string, { title, known, since, service }: Pick<IncidentRow, 'title' | 'known' | 'since' | 'service'>): Promise<void> {
  await db`update incident set title = ${title}, known = ${known}, since = ${since}, service = ${service} where id = ${id}`;
}

/** What was written on an incident, with what became of it at each request of these Cafs. */
export interface IncidentMessage {
  readonly id: string;
  readonly at: Instant;
  readonly author_name: string | null;
  readonly text: string;
  readonly after: 'owes' | 'resolved';
  readonly closing: boolean;
  readonly posts: ReadonlyArray<{ readonly reference: Reference; readonly state: 'asked' | 'done' | 'refused' | 'draft'; readonly refused: string | null }>;
}

export async function messagesOfIncident(db: Db, cafs: readonly CafCode[], id: string): Promise<IncidentMessage[]> {
  return await db<IncidentMessage[]>`
    select incident_message.id, at, account.name as author_name, text, after, closing, coalesce(posts.list, '[]') as posts
    from incident_message left join account on account.id = author
    left join lateral (
      select jsonb_agg(jsonb_build_object('reference', post.reference, 'state', act.state, 'refused', act.refused) order by post.reference) as list
      from incident_post post join act on act.key = post.act_key join ticket on ticket.reference = post.reference
      where post.message_id = incident_message.id and ticket.caf = any(${[...cafs]}) and not ticket.restricted) posts on true
    where incident_id = ${id} order by at desc, incident_message.id`;
}

export async function insertIncidentMessage(tx: Tx, message: { id: string; incident_id: string; at: Instant; author: string; text: string; after: 'owes' | 'resolved'; closing: boolean }): Promise<void> {
  await tx`insert into incident_message ${tx(message)} on conflict (id) do nothing`;
}

/** Which act answers which request. */
export async function insertPosts(tx: Tx, messageId: string, posts: ReadonlyArray<{ reference: Reference; key: string }>): Promise<void> {
  if (posts.length === 0) return;
  const rows = posts.map(({ reference, key }) => ({ message_id: messageId, reference, act_key: key }));
  await tx`insert into incident_post ${tx(rows)} on conflict do nothing`;
}
