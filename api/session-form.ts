import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import { readCookie } from './cookies';
import type { WebTools } from './tools';

/**
 * The form of sign-in is sent before there is a session: its token is signed, and bound to a cookie of the same browser, so that
 * nobody can be signed in by another site's form.
 */
const COOKIE = 'guichet-connexion';

export function signInToken(tools: WebTools, req: Request, res: Response): string {
  const known = readCookie(req, COOKIE);
  const seed = known !== null && /^[\w-]{24,64}$/.test(known) ? known : randomBytes(24).toString('base64url');
  res.cookie(COOKIE, seed, { httpOnly: true, sameSite: 'strict', secure: tools.publicUrl.startsWith('https:'), path: '/' });
  return sign(seed, tools.secrets[0] ?? '');
}

export function isSignInToken(tools: WebTools, req: Request, token: string): boolean {
  const seed = readCookie(req, COOKIE);
  return seed !== null && tools.secrets.some((secret) => sameText(sign(seed, secret), token));
}

function sign(seed: string, secret: string): string {
  return createHmac('sha256', secret).update(`sign-in\n${seed}`).digest('base64url');
}

/** Compares without telling by its time how much was right. */
export function sameText(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}
