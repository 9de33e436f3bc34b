import type { MessageRow } from '../../db/message';
import type { PartnerRole } from '../../domain/contract-types';
import { typo } from '../../domain/french/typography';
import { personalNumbersIn, type PersonalNumber } from '../../domain/personal-number';
import type { Fact } from '../../domain/ticket-facts';
import type { AttachmentView, ConversationItem, LetterState } from '../../web/view/ticket';
import { SAFE_PICTURES } from '../../mail/safe-html';
import { CALL_WORDS, ROLE_WORDS } from '../../web/words/labels';
import { sectorLabel } from './ladders';
import { letterStatus } from './letter-status';
import type { TicketData } from './ticket-data';

/** What was written and said, oldest first. */
export function conversationOf(data: TicketData): ConversationItem[] {
  return data.messages.map((message) => itemOf(message, data));
}

function itemOf(message: MessageRow, data: TicketData): ConversationItem {
  const fact = data.ticket.facts.find((one) => 'message' in one && one.message === message.id) ?? null;
  const base = { id: message.id, fact: fact?.n ?? null, at: message.at, text: message.text };
  const author = data.names.get(message.author_account ?? '') ?? 'Guichet';
  switch (message.direction) {
    case 'in':
      return fromPartner(message, fact, base, data);
    case 'out':
      return message.channel === 'phone' ? { ...base, kind: 'call', author, ...callOf(message, data) } : { ...base, kind: 'desk', author, act: actOf(fact), to: toOf(fact, data), letter: letterOf(fact, data), attachments: attachmentsOf(message) };
    case 'internal-in':
      return { ...base, kind: 'internal', author: message.from_name ?? message.from_address ?? author, from: fromOf(fact), eml: message.arrived_id !== null, attachments: attachmentsOf(message) };
    case 'internal-out':
      return { ...base, kind: 'internal', author, from: sentTo(fact, data), eml: false, attachments: [] };
    case 'note':
      return { ...base, kind: 'note', author };
  }
}

type Base = Pick<ConversationItem, 'id' | 'fact' | 'at' | 'text'>;

function fromPartner(message: MessageRow, fact: Fact | null, base: Base, data: TicketData): ConversationItem {
  const contact = data.contacts.find((one) => one.id === message.contact_id);
  const author = contact?.name ?? message.from_name ?? message.from_address ?? 'Personne inconnue';
  const verdict = verdictOf(fact, data);
  if (message.automatic !== null && !verdict.counts) {
    return { ...base, kind: 'automatic', author, what: message.automatic === 'reply' ? 'absence' : message.automatic, eml: message.arrived_id !== null, canCorrect: fact?.kind === 'partner-wrote' };
  }
  return {
    ...base,
    kind: 'partner',
    author,
    role: contact === undefined ? 'Partenaire' : ROLE_WORDS[contact.role as PartnerRole],
    channel: message.channel,
    address: message.from_address,
    quoted: message.quoted === '' || message.split_uncertain ? null : message.quoted,
    uncertain: message.split_uncertain,
    html: message.extra['hasHtml'] === true,
    eml: message.arrived_id !== null,
    attachments: attachmentsOf(message),
    counts: verdict.counts,
    corrected: verdict.corrected,
    canCorrect: fact?.kind === 'partner-wrote',
    doubts: [...message.problems, ...personalNumbersIn(message.subject ?? '', message.text, message.quoted).map((is) => HOLDS[is])],
  };
}

const HOLDS: Readonly<Record<PersonalNumber, string>> = {
  nir: typo('Ce message contient un numéro de sécurité sociale : il est masqué à l’écran, et l’expéditeur est prié de ne plus en envoyer.'),
  claimant: typo('Ce message contient un numéro d’allocataire : il est masqué à l’écran, et l’expéditeur est prié de ne plus en envoyer.'),
};

/** Whether a message counts as an answer today, and who said so if it was not the reader. */
function verdictOf(fact: Fact | null, { ticket, journal }: TicketData): { counts: boolean; corrected: { by: string; at: Fact['at'] } | null } {
  if (fact?.kind !== 'partner-wrote') return { counts: fact?.kind === 'received', corrected: null };
  const correction = ticket.facts.findLast((one) => one.kind === 'verdict-corrected' && one.of === fact.n);
  if (correction?.kind !== 'verdict-corrected') return { counts: fact.counts, corrected: null };
  const by = journal.find((line) => line.n === correction.n)?.name ?? 'le guichet';
  return { counts: correction.counts, corrected: { by, at: correction.at } };
}

function attachmentsOf(message: MessageRow): AttachmentView[] {
  return message.attachments.map(({ name, type, size }, i) => ({ id: `${message.id}.${i}`, name, type, sizeBytes: size, picture: SAFE_PICTURES.has(type) }));
}

function actOf(fact: Fact | null): string {
  if (fact?.kind !== 'desk-wrote') return 'Message envoyé';
  return { owes: 'Réponse d’attente envoyée', asks: 'Question posée', resolved: 'Réponse envoyée, demande résolue,' }[fact.then];
}

/** The letters of a fact have its number in their key. */
function lettersOf(fact: Fact | null, { letters, row }: TicketData) {
  return fact === null ? [] : letters.filter((letter) => letter.id.startsWith(`${row.reference}/${fact.n}/`));
}

function toOf(fact: Fact | null, data: TicketData): string[] {
  return lettersOf(fact, data).flatMap((letter) => [letter.to_address, ...letter.cc_addresses]);
}

function letterOf(fact: Fact | null, data: TicketData): LetterState | null {
  const [letter] = lettersOf(fact, data);
  return letter === undefined ? null : { id: letter.id, status: letterStatus(letter.state), at: letter.left_at };
}

function callOf(message: MessageRow, { acts, contacts }: TicketData): { result: string; with: string | null } {
  const act = acts.find((one) => one.key === message.id)?.body;
  const result = message.extra['callResult'];
  const known = result === 'reached' || result === 'not-reached' || result === 'message-left' ? CALL_WORDS[result] : '';
  const person = act?.kind === 'call' ? contacts.find((one) => one.id === act.person) : undefined;
  return { result: known, with: person?.name ?? null };
}

function fromOf(fact: Fact | null): string {
  if (fact?.kind !== 'internal-reply') return 'Réponse interne';
  return { sector: 'Réponse du secteur', national: 'Réponse du national (Cnaf)', ladder: 'Réponse d’un responsable de la Caf' }[fact.from];
}

function sentTo(fact: Fact | null, { ticket }: TicketData): string {
  if (fact?.kind === 'routed') return `Transmise à : ${sectorLabel(ticket.contract, fact.sector)}`;
  return 'Adressée au national (Cnaf)';
}
