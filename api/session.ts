import { createHash, randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { changeToken, deleteSession, findSession, insertSession, seeSession, type SessionRow, type SignInWay, type Still, type Who } from '../db/session';
import { epochMs, instantAt, type Instant } from '../domain/ids';
import { readCookie } from './cookies';
import type { WebTools } from './tools';

/** A page does not write the session's row each time. */
const SEEN_EVERY_MS = 60_000;

export function isSecure({ publicUrl }: WebTools): boolean {
  return publicUrl.startsWith('https:');
}

/** The `__Host-` prefix asks for https: a browser then refuses the cookie from any other origin or path. */
export function cookieName(tools: WebTools): string {
  return isSecure(tools) ? '__Host-guichet' : 'guichet';
}

/** Only the hash is kept: who reads the database cannot take a session over. */
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

export function ago(now: Instant, ms: number): Instant {
  return instantAt(epochMs(now) - ms);
}

function still(now: Instant, absoluteMs: number, idleMs: number): Still {
  return { createdAfter: ago(now, absoluteMs), seenAfter: ago(now, idleMs) };
}

/** The session of a request, if it is still open; its idle time starts again. */
export async function currentSession(tools: WebTools, req: Request, now: Instant): Promise<SessionRow | null> {
  const token = readCookie(req, cookieName(tools));
  if (token === null) return null;
  const { absoluteMs, idleMs, partnerAbsoluteMs, partnerIdleMs } = tools.signIn;
  const session = await findSession(tools.sql, hashOf(token), now, still(now, absoluteMs, idleMs), still(now, partnerAbsoluteMs, partnerIdleMs));
  if (session === undefined) return null;
  if (epochMs(now) - epochMs(session.seen_at) > SEEN_EVERY_MS) await seeSession(tools.sql, session.token_hash, now);
  return session;
}

/** Opens a session with a token of its own, never one that was known before sign-in. @returns the token of its forms, and what the session is kept under. */
export async function openSession(tools: WebTools, req: Request, res: Response, who: Who, now: Instant, way: SignInWay = 'password'): Promise<{ csrf: string; tokenHash: Buffer }> {
  await dropSession(tools, req);
  const { token, csrf } = newTokens();
  const id = randomBytes(12).toString('base64url');
  await insertSession(tools.sql, { tokenHash: hashOf(token), id, who, csrf, way, address: req.ip ?? '', userAgent: (req.headers['user-agent'] ?? '').slice(0, 300), at: now });
  giveCookie(tools, res, token);
  return { csrf, tokenHash: hashOf(token) };
}

/** Gives the session another token when what it may do changes: one that leaked before is worth nothing after. @returns the token of its forms. */
export async function rotateSession(tools: WebTools, res: Response, session: SessionRow): Promise<string> {
  const { token, csrf } = newTokens();
  await changeToken(tools.sql, session.token_hash, { tokenHash: hashOf(token), csrf });
  giveCookie(tools, res, token);
  return csrf;
}

export async function closeSession(tools: WebTools, req: Request, res: Response): Promise<void> {
  await dropSession(tools, req);
  res.clearCookie(cookieName(tools), { httpOnly: true, sameSite: 'lax', secure: isSecure(tools), path: '/' });
}

/** Ends the session whose token the request carries, whoever's it is. */
async function dropSession(tools: WebTools, req: Request): Promise<void> {
  const token = readCookie(req, cookieName(tools));
  if (token !== null) await deleteSession(tools.sql, hashOf(token));
}

function newTokens(): { token: string; csrf: string } {
  return { token: randomBytes(32).toString('base64url'), csrf: randomBytes(24).toString('base64url') };
}

function giveCookie(tools: WebTools, res: Response, token: string): void {
  res.cookie(cookieName(tools), token, { httpOnly: true, sameSite: 'lax', secure: isSecure(tools), path: '/' });
}
