import { Router, type Request, type Response } from 'express';
import { findAccountById, type AccountRow } from '../../db/account';
import { countRecoveryCodes } from '../../db/second-factor';
import { setFlash } from '../../db/session';
import { RecoveryCodesPage } from '../../web/pages/account/recovery-codes';
import { SignInCodePage } from '../../web/pages/sign-in/code';
import { SignInEnrolPage } from '../../web/pages/sign-in/enrol';
import { signInPath } from '../../web/paths';
import { signInCodePath, signInEnrolPath } from '../../web/paths-sign-in';
import type { Refused } from '../../web/components/form';
import { open } from '../guard';
import { dropPending, readPending } from '../pending';
import { safePath } from '../safe-path';
import { checkCode, checkFirstCode, secondStep } from '../second-step';
import { openSession } from '../session';
import { isSignInToken } from '../session-form';
import { FORM_EXPIRED, refusedFor, showStranger, strangerTokens, textOf, TOO_MANY } from '../stranger';
import type { WebTools } from '../tools';
import { otpauthAddress, secretToConfirm } from '../totp';
import { strangerShell } from '../view/shell';
import { inFours } from '../view/second-factor';

export const WRONG_CODE = 'Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant.';

/** The step after a right password: a code, or setting up what makes codes. Nobody is signed in before it is done. */
export function signInCodeRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(signInCodePath(), half(tools, 'code', async (half) => showCode(half, null)));
  router.post(signInCodePath(), half(tools, 'code', enterCode));
  router.get(signInEnrolPath(), half(tools, 'enrol', async (half) => await showEnrolment(half, null)));
  router.post(signInEnrolPath(), half(tools, 'enrol', enrol));
  return router;
}

/** A sign-in whose password was right. */
interface Half {
  readonly tools: WebTools;
  readonly req: Request;
  readonly res: Response;
  readonly account: AccountRow;
  readonly returnTo: string | null;
}

/** Back to the beginning without a right password within the last ten minutes; to the other step when that is the one needed. */
function half(tools: WebTools, step: 'code' | 'enrol', handle: (half: Half) => Promise<void>) {
  return open('sign-in', async (req: Request, res: Response): Promise<void> => {
    const pending = readPending(tools, req, 'code', tools.clock.now());
    const account = pending === null ? undefined : await findAccountById(tools.sql, pending.account);
    if (pending === null || account === undefined || account.disabled) return res.redirect(303, signInPath());
    const needed = await secondStep(tools, account, tools.clock.now());
    if (needed !== step) return res.redirect(303, needed === 'code' ? signInCodePath() : signInPath());
    await handle({ tools, req, res, account, returnTo: pending.returnTo });
  });
}

function showCode({ tools, req, res }: Half, refused: Refused | null, status = 200): void {
  showStranger(res, SignInCodePage({ shell: strangerShell(tools.clock.now()), tokens: strangerTokens(tools, req, res), refused }), status);
}

async function enterCode(half: Half): Promise<void> {
  const { tools, req, res, account, returnTo } = half;
  const { code, csrf } = fieldsOf(req);
  if (!isSignInToken(tools, req, csrf)) return showCode(half, refusedFor(FORM_EXPIRED), 422);
  const now = tools.clock.now();
  const taken = await checkCode(tools, account.id, code, req.ip ?? '', now);
  if (taken === 'too-many') return showCode(half, refusedFor(TOO_MANY), 429);
  if (taken === 'refused') return showCode(half, refusedFor(WRONG_CODE, 'code'), 422);
  dropPending(tools, res, 'code');
  const { tokenHash } = await openSession(tools, req, res, { account: account.id }, now, taken);
  if (taken === 'recovery-code') {
    const left = await countRecoveryCodes(tools.sql, account.id);
    await setFlash(tools.sql, tokenHash, { tone: 'warn', text: `Ce code de secours a servi. Il vous en reste ${left} : « Mon compte » en fait de nouveaux.` });
  }
  res.redirect(303, safePath(returnTo));
}

async function showEnrolment({ tools, req, res, account }: Half, refused: Refused | null, status = 200): Promise<void> {
  const secret = await secretToConfirm(tools, account.id);
  if (secret === null) return res.redirect(303, signInCodePath());
  const shell = strangerShell(tools.clock.now());
  const page = SignInEnrolPage({ shell, tokens: strangerTokens(tools, req, res), action: signInEnrolPath(), address: otpauthAddress(secret, account.login), secret: inFours(secret), refused });
  showStranger(res, page, status);
}

async function enrol(half: Half): Promise<void> {
  const { tools, req, res, account, returnTo } = half;
  const { code, csrf } = fieldsOf(req);
  if (!isSignInToken(tools, req, csrf)) return await showEnrolment(half, refusedFor(FORM_EXPIRED), 422);
  const now = tools.clock.now();
  const codes = await checkFirstCode(tools, account.id, code, req.ip ?? '', now);
  if (codes === 'too-many') return await showEnrolment(half, refusedFor(TOO_MANY), 429);
  if (codes === 'refused') return await showEnrolment(half, refusedFor(WRONG_CODE, 'code'), 422);
  dropPending(tools, res, 'code');
  await openSession(tools, req, res, { account: account.id }, now, 'second-factor');
  showStranger(res, RecoveryCodesPage({ shell: strangerShell(now), codes, next: safePath(returnTo) }));
}

function fieldsOf(req: Request): { code: string; csrf: string } {
  const body: unknown = req.body;
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  return { code: textOf(fields['code'], 60), csrf: textOf(fields['_csrf']) };
}
