import { incidentOfCaf } from '../../db/incident';
import { readCase, type LoadedCase } from '../../db/case';
import { messagesOf, type MessageRow } from '../../db/message';
import { findConvention } from '../../db/partner';
import { findOwn } from '../../db/portal';
import type { PartnerRole, Side } from '../../domain/contract-types';
import { mayOpen } from '../../domain/door';
import { reckon } from '../../domain/deadline';
import type { Reference } from '../../domain/ids';
import { effective, stateOf, type TicketState } from '../../domain/ticket-state';
import { SAFE_PICTURES } from '../../mail/safe-html';
import type { OwnTicketProps } from '../../web/pages/portal/ticket';
import { ownContractPath } from '../../web/paths-portal';
import { CHANNEL_WORDS, ROLE_WORDS } from '../../web/words/labels';
import type { OutageView, OwnMessage, OwnTicketView, RefusedOwn } from '../../web/view/portal';
import { NotFound } from '../errors';
import type { Visit } from '../visit';
import { FILE_LIMITS } from './limits';
import { outageView } from './outage';
import { contactFor, ownReach, requireOwn } from './reach';
import { visitorOf, type Visitor } from './shell';
import { ownTimeline, stepsAhead, urgentEffect } from './timeline';
import { standingWords, stepOfPlan } from './words';

/** A ticket as its partner's person reads it. @throws NotFound when it is not of their organisation, or a security incident that their role does not see. */
export async function ownTicketView(visit: Visit, reference: Reference, refused: RefusedOwn | null = null): Promise<OwnTicketProps> {
  const loaded = await ownCase(visit, reference);
  const [visitor, messages, convention] = await Promise.all([visitorOf(visit, 'demandes'), messagesOf(visit.tools.sql, reference), findConvention(visit.tools.sql, loaded.row.convention_id ?? '')]);
  const state = stateOf(loaded.ticket.facts);
  const { row, ticket } = loaded;
  const { contract } = ticket;
  const contractHref = ownContractPath(row.convention_id ?? '');
  const view: OwnTicketView = {
    reference: row.reference, subject: row.subject, service: row.service, kind: row.kind, urgent: state.urgent.desk !== null || state.urgent.partner !== null,
    whose: convention === undefined ? '' : `${convention.partner_name}, convention ${convention.number}`,
    standing: standingOf(loaded, state, visit),
    missing: state.debt === null ? [] : contract.requiredItems.filter((item) => item.code !== 'subject-format' && row.missing.includes(item.code)),
    services: convention?.services ?? [],
    conversation: conversationOf(loaded, messages),
    timeline: ownTimeline(loaded, visit.now, contractHref),
    calendar: contract.calendar, deskName: contract.desk.name, contractHref,
    outage: await outageOf(visit, loaded),
    reply: replyOf(visit, visitor, loaded, state),
    urgency: mayDeclare(state) ? urgentEffect(loaded, visit.now) : null,
    mergedInto: row.merged_into === null ? null : ((await findOwn(visit.tools.sql, ownReach(visit), row.merged_into)) ?? null),
  };
  return { shell: visitor.shell, tokens: visit.tokens(), ticket: view, limits: FILE_LIMITS, refused };
}

async function outageOf(visit: Visit, { row, ticket }: LoadedCase): Promise<OutageView | null> {
  const incident = row.incident_id === null ? undefined : await incidentOfCaf(visit.tools.sql, row.caf, row.incident_id);
  return incident === undefined ? null : outageView(incident, ticket.contract, visit.now);
}

/** @throws NotFound, Forbidden */
export async function ownCase(visit: Visit, reference: Reference): Promise<LoadedCase> {
  const loaded = await readCase(visit.tools.sql, reference, visit.now);
  requireOwn(visit, loaded?.row);
  if (loaded === undefined) throw new NotFound('no such ticket');
  return loaded;
}

function standingOf(loaded: LoadedCase, state: TicketState, { now }: Visit): OwnTicketView['standing'] {
  const { debt, phase } = state;
  const lateSince = debt?.side === 'desk' && loaded.row.moved_n === loaded.row.last_n ? loaded.row.late_since : null;
  return standingWords({ phase, owes: debt?.side ?? null, since: debt?.since ?? null, lateSince, steps: stepsAhead(loaded).map(stepOfPlan), timeZone: loaded.ticket.contract.calendar.timeZone, now });
}

