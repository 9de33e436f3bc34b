import type { PartnerContact } from '../domain/contract-types';
import type { CafCode } from '../domain/ids';
import type { Db } from './connect';
import { toPartnerContact, type ContactRow } from './partner';

/** A convention with its partner's name and the people it names. */
export interface NamedConvention {
  readonly id: string;
  readonly number: string;
  readonly caf: CafCode;
  readonly partnerName: string;
  readonly contacts: readonly PartnerContact[];
}

/** The conventions of a Caf with their people, in the order of their numbers. */
export async function namedConventions(db: Db, caf: CafCode): Promise<NamedConvention[]> {
  const rows = await db<(ContactRow & { number: string; partner_name: string })[]>`
    select contact.*, convention.number, partner.name as partner_name from contact
    join convention on convention.id = contact.convention_id join partner on partner.id = convention.partner_id
    where convention.caf = ${caf} and contact.ended_at is null order by convention.number, contact.ladder_rank nulls last, contact.id`;
  const byId = new Map<string, { row: (typeof rows)[number]; contacts: PartnerContact[] }>();
  for (const row of rows) {
    const known = byId.get(row.convention_id) ?? { row, contacts: [] };
    known.contacts.push(toPartnerContact(row));
    byId.set(row.convention_id, known);
  }
  return [...byId].map(([id, { row, contacts }]) => ({ id, number: row.number, caf, partnerName: row.partner_name, contacts }));
}

export async function countOpenTickets(db: Db, caf: CafCode): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    select count(*)::int as count from ticket where caf = ${caf} and phase in ('received', 'in-hand', 'waiting-desk', 'waiting-partner')`;
  return row?.count ?? 0;
}
