import type { CafCode, Instant } from '../domain/ids';
import type { Db, Tx } from './connect';

/** A mailbox of a desk with what came by it, and how its collection goes if it is collected. */
export interface MailboxRow {
  readonly address: string;
  readonly caf: CafCode;
  /** Null = the contract's own. */
  readonly added_at: Instant | null;
  readonly ended_at: Instant | null;
  readonly last_mail_at: Instant | null;
  readonly last_week: number;
  readonly folder: string | null;
  readonly looked_at: Instant | null;
  readonly problem: CollectionProblem | null;
  readonly problem_at: Instant | null;
}

/** The mailboxes of these Cafs; mails since then are counted. */
export async function mailboxesOf(db: Db, cafs: readonly CafCode[], since: Instant): Promise<MailboxRow[]> {
  return await db<MailboxRow[]>`
    select address, caf, added_at, ended_at, folder, looked_at, problem, problem_at,
      (select max(received_at) from arrived_mail where mailbox = address) as last_mail_at,
      (select count(*)::int from arrived_mail where mailbox = address and received_at > ${since}) as last_week
    from desk_mailbox left join mailbox_collection on desk = address
    where caf = any(${[...cafs]}) order by caf, ended_at is not null, added_at nulls first, address`;
}

/** Whose mailbox an address is, ended or not. */
export async function findMailbox(db: Db, address: string): Promise<{ readonly caf: CafCode; readonly added_at: Instant | null; readonly ended_at: Instant | null } | undefined> {
  const [row] = await db<{ caf: CafCode; added_at: Instant | null; ended_at: Instant | null }[]>`select caf, added_at, ended_at from desk_mailbox where address = ${address}`;
  return row;
}

/** Adds a mailbox to a desk, or takes it up again. */
export async function addMailbox(tx: Tx, address: string, caf: CafCode, at: Instant): Promise<void> {
  await tx`insert into desk_mailbox (address, caf, added_at) values (${address}, ${caf}, ${at}) on conflict (address) do update set ended_at = null`;
}

export async function endMailbox(tx: Tx, address: string, at: Instant): Promise<void> {
  await tx`update desk_mailbox set ended_at = ${at} where address = ${address}`;
}

/** What may stand against collecting a mailbox. */
export type CollectionProblem = 'refused' | 'unreachable' | 'not-kept' | 'too-large' | 'not-moved' | 'rebuilt';

/** A collected mailbox was looked through, `whole` when every mail was kept: what had stopped the collection is over then. */
export async function recordLook(db: Db, desk: string, folder: string, whole: boolean, at: Instant): Promise<void> {
  await db`
    insert into mailbox_collection as known (desk, folder, looked_at) values (${desk}, ${folder}, ${at})
    on conflict (desk) do update set folder = excluded.folder, looked_at = excluded.looked_at,
      problem = case when known.problem = any(${whole ? ['refused', 'unreachable', 'not-kept', 'not-moved'] : ['refused', 'unreachable']}) then null else known.problem end`;
}

/** What stands against collecting a mailbox: a code of ours, never the server's words nor a credential. */
export async function recordProblem(db: Db, desk: string, folder: string, problem: CollectionProblem, at: Instant): Promise<void> {
  await db`
    insert into mailbox_collection (desk, folder, problem, problem_at) values (${desk}, ${folder}, ${problem}, ${at})
    on conflict (desk) do update set folder = excluded.folder, problem = excluded.problem, problem_at = excluded.problem_at`;
}

/** Only what this run collects is shown as collected. */
export async function forgetCollections(db: Db, except: readonly string[]): Promise<void> {
  await db`delete from mailbox_collection where desk <> all(${[...except]})`;
}
