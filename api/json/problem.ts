import type { Request, Response } from 'express';
import * as z from 'zod';
import { isPassing } from '../../db/connect';
import type { FieldError } from '../act-forms';
import { BadRequest, Forbidden, FormExpired, NotFound, SignInNeeded } from '../errors';
import { FormRefused } from '../once';
import { requestId } from '../request-log';
import type { WebTools } from '../tools';
import { fileSize } from '../../web/words/labels';
import { Conflict, Invalid } from './operation';

/** Every kind of refusal, with its status and its title; the reference page lists them. */
export const PROBLEMS = {
  'bad-request': { status: 400, title: 'Requête illisible' },
  'sign-in-needed': { status: 401, title: 'Authentification requise' },
  forbidden: { status: 403, title: 'Interdit à ce rôle' },
  'scope-missing': { status: 403, title: 'Portée du jeton insuffisante' },
  'form-expired': { status: 403, title: 'Jeton de session absent ou périmé' },
  'not-found': { status: 404, title: 'Introuvable' },
  'method-not-allowed': { status: 405, title: 'Méthode impossible à cette adresse' },
  'not-acceptable': { status: 406, title: 'Format de réponse impossible' },
  refused: { status: 409, title: 'Refusé en l’état' },
  'under-way': { status: 409, title: 'La même requête est en cours' },
  'too-large': { status: 413, title: 'Requête trop longue' },
  'unsupported-media-type': { status: 415, title: 'Format de requête impossible' },
  invalid: { status: 422, title: 'Champs à corriger' },
  'key-reused': { status: 422, title: 'Clé déjà employée pour une autre requête' },
  'too-many': { status: 429, title: 'Trop de requêtes' },
  unavailable: { status: 503, title: 'Momentanément indisponible' },
  internal: { status: 500, title: 'Erreur de notre fait' },
} as const;
/** After how long it is worth trying again when PostgreSQL is out of reach. */
export const RETRY_AFTER_SECONDS = '60';
export type ProblemCode = keyof typeof PROBLEMS;

/** A refusal of the API itself, with its reason in French. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(
    readonly code: ProblemCode,
    readonly detail: string,
    readonly headers: Readonly<Record<string, string>> = {},
    readonly errors: readonly PointedError[] = [],
  ) {
    super(`an API request was refused: ${code}`);
  }
}

/** What is wrong, and where: in the body (a JSON pointer as a fragment), or which parameter of the address. */
export interface PointedError {
  readonly pointer?: string;
  readonly parameter?: string;
  readonly detail: string;
}

/** RFC 9457. */
export const problemSchema = z.object({
  type: z.url(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().meta({ description: 'Ce qu’il faut faire, en français. / What to do, in French.' }),
  instance: z.string().meta({ description: 'Retrouve la requête dans le journal technique. / Finds the request in the log.' }),
  errors: z.array(z.object({ pointer: z.string().optional(), parameter: z.string().optional(), detail: z.string() })).optional(),
}).meta({ id: 'Problem' });

/** Answers with what went wrong, as problem+json. */
export function sendProblem(tools: WebTools, req: Request, res: Response, error: unknown): number {
  const problem = problemOf(error);
  const { status, title } = PROBLEMS[problem.code];
  const body = { type: `${tools.publicUrl}/api#erreur-${problem.code}`, title, status, detail: problem.detail, instance: `urn:uuid:${requestId(req)}`, ...(problem.errors.length === 0 ? {} : { errors: problem.errors }) };
  res.status(status).set({ 'Cache-Control': 'no-store', ...problem.headers }).type('application/problem+json').send(JSON.stringify(body));
  return status;
}

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Invalid || error instanceof FormRefused) return invalid(error.errors);
  if (error instanceof Conflict) return new Problem('refused', error.message);
  if (error instanceof NotFound) return new Problem('not-found', 'Introuvable, ou pas de vos Caf.');
  if (error instanceof Forbidden) return new Problem('forbidden', error.message);
  if (error instanceof FormExpired) return new Problem('form-expired', 'L’en-tête X-CSRF-Token manque ou n’est plus celui de la session.');
  if (error instanceof SignInNeeded) return new Problem('sign-in-needed', 'Envoyez un jeton valable : « Authorization: Bearer … ».', { 'WWW-Authenticate': 'Bearer realm="Guichet"' });
  if (error instanceof BadRequest) return new Problem('bad-request', error.message);
  if (isPassing(error)) return new Problem('unavailable', 'Guichet ne peut pas répondre pour le moment. Réessayez dans une minute, avec la même clé d’idempotence.', { 'Retry-After': RETRY_AFTER_SECONDS });
  return readerProblem(error) ?? new Problem('internal', 'Une erreur est survenue, de notre fait. Signalez-la avec « instance ».');
}

function invalid(errors: readonly FieldError[]): Problem {
  const pointed = errors.map(({ field, message }) => ({ pointer: field === null || field === '' ? '#' : `#/${field.replace(/~/g, '~0').replace(/\//g, '~1')}`, detail: message }));
  return new Problem('invalid', errors.map(({ message }) => message).join(' '), {}, pointed);
}

/** What Express's own readers refuse: a body too long, or not what it says; null for anything else. */
function readerProblem(error: unknown): Problem | null {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : null;
  if (status === 413) return new Problem('too-large', `Cette requête tient en ${fileSize(limitOf(error))}.`);
  if (status === 415) return new Problem('unsupported-media-type', 'Envoyez du JSON en UTF-8.');
  return typeof status === 'number' && status >= 400 && status < 500 ? new Problem('bad-request', 'Le corps ou l’adresse de la requête ne se lit pas.') : null;
}

function limitOf(error: unknown): number {
  return typeof error === 'object' && error !== null && 'limit' in error && typeof error.limit === 'number' ? error.limit : 0;
}
