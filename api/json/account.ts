import * as z from 'zod';
import { revokeToken, tokensOf } from '../../db/api-token';
import { SCOPES } from '../../domain/api-scopes';
import { isVisitor, ROLES } from '../../domain/roles';
import { NotFound } from '../errors';
import { ago } from '../session';
import { ok, operation, type Operation } from './operation';
import { caf, done, instant } from './shapes';

const token = z.object({ id: z.string(), name: z.string(), scopes: z.array(z.enum(SCOPES)), madeAt: instant, expiresAt: instant, usedAt: instant.nullable(), revokedAt: instant.nullable() }).meta({ id: 'Token' });
const account = z.object({
  name: z.string(),
  roles: z.array(z.object({ role: z.enum(ROLES), cafs: z.array(caf).optional(), conventions: z.array(z.string()).optional() })),
  scopes: z.array(z.enum(SCOPES)).nullable().meta({ description: 'Du jeton ; null par la session des pages. / The token’s; null by the pages’ session.' }),
  csrf: z.string().optional().meta({ description: 'À redonner dans X-CSRF-Token, par la session des pages seulement. / For X-CSRF-Token, by the pages’ session only.' }),
}).meta({ id: 'Account' });
const A_MONTH_MS = 30 * 86_400_000;

/** Who asks, and their tokens. */
export const ACCOUNT: readonly Operation[] = [
  operation({
    id: 'getAccount', method: 'get', path: '/compte', tag: 'compte', action: 'read-own-rights', scope: 'lecture',
    title: { fr: 'Qui demande : ses rôles, les portées de son jeton', en: 'Who asks: their roles, their token’s scopes' },
    answers: { 200: { words: { fr: 'Le compte', en: 'The account' }, schema: account } },
    handle: async ({ session, caller }) => {
      const roles = session.grants.map(({ role, cafs, conventions }) => (isVisitor(role) ? { role, conventions } : { role, cafs }));
      return ok({ name: session.name, roles, scopes: caller.scopes, ...(caller.scopes === null ? { csrf: session.csrf } : {}) });
    },
  }),
  operation({
    id: 'listTokens', method: 'get', path: '/jetons', tag: 'compte', action: 'manage-own-account', scope: 'lecture',
    title: { fr: 'Vos jetons', en: 'Your tokens' },
    answers: { 200: { words: { fr: 'Les jetons, le dernier d’abord', en: 'The tokens, latest first' }, schema: z.object({ items: z.array(token) }).meta({ id: 'Tokens' }) } },
    handle: async ({ tools, session, now }) => ok({ items: (await tokensOf(tools.sql, session.account_id, ago(now, A_MONTH_MS))).map((row) => ({ id: row.id, name: row.name, scopes: row.scopes, madeAt: row.made_at, expiresAt: row.expires_at, usedAt: row.used_at, revokedAt: row.revoked_at })) }),
  }),
  operation({
    id: 'revokeToken', method: 'post', path: '/jetons/{id}/revocation', tag: 'compte', action: 'manage-own-account', scope: 'lecture',
    title: { fr: 'Révoquer un de vos jetons, celui-ci compris', en: 'Revoke one of your tokens, this one included' },
    answers: { 200: { words: { fr: 'Révoqué', en: 'Revoked' }, schema: done } },
    handle: async (visit) => {
      if (!(await revokeToken(visit.tools.sql, visit.session.account_id, visit.param('id'), visit.now))) throw new NotFound('no such token');
      return ok({ state: 'done' });
    },
  }),
];
