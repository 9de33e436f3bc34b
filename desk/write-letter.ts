import { compose, letterHeaders, messageIdOf, type LetterAttachment, type LetterOrigin } from '../mail/compose';
import type { KnownIncident, KnownStop } from '../mail/letters/acknowledgement';
import type { Tx } from '../db/connect';
import { exchangeWith, type LetterRow } from '../db/letter';
import { messagesOf, type MessageRow, type NewMessage } from '../db/message';
import type { CafCode, Instant } from '../domain/ids';
import type { Step } from '../domain/plan';
import type { Fact } from '../domain/ticket-facts';
import type { TicketState } from '../domain/ticket-state';
import { knownIncident } from './known-incident';
import { knownStop } from './known-stop';
import { wordsOf } from './letter-words';
import type { LoadedCase } from '../db/case';
import { signatureOf } from './signature';
import { addresseeOf } from './addressee';
import { takeSentFiles } from '../db/sent-file';
import { later, LEASE_MS, type WriteTools } from './tools';
import type { WantedLetter } from './wanted-letter';

/** What a letter may speak of: the ticket as this transition leaves it. */
export interface Writing extends LoadedCase {
  readonly facts: readonly Fact[];
  readonly state: TicketState;
  readonly steps: readonly Step[];
  readonly now: Instant;
  /** What is being said in this same transition, not yet written down. */
  readonly said: readonly NewMessage[];
  readonly partnerName: string | null;
  /** How an agent's letter is signed; absent = by the desk's name. */
  readonly signature?: readonly string[];
  /** The outage that an acknowledgement says is known. */
  readonly incident?: KnownIncident | null;
  /** The planned stop that an acknowledgement says it came during. */
  readonly stop?: KnownStop | null;
}

/** Writes a letter once: its bytes are kept and posted as they are. Null when nobody can be written to. */
export async function writeLetter(tx: Tx, tools: WriteTools, writing: Writing, wanted: WantedLetter): Promise<LetterRow | null> {
  const { row, ticket, now } = writing;
  const known = wanted.kind === 'acknowledgement';
  const [messages, incident, stop] = await Promise.all([messagesOf(tx, row.reference), known ? knownIncident(tx, row) : null, known ? knownStop(tx, writing.facts) : null]);
  const to = addresseeOf(writing, wanted, messages);
  if (to === null) return null;
  const automatic = originOf(wanted) !== 'agent';
  const digest = to.answers === null ? null : digestOf(to.answers);
  const withheld = wanted.kind === 'acknowledgement' && digest !== null && (await isLoop(tx, row.caf, to.address, digest, to.answers?.at ?? now));
  const id = `${row.reference}/${wanted.n}/${keyOf(wanted)}`;
  const from = ticket.contract.desk.mailboxes[0];
  if (from === undefined) throw new Error(`Caf ${row.caf} has no desk mailbox`);
  const words = wordsOf({ ...writing, incident, stop, signature: await signatureOf(tx, writing, wanted) }, wanted, to, messages, tools.publicUrl);
  const messageId = messageIdOf(id, from);
  const queuedAt = wanted.kind === 'escalation' ? (writing.facts.find((fact) => fact.n === wanted.n)?.at ?? now) : now;
  const raw = await compose({
    from: { name: ticket.contract.desk.name, address: from },
    to: [{ name: to.name, address: to.address }],
    cc: to.cc.map((address) => ({ name: '', address })),
    ...words,
    messageId,
    inReplyTo: to.answers?.message_id ?? null,
    references: threadOf(messages, to.answers),
    attachments: await attachmentsOf(tx, writing, wanted),
    headers: letterHeaders(id, tools.instance, originOf(wanted)),
    date: now,
  });
  return {
    id, reference: row.reference, journey: null, caf: row.caf, kind: wanted.kind, to_address: to.address, to_name: to.name, cc_addresses: [...to.cc], from_address: from,
    subject: words.subject, message_id: messageId, raw, automatic, inbound_digest: digest, rung: rungOf(wanted), queued_at: queuedAt,
    state: withheld ? 'withheld' : 'claimed', lease_until: later(now, LEASE_MS), attempts: 1, left_at: null, problem: withheld ? 'loop' : null,
  };
}

/** What the agent joined; a letter never leaves without what its words speak of. @throws Error when a file is no longer kept (deeperRefusal looks first). */
async function attachmentsOf(tx: Tx, { row, now }: Writing, wanted: WantedLetter): Promise<LetterAttachment[]> {
  if (!('attached' in wanted) || wanted.attached === undefined || wanted.attached.files.length === 0) return [];
  const { account, files } = wanted.attached;
  const kept = await takeSentFiles(tx, { reference: row.reference, account }, files.map(({ sha256 }) => sha256), now);
  return files.map(({ name, type, sha256 }) => {
    const content = kept.get(sha256);
    if (content === undefined) throw new Error(`file ${sha256} of ${row.reference} is not kept`);
    return { filename: name, contentType: type, content };
  });
}

/**
 * Two machines are talking (rules: Door): the same words again, which came just after a letter that answered them; or very often.
 * A person who sends many requests at once, or the same one twice, is answered each time.
 */
async function isLoop(tx: Tx, caf: CafCode, address: string, digest: Buffer, receivedAt: Instant): Promise<boolean> {
  const ago = (ms: number) => later(receivedAt, -ms);
  const { justBefore, sameWords, anHour } = await exchangeWith(tx, caf, address, digest, { receivedAt, echoFrom: ago(ECHO_MS), hourAgo: ago(3_600_000), dayAgo: ago(86_400_000) });
  return justBefore > 0 || sameWords >= MOST_SAME_A_DAY || anHour >= MOST_AN_HOUR;
}
const ECHO_MS = 30 * 60_000;
const MOST_SAME_A_DAY = 5;
const MOST_AN_HOUR = 300;

function keyOf(wanted: WantedLetter): string {
  return wanted.kind === 'wrong-contact' ? `${wanted.kind}-${wanted.side}-${wanted.rung}` : wanted.kind;
}

function originOf(wanted: WantedLetter): LetterOrigin {
  if (wanted.kind === 'acknowledgement') return 'answer-of-the-desk';
  return ['answer', 'question', 'resolved', 'sector', 'national'].includes(wanted.kind) ? 'agent' : 'clock';
}

function rungOf(wanted: WantedLetter): LetterRow['rung'] {
  if (wanted.kind !== 'escalation') return null;
  return { side: wanted.rung.side, rung: wanted.rung.rank, because: wanted.step.because ?? 'delay' };
}

function threadOf(messages: readonly MessageRow[], answers: MessageRow | null): string[] {
  const ids = messages.flatMap((message) => message.message_id ?? []);
  return answers?.message_id ? [...ids.filter((id) => id !== answers.message_id), answers.message_id] : ids;
}

function digestOf(message: MessageRow): Buffer | null {
  const digest = message.extra['textDigest'];
  return typeof digest === 'string' ? Buffer.from(digest, 'hex') : null;
}

