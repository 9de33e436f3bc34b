import type { CafCode, Reference } from '../domain/ids';
import type { Sql } from './connect';

export interface Found {
  readonly references: readonly Reference[];
  readonly total: number;
}

/** Tickets of these Cafs whose reference, subject, partner or people hold every word, the latest first. */
export async function searchTickets(sql: Sql, cafs: readonly CafCode[], words: string, limit: number, offset: number): Promise<Found> {
  const patterns = words.trim().split(/\s+/).slice(0, 6).map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  const rows = await sql<{ reference: Reference; total: number }[]>`
    select reference, count(*) over ()::int as total from ticket
    left join convention on convention.id = ticket.convention_id left join partner on partner.id = convention.partner_id left join contact on contact.id = ticket.contact_id
    where ticket.caf = any(${[...cafs]})
      and concat_ws(' ', ticket.reference, ticket.subject, partner.name, contact.name) ilike all(${patterns})
    order by received_at desc, reference limit ${limit} offset ${offset}`;
  return { references: rows.map((row) => row.reference), total: rows[0]?.total ?? 0 };
}
