import { Router, type Request, type Response } from 'express';
import * as z from 'zod';
import type { AccountRow } from '../../db/account';
import { deleteExpired, type SessionRow } from '../../db/session';
import { SignInPage } from '../../web/pages/sign-in';
import { may } from '../../domain/grants';
import type { Action } from '../../domain/roles';
import { contractsPath, homePath, queuePath, signInPath, signOutPath } from '../../web/paths';
import { accountsPath } from '../../web/settings-paths';
import { accountPath, partnerHomePath, signInCodePath, signInEnrolPath } from '../../web/paths-sign-in';
import { putPending } from '../pending';
import { safePath } from '../safe-path';
import { secondStep } from '../second-step';
import { ago, closeSession, currentSession, openSession } from '../session';
import { isSignInToken } from '../session-form';
import { signIn } from '../session-guard';
import { open, posted } from '../guard';
import { FORM_EXPIRED, refusedFor, showStranger, strangerTokens, textOf, TOO_MANY } from '../stranger';
import type { WebTools } from '../tools';
import { strangerShell } from '../view/shell';

const form = z.object({ courriel: z.string().default(''), motdepasse: z.string().default(''), retour: z.string().optional(), _csrf: z.string().default('') });

const REFUSED = 'Adresse ou mot de passe incorrect.';
const DAY_MS = 86_400_000;

export function signInRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(homePath(), open('sign-in', async (req, res) => res.redirect(303, homeOf(await currentSession(tools, req, tools.clock.now())))));
  router.get(signInPath(), open('sign-in', async (req, res) => {
    const returnTo = textOf(req.query['retour']) || null;
    const session = await currentSession(tools, req, tools.clock.now());
    // Somebody of a partner may also be somebody of a Caf: the form is there for them.
    if (session !== null && session.visitor === null) return res.redirect(303, safePath(returnTo));
    return showForm(tools, req, res, { returnTo, error: null, email: '', notice: req.query['fait'] === 'deconnexion' ? 'Vous êtes déconnecté.' : null, status: 200 });
  }));
  router.post(signInPath(), open('sign-in', (req, res) => password(tools, req, res)));
  router.post(signOutPath(), posted(tools, 'sign-out', async ({ req, res }) => {
    await closeSession(tools, req, res);
    res.redirect(303, `${signInPath()}?fait=deconnexion`);
  }));
  return router;
}

/** Where somebody's work is. */
function homeOf(session: SessionRow | null): string {
  if (session === null) return signInPath();
  if (session.visitor !== null) return partnerHomePath();
  return HOMES.find(([action]) => may(session.grants, action))?.[1] ?? accountPath();
}
/** The first that a role opens: the installation's administrator and a trace reader see no request. */
const HOMES: ReadonlyArray<readonly [Action, string]> = [['read-queue', queuePath()], ['manage-accounts', accountsPath()], ['read-contracts', contractsPath()]];

async function password(tools: WebTools, req: Request, res: Response): Promise<void> {
  const sent = form.parse(req.body ?? {});
  const again = (error: string, status: number) => showForm(tools, req, res, { returnTo: sent.retour ?? null, error, email: sent.courriel, notice: null, status });
  if (!isSignInToken(tools, req, sent._csrf)) return again(FORM_EXPIRED, 422);
  const now = tools.clock.now();
  const result = await signIn(tools, sent.courriel, sent.motdepasse, req.ip ?? '', now);
  if (result.outcome !== 'in') return result.outcome === 'refused' ? again(REFUSED, 422) : again(TOO_MANY, 429);
  await deleteExpired(tools.sql, ago(now, Math.max(tools.signIn.absoluteMs, tools.signIn.partnerAbsoluteMs)), ago(now, DAY_MS));
  await goOn(tools, req, res, result.account, sent.retour ?? null);
}

/** The password was right: the session opens, or a code is asked first. */
async function goOn(tools: WebTools, req: Request, res: Response, account: AccountRow, returnTo: string | null): Promise<void> {
  const now = tools.clock.now();
  const step = await secondStep(tools, account, now);
  if (step === 'none') {
    await openSession(tools, req, res, { account: account.id }, now);
    return res.redirect(303, safePath(returnTo));
  }
  putPending(tools, res, 'code', { account: account.id, returnTo }, now);
  res.redirect(303, step === 'code' ? signInCodePath() : signInEnrolPath());
}

interface FormState {
  readonly returnTo: string | null;
  readonly error: string | null;
  readonly email: string;
  readonly notice: string | null;
  readonly status: number;
}

function showForm(tools: WebTools, req: Request, res: Response, { returnTo, error, email, notice, status }: FormState): void {
  const refused = error === null ? null : refusedFor(error, null, { courriel: email });
  const provider = tools.signIn.oidc?.label ?? null;
  showStranger(res, SignInPage({ shell: strangerShell(tools.clock.now()), tokens: { ...strangerTokens(tools, req, res), key: 'connexion' }, returnTo, refused, notice, provider }), status);
}
