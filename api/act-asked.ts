import { createHash } from 'node:crypto';
import { findAct, keepAct, refuseAct, type ActRow } from '../db/act';
import type { TicketRow } from '../db/ticket';
import type { Act } from '../domain/acts';
import type { Reference } from '../domain/ids';
import { errorFacts } from '../mail/log';
import type { ActAnswer } from '../engine/ask';
import { requireOn } from './guard';
import { ACT_WAIT_MS } from './tools';
import type { Visit } from './visit';

/**
 * The key of an act: who, where, the form's own key and what was said. The same form sent twice is one act; what was changed
 * before it was sent again is another.
 */
export function actKey(account: string, reference: Reference, formKey: string, act: Act): string {
  return createHash('sha256').update(JSON.stringify([account, reference, formKey, act])).digest('hex').slice(0, 40);
}

/**
 * Keeps an act as a row, then has the ticket's workflow carry it out, waiting 5 s at most (rules: Door 9).
 * @throws NotFound or Forbidden as requireOn() does, by the act's own kind.
 */
export async function askForAct(visit: Visit, ticket: TicketRow, formKey: string, act: Act): Promise<ActAnswer> {
  const { tools, session, now } = visit;
  const { reference } = requireOn(visit, ticket, act.kind);
  const key = actKey(session.account_id, reference, formKey, act);
  return await pursue(visit, await keepAct(tools.sql, { key, reference, kind: act.kind, body: act, actor: session.account_id, asked_at: now }));
}

/** Has an act that is kept carried out, unless it is decided already. */
export async function pursue({ tools, now }: Visit, { key, reference, kind, state, refused }: ActRow): Promise<ActAnswer> {
  if (state === 'done') return { state: 'done' };
  if (state === 'cancelled') return { state: 'refused', reason: 'Cet envoi a été annulé.' };
  if (state === 'refused' || state === 'draft') return { state: 'refused', reason: refused ?? 'Cet acte a été refusé.' };
  const answer = await ask(tools, { key, reference, kind });
  return answer.state === 'refused' ? await settleRefusal(tools, key, answer.reason, now) : answer;
}

/** Whatever goes wrong once the act is kept: it will be carried out later, and the page says so. */
async function ask({ ask: askWorkflow, log }: Visit['tools'], what: Parameters<Visit['tools']['ask']>[0]): Promise<ActAnswer> {
  try {
    return await askWorkflow(what, ACT_WAIT_MS);
  } catch (error) {
    log.warn({ act: what.kind, ...errorFacts(error) }, 'an act is kept and could not be asked');
    return { state: 'unknown' };
  }
}

/** Refused before the ticket was moved: the row must say so, or a later move would carry it out after all. */
async function settleRefusal({ sql }: Visit['tools'], key: string, reason: string, now: Visit['now']): Promise<ActAnswer> {
  await refuseAct(sql, key, reason, now);
  const settled = await findAct(sql, key);
  return settled?.state === 'done' ? { state: 'done' } : { state: 'refused', reason };
}
