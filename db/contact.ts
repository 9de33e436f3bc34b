import type { PartnerRole } from '../domain/contract-types';
import type { CafCode, Instant } from '../domain/ids';
import type { Db, Tx } from './connect';
import type { KnownContact } from './partner';

/** What is kept up to date of a contact. */
export interface ContactValues {
  readonly name: string;
  readonly role: PartnerRole;
  readonly jobTitle: string | null;
  /** In lower case. */
  readonly email: string | null;
  /** E.164. */
  readonly phones: readonly string[];
  readonly ladderRank: number | null;
}

export interface CardContact extends KnownContact {
  readonly ended_at: Instant | null;
}

/** A contact of these Cafs, ended or not; `lock` keeps others from changing it until the transaction ends. */
export async function findCard(db: Db, cafs: readonly CafCode[], id: string, lock = false): Promise<CardContact | undefined> {
  const [row] = await db<CardContact[]>`
    select contact.*, convention.caf, convention.number as convention_number, convention.services, partner.id as partner_id, partner.name as partner_name
    from contact join convention on convention.id = contact.convention_id join partner on partner.id = convention.partner_id
    where contact.id = ${id} and convention.caf = any(${[...cafs]}) ${lock ? db`for update of contact` : db``}`;
  return row;
}

/** A contact of these conventions, likewise. */
export async function findCardOf(db: Db, conventions: readonly string[], id: string, lock = false): Promise<CardContact | undefined> {
  const [row] = await db<CardContact[]>`
    select contact.*, convention.caf, convention.number as convention_number, convention.services, partner.id as partner_id, partner.name as partner_name
    from contact join convention on convention.id = contact.convention_id join partner on partner.id = convention.partner_id
    where contact.id = ${id} and convention.id = any(${[...conventions]}) ${lock ? db`for update of contact` : db``}`;
  return row;
}

/** Changes of a convention's people wait for one another: a rung has one person. What merely refers to it does not wait. */
export async function lockConvention(tx: Tx, id: string): Promise<void> {
  await tx`select from convention where id = ${id} for no key update`;
}

/** How many tickets name a contact, and how many of these are open. */
export async function ticketsNaming(db: Db, id: string): Promise<{ readonly all: number; readonly open: number }> {
  const [row] = await db<{ all: number; open: number }[]>`
    select count(*)::int as all, count(*) filter (where phase in ('received', 'in-hand', 'waiting-desk', 'waiting-partner'))::int as open from ticket where contact_id = ${id}`;
  return row ?? { all: 0, open: 0 };
}

/** Those of a convention who hold the same rung, or are the same person in the same role; those who ended do not count. */
export async function contactsInTheWay(db: Db, conventionId: string, values: ContactValues, exceptId: string | null): Promise<{ readonly id: string; readonly name: string; readonly ladder_rank: number | null; readonly email: string | null; readonly role: PartnerRole }[]> {
  const { role, email, ladderRank, name } = values;
  return await db`
    select id, name, ladder_rank, email, role from contact
    where convention_id = ${conventionId} and ended_at is null and id is distinct from ${exceptId}
      and (ladder_rank = ${ladderRank} or (role = ${role} and (email = ${email} or (${email === null} and email is null and lower(name) = lower(${name})))))`;
}

export async function insertCard(tx: Tx, id: string, conventionId: string, values: ContactValues): Promise<void> {
  const { name, role, jobTitle, email, phones, ladderRank } = values;
  await tx`insert into contact (id, convention_id, name, role, job_title, email, phones, ladder_rank)
    values (${id}, ${conventionId}, ${name}, ${role}, ${jobTitle}, ${email}, ${[...phones]}, ${ladderRank})`;
}

export async function updateCard(tx: Tx, id: string, values: ContactValues): Promise<void> {
  const { name, role, jobTitle, email, phones, ladderRank } = values;
  await tx`update contact set name = ${name}, role = ${role}, job_title = ${jobTitle}, email = ${email}, phones = ${[...phones]}, ladder_rank = ${ladderRank} where id = ${id}`;
}

/** `null` = counts again. */
export async function endCard(tx: Tx, id: string, at: Instant | null): Promise<void> {
  await tx`update contact set ended_at = ${at} where id = ${id}`;
}

/** Whether an address is one of the desks' own mailboxes: a letter to it would come back to us. */
export async function isOwnMailbox(db: Db, address: string): Promise<boolean> {
  const [row] = await db`select from desk_mailbox where address = ${address}`;
  return row !== undefined;
}
