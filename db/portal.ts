import type { CafCode, Reference } from '../domain/ids';
import type { Sql } from './connect';
import { openPhases, type Fragment } from './ticket-filter';
import type { TicketRow } from './ticket';

/** What of a partner's tickets somebody reaches: those of conventions, and their security incidents where their role sees them. */
export interface OwnReach {
  readonly conventions: readonly string[];
  readonly security: readonly string[];
}

/** What a list of one's own tickets is asked for. */
export interface OwnFilter {
  readonly standing: 'open' | 'over' | 'all';
  /** Words, or a reference; '' = all. */
  readonly words: string;
}

export interface OwnTicket extends TicketRow {
  readonly partner_name: string;
  readonly convention_number: string;
}

/** A page of the reached tickets: what is open first, what the partner owes at the top, then what falls due; the others latest first. */
export async function listOwn(sql: Sql, reach: OwnReach, filter: OwnFilter, limit: number, offset: number): Promise<OwnTicket[]> {
  return await sql<OwnTicket[]>`
    select ticket.*, partner.name as partner_name, convention.number as convention_number
    from ticket join convention on convention.id = ticket.convention_id join partner on partner.id = convention.partner_id
    where ${asked(sql, reach, filter)}
    order by ${openPhases(sql)} desc, case when ${openPhases(sql)} then owes = 'partner' end desc,
      case when ${openPhases(sql)} then coalesce(late_since, next_at) end, received_at desc, reference desc
    limit ${limit} offset ${offset}`;
}

export async function countOwn(sql: Sql, reach: OwnReach, filter: OwnFilter): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from ticket where ${asked(sql, reach, filter)}`;
  return row?.count ?? 0;
}

function asked(sql: Sql, { conventions, security }: OwnReach, { standing, words }: OwnFilter): Fragment {
  const own = sql`ticket.erased_at is null and ticket.convention_id = any(${[...conventions]}) and (not restricted or ticket.convention_id = any(${[...security]}))`;
  const where = standing === 'all' ? own : standing === 'open' ? sql`${own} and ${openPhases(sql)}` : sql`${own} and not (${openPhases(sql)})`;
  return words === '' ? where : sql`${where} and ${hasWords(sql, conventions, words)}`;
}

/**
 * The index of words holds notes and internal messages too: what it finds is looked at again in what the two sides said to one another, or
 * a word found would tell what a note says.
 */
function hasWords(sql: Sql, conventions: readonly string[], words: string): Fragment {
  const question = sql`search_question('', ${words}, true)`;
  return sql`(ticket.reference = ${words.trim().toUpperCase()} or (
    ticket.reference in (select reference from search_references(array(select distinct caf from convention where id = any(${[...conventions]})), ${question}, ${MOST_OF_WORDS}))
    and to_tsvector('guichet_fr', search_text(concat_ws(' . ', ticket.reference, ticket.subject, (
      select string_agg(concat_ws(' . ', message.subject, message.text, message.from_name, (select string_agg(file->>'name', ' ') from jsonb_array_elements(message.attachments) file)), ' . ')
      from message where message.reference = ticket.reference and direction in ('in', 'out') and (direction = 'out' or contact_id is not null) and (direction = 'in' or channel <> 'phone'))))) @@ ${question}))`;
}
const MOST_OF_WORDS = 10_000;

/** Another ticket of one's own, named on a page; undefined when it is out of reach. */
export async function findOwn(sql: Sql, reach: OwnReach, reference: Reference): Promise<{ readonly reference: Reference; readonly subject: string; readonly caf: CafCode } | undefined> {
  const [row] = await sql<{ reference: Reference; subject: string; caf: CafCode }[]>`
    select reference, subject, caf from ticket where reference = ${reference} and ${asked(sql, reach, { standing: 'all', words: '' })}`;
  return row;
}
