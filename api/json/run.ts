import type { Request, RequestHandler, Response } from 'express';
import type * as z from 'zod';
import { scoped } from '../../db/scope';
import { reachOf } from '../../domain/grants';
import { noteAccess } from '../access-log';
import { declare } from '../guard';
import { attached, sendAttached } from '../files';
import type { WebTools } from '../tools';
import { putUploads } from '../upload';
import { noteViewer } from '../visit';
import { callerOf, requireLeave } from './caller';
import { readJson, uploadedFrom, type sentFile } from './files';
import { keyOf, onceForKey } from './idempotency';
import type { Answer, Operation } from './operation';
import { Problem, type PointedError } from './problem';
import type { RateLimit } from './rate-limit';
import { unkeepable } from './text';
import { ApiVisit } from './visit';

/** The route of an operation: who asks and may, what is asked, then what the handler answers, in the shape that is described. */
export function handlerOf(tools: WebTools, operation: Operation, limit: RateLimit): RequestHandler {
  return declare(operation.action, async (req, res) => {
    const now = tools.clock.now();
    const caller = await callerOf(tools, req, now);
    noteViewer(req, caller.session.account_id);
    noteAccess(tools, req, res, caller.session, operation.action, now);
    limit.take(caller.scopes === null ? caller.session.account_id : caller.session.id, now);
    requireLeave(caller, operation, req);
    requireFormats(req, operation);
    await readJson(req, res, operation.files ?? null);
    const changes = operation.method === 'post';
    // As for a page: whatever a handler asks of the database, it asks under row security, as this person.
    const sql = scoped(tools.sql, { ...reachOf(caller.session.grants), who: caller.session.account_id });
    const visit = new ApiVisit({ ...tools, sql }, req, res, caller, now, operation, changes ? keyOf(req) : '');
    requireKeepable(req);
    await operation.find?.(visit);
    const asked = { query: readQuery(operation, req), body: readBody(operation, req) };
    if (operation.files !== undefined) putUploads(req, uploadedFrom((asked.body as { fichiers: z.output<typeof sentFile>[] }).fichiers, operation.files));
    const answer = async (): Promise<Answer> => shaped(tools, operation, await operation.handle(visit, asked));
    await send(res, changes ? await onceForKey(visit, async () => bodyOf(await answer()), operation.forget) : await answer());
  });
}

/** @throws Problem: 406 when none of what may be answered is accepted, 415 when what is sent is not JSON. */
function requireFormats(req: Request, { answers }: Operation): void {
  const types = Object.values(answers).map((one) => ('type' in one ? one.type : 'application/json'));
  if (req.accepts(types) === false) throw new Problem('not-acceptable', `La réponse est en ${types.join(' ou ')}.`);
  if (req.method === 'POST' && hasBody(req) && req.is('application/json') === false) throw new Problem('unsupported-media-type', 'Envoyez du JSON : « Content-Type: application/json ».');
}

function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

/** What the memory could not keep is refused at the door. */
function requireKeepable(req: Request): void {
  if (unkeepable(req.params)) throw new Problem('not-found', 'Introuvable, ou pas de vos Caf.');
  if (unkeepable(req.query) || unkeepable(req.body)) throw new Problem('bad-request', 'Un texte contient un caractère nul ou une moitié de caractère.');
}

function readQuery({ query }: Operation, req: Request): unknown {
  if (query === null) return {};
  const read = query.safeParse({ ...req.query });
  if (!read.success) throw wrong(read.error, ({ path, message }) => ({ parameter: String(path[0] ?? ''), detail: message }));
  return read.data;
}

function readBody({ body }: Operation, req: Request): unknown {
  if (body === null) return {};
  const read = body.safeParse(req.body ?? {});
  if (!read.success) throw wrong(read.error, ({ path, message }) => ({ pointer: ['#', ...path.map((part) => String(part).replace(/~/g, '~0').replace(/\//g, '~1'))].join('/'), detail: message }));
  return read.data;
}

function wrong(error: z.ZodError, pointed: (issue: z.core.$ZodIssue) => PointedError): Problem {
  const errors = error.issues.map(pointed);
  return new Problem('invalid', errors.map(({ detail }) => detail).join(' '), {}, errors);
}

/** What is sent is what is described, and nothing besides. */
function shaped({ log }: WebTools, { id, answers }: Operation, answer: Answer): Answer {
  if (!('status' in answer)) return answer;
  const described = answers[answer.status];
  if (described === undefined || !('schema' in described)) throw new Error(`${id} answers ${answer.status}, which is not described`);
  const read = described.schema.safeParse(answer.body);
  if (read.success) return { status: answer.status, body: read.data };
  log.error({ operation: id, issues: read.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`) }, 'an answer is not as it is described');
  return answer;
}

function bodyOf(answer: Answer): { status: number; body: unknown } {
  if (!('status' in answer)) throw new Error('what changes something answers JSON');
  return answer;
}

async function send(res: Response, answer: Answer): Promise<void> {
  if ('file' in answer) return sendAttached(res, answer.file);
  if ('stream' in answer) return await answer.stream.write(attached(res, answer.stream));
  res.status(answer.status).set('Cache-Control', 'private, no-store').json(answer.body);
}
