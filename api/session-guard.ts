import { findAccount, type AccountRow } from '../db/account';
import type { Instant } from '../domain/ids';
import { attemptPassword, forgive } from './attempts';
import { isPassword } from './password';
import type { WebTools } from './tools';

export type SignIn = { readonly outcome: 'in'; readonly account: AccountRow } | { readonly outcome: 'refused' | 'too-many' };

/**
 * Checks a login and its password. Attempts are counted by login, whether there is such an account or not, and by address; they
 * are slowed down, then refused to that address for a quarter of an hour.
 */
export async function signIn(tools: WebTools, login: string, password: string, address: string, now: Instant): Promise<SignIn> {
  const name = login.trim().toLowerCase().slice(0, 200);
  const { tooMany, pauseMs } = await attemptPassword(tools, name, address, now);
  if (tooMany) return { outcome: 'too-many' };
  const account = await findAccount(tools.sql, name);
  const right = await isPassword(account?.password_hash ?? null, password);
  await tools.pause(pauseMs);
  if (account === undefined || !right || account.disabled) return { outcome: 'refused' };
  await forgive(tools, name);
  return { outcome: 'in', account };
}
