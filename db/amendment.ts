import type { ContractDocument } from '../domain/contract-terms-types';
import type { CafCode, Instant, LocalDate } from '../domain/ids';
import type { Db, Sql, Tx } from './connect';

export type OpenTickets = 'keep-version' | 'move';

/** Who signed, as written down. */
export interface Signatures {
  readonly caf: string;
  readonly partner: string;
  readonly on: LocalDate;
}

export interface AmendmentRow {
  readonly id: string;
  readonly caf: CafCode;
  readonly base_version: number;
  /** The whole contract as amended. */
  readonly body: ContractDocument;
  readonly open_tickets: OpenTickets;
  readonly state: 'draft' | 'signed' | 'withdrawn';
  readonly version: number | null;
  readonly created_by: string;
  readonly created_at: Instant;
  readonly changed_at: Instant;
  readonly signed_by: string | null;
  readonly signed_at: Instant | null;
  readonly signatures: Signatures | null;
}

/** Keeps a draft, or what was changed of it; one that is signed or withdrawn is left as it is. */
export async function saveDraft(db: Db, draft: Pick<AmendmentRow, 'id' | 'caf' | 'base_version' | 'body' | 'open_tickets'>, by: string, at: Instant): Promise<void> {
  const { id, caf, base_version, body, open_tickets } = draft;
  await db`insert into amendment (id, caf, base_version, body, open_tickets, created_by, created_at, changed_at)
    values (${id}, ${caf}, ${base_version}, ${db.json(body as never)}, ${open_tickets}, ${by}, ${at}, ${at})
    on conflict (id) do update set body = excluded.body, base_version = excluded.base_version, open_tickets = excluded.open_tickets, changed_at = excluded.changed_at
    where amendment.state = 'draft' and amendment.caf = excluded.caf`;
}

export async function findAmendment(db: Db, caf: CafCode, id: string): Promise<AmendmentRow | undefined> {
  const [row] = await db<AmendmentRow[]>`select * from amendment where id = ${id} and caf = ${caf}`;
  return row;
}

/** The same, locked until the transaction ends: it is signed once. */
export async function lockAmendment(tx: Tx, caf: CafCode, id: string): Promise<AmendmentRow | undefined> {
  const [row] = await tx<AmendmentRow[]>`select * from amendment where id = ${id} and caf = ${caf} for update`;
  return row;
}

/** Drafts and signed amendments of a Caf, oldest first. */
export async function amendmentsOf(db: Db, caf: CafCode): Promise<AmendmentRow[]> {
  return await db<AmendmentRow[]>`select * from amendment where caf = ${caf} and state <> 'withdrawn' order by created_at, id`;
}

export async function markSigned(tx: Tx, id: string, signed: { version: number; openTickets: OpenTickets; signatures: Signatures }, by: string, at: Instant): Promise<void> {
  const { version, openTickets, signatures } = signed;
  await tx`update amendment set state = 'signed', version = ${version}, open_tickets = ${openTickets}, signed_by = ${by}, signed_at = ${at}, signatures = ${tx.json(signatures as never)} where id = ${id}`;
}

/** A draft given up keeps its row. */
export async function withdrawDraft(db: Db, caf: CafCode, id: string, at: Instant): Promise<void> {
  await db`update amendment set state = 'withdrawn', changed_at = ${at} where id = ${id} and caf = ${caf} and state = 'draft'`;
}

/** A version of a Caf's contract with how many open tickets run under it. */
export interface VersionRow {
  readonly version: number;
  readonly effective_from: LocalDate;
  readonly moves_open: boolean;
  readonly open: number;
}

export async function versionsOf(sql: Sql, caf: CafCode): Promise<VersionRow[]> {
  return await sql<VersionRow[]>`
    select version, effective_from, moves_open, (select count(*)::int from ticket
      where ticket.caf = contract_version.caf and contract_version = contract_version.version and phase not in ('closed', 'merged', 'handed-over')) as open
    from contract_version where caf = ${caf} order by version`;
}

/** Puts a new version down; its mailboxes and people are known at once, so that no mail to them is a stranger's. */
export async function insertVersion(tx: Tx, contract: ContractDocument, movesOpen: boolean): Promise<void> {
  await tx`insert into contract_version (caf, version, effective_from, body, moves_open)
    values (${contract.caf}, ${contract.version}, ${contract.effectiveFrom}, ${tx.json(contract as never)}, ${movesOpen})`;
}

/** Locks the Caf's amendments against one another, and gives its latest version. */
export async function latestVersion(tx: Tx, caf: CafCode): Promise<{ version: number; effective_from: LocalDate } | undefined> {
  await tx`select pg_advisory_xact_lock(727011, hashtext(${caf}))`;
  const [row] = await tx<{ version: number; effective_from: LocalDate }[]>`select version, effective_from from contract_version where caf = ${caf} order by version desc limit 1`;
  return row;
}
