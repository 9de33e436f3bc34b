import { findAccountById, giveRole, type AccountRow } from './account';
import type { CafCode, Instant } from '../domain/ids';
import type { AccountRole } from '../domain/roles';
import type { Db, Sql, Tx } from './connect';

/** Who an OpenID Connect provider says somebody is. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

/** What its claims give: read again at each sign-in. Cafs do not count for the roles of no single Caf. */
export interface Granted {
  readonly name: string;
  readonly roles: readonly AccountRole[];
  readonly cafs: readonly CafCode[];
}

export async function findAccountOfIdentity(db: Db, { issuer, subject }: Identity): Promise<AccountRow | undefined> {
  const [row] = await db<{ account_id: string }[]>`select account_id from account_identity where issuer = ${issuer} and subject = ${subject}`;
  return row === undefined ? undefined : await findAccountById(db, row.account_id);
}

/** Makes the account of an identity, without password; a second sign-in at the same instant finds the first one's. */
export async function createAccountOfIdentity(sql: Sql, identity: Identity, granted: Granted, id: string, at: Instant): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended(${`${identity.issuer}\n${identity.subject}`}, 0))`;
    if ((await findAccountOfIdentity(tx, identity)) !== undefined) return;
    await tx`insert into account (id, login, name) values (${id}, ${id}, ${granted.name})`;
    for (const role of granted.roles) await giveRole(tx, id, role, granted.cafs);
    await tx`insert into account_identity (issuer, subject, account_id, linked_at) values (${identity.issuer}, ${identity.subject}, ${id}, ${at})`;
  });
}

/** What the provider says now; true when the rights are no longer the same. */
export async function updateGranted(sql: Sql, accountId: string, { name, roles, cafs }: Granted): Promise<boolean> {
  return await sql.begin(async (tx) => {
    await tx`update account set name = ${name} where id = ${accountId} and name <> ${name}`;
    const before = await rolesOf(tx, accountId);
    await tx`delete from account_role where account_id = ${accountId}`;
    for (const role of roles) await giveRole(tx, accountId, role, cafs);
    return (await rolesOf(tx, accountId)) !== before;
  });
}

async function rolesOf(tx: Tx, accountId: string): Promise<string> {
  const rows = await tx<{ role: string; caf: string | null }[]>`select role, caf from account_role where account_id = ${accountId} order by role, caf for update`;
  return rows.map(({ role, caf }) => `${role} ${caf ?? ''}`).join('\n');
}
