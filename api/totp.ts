import { createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { confirmSecret, findSecondFactor, proposeSecret, replaceRecoveryCodes, takeRecoveryCode, takeStep } from '../db/second-factor';
import { epochMs, type Instant } from '../domain/ids';
import { seal, unseal } from '../desk/seal';
import type { WebTools } from './tools';

/** What every authenticator application knows: SHA-1, six digits, thirty seconds (RFC 6238). */
const PERIOD_S = 30;
/** Steps before and after now that are taken: clocks differ. */
const WINDOW = 1;
const RECOVERY_CODES = 10;

export type CodeTaken = 'second-factor' | 'recovery-code';

/** The secret that waits for its first code, made at the first visit; null when the factor is confirmed already. */
export async function secretToConfirm(tools: WebTools, accountId: string): Promise<string | null> {
  const kept = await findSecondFactor(tools.sql, accountId);
  if (kept === undefined || kept.totp_confirmed_at !== null) return null;
  const known = kept.totp_secret === null ? null : unseal(tools.secrets, purposeOf(accountId), kept.totp_secret);
  if (known !== null) return known;
  const fresh = new Secret({ size: 20 }).base32;
  await proposeSecret(tools.sql, accountId, seal(tools.secrets, purposeOf(accountId), fresh));
  return fresh;
}

/** The address that an application reads from the picture (otpauth://totp/…). */
export function otpauthAddress(secret: string, login: string): string {
  return totpOf(secret, login).toString();
}

/** Confirms the proposed secret by its first code. @returns the recovery codes, shown this once; null when the code is wrong. */
export async function confirmSecondFactor(tools: WebTools, accountId: string, code: string, now: Instant): Promise<readonly string[] | null> {
  const secret = await secretToConfirm(tools, accountId);
  const step = secret === null ? null : stepOf(secret, digitsOf(code), now);
  if (step === null || !(await takeStep(tools.sql, accountId, step))) return null;
  const codes = newRecoveryCodes();
  return (await confirmSecret(tools.sql, accountId, now, codes.map(hashOfCode))) ? codes : null;
}

/** Takes a six-digit code or a recovery code, each once; null when it is neither. */
export async function takeCode(tools: WebTools, accountId: string, code: string, now: Instant): Promise<CodeTaken | null> {
  const kept = await findSecondFactor(tools.sql, accountId);
  if (kept === undefined || kept.totp_secret === null || kept.totp_confirmed_at === null) return null;
  if (!/^\d{6}$/.test(digitsOf(code))) return (await takeRecoveryCode(tools.sql, accountId, hashOfCode(code), now)) ? 'recovery-code' : null;
  const secret = unseal(tools.secrets, purposeOf(accountId), kept.totp_secret);
  if (secret === null) {
    tools.log.warn('a second factor was sealed with a secret that this instance no longer has: recovery codes still work');
    return null;
  }
  const step = stepOf(secret, digitsOf(code), now);
  return step !== null && (await takeStep(tools.sql, accountId, step)) ? 'second-factor' : null;
}

/** New recovery codes in place of those before. */
export async function renewRecoveryCodes(tools: WebTools, accountId: string, now: Instant): Promise<readonly string[]> {
  const codes = newRecoveryCodes();
  await tools.sql.begin((tx) => replaceRecoveryCodes(tx, accountId, now, codes.map(hashOfCode)));
  return codes;
}

/** The step whose code this is, at most one away from now; null when there is none. */
function stepOf(secret: string, digits: string, now: Instant): number | null {
  const delta = totpOf(secret, '').validate({ token: digits, timestamp: epochMs(now), window: WINDOW });
  return delta === null ? null : Math.floor(epochMs(now) / (PERIOD_S * 1_000)) + delta;
}

function totpOf(secret: string, login: string): TOTP {
  return new TOTP({ issuer: 'Guichet', label: login, secret, algorithm: 'SHA1', digits: 6, period: PERIOD_S });
}

const purposeOf = (accountId: string): string => `second-factor ${accountId}`;

const digitsOf = (code: string): string => code.replace(/\s/g, '');

/** « k3fb-7qwe-… »: 80 bits each, without l, o, 0 and 1, which are mistaken for one another. */
function newRecoveryCodes(): string[] {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
  const one = () => [...randomBytes(16)].map((byte) => letters[byte % 32]).join('').replace(/(.{4})(?=.)/g, '$1-');
  return Array.from({ length: RECOVERY_CODES }, one);
}

/** As typed: capitals, spaces and hyphens do not count. */
function hashOfCode(code: string): Buffer {
  return createHash('sha256').update(code.toLowerCase().replace(/[^a-z0-9]/g, '')).digest();
}
