import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { VNode } from 'preact';
import { errorFacts } from '../mail/log';
import { ForbiddenPage, FormExpiredPage, NotFoundPage, ServerErrorPage } from '../web/pages/errors';
import { queuePath, signInPath, signOutPath } from '../web/paths';
import { renderPage } from '../web/render';
import { sendProblem } from './json/problem';
import { BadRequest, Forbidden, FormExpired, NotFound, SignInNeeded } from './errors';
import { requestId } from './request-log';
import type { WebTools } from './tools';
import { strangerShell } from './view/shell';

export const notFound: RequestHandler = () => {
  throw new NotFound('no such page');
};

/** The last handler: what went wrong as a French page, or as problem+json under /api. */
export function errorPages(tools: WebTools): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error);
    const reference = requestId(req);
    const failed = (): void => tools.log.error({ request: reference, ...errorFacts(error) }, 'a request failed');
    if (req.path.startsWith('/api/')) return void (sendProblem(tools, req, res, error) === 500 && failed());
    const { status, message } = whatOf(error);
    if (status === 500) failed();
    if (error instanceof FormExpired || (status === 401 && typedIn(req) !== null)) formExpired(tools, req, res, status);
    else if (status === 401) res.redirect(303, signInPath(comeBackTo(req)));
    else page(tools, res, status, message, reference);
  };
}

function whatOf(error: unknown): { status: number; message: string } {
  if (error instanceof NotFound) return { status: 404, message: 'Introuvable, ou pas de vos Caf.' };
  if (error instanceof Forbidden) return { status: 403, message: error.message };
  if (error instanceof FormExpired) return { status: 403, message: 'Le jeton de la session manque ou n’est plus le bon.' };
  if (error instanceof SignInNeeded) return { status: 401, message: 'Connectez-vous.' };
  if (error instanceof BadRequest) return { status: 400, message: error.message };
  if (isClientError(error)) return { status: error.status, message: 'La demande est illisible ou trop longue.' };
  return { status: 500, message: 'Une erreur est survenue, de notre fait.' };
}

/** What Express's own readers refuse: a body too long, or not what it says. */
function isClientError(error: unknown): error is { readonly status: number } {
  return typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number' && error.status >= 400 && error.status < 500;
}

/** Where to go once signed in again: the page itself, or the page on which the form was. */
function comeBackTo(req: Request): string | undefined {
  if (req.method === 'GET') return req.originalUrl;
  const referer = req.headers.referer;
  return referer !== undefined && URL.canParse(referer) ? new URL(referer).pathname : undefined;
}

/** What a person wrote in the form that was posted; null when it held no text of theirs. */
function typedIn(req: Request): string | null {
  const body: unknown = req.method === 'POST' ? req.body : null;
  if (typeof body !== 'object' || body === null) return null;
  const texts = Object.entries(body).flatMap(([name, value]) => (['texte', 'description', 'objet', 'motif'].includes(name) && typeof value === 'string' && value.trim() !== '' ? [value] : []));
  return texts.length === 0 ? null : texts.join('\n\n');
}

function formExpired(tools: WebTools, req: Request, res: Response, status: number): void {
  if (req.path === signOutPath()) return res.redirect(303, signInPath());
  const page = FormExpiredPage({ shell: strangerShell(tools.clock.now()), text: typedIn(req), back: comeBackTo(req) ?? queuePath() });
  res.status(status).type('html').set('Cache-Control', 'no-store').send(renderPage(page));
}

function page(tools: WebTools, res: Response, status: number, message: string, reference: string): void {
  const shell = strangerShell(tools.clock.now());
  res.status(status).type('html').set('Cache-Control', 'no-store').send(renderPage(pageFor(status, shell, message, reference)));
}

function pageFor(status: number, shell: ReturnType<typeof strangerShell>, message: string, reference: string): VNode {
  if (status === 404) return NotFoundPage({ shell });
  if (status === 500) return ServerErrorPage({ shell, reference });
  return ForbiddenPage({ shell, reason: message });
}
