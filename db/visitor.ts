import type { Db } from './connect';
import type { KnownContact } from './partner';

/** Whom the conventions of every Caf name by this address, with a role that may visit the portal; one row a convention and role. */
export async function visitorContacts(db: Db, address: string): Promise<KnownContact[]> {
  return await db<KnownContact[]>`
    select contact.*, convention.caf, convention.number as convention_number, convention.services, partner.id as partner_id, partner.name as partner_name
    from contact join convention on convention.id = contact.convention_id join partner on partner.id = convention.partner_id
    where contact.email = ${address} and contact.ended_at is null and contact.role in ('level-one-support', 'administrator', 'deputy-administrator', 'signatory', 'security-officer', 'dpo')
    order by convention.caf, contact.id`;
}
