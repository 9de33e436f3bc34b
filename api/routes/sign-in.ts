import { Router, type Request, type Response } from 'express';
import * as z from 'zod';
import { deleteExpired } from '../../db/session';
import { SignInPage } from '../../web/pages/sign-in';
import { homePath, queuePath, signInPath, signOutPath } from '../../web/paths';
import { renderPage } from '../../web/render';
import { Forbidden } from '../errors';
import { ABSOLUTE_MS, ago, closeSession, currentSession, openSession } from '../session';
import { isSignInToken, signInToken } from '../session-form';
import { signIn } from '../session-guard';
import { open, posted } from '../guard';
import type { WebTools } from '../tools';
import { strangerShell } from '../view/shell';

const form = z.object({ courriel: z.string().default(''), motdepasse: z.string().default(''), retour: z.string().optional(), _csrf: z.string().default('') });

const REFUSED = 'Adresse ou mot de passe incorrect.';
const TOO_MANY = 'Trop d’essais. Attendez un quart d’heure, ou demandez à votre responsable.';
const EXPIRED = 'Ce formulaire a expiré : envoyez-le de nouveau.';
const DAY_MS = 86_400_000;

export function signInRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(homePath(), open('sign-in', (_req, res) => res.redirect(303, queuePath())));
  router.get(signInPath(), open('sign-in', async (req, res) => {
    const now = tools.clock.now();
    if ((await currentSession(tools, req, now)) !== null) return res.redirect(303, safePath(text(req.query['retour'])));
    return showForm(tools, req, res, { returnTo: text(req.query['retour']), error: null, email: '', notice: req.query['fait'] === 'deconnexion' ? 'Vous êtes déconnecté.' : null, status: 200 });
  }));
  router.post(signInPath(), open('sign-in', async (req, res) => {
    const sent = form.parse(req.body ?? {});
    const again = (error: string, status: number) => showForm(tools, req, res, { returnTo: sent.retour ?? null, error, email: sent.courriel, notice: null, status });
    if (!isSignInToken(tools, req, sent._csrf)) return again(EXPIRED, 422);
    const now = tools.clock.now();
    const result = await signIn(tools, sent.courriel, sent.motdepasse, req.ip ?? '', now);
    if (result.outcome !== 'in') return result.outcome === 'refused' ? again(REFUSED, 422) : again(TOO_MANY, 429);
    await deleteExpired(tools.sql, ago(now, ABSOLUTE_MS), ago(now, DAY_MS));
    await openSession(tools, req, res, { account: result.account.id }, now);
    return res.redirect(303, safePath(sent.retour ?? null));
  }));
  router.post(signOutPath(), posted(tools, 'sign-out', async ({ req, res }) => {
    await closeSession(tools, req, res);
    res.redirect(303, `${signInPath()}?fait=deconnexion`);
  }));
  return router;
}

interface FormState {
  readonly returnTo: string | null;
  readonly error: string | null;
  readonly email: string;
  readonly notice: string | null;
  readonly status: number;
}

function showForm(tools: WebTools, req: Request, res: Response, { returnTo, error, email, notice, status }: FormState): void {
  const csrf = signInToken(tools, req, res);
  if (csrf === '') throw new Forbidden('La connexion n’est pas réglée.');
  const refused = error === null ? null : { values: { courriel: email }, errors: [{ field: null, message: error }] };
  const page = SignInPage({ shell: strangerShell(tools.clock.now()), tokens: { csrf, key: 'connexion' }, returnTo, refused, notice });
  res.status(status).type('html').set('Cache-Control', 'no-store').send(renderPage(page));
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, 500) : null;
}

/** A path of this site, never another one's address (« //evil.example », « /\evil.example »). */
function safePath(path: string | null): string {
  return path !== null && /^\/(?![/\\])[\x21-\x7e]*$/.test(path) && !path.startsWith(signInPath()) ? path : queuePath();
}
