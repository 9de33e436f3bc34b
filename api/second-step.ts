import { grantsOfAccount, type AccountRow } from '../db/account';
import type { Instant } from '../domain/ids';
import type { Grant } from '../domain/grants';
import { attempt, forgive } from './attempts';
import { confirmSecondFactor, takeCode, type CodeTaken } from './totp';
import type { WebTools } from './tools';

/** What is still needed after a right password. */
export async function secondStep(tools: WebTools, account: AccountRow, now: Instant): Promise<'none' | 'code' | 'enrol'> {
  if (account.totp_confirmed_at !== null) return 'code';
  return needsSecondFactor(tools, await grantsOfAccount(tools.sql, account.id, now)) ? 'enrol' : 'none';
}

/** Whether one of these roles is of those that the instance names. */
export function needsSecondFactor({ signIn }: WebTools, grants: readonly Grant[]): boolean {
  return grants.some(({ role }) => (signIn.totpRoles as readonly string[]).includes(role));
}

/** Checks the code of an account, counted and slowed down as passwords are, but apart: a right password forgives no wrong code. */
export async function checkCode(tools: WebTools, accountId: string, code: string, address: string, now: Instant): Promise<CodeTaken | 'refused' | 'too-many'> {
  return await counted(tools, accountId, address, now, () => takeCode(tools, accountId, code, now));
}

/** Confirms a new second factor by its first code, counted with the others. @returns the recovery codes, shown this once. */
export async function checkFirstCode(tools: WebTools, accountId: string, code: string, address: string, now: Instant): Promise<readonly string[] | 'refused' | 'too-many'> {
  return await counted(tools, accountId, address, now, () => confirmSecondFactor(tools, accountId, code, now));
}

async function counted<T>(tools: WebTools, accountId: string, address: string, now: Instant, look: () => Promise<T | null>): Promise<T | 'refused' | 'too-many'> {
  const name = `code ${accountId}`;
  const { tooMany, pauseMs } = await attempt(tools, name, address, now);
  if (tooMany) return 'too-many';
  const found = await look();
  await tools.pause(pauseMs);
  if (found === null) return 'refused';
  await forgive(tools, name);
  return found;
}
