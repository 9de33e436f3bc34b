import type { Instant } from '../domain/ids';
import type { Db, Tx } from './connect';

/** What a form already made, when the same one comes again. */
export interface FormResult {
  /** Digest of what was sent. */
  readonly digest: string;
  /** Where it led. */
  readonly path: string;
}

/**
 * Takes a form's key for the transaction: null for the first, which must write down its result; what the first made for any other.
 * The second of a double click waits until the first is committed.
 */
export async function takeFormKey(tx: Tx, key: string, at: Instant): Promise<FormResult | null> {
  const rows = await tx`insert into form_key (key, result, at) values (${key}, 'null', ${at}) on conflict (key) do nothing`;
  if (rows.count === 1) return null;
  const [known] = await tx<{ result: FormResult }[]>`select result from form_key where key = ${key}`;
  if (known === undefined) throw new Error('a form key vanished');
  return known.result;
}

export async function writeFormResult(tx: Tx, key: string, result: FormResult): Promise<void> {
  await tx`update form_key set result = ${tx.json(result as never)} where key = ${key}`;
}

/** Where a form led that was done once for its key (api/once); null when none was. */
export async function formLed(db: Db, key: string): Promise<string | null> {
  const [row] = await db<{ path: string }[]>`select result->>'path' as path from form_key where key = ${key} and result->>'digest' = ''`;
  return row?.path ?? null;
}
