import type { Request, Response } from 'express';
import * as z from 'zod';
import { epochMs, instant, type Instant } from '../domain/ids';
import { readCookie } from './cookies';
import { seal, unseal } from '../desk/seal';
import { isSecure } from './session';
import type { WebTools } from './tools';

/** A sign-in half done lasts this long. */
const LASTS_MS = 10 * 60_000;

/** What a browser carries, sealed, between two steps of a sign-in; nothing is signed in yet. */
const shapes = {
  /** The password was right: a code is still needed. */
  code: z.object({ account: z.string(), returnTo: z.string().nullable() }),
  /** The account's page at the provider was opened. */
  oidc: z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), returnTo: z.string().nullable() }),
} as const;
type Shapes = typeof shapes;
type Kind = keyof Shapes;

const nameOf = (kind: Kind): string => `guichet-${kind}`;

export function putPending<K extends Kind>(tools: WebTools, res: Response, kind: K, value: z.infer<Shapes[K]>, now: Instant): void {
  const sealed = seal(tools.secrets, `pending ${kind}`, JSON.stringify({ at: now, value }));
  // Lax: the way back from a provider is a link from another site.
  res.cookie(nameOf(kind), sealed, { httpOnly: true, sameSite: 'lax', secure: isSecure(tools), path: '/', maxAge: LASTS_MS });
}

/** What this browser carries of that step; null when there is nothing, it is too old, or somebody else made it. */
export function readPending<K extends Kind>(tools: WebTools, req: Request, kind: K, now: Instant): z.infer<Shapes[K]> | null {
  const sealed = readCookie(req, nameOf(kind));
  const text = sealed === null ? null : unseal(tools.secrets, `pending ${kind}`, sealed);
  if (text === null) return null;
  const { at, value } = envelope.parse(JSON.parse(text));
  if (epochMs(now) - epochMs(instant(at)) > LASTS_MS) return null;
  const read = shapes[kind].safeParse(value);
  return read.success ? (read.data as z.infer<Shapes[K]>) : null;
}
const envelope = z.object({ at: z.string(), value: z.unknown() });

export function dropPending(tools: WebTools, res: Response, kind: Kind): void {
  res.clearCookie(nameOf(kind), { httpOnly: true, sameSite: 'lax', secure: isSecure(tools), path: '/' });
}
