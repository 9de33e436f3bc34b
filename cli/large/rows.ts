import { createHash } from 'node:crypto';
import type { Cell } from '../../db/copy';
import { chained, type FactToRecord } from '../../db/fact';
import { figuresLine } from '../../db/figures';
import type { TicketRow } from '../../db/ticket';
import { isCounted } from '../../desk/figures';
import { viewOf } from '../../desk/view';
import type { PartnerContact, ServiceCode } from '../../domain/contract-types';
import type { ContractDocument } from '../../domain/contract-terms-types';
import type { Instant, Reference } from '../../domain/ids';
import { figuresOf } from '../../domain/figures';
import type { Fact } from '../../domain/ticket-facts';
import type { Chance } from './chance';
import { attachmentsOf, rawMail } from './mails';
import type { MadePartner } from './people';
import { deedsOf, live, type Fate, type Life } from './story';
import { request, type Said } from './texts';

/** Everything one ticket is made of, table by table, in the order in which rows refer to one another. */
export const COLUMNS = {
  raw_mail: ['sha256', 'bytes'],
  ticket: ['reference', 'caf', 'convention_id', 'contact_id', 'contract_version', 'channel', 'kind', 'service', 'subject', 'received_at', 'phase', 'owes', 'owes_since', 'next_at', 'next_step', 'late_since', 'rung', 'rung_side', 'exhausted', 'urgent', 'trouble', 'sector', 'missing', 'restricted', 'last_n', 'moved_n', 'told_n', 'chain'],
  arrived_mail: ['id', 'mailbox', 'caf', 'message_id', 'digest', 'raw_sha256', 'received_at', 'source', 'from_address', 'from_name', 'subject', 'outcome', 'reason', 'reference'],
  message: ['id', 'reference', 'direction', 'channel', 'at', 'contact_id', 'author_account', 'from_name', 'from_address', 'to_addresses', 'subject', 'text', 'phones', 'attachments', 'arrived_id', 'message_id'],
  fact: ['reference', 'n', 'at', 'kind', 'body', 'actor', 'recorded_at', 'salt', 'digest', 'chain'],
  letter: ['id', 'reference', 'caf', 'kind', 'to_address', 'to_name', 'from_address', 'subject', 'message_id', 'raw', 'automatic', 'rung', 'queued_at', 'state', 'lease_until', 'attempts', 'left_at'],
  act: ['key', 'reference', 'kind', 'body', 'actor', 'asked_at', 'state', 'done_at'],
  reckoning: ['reference', 'key', 'body'],
  ticket_figures: ['reference', 'caf', 'contract_version', 'convention_id', 'channel', 'kind', 'service', 'received_on', 'received_week', 'counted', 'restricted', 'pickup_s', 'in_time', 'answer_s', 'resolution_s', 'desk_owed_s', 'partner_owed_s', 'national_owed_s', 'running', 'running_clock_s'],
} as const;
export type Table = keyof typeof COLUMNS;
export type Rows = Record<Table, Cell[][]>;

export function noRows(): Rows {
  return { raw_mail: [], ticket: [], arrived_mail: [], message: [], fact: [], letter: [], act: [], reckoning: [], ticket_figures: [] };
}

export interface Asked {
  readonly id: string;
  readonly n: number;
  readonly reference: Reference;
  readonly fate: Fate;
  readonly receivedAt: Instant;
  readonly until: Instant;
  readonly contract: ContractDocument;
  readonly partner: MadePartner;
  readonly chance: Chance;
}

/** One ticket being written down. */
interface Writing extends Asked {
  readonly rows: Rows;
  readonly contact: PartnerContact & { readonly email: string };
  readonly service: ServiceCode | null;
  readonly phone: boolean;
  readonly said: Said;
  readonly life: Life;
  readonly agent: string;
  readonly mailbox: string;
}

