import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { findGoodToken, markTokenUsed, type GoodToken } from '../../db/api-token';
import type { SessionRow } from '../../db/session';
import { scoped } from '../../db/scope';
import { reachOf } from '../../domain/grants';
import { epochMs, type Instant } from '../../domain/ids';
import { rights } from '../rights';
import { Forbidden, FormExpired, SignInNeeded } from '../errors';
import { currentSession } from '../session';
import { sameText } from '../session-form';
import type { WebTools } from '../tools';
import type { Operation } from './operation';
import { Problem } from './problem';
import type { Caller } from './visit';

/** « guichet_ » and 32 random bytes: found by the tools that look for secrets in what is published. */
export const TOKEN_PREFIX = 'guichet_';
/** The last use is not written at each request. */
const USED_EVERY_MS = 60_000;

export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Who asks: by the token of `Authorization`, else by the session of the pages. @throws SignInNeeded */
export async function callerOf(tools: WebTools, req: Request, now: Instant): Promise<Caller> {
  const { authorization } = req.headers;
  if (authorization !== undefined) return await callerByToken(tools, authorization, now);
  const session = await currentSession(tools, req, now);
  if (session === null) throw new SignInNeeded('nobody asks');
  return { session, scopes: null };
}

async function callerByToken(tools: WebTools, authorization: string, now: Instant): Promise<Caller> {
  const [, token = ''] = /^Bearer +([\w.~+/-]+=*)$/i.exec(authorization) ?? [];
  const good = token.startsWith(TOKEN_PREFIX) ? await findGoodToken(tools.sql, hashOfToken(token), now) : undefined;
  if (good === undefined) throw new Problem('sign-in-needed', 'Ce jeton n’est pas valable : il est inconnu, révoqué ou périmé.', { 'WWW-Authenticate': 'Bearer realm="Guichet", error="invalid_token"' });
  if (good.used_at === null || epochMs(now) - epochMs(good.used_at) > USED_EVERY_MS) await markTokenUsed(scoped(tools.sql, { ...reachOf(good.grants), who: good.account_id }), good.id, now);
  return { session: sessionOf(good, hashOfToken(token), now), scopes: good.scopes };
}

/** A token stands for a session that has no page: no form's token, nothing to say once. */
function sessionOf({ id, account_id, account_name, grants, made_at }: GoodToken, hash: Buffer, now: Instant): SessionRow {
  return { token_hash: hash, id, csrf: '', created_at: made_at, seen_at: now, way: 'token', flash: null, account_id, visitor: null, name: account_name, grants };
}

/** @throws Problem when the token is not for this; Forbidden when the account's roles are not; FormExpired for a session without its token. */
export function requireLeave({ session, scopes }: Caller, { action, scope, method }: Operation, req: Request): void {
  if (!rights.may(session.grants, action)) throw new Forbidden('Votre rôle ne le permet pas.');
  if (scopes !== null && scope === null) throw new Forbidden('Aucun jeton ne le permet : demandez-le par la session des pages.');
  if (scopes !== null && scope !== null && !scopes.includes(scope)) {
    throw new Problem('scope-missing', `Il faut un jeton de portée « ${scope} ».`, { 'WWW-Authenticate': `Bearer realm="Guichet", error="insufficient_scope", scope="${scope}"` });
  }
  const csrf = req.headers['x-csrf-token'];
  if (scopes === null && method === 'post' && !sameText(session.csrf, typeof csrf === 'string' ? csrf : '')) throw new FormExpired('the token is not the session’s');
}
