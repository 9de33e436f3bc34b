import { Router } from 'express';
import { revokeToken, tokensOf, type ApiTokenRow } from '../../db/api-token';
import type { Instant } from '../../domain/ids';
import type { Refused } from '../../web/components/form';
import { TokensPage, type TokenLine } from '../../web/pages/account/tokens';
import { tokenRevocationPath, tokensPath } from '../../web/paths-sign-in';
import { makeToken, readTokenForm } from '../api-tokens';
import { posted, signedIn } from '../guard';
import { ago } from '../session';
import { shellOf } from '../view/shell';
import type { Visit } from '../visit';
import type { WebTools } from '../tools';
import { accountOf, passwordRefusal } from './account';

/** « Jetons »: what programs act by, for one's own account. */
export function tokenRoutes(tools: WebTools): Router {
  return Router()
    .get(tokensPath(), signedIn(tools, 'manage-own-account', (visit) => show(visit, null, null)))
    .post(tokensPath(), posted(tools, 'manage-own-account', make))
    .post(tokenRevocationPath(), posted(tools, 'manage-own-account', revoke));
}

/** Those that are over stay listed for a month. */
const LISTED_MS = 30 * 86_400_000;

async function show(visit: Visit, made: string | null, refused: Refused | null, status = 200): Promise<void> {
  const { tools, session, now } = visit;
  const [rows, account, shell] = await Promise.all([tokensOf(tools.sql, session.account_id, ago(now, LISTED_MS)), accountOf(visit), shellOf(visit, 'autre')]);
  visit.show(TokensPage({ shell, tokens: visit.tokens(), lines: rows.map((row) => lineOf(row, now)), hasPassword: account.password_hash !== null, made, refused }), status);
}

function lineOf({ id, name, scopes, made_at, expires_at, used_at, revoked_at }: ApiTokenRow, now: Instant): TokenLine {
  return { id, name, scopes, madeAt: made_at, expiresAt: expires_at, usedAt: used_at, state: revoked_at !== null ? 'revoked' : expires_at <= now ? 'over' : 'good' };
}

/** The password is asked again: an open session left alone is no way to a token of a year. */
async function make(visit: Visit): Promise<void> {
  const { actuel = '', ...values } = visit.fields();
  const read = readTokenForm(values);
  if ('errors' in read) return await show(visit, null, { values, errors: read.errors }, 422);
  const account = await accountOf(visit);
  const wrong = account.password_hash === null ? null : await passwordRefusal(visit, account, actuel, 'actuel');
  if (wrong !== null) return await show(visit, null, { values, errors: wrong.errors }, 422);
  const made = await makeToken(visit, read);
  if (made === null) return await visit.goTo(tokensPath(), { tone: 'warn', text: 'Ce jeton était déjà créé. Si vous ne l’avez pas copié, révoquez-le et créez-en un autre.' });
  if ('errors' in made) return await show(visit, null, { values, errors: made.errors }, 422);
  await show(visit, made.text, null);
}

async function revoke(visit: Visit): Promise<void> {
  const revoked = await revokeToken(visit.tools.sql, visit.session.account_id, visit.fields()['jeton'] ?? '', visit.now);
  await visit.goTo(tokensPath(), revoked ? { tone: 'done', text: 'Jeton révoqué : il ne vaut plus rien.' } : { tone: 'warn', text: 'Ce jeton était déjà révoqué.' });
}
