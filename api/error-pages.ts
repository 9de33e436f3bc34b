import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { VNode } from 'preact';
import { isPassing } from '../db/connect';
import { errorFacts } from '../mail/log';
import { BadRequestPage, ErasedPage, ForbiddenPage, NotFoundPage, ServerErrorPage, UnavailablePage } from '../web/pages/errors';
import { signInPath } from '../web/paths';
import { renderPage } from '../web/render';
import { RETRY_AFTER_SECONDS, sendProblem } from './json/problem';
import { BadRequest, Erased, Forbidden, FormExpired, NotFound, SignInNeeded } from './errors';
import { comeBackTo, isFilled, showFormExpired } from './form-expired';
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
    if (req.path.startsWith('/api/')) return void (sendProblem(tools, req, res, error) >= 500 && failed());
    const { status, message } = whatOf(error);
    if (status >= 500) failed();
    if (status === 503) res.set('Retry-After', RETRY_AFTER_SECONDS);
    if (error instanceof FormExpired || (status === 401 && isFilled(req))) showFormExpired(tools, req, res, status, error instanceof FormExpired ? error : null);
    else if (status === 401) res.redirect(303, signInPath(comeBackTo(req)));
    else if (error instanceof Erased) show(res, status, ErasedPage({ shell: strangerShell(tools.clock.now()), reference: error.reference, at: error.at }));
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
  if (isPassing(error)) return { status: 503, message: 'Guichet ne peut pas répondre pour le moment.' };
  return { status: 500, message: 'Une erreur est survenue, de notre fait.' };
}

/** What Express's own readers refuse: a body too long, or not what it says. */
function isClientError(error: unknown): error is { readonly status: number } {
  return typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number' && error.status >= 400 && error.status < 500;
}

function page(tools: WebTools, res: Response, status: number, message: string, reference: string): void {
  const shell = strangerShell(tools.clock.now());
  show(res, status, pageFor(status, shell, message, reference));
}

function show(res: Response, status: number, shown: VNode): void {
  res.status(status).type('html').set('Cache-Control', 'no-store').send(renderPage(shown));
}

function pageFor(status: number, shell: ReturnType<typeof strangerShell>, message: string, reference: string): VNode {
  if (status === 404) return NotFoundPage({ shell });
  if (status === 500) return ServerErrorPage({ shell, reference });
  if (status === 503) return UnavailablePage({ shell, reference });
  if (status !== 403) return BadRequestPage({ shell, reason: message });
  return ForbiddenPage({ shell, reason: message });
}
