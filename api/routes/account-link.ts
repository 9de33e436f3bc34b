import { Router, type Request, type Response } from 'express';
import { changePassword } from '../../db/account';
import { accountOfLink, useAccountLink } from '../../db/account-link';
import { endSessionsBut } from '../../db/session-list';
import { passwordFault } from '../../domain/password-rule';
import { AccountLinkOverPage, ChoosePasswordPage } from '../../web/pages/accounts/link';
import { accountLinkPath } from '../../web/settings-paths';
import type { FieldError } from '../act-forms';
import { open } from '../guard';
import { hashPassword } from '../password';
import { hashOf } from '../session';
import { isSignInToken } from '../session-form';
import { FORM_EXPIRED, showStranger, strangerTokens, textOf } from '../stranger';
import type { WebTools } from '../tools';
import { strangerShell } from '../view/shell';
import { PASSWORD_FAULTS } from './account';

/** Somebody of the Caf opens the link of a letter and chooses a password; the link serves once. */
export function accountLinkRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(accountLinkPath(), open('sign-in', async (req, res) => await show(tools, req, res, textOf(req.query['jeton']), [])));
  router.post(accountLinkPath(), open('sign-in', async (req, res) => await choose(tools, req, res)));
  return router;
}

/** Opening a link uses nothing: mail scanners open links too. */
async function show(tools: WebTools, req: Request, res: Response, token: string, errors: readonly FieldError[]): Promise<void> {
  const now = tools.clock.now();
  const shell = strangerShell(now);
  const account = await accountOfLink(tools.sql, hashOf(token), now);
  if (account === undefined) return showStranger(res, AccountLinkOverPage({ shell, chosen: false }), 410);
  const refused = errors.length === 0 ? null : { values: {}, errors };
  showStranger(res, ChoosePasswordPage({ shell, tokens: strangerTokens(tools, req, res), token, login: account.login, refused }), errors.length === 0 ? 200 : 422);
}

async function choose(tools: WebTools, req: Request, res: Response): Promise<void> {
  const body: unknown = req.body;
  const fields = typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {};
  const token = textOf(fields['jeton']);
  const now = tools.clock.now();
  if (!isSignInToken(tools, req, textOf(fields['_csrf']))) return await show(tools, req, res, token, [{ field: null, message: FORM_EXPIRED }]);
  const account = await accountOfLink(tools.sql, hashOf(token), now);
  if (account === undefined) return await show(tools, req, res, token, []);
  const password = textOf(fields['nouveau'], 1_000);
  const fault = passwordFault(password, account, tools.signIn.morePasswords);
  if (fault !== null) return await show(tools, req, res, token, [{ field: 'nouveau', message: PASSWORD_FAULTS[fault] }]);
  if (password !== textOf(fields['encore'], 1_000)) return await show(tools, req, res, token, [{ field: 'encore', message: 'Les deux saisies diffèrent.' }]);
  const hash = await hashPassword(password);
  const used = await tools.sql.begin(async (tx) => {
    if (!(await useAccountLink(tx, hashOf(token), now))) return false;
    await changePassword(tx, account.id, hash, now);
    await endSessionsBut(tx, account.id, '');
    return true;
  });
  showStranger(res, AccountLinkOverPage({ shell: strangerShell(now), chosen: used }), used ? 200 : 410);
}