/** Adds the rows of one ticket with its whole life. */
export function writeTicket(rows: Rows, asked: Asked): void {
  const { chance, contract, partner, receivedAt, until, id } = asked;
  const contact = chance.pick(partner.contacts.slice(0, 4));
  const service = chance.happens(0.9) ? chance.pick(partner.services) : null;
  const said = request(chance, service, asked.n);
  const phone = contract.channels?.value.includes('phone') === true && chance.happens(0.15);
  const first: Fact = { kind: 'received', channel: phone ? 'phone' : 'email', message: `${id}-0`, n: 1, at: receivedAt };
  const sectors = contract.sectors.map((sector) => sector.code);
  const deeds = deedsOf(chance, asked.fate, receivedAt, until, sectors, id);
  const life = live({ contract, contacts: partner.contacts, deadAddresses: new Set(), facts: [first], frozen: new Map(), heldUntil: null }, deeds, until);
  const agent = `agent@caf${contract.caf.toLowerCase()}.example`;
  const writing = { ...asked, rows, contact, service, phone, said, life, agent, mailbox: contract.desk.mailboxes[0] ?? '' };
  writeRow(writing, writeJournal(writing));
  writeFigures(writing);
  for (const fact of life.facts) writeFact(writing, fact);
  if (asked.fate !== 'closed') for (const [key, body] of life.reckonings) rows.reckoning.push([asked.reference, key, { json: body }]);
}

function writeRow(w: Writing, chain: Buffer): void {
  const { life, contract, partner, said } = w;
  const view = viewOf({ sector: null } as TicketRow, life.state, life.steps, life.facts);
  const last = life.facts.length;
  w.rows.ticket.push([
    w.reference, contract.caf, partner.number, w.contact.id, contract.version, w.phone ? 'phone' : 'email', said.kind, w.service, said.subject, w.receivedAt,
    view.phase, view.owes, view.owes_since, view.next_at, view.next_step === null ? null : { json: view.next_step }, view.late_since, view.rung, view.rung_side,
    view.exhausted, view.urgent, view.trouble, view.sector, w.chance.happens(0.2) ? contract.requiredItems.slice(0, 1).map((item) => item.code) : [], said.kind === 'security-incident', last, last, last, chain,
  ]);
}

/** What is measured of it, as its last move would have left it. */
function writeFigures(w: Writing): void {
  const { reference, contract, partner, life, service, said } = w;
  const row = { reference, caf: contract.caf, contract_version: contract.version, convention_id: partner.number, channel: w.phone ? 'phone' : 'email', kind: said.kind, service, restricted: said.kind === 'security-incident' } as const;
  const line = figuresLine(row, isCounted(life.state.phase), figuresOf(life.facts, contract, life.reckonings.get('pickup')));
  w.rows.ticket_figures.push(COLUMNS.ticket_figures.map((name) => line[name]));
}

/** Facts that people of the desk made have an actor. */
function writeJournal(w: Writing): Buffer {
  const byDesk = (fact: Fact) => !w.life.stepped.has(fact.n) && !['received', 'partner-wrote', 'rung-contacted'].includes(fact.kind);
  const facts = w.life.facts.map(({ n, at, ...body }): FactToRecord => ({ body, at, actor: byDesk({ ...body, n, at } as Fact) ? w.agent : null }));
  const { after, links } = chained({ reference: w.reference, last_n: 0, chain: Buffer.alloc(0) }, facts, () => w.chance.bytes(16));
  for (const { n, at, kind, body, actor, salt, digest, chain } of links) w.rows.fact.push([w.reference, n, at, kind, { json: body }, actor, at, salt, digest, chain]);
  return after.chain;
}

function writeFact(w: Writing, fact: Fact): void {
  const step = w.life.stepped.get(fact.n);
  if (step !== undefined) return writeStepLetter(w, fact, step.rung?.email ?? w.contract.manager.email, step.rung?.name ?? w.contract.manager.name, step.what);
  switch (fact.kind) {
    case 'received':
      writeIncoming(w, fact.message, fact.at, w.said.subject, w.said.text);
      return writeLetter(w, fact, 'acknowledgement', true);
    case 'partner-wrote':
      return writeIncoming(w, fact.message, fact.at, `Re: [${w.reference}] ${w.said.subject}`, w.life.said.get(fact.n) ?? '');
    case 'desk-wrote':
      writeOutgoing(w, fact, fact.message, 'out', fact.then === 'asks' ? 'ask' : 'answer');
      return writeLetter(w, fact, fact.then === 'asks' ? 'question' : 'resolved', false);
    case 'noted':
      return writeOutgoing(w, fact, fact.message, 'note', 'note');
    case 'routed':
      return writeOutgoing(w, fact, fact.message, 'internal-out', 'route');
    case 'taken-in-hand':
      return writeAct(w, `${w.id}-prise`, fact.at, 'take-in-hand', { kind: 'take-in-hand' });
    default:
      return;
  }
}

