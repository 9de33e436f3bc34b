import type { CafCode, Instant, Reference } from '../domain/ids';
import type { Db, Tx } from './connect';
import type { ArrivedRow } from './mail';

/** The names of those of a Caf who may read its ordinary requests. */
export async function deskReaders(db: Db, caf: CafCode): Promise<string[]> {
  const rows = await db<{ name: string }[]>`
    select name from account where not disabled and exists (select from account_role where account_id = account.id and caf = ${caf} and role in ('agent', 'manager', 'mcp-administrator')) order by name`;
  return rows.map(({ name }) => name);
}

export interface StaffRow {
  readonly role: 'security-officer' | 'trace-reader';
  readonly name: string;
  readonly address: string;
}

/** Accounts of a Caf with the roles that a contract has no address for; whose name is their address. */
export async function staffOfCaf(db: Db, caf: CafCode): Promise<StaffRow[]> {
  return await db<StaffRow[]>`
    select role, name, login as address from account join account_role on account_id = account.id
    where caf = ${caf} and role in ('security-officer', 'trace-reader') and not disabled and login like '%@%' order by role, name`;
}

/** The mail by which a request came after it had waited for a person; undefined = it came otherwise. */
export async function securityMailOf(db: Db, reference: Reference): Promise<{ readonly id: string } | undefined> {
  const [row] = await db<{ id: string }[]>`select id from arrived_mail where reference = ${reference} and reason = 'security' order by received_at limit 1`;
  return row;
}

/** A mail that may be a security incident, whoever it is from. */
export async function findSecurityMail(db: Db, id: string): Promise<ArrivedRow | undefined> {
  const [row] = await db<ArrivedRow[]>`select * from arrived_mail where id = ${id} and reason = 'security'`;
  return row;
}

/** Mails that may be a security incident, wait for a person, and of which no incident was begun. */
export async function securityMailsUnfollowed(db: Db, limit = 50): Promise<{ readonly id: string }[]> {
  return await db<{ id: string }[]>`
    select id from arrived_mail where reason = 'security' and outcome = 'to-identify'
      and not exists (select from journey where begin_key = 'security/mail/' || arrived_mail.id) order by received_at limit ${limit}`;
}

/** The request that an incident is of, once it is known. */
export async function linkJourney(tx: Tx, id: string, reference: Reference, conventionId: string | null): Promise<void> {
  await tx`update journey set reference = ${reference}, convention_id = ${conventionId} where id = ${id}`;
}

export interface SecurityLine {
  readonly id: string;
  readonly caf: CafCode;
  readonly reference: Reference | null;
  readonly phase: string;
  readonly began_at: Instant;
  readonly ended_at: Instant | null;
  readonly next_at: Instant | null;
  readonly partner: string | null;
}

/** Security incidents of these Cafs, those under way first, latest first. */
export async function securityIncidents(db: Db, cafs: readonly CafCode[], limit = 200): Promise<SecurityLine[]> {
  return await db<SecurityLine[]>`
    select journey.id, journey.caf, journey.reference, phase, began_at, ended_at, next_at, partner.name as partner
    from journey left join convention on convention.id = convention_id left join partner on partner.id = convention.partner_id
    where journey.caf = any(${[...cafs]}) and kind = 'security-incident' order by ended_at is not null, began_at desc, journey.id limit ${limit}`;
}
