import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import type { VNode } from 'preact';
import type { FormTokens, Refused } from '../web/components/form';
import { renderPage } from '../web/render';
import { Forbidden } from './errors';
import { signInToken } from './session-form';
import type { WebTools } from './tools';

/** Tokens of a form that is sent before anybody is signed in. @throws Forbidden when the instance has no secret. */
export function strangerTokens(tools: WebTools, req: Request, res: Response): FormTokens {
  const csrf = signInToken(tools, req, res);
  if (csrf === '') throw new Forbidden('La connexion n’est pas réglée.');
  return { csrf, key: randomBytes(12).toString('base64url') };
}

export function showStranger(res: Response, page: VNode, status = 200): void {
  res.status(status).type('html').set('Cache-Control', 'no-store').send(renderPage(page));
}

/** One sentence about a form, or about one of its fields. */
export function refusedFor(message: string, field: string | null = null, values: Readonly<Record<string, string>> = {}): Refused {
  return { values, errors: [{ field, message }] };
}

export const FORM_EXPIRED = 'Ce formulaire a expiré : envoyez-le de nouveau.';
export const TOO_MANY = 'Trop d’essais. Attendez un quart d’heure, ou demandez à votre responsable.';

export function textOf(value: unknown, longest = 500): string {
  return typeof value === 'string' ? value.slice(0, longest) : '';
}