function writeIncoming(w: Writing, id: string, at: Instant, subject: string, text: string): void {
  const messageId = w.phone && id.endsWith('-0') ? null : `<${id}@essai.example>`;
  const file = messageId !== null && w.chance.happens(0.25) ? `${w.chance.pick(['capture', 'ecran', 'fichier', 'justificatif'])}_${w.n % 500}.png` : null;
  if (messageId !== null) {
    const raw = rawMail({ from: { name: w.contact.name, address: w.contact.email }, to: w.mailbox, subject, messageId, at, text, file });
    const hash = createHash('sha256').update(raw).digest();
    w.rows.raw_mail.push([hash, raw]);
    w.rows.arrived_mail.push([id, w.mailbox, w.contract.caf, messageId, hash, hash, at, { json: { kind: 'smtp', remoteAddress: '127.0.0.1' } }, w.contact.email, w.contact.name, subject, 'ticket', null, w.reference]);
  }
  w.rows.message.push([id, w.reference, 'in', messageId === null ? 'phone' : 'email', at, w.contact.id, null, w.contact.name, messageId === null ? null : w.contact.email, messageId === null ? [] : [w.mailbox], subject, text, [], { json: attachmentsOf(file) }, messageId === null ? null : id, messageId]);
}

function writeOutgoing(w: Writing, fact: Fact, id: string, direction: 'out' | 'note' | 'internal-out', kind: string): void {
  const text = w.life.said.get(fact.n) ?? '';
  w.rows.message.push([id, w.reference, direction, direction === 'note' ? 'portal' : 'email', fact.at, null, w.agent, null, null, [], '', text, [], { json: [] }, null, null]);
  writeAct(w, id, fact.at, kind, { kind, text, ...(fact.kind === 'routed' ? { sector: fact.sector } : {}), ...(fact.kind === 'desk-wrote' ? { then: fact.then } : {}) });
}

function writeAct(w: Writing, key: string, at: Instant, kind: string, body: object): void {
  w.rows.act.push([key, w.reference, kind, { json: body }, w.agent, at, 'done', at]);
}

function writeLetter(w: Writing, fact: Fact, kind: string, automatic: boolean): void {
  letter(w, fact, kind, { address: w.contact.email, name: w.contact.name }, automatic, w.life.said.get(fact.n) ?? 'Votre demande est enregistrée.');
}

/** Pickup warnings and breaches, rungs contacted, ladders exhausted: what a step of the plan wrote. */
function writeStepLetter(w: Writing, fact: Fact, address: string, name: string | null, what: string): void {
  const kinds: Readonly<Record<string, string>> = { 'contact-rung': 'escalation', 'pickup-warning': 'pickup-warning', 'pickup-breach': 'pickup-breach', 'ladder-exhausted': 'ladder-exhausted' };
  const kind = kinds[what];
  if (kind === undefined || (fact.kind === 'rung-contacted' && fact.how === 'task')) return;
  letter(w, fact, kind, { address, name: name ?? '' }, true, 'Cette demande attend une réponse.');
}

function letter(w: Writing, fact: Fact, kind: string, to: { address: string; name: string }, automatic: boolean, text: string): void {
  const id = `${w.reference}/${fact.n}/${kind}`;
  const messageId = `<${w.id}.${fact.n}.${kind}@guichet.example>`;
  const subject = `[${w.reference}] ${w.said.subject}`;
  const raw = rawMail({ from: { name: w.contract.desk.name, address: w.mailbox }, to: to.address, subject, messageId, at: fact.at, text, file: null });
  const rung = fact.kind === 'rung-decided' ? { json: { side: fact.side, rung: fact.rung, because: fact.because } } : null;
  w.rows.letter.push([id, w.reference, w.contract.caf, kind, to.address.toLowerCase(), to.name, w.mailbox, subject, messageId, raw, automatic, rung, fact.at, w.chance.happens(0.004) ? 'bounced' : 'sent', fact.at, 1, fact.at]);
}