const OPEN: ReadonlySet<TicketState['phase']> = new Set(['received', 'in-hand', 'waiting-desk', 'waiting-partner']);
const mayDeclare = ({ phase }: TicketState): boolean => OPEN.has(phase);

/** What writing does, said before it is done. */
function replyOf({ now }: Visit, { contacts }: Visitor, { row, ticket }: LoadedCase, state: TicketState): OwnTicketView['reply'] {
  const contact = contactFor(contacts, row.convention_id ?? '');
  if (contact === undefined || state.phase === 'merged' || state.phase === 'handed-over') return null;
  if (state.resolvedAt === null || OPEN.has(state.phase)) return { button: 'Envoyer', effect: EFFECT[state.debt?.side ?? 'none'] };
  const until = reckon(ticket.contract.calendar, state.resolvedAt, { calendarDays: ticket.contract.settings.reopenWithinCalendarDays }, 'as-is', null).deadline;
  if (now <= until) return { button: 'Répondre et rouvrir', effect: 'La demande est rouverte : la Caf vous doit de nouveau une réponse.' };
  return mayOpen(contact.role) ? { button: 'Ouvrir une nouvelle demande', effect: 'Cette demande est close depuis trop longtemps pour être rouverte : une nouvelle demande, liée à celle-ci, est ouverte.' } : null;
}
const EFFECT: Readonly<Record<Side | 'none', string>> = {
  partner: 'Votre réponse arrête le délai de votre organisme : c’est alors à la Caf de répondre.',
  desk: 'La Caf vous doit déjà une réponse : votre message s’y ajoute, son délai ne repart pas.',
  none: 'La Caf vous devra une réponse.',
};

/** What a partner's person reads of the conversation: what the two sides wrote to one another, and never what an agent noted of a call. */
export function conversationOf(loaded: LoadedCase, messages: readonly MessageRow[]): OwnMessage[] {
  return shownTo(messages).map((message) => messageView(message, loaded));
}

/** Messages of the partner's own people (and the request itself, whoever wrote it), and the desk's to them. */
export function shownTo(messages: readonly MessageRow[]): MessageRow[] {
  const first = messages.find((message) => message.direction === 'in');
  return messages.filter((message) => message.direction === 'out' || (message.direction === 'in' && (message.contact_id !== null || message === first)));
}

function messageView(message: MessageRow, { contacts, ticket }: LoadedCase): OwnMessage {
  const { id, at } = message;
  if (message.direction === 'out') {
    const call = message.channel === 'phone';
    return { id, at, side: 'caf', author: ticket.contract.desk.name, sub: call ? CALLS[String(message.extra['callResult'])] ?? 'Appel téléphonique' : 'Courriel', text: call ? '' : message.text, quoted: null, automatic: false, attachments: call ? [] : attachmentsOf(message) };
  }
  const contact = contacts.find((one) => one.id === message.contact_id);
  const fact = effective(ticket.facts).find((one) => one.kind === 'partner-wrote' && one.message === id);
  return {
    id, at, side: 'partner', author: contact?.name ?? message.from_name ?? message.from_address ?? 'Votre organisme',
    sub: [contact === undefined ? null : ROLE_WORDS[contact.role as PartnerRole], CHANNEL_WORDS[message.channel].toLowerCase()].filter((part) => part !== null).join(' · '),
    text: message.text, quoted: message.quoted === '' || message.split_uncertain ? null : message.quoted,
    automatic: fact?.kind === 'partner-wrote' && !fact.counts,
    attachments: attachmentsOf(message),
  };
}
function attachmentsOf({ id, attachments }: MessageRow): OwnMessage['attachments'] {
  return attachments.map(({ name, type, size }, i) => ({ id: `${id}.${i}`, name, type, sizeBytes: size, picture: SAFE_PICTURES.has(type) }));
}
const CALLS: Readonly<Record<string, string>> = { reached: 'Appel téléphonique', 'not-reached': 'Appel sans réponse', 'message-left': 'Message laissé par téléphone' };
