import { createHash, randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { deleteSession, findSession, insertSession, seeSession, type SessionRow, type Who } from '../db/session';
import { epochMs, instantAt, type Instant } from '../domain/ids';
import { readCookie } from './cookies';
import type { WebTools } from './tools';

/** A session ends after this long without a page, and after this long whatever is done. */
export const IDLE_MS = 8 * 3_600_000;
export const ABSOLUTE_MS = 12 * 3_600_000;
/** A page does not write the session's row each time. */
const SEEN_EVERY_MS = 60_000;

function isSecure({ publicUrl }: WebTools): boolean {
  return publicUrl.startsWith('https:');
}

/** The `__Host-` prefix asks for https: a browser then refuses the cookie from any other origin or path. */
export function cookieName(tools: WebTools): string {
  return isSecure(tools) ? '__Host-guichet' : 'guichet';
}

/** Only the hash is kept: who reads the database cannot take a session over. */
function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

export function ago(now: Instant, ms: number): Instant {
  return instantAt(epochMs(now) - ms);
}

/** The session of a request, if it is still open; its idle time starts again. */
export async function currentSession(tools: WebTools, req: Request, now: Instant): Promise<SessionRow | null> {
  const token = readCookie(req, cookieName(tools));
  if (token === null) return null;
  const session = await findSession(tools.sql, hashOf(token), now, ago(now, ABSOLUTE_MS), ago(now, IDLE_MS));
  if (session === undefined) return null;
  if (epochMs(now) - epochMs(session.seen_at) > SEEN_EVERY_MS) await seeSession(tools.sql, session.token_hash, now);
  return session;
}

/** Opens a session with a token of its own, never one that was known before sign-in. @returns the token of its forms. */
export async function openSession(tools: WebTools, req: Request, res: Response, who: Who, now: Instant): Promise<string> {
  const old = readCookie(req, cookieName(tools));
  if (old !== null) await deleteSession(tools.sql, hashOf(old));
  const token = randomBytes(32).toString('base64url');
  const csrf = randomBytes(24).toString('base64url');
  await insertSession(tools.sql, { tokenHash: hashOf(token), who, csrf, at: now });
  res.cookie(cookieName(tools), token, { httpOnly: true, sameSite: 'lax', secure: isSecure(tools), path: '/' });
  return csrf;
}

export async function closeSession(tools: WebTools, req: Request, res: Response): Promise<void> {
  const token = readCookie(req, cookieName(tools));
  if (token !== null) await deleteSession(tools.sql, hashOf(token));
  res.clearCookie(cookieName(tools), { httpOnly: true, sameSite: 'lax', secure: isSecure(tools), path: '/' });
}
