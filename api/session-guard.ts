import { hash, verify } from '@node-rs/argon2';
import { findAccount, type AccountRow } from '../db/account';
import { countAttempts, forgiveLogin, recordAttempt } from '../db/session';
import type { Instant } from '../domain/ids';
import { ago } from './session';
import type { WebTools } from './tools';

const WINDOW_MS = 15 * 60_000;
/** Attempts in that time beyond which nothing is looked at any more. */
const MOST_BY_LOGIN = 10;
const MOST_BY_ADDRESS = 50;
/** From here on each failure is answered a little later than the one before. */
const SLOW_FROM = 3;
const LONGEST_PAUSE_MS = 8_000;

/** A password that nobody has: an unknown account takes the same time as a known one. */
const nobody = hash('no account has this password');

export type SignIn = { readonly outcome: 'in'; readonly account: AccountRow } | { readonly outcome: 'refused' | 'too-many' };

/**
 * Checks a login and its password. Attempts are counted by login, whether there is such an account or not, and by address; they
 * are slowed down, then refused for a quarter of an hour.
 */
export async function signIn(tools: WebTools, login: string, password: string, address: string, now: Instant): Promise<SignIn> {
  const name = login.trim().toLowerCase().slice(0, 200);
  await recordAttempt(tools.sql, name, address, now);
  const { byLogin, byAddress } = await countAttempts(tools.sql, name, address, ago(now, WINDOW_MS));
  if (byLogin > MOST_BY_LOGIN || byAddress > MOST_BY_ADDRESS) return { outcome: 'too-many' };
  const account = await findAccount(tools.sql, name);
  const right = await verify(account?.password_hash ?? (await nobody), password.slice(0, 1_000));
  await tools.pause(pauseFor(byLogin));
  if (account === undefined || !right || account.disabled) return { outcome: 'refused' };
  await forgiveLogin(tools.sql, name);
  return { outcome: 'in', account };
}

/** Milliseconds: none for the first attempts, then 0.5 s, 1 s, 2 s, … */
function pauseFor(attempts: number): number {
  return attempts <= SLOW_FROM ? 0 : Math.min(LONGEST_PAUSE_MS, 250 * 2 ** (attempts - SLOW_FROM));
}
