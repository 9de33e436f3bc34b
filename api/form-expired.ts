import type { Request, Response } from 'express';
import { FormExpiredPage } from '../web/pages/errors';
import { homePath, signInPath, signOutPath } from '../web/paths';
import { renderPage } from '../web/render';
import type { FormExpired } from './errors';
import type { WebTools } from './tools';
import { strangerShell } from './view/shell';

/** Where to go once signed in again: the page itself, or the page on which the form was. */
export function comeBackTo(req: Request): string | undefined {
  if (req.method === 'GET') return req.originalUrl;
  const referer = req.headers.referer;
  return referer !== undefined && URL.canParse(referer) ? new URL(referer).pathname : undefined;
}

/** Whether the form that was posted holds something that a person gave. */
export function isFilled(req: Request): boolean {
  return req.method === 'POST' && fieldsOf(req).some(([name]) => name !== 'vu');
}

/**
 * A form of a session that is over, or of nobody's: nothing was done, and nothing of it is lost. Everything it held stands in the page,
 * to be sent again once signed in; whoever has signed in meanwhile sends it with one click, which is theirs to give.
 */
export function showFormExpired(tools: WebTools, req: Request, res: Response, status: number, error: FormExpired | null): void {
  if (req.path === signOutPath()) return res.redirect(303, signInPath());
  const again = { action: req.originalUrl, fields: fieldsOf(req), csrf: error?.csrf ?? null, key: String(bodyOf(req)['_cle'] ?? '') };
  const page = FormExpiredPage({ shell: strangerShell(tools.clock.now()), text: textIn(req), again, files: req.is('multipart/form-data') !== false, back: comeBackTo(req) ?? homePath() });
  res.status(status).type('html').set('Cache-Control', 'no-store').send(renderPage(page));
}

/** Passwords and codes are typed again. The form's own key goes with it: sent twice, it is done once. */
const NOT_KEPT = new Set(['_csrf', '_cle', 'actuel', 'nouveau', 'encore', 'motdepasse', 'retrait', 'code']);
const TEXTS = new Set(['texte', 'description', 'objet', 'motif']);

function fieldsOf(req: Request): [string, string][] {
  return Object.entries(bodyOf(req)).flatMap(([name, value]) => (NOT_KEPT.has(name) ? [] : (Array.isArray(value) ? value : [value]).flatMap((one): [string, string][] => (typeof one === 'string' && one !== '' ? [[name, one]] : []))));
}

function bodyOf(req: Request): Readonly<Record<string, unknown>> {
  const body: unknown = req.body;
  return typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {};
}

/** What a person wrote, to be read; null when it held no text of theirs. */
function textIn(req: Request): string | null {
  const texts = fieldsOf(req).flatMap(([name, value]) => (TEXTS.has(name) && value.trim() !== '' ? [value] : []));
  return texts.length === 0 ? null : texts.join('\n\n');
}
