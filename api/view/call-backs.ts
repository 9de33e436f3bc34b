import { factsOfMany, listByReference, promisedCallBacks } from '../../db/queue';
import { epochMs } from '../../domain/ids';
import { stateOf } from '../../domain/ticket-state';
import type { CallBackView } from '../../web/pages/queue';
import type { Visit } from '../visit';

const DAY_MS = 86_400_000;

/** Calls promised and due within a day, or overdue, the earliest first. */
export async function dueCallBacks({ tools: { sql }, cafs, now }: Visit): Promise<CallBackView[]> {
  const references = await promisedCallBacks(sql, cafs);
  const facts = await factsOfMany(sql, references);
  const due = references
    .flatMap((reference) => stateOf(facts.get(reference) ?? []).callBacks.map((call) => ({ reference, due: call.due })))
    .filter((call) => epochMs(call.due) <= epochMs(now) + DAY_MS)
    .sort((a, b) => (a.due < b.due ? -1 : 1));
  const tickets = new Map((await listByReference(sql, cafs, [...new Set(due.map((call) => call.reference))])).map((ticket) => [ticket.reference, ticket]));
  return due.map((call) => ({ ...call, partner: tickets.get(call.reference)?.partner_name ?? 'Partenaire à identifier', subject: tickets.get(call.reference)?.subject ?? '' }));
}
