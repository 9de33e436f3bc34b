import { countAttempts, forgiveLogin, recordAttempt, type Attempts } from '../db/session';
import type { Instant } from '../domain/ids';
import { ago } from './session';
import type { WebTools } from './tools';

const WINDOW_MS = 15 * 60_000;
/** Attempts in that time beyond which nothing is looked at any more. */
const MOST_BY_NAME = 10;
const MOST_BY_ADDRESS = 50;
/** Of one login, from all addresses together, for whoever comes from one where nobody has a session. */
const MOST_FROM_ANYWHERE = 50;
/** From here on each failure is answered a little later than the one before. */
const SLOW_FROM = 3;
const LONGEST_PAUSE_MS = 8_000;

export interface Attempt {
  /** How many of this name within the window, this one included. */
  readonly byName: number;
  readonly tooMany: boolean;
  /** Milliseconds to let pass before it is answered: none for the first attempts, then 0.5 s, 1 s, 2 s, … */
  readonly pauseMs: number;
}

/**
 * Writes an attempt down in PostgreSQL before anything is looked at: neither a restart nor another process forgets it.
 * `name` says what is tried (a login, « code <account> », « lien <address> »), whether there is such a thing or not.
 */
export async function attempt(tools: WebTools, name: string, address: string, now: Instant): Promise<Attempt> {
  await recordAttempt(tools.sql, name, address, now);
  const { byLogin, byAddress } = await countAttempts(tools.sql, name, address, ago(now, WINDOW_MS));
  return { byName: byLogin, tooMany: byLogin > MOST_BY_NAME || byAddress > MOST_BY_ADDRESS, pauseMs: pauseAfter(byLogin) };
}

/**
 * The same for a password, which anybody may try: a login is refused to the address that tried too often, so that nobody can lock
 * somebody else out. Where many addresses try together it is refused to all but those where somebody has a session.
 */
export async function attemptPassword(tools: WebTools, login: string, address: string, now: Instant): Promise<Attempt> {
  await recordAttempt(tools.sql, login, address, now);
  const counted = await countAttempts(tools.sql, login, address, ago(now, WINDOW_MS));
  const { byBoth, byLogin, known } = counted;
  return { byName: byLogin, tooMany: isTooMany(counted), pauseMs: pauseAfter(known ? byBoth : byLogin) };
}

function isTooMany({ byLogin, byAddress, byBoth, known }: Attempts): boolean {
  return byBoth > MOST_BY_NAME || byAddress > MOST_BY_ADDRESS || (byLogin > MOST_FROM_ANYWHERE && !known);
}

function pauseAfter(attempts: number): number {
  return attempts <= SLOW_FROM ? 0 : Math.min(LONGEST_PAUSE_MS, 250 * 2 ** (attempts - SLOW_FROM));
}

/** What was tried succeeded: its failures are forgotten. */
export async function forgive(tools: WebTools, name: string): Promise<void> {
  await forgiveLogin(tools.sql, name);
}
