import { createHash } from 'node:crypto';
import { Router, type Request, type Response } from 'express';
import { addressOfLink, askLink, useLink } from '../../db/sign-in-link';
import type { Refused } from '../../web/components/form';
import { AskLinkPage, LinkAskedPage, LinkConfirmPage, LinkOverPage } from '../../web/pages/sign-in/link';
import { askLinkPath, isOfPortal, linkPath, partnerHomePath } from '../../web/paths-sign-in';
import { attempt, forgive } from '../attempts';
import { open } from '../guard';
import { hashOf, openSession } from '../session';
import { isSignInToken } from '../session-form';
import { FORM_EXPIRED, refusedFor, showStranger, strangerTokens, textOf, TOO_MANY } from '../stranger';
import type { WebTools } from '../tools';
import { strangerShell } from '../view/shell';

/** Letters to one address within a quarter of an hour; beyond, the page says the same and nothing more is sent. */
const MOST_LETTERS = 3;
const ADDRESS = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/;

/** A partner's person receives a link at a known address, opens it, and confirms. */
export function signInLinkRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(askLinkPath(), open('sign-in', (req, res) => showAsk(tools, req, res, null)));
  router.post(askLinkPath(), open('sign-in', (req, res) => ask(tools, req, res)));
  router.get(linkPath(), open('sign-in', (req, res) => showLink(tools, req, res, textOf(req.query['jeton']))));
  router.post(linkPath(), open('sign-in', (req, res) => confirm(tools, req, res)));
  return router;
}

function showAsk(tools: WebTools, req: Request, res: Response, refused: Refused | null, status = 200): void {
  showStranger(res, AskLinkPage({ shell: strangerShell(tools.clock.now()), tokens: strangerTokens(tools, req, res), returnTo: returnOf(refused?.values['retour'] ?? textOf(req.query['retour'])), refused }), status);
}

/** Where to go once signed in: a page of the portal, and nothing else. */
function returnOf(path: string): string | null {
  return isOfPortal(path) ? path : null;
}

/** Writes the wish down, whoever it is from: what is done, and how long it takes, is the same for every address. The letter is another's work. */
async function ask(tools: WebTools, req: Request, res: Response): Promise<void> {
  const fields = fieldsOf(req);
  const address = textOf(fields['courriel'], 200).trim().toLowerCase();
  const again = (message: string, field: string | null, status: number) => showAsk(tools, req, res, refusedFor(message, field, { courriel: textOf(fields['courriel'], 200), retour: textOf(fields['retour'], 500) }), status);
  if (!isSignInToken(tools, req, textOf(fields['_csrf']))) return again(FORM_EXPIRED, null, 422);
  if (!ADDRESS.test(address)) return again('Saisissez une adresse de courriel, par exemple prenom.nom@mairie.example.', 'courriel', 422);
  const now = tools.clock.now();
  const { byName, tooMany, pauseMs } = await attempt(tools, nameOf(address), req.ip ?? '', now);
  if (tooMany) return again(TOO_MANY, null, 429);
  await tools.pause(pauseMs);
  if (byName <= MOST_LETTERS) await askLink(tools.sql, { id: keyOf(fields), address, asked_at: now, return_to: returnOf(textOf(fields['retour'], 500)) });
  showStranger(res, LinkAskedPage({ shell: strangerShell(now), address }));
}

const nameOf = (address: string): string => `lien ${address}`;

/** The form's own key: a double click asks once. */
function keyOf(fields: Readonly<Record<string, unknown>>): string {
  return createHash('sha256').update(`${textOf(fields['_csrf'])}\n${textOf(fields['_cle'])}\n${textOf(fields['courriel'])}`).digest('hex').slice(0, 40);
}

/** Opening a link uses nothing: mail scanners open links too. */
async function showLink(tools: WebTools, req: Request, res: Response, token: string): Promise<void> {
  const now = tools.clock.now();
  const shell = strangerShell(now);
  if ((await addressOfLink(tools.sql, hashOf(token), now)) === undefined) return showStranger(res, LinkOverPage({ shell }), 410);
  showStranger(res, LinkConfirmPage({ shell, tokens: strangerTokens(tools, req, res), token }));
}

async function confirm(tools: WebTools, req: Request, res: Response): Promise<void> {
  const fields = fieldsOf(req);
  const token = textOf(fields['jeton']);
  if (!isSignInToken(tools, req, textOf(fields['_csrf']))) return await showLink(tools, req, res, token);
  const now = tools.clock.now();
  const used = await tools.sql.begin((tx) => useLink(tx, hashOf(token), now));
  if (used === undefined) return showStranger(res, LinkOverPage({ shell: strangerShell(now) }), 410);
  await forgive(tools, nameOf(used.address));
  await openSession(tools, req, res, { visitor: used.address }, now, 'link');
  res.redirect(303, returnOf(used.return_to ?? '') ?? partnerHomePath());
}

function fieldsOf(req: Request): Readonly<Record<string, unknown>> {
  const body: unknown = req.body;
  return typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {};
}
