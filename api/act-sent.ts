import { findAct, keepAct, sameLetter, type ActRow } from '../db/act';
import type { Db, Tx } from '../db/connect';
import { clearDraft } from '../db/draft';
import { newsSince, type NewsRow, type Seen } from '../db/news';
import { lockTicket, type TicketRow } from '../db/ticket';
import { refusal, writesToPartner, type Act } from '../domain/acts';
import { epochMs, instantAt, type Instant, type Reference } from '../domain/ids';
import type { ActAnswer } from '../engine/ask';
import type { TicketAct } from '../web/paths';
import { actKey, askForAct, pursue } from './act-asked';
import { requireOn } from './guard';
import type { Visit } from './visit';

/** The form that an act comes from. */
export interface FromForm {
  readonly form: TicketAct;
  readonly formKey: string;
  /** What its page had shown; null = it does not say. */
  readonly seen: Seen | null;
}
interface News {
  readonly state: 'news';
  readonly news: readonly NewsRow[];
}
/** `held`: it leaves at `until` unless it is taken back. `news`: nothing was kept, for others acted meanwhile. */
export type Sent = ActAnswer | { readonly state: 'held'; readonly until: Instant } | News;

/**
 * An act from a ticket's page: what is written to the partner is held for some seconds, unless somebody else acted meanwhile.
 * @throws NotFound or Forbidden as requireOn() does, by the act's own kind.
 */
export async function sendAct(visit: Visit, ticket: TicketRow, act: Act, from: FromForm): Promise<Sent> {
  const { reference } = requireOn(visit, ticket, act.kind);
  const sent = writesToPartner(act) ? await sendLetter(visit, reference, act, from) : await askForAct(visit, ticket, from.formKey, act);
  if (sent.state === 'done' || sent.state === 'unknown') await forgetDraft(visit.tools.sql, visit, reference, from);
  return sent;
}

async function sendLetter(visit: Visit, reference: Reference, act: Act, from: FromForm): Promise<Sent> {
  const kept = await visit.tools.sql.begin((tx) => keepLetter(tx, visit, { reference, act, from }));
  if (!('key' in kept)) return kept;
  return kept.state === 'held' ? { state: 'held', until: kept.not_before ?? visit.now } : await pursue(visit, kept);
}

interface Letter {
  readonly reference: Reference;
  readonly act: Act;
  readonly from: FromForm;
}

/** Under the ticket's lock, so that of two who send at once the second is told of the first. */
async function keepLetter(tx: Tx, visit: Visit, { reference, act, from }: Letter): Promise<ActRow | News | Extract<ActAnswer, { state: 'refused' }>> {
  const { session, now, tools } = visit;
  const row = await lockTicket(tx, reference);
  const key = actKey(session.account_id, reference, from.formKey, act);
  const known = await findAct(tx, key);
  if (known !== undefined) return known;
  const before = await sameLetter(tx, reference, session.account_id, act, instantAt(epochMs(now) - SAME_WITHIN_MS));
  if (before !== undefined) return { state: 'refused', reason: sentAlready(before) };
  const news = from.seen === null ? [] : await newsSince(tx, reference, session.account_id, from.seen);
  if (news.length > 0) return { state: 'news', news };
  const reason = row === undefined ? null : refusal(act.kind, { phase: row.phase, owes: row.owes, pickedUp: true, escalates: true });
  if (reason !== null) return { state: 'refused', reason };
  if (tools.undoSendMs > 0) await forgetDraft(tx, visit, reference, from);
  const notBefore = tools.undoSendMs === 0 ? null : instantAt(epochMs(now) + tools.undoSendMs);
  return await keepAct(tx, { key, reference, kind: act.kind, body: act, actor: session.account_id, asked_at: now, not_before: notBefore });
}

/** The same words again so soon come of the « back » button of a browser, whose page has a key of its own: nobody is answered twice. */
const SAME_WITHIN_MS = 15 * 60_000;

function sentAlready({ state }: ActRow): string {
  const left = state === 'held' ? 'va déjà partir' : 'est déjà parti';
  return `Ce même message ${left} : rien n’a été envoyé une seconde fois. Changez-en le texte pour en envoyer un autre.`;
}

function forgetDraft(db: Db, { session, now }: Visit, reference: Reference, { form, formKey }: FromForm): Promise<void> {
  return clearDraft(db, { reference, account_id: session.account_id, act: form, updated_at: now }, formKey);
}

/** « 12 » or « 12 <key> <key> »: the last fact and the acts on their way that a page shows. */
export function seenText({ n, acts }: Seen): string {
  return [n, ...acts].join(' ');
}

/** Null when a form does not say what its page had shown. */
export function readSeen(text: string): Seen | null {
  const [n, ...acts] = text.split(' ');
  return /^\d{1,7}( [0-9a-f]{40}){0,50}$/.test(text) ? { n: Number(n), acts } : null;
}
