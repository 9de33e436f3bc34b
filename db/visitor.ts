import type { Db } from './connect';
import type { KnownContact } from './partner';

/** Whom the conventions of every Caf name by this address; one row a convention and role, those that visit the whole portal first. */
export async function visitorContacts(db: Db, address: string): Promise<KnownContact[]> {
  return await db<KnownContact[]>`
    select contact.*, convention.caf, convention.number as convention_number, convention.services, partner.id as partner_id, partner.name as partner_name
    from contact join convention on convention.id = contact.convention_id join partner on partner.id = convention.partner_id
    where contact.email = ${address} and contact.ended_at is null
    order by contact.role in ('escalation-contact', 'other'), convention.caf, contact.id`;
}
