import type { CafCode, Instant } from '../domain/ids';
import type { Db } from './connect';

/** How a desk signs what its agents write. */
export interface SignatureRow {
  readonly caf: CafCode;
  /** Under the desk's name; '' = nothing more. */
  readonly lines: string;
  /** The agent's own name stands above: only when the desk says so. */
  readonly names_agent: boolean;
}

/** Undefined: the desk signs with its name alone. */
export async function findSignature(db: Db, caf: CafCode): Promise<SignatureRow | undefined> {
  const [row] = await db<SignatureRow[]>`select caf, lines, names_agent from desk_signature where caf = ${caf}`;
  return row;
}

export async function signaturesOf(db: Db, cafs: readonly CafCode[]): Promise<SignatureRow[]> {
  return await db<SignatureRow[]>`select caf, lines, names_agent from desk_signature where caf = any(${[...cafs]})`;
}

export async function saveSignature(db: Db, { caf, lines, names_agent }: SignatureRow, by: string, at: Instant): Promise<void> {
  await db`
    insert into desk_signature (caf, lines, names_agent, updated_by, updated_at) values (${caf}, ${lines}, ${names_agent}, ${by}, ${at})
    on conflict (caf) do update set lines = excluded.lines, names_agent = excluded.names_agent, updated_by = excluded.updated_by, updated_at = excluded.updated_at`;
}
