import { Router, type Request, type Response } from 'express';
import * as z from 'zod';
import { grantsOfAccount, type AccountRow } from '../../db/account';
import { countQueue, listQueue } from '../../db/queue';
import { getContract } from '../../db/contract';
import type { Reference } from '../../domain/ids';
import { forecast } from '../../domain/forecast';
import { isVisitor, type Grant } from '../../domain/roles';
import { TICKET_ACTS, type TicketAct } from '../../web/paths';
import { askForAct } from '../act-asked';
import { readActForm } from '../act-forms';
import { BadRequest } from '../errors';
import { openApi } from '../openapi';
import { checkCode, secondStep } from '../second-step';
import { openSession } from '../session';
import { signIn } from '../session-guard';
import { tellAll } from '../told';
import { PAGE_SIZE, pageNumber } from '../view/paging';
import { askedOf } from '../view/queue-asked';
import { queueRows } from '../view/queue-rows';
import { KIND_OF } from '../view/ticket-acts';
import { ticketData } from '../view/ticket-data';
import { ticketJson } from '../view/ticket-json';
import { type Visit } from '../visit';
import { open, posted, signedIn } from '../guard';
import type { WebTools } from '../tools';
import { ticketOf } from './acts';
import { followUp, takeCall } from './calls';

/** The same as the pages, for programs: JSON, the session's cookie and its token in X-CSRF-Token. */
export function apiRoutes(tools: WebTools): Router {
  const router = Router();
  router.get('/api/openapi.json', open('read-api-description', (_req, res) => void res.json(openApi(tools.publicUrl))));
  router.get('/api/session', signedIn(tools, 'read-own-rights', async ({ res, session }) => void res.json({ name: session.name, roles: rolesJson(session.grants), csrf: session.csrf })));
  router.post('/api/session', open('sign-in', (req, res) => signInByJson(tools, req, res)));
  router.get('/api/demandes', signedIn(tools, 'read-queue', listTickets));
  router.get('/api/demandes/:reference', signedIn(tools, 'read-ticket', async (visit) => {
    const data = await ticketData(visit, visit.param('reference') as Reference);
    visit.res.json(ticketJson(data, forecast(data.ticket)));
  }));
  for (const act of TICKET_ACTS) router.post(`/api/demandes/:reference/${act}`, posted(tools, KIND_OF[act], (visit) => carryOut(visit, act)));
  router.post('/api/appels', posted(tools, 'take-call', saveCall));
  return router;
}

/** A program signs in: JSON alone, which no other site's form can send. */
async function signInByJson(tools: WebTools, req: Request, res: Response): Promise<void> {
  const sent = req.is('application/json') ? credentials.safeParse(req.body) : null;
  if (sent === null || !sent.success) throw new BadRequest('Envoyez « login » et « password » en JSON.');
  const now = tools.clock.now();
  const result = await signIn(tools, sent.data.login, sent.data.password, req.ip ?? '', now);
  if (result.outcome !== 'in') return void res.status(result.outcome === 'too-many' ? 429 : 401).json({ error: REFUSALS[result.outcome] });
  const way = await secondStepByJson(tools, req, result.account, sent.data.code ?? null);
  if (typeof way !== 'string') return void res.status(way.status).json({ error: way.error });
  const { csrf } = await openSession(tools, req, res, { account: result.account.id }, now, way);
  res.json({ name: result.account.name, roles: rolesJson(await grantsOfAccount(tools.sql, result.account.id, now)), csrf });
}

function rolesJson(grants: readonly Grant[]): object[] {
  return grants.map(({ role, cafs, conventions }) => (isVisitor(role) ? { role, conventions } : { role, cafs }));
}

/** An account with a second factor sends its code along; one that must have a factor sets it up on the pages. */
async function secondStepByJson(tools: WebTools, req: Request, account: AccountRow, code: string | null) {
  const step = await secondStep(tools, account, tools.clock.now());
  if (step === 'none') return 'password' as const;
  if (step === 'enrol') return { status: 403, error: { code: 'second-factor-needed', message: 'Réglez d’abord un second facteur, dans les pages.' } };
  const taken = code === null ? 'refused' : await checkCode(tools, account.id, code, req.ip ?? '', tools.clock.now());
  if (taken === 'too-many') return { status: 429, error: REFUSALS[taken] };
  return taken === 'refused' ? { status: 401, error: { code: 'code-needed', message: 'Envoyez aussi « code », celui du second facteur.' } } : taken;
}

const REFUSALS = {
  'too-many': { code: 'too-many', message: 'Trop d’essais : attendez un quart d’heure.' },
  refused: { code: 'sign-in-refused', message: 'Adresse ou mot de passe incorrect.' },
} as const;
const credentials = z.object({ login: z.string().max(200), password: z.string().max(1_000), code: z.string().max(60).optional() });

async function listTickets(visit: Visit): Promise<void> {
  const { filter, problems } = askedOf((name) => visit.query(name), visit.cafs, { now: visit.now, timeZone: 'Europe/Paris' });
  if (problems.length > 0) return void visit.res.status(422).json({ error: { code: 'invalid', fields: problems.map((message) => ({ field: 'q', message })) } });
  const page = pageNumber(visit.query('page'));
  const [tickets, total] = await Promise.all([listQueue(visit.tools.sql, filter, PAGE_SIZE, (page - 1) * PAGE_SIZE), countQueue(visit.tools.sql, filter)]);
  visit.res.json({ total, page, pageSize: PAGE_SIZE, tickets: await queueRows(visit.tools.sql, tickets, visit.now) });
}

async function carryOut(visit: Visit, name: TicketAct): Promise<void> {
  const ticket = await ticketOf(visit);
  const contract = await getContract(visit.tools.sql, ticket.caf, ticket.contract_version);
  const read = readActForm(name, visit.fields(), contract);
  if ('errors' in read) return void visit.res.status(422).json({ error: { code: 'invalid', fields: read.errors } });
  const answer = await askForAct(visit, ticket, idempotencyKey(visit), read.act);
  if (answer.state === 'refused') return void visit.res.status(409).json({ error: { code: 'refused', message: answer.reason } });
  visit.res.status(answer.state === 'done' ? 200 : 202).json({ state: answer.state === 'done' ? 'done' : 'kept' });
}

async function saveCall(visit: Visit): Promise<void> {
  const kept = await takeCall(visit, visit.fields(), idempotencyKey(visit));
  if ('errors' in kept) return void visit.res.status(422).json({ error: { code: 'invalid', fields: kept.errors } });
  if (kept.outcome === 'again') return void visit.res.status(kept.same ? 200 : 409).json({ outcome: 'again', path: kept.path });
  if (kept.outcome === 'to-identify') return void visit.res.status(201).json({ outcome: 'to-identify' });
  await tellAll(visit.tools, [kept.told]);
  visit.res.status(201).json({ outcome: 'opened', reference: kept.reference, confirmed: await followUp(visit, kept) });
}

/** @throws BadRequest without the header `Idempotency-Key`: the same request sent twice is done once. */
function idempotencyKey({ req }: Visit): string {
  const key = req.headers['idempotency-key'];
  if (typeof key !== 'string' || !/^[\w.-]{8,200}$/.test(key)) throw new BadRequest('L’en-tête Idempotency-Key manque : 8 à 200 lettres, chiffres, tirets.');
  return key;
}
