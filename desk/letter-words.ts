import type { MessageRow } from '../db/message';
import { forecast } from '../domain/forecast';
import { personalNumbersIn } from '../domain/personal-number';
import type { Step } from '../domain/plan';
import type { RequiredItem } from '../domain/contract-types';
import { acknowledgement } from '../mail/letters/acknowledgement';
import { answer } from '../mail/letters/answer';
import type { LetterContext, WrittenLetter } from '../mail/letters/context';
import { conventionEnded } from '../mail/letters/convention-ended';
import { escalation, type EscalationProps } from '../mail/letters/escalation';
import { handedOver } from '../mail/letters/handed-over';
import { nationalReferral, sectorTransmission } from '../mail/letters/internal';
import { ladderExhausted } from '../mail/letters/ladder-exhausted';
import { personalNumbers } from '../mail/letters/personal-numbers';
import { pickupBreach, pickupWarning } from '../mail/letters/pickup';
import { question } from '../mail/letters/question';
import { resolved } from '../mail/letters/resolved';
import { wrongContact } from '../mail/letters/wrong-contact';

import { ownTicketPath } from '../web/paths-portal';
import { historyOf, ticketUrl } from './history';
import type { Addressee } from './addressee';
import type { Writing } from './write-letter';
import type { WantedLetter } from './wanted-letter';

/** The words of a letter: what happened and what comes, said by mail/letters. */
export function wordsOf(writing: Writing, wanted: WantedLetter, to: Addressee, messages: readonly MessageRow[], publicUrl: string): WrittenLetter {
  const context = contextOf(writing, wanted, to, publicUrl);
  const history = () => historyOf(writing, messages);
  switch (wanted.kind) {
    case 'acknowledgement':
      return acknowledgement({
        context,
        receivedAt: writing.row.received_at,
        channel: writing.row.channel,
        missing: missingOf(writing),
        steps: ahead(writing),
        urgent: writing.state.urgent.partner !== null,
        incident: writing.incident ?? null,
        stop: writing.stop ?? null,
        notOpen: writing.ticket.notOpen ?? null,
        numbers: personalNumbersIn(writing.row.subject, ...messages.slice(0, 1).map(({ text }) => text)).length > 0,
      });
    case 'convention-ended':
      return conventionEnded({ context });
    case 'personal-numbers':
      return personalNumbers({ context });
    case 'answer':
      return answer({ context, text: wanted.text, steps: ahead(writing) });
    case 'question':
      return question({ context, text: wanted.text, steps: ahead(writing) });
    case 'resolved':
      return resolved({ context, text: wanted.text });
    case 'escalation':
      return escalation(escalationProps(writing, wanted, context, history()));
    case 'ladder-exhausted':
      return ladderExhausted({ context, side: wanted.side, limit: wanted.step.limit, history: history() });
    case 'pickup-warning':
      return pickupWarning({ context, limit: wanted.step.limit, receivedAt: writing.row.received_at });
    case 'pickup-breach':
      return pickupBreach({ context, limit: wanted.step.limit, receivedAt: writing.row.received_at });
    case 'sector':
      return sectorTransmission({ context, text: wanted.text, history: history() });
    case 'national':
      return nationalReferral({ context, text: wanted.text, history: history() });
    case 'wrong-contact':
      return wrongContact({ context, side: wanted.side, rung: wanted.rung, ...vainInstants(writing, wanted) });
    case 'handed-over':
      return handedOver({ context, cafName: wanted.cafName, other: wanted.other, mailbox: wanted.mailbox });
  }
}

const INTERNAL: ReadonlySet<WantedLetter['kind']> = new Set(['ladder-exhausted', 'pickup-warning', 'pickup-breach', 'sector']);

function contextOf(writing: Writing, wanted: WantedLetter, to: Addressee, publicUrl: string): LetterContext {
  const { row, ticket, now, partnerName, signature } = writing;
  const insideCaf = INTERNAL.has(wanted.kind) || (wanted.kind === 'escalation' && wanted.rung.side === 'desk');
  const { reference, subject, service, kind } = row;
  return { contract: ticket.contract, reference, subject, service, kind, partner: partnerName, toName: to.name === '' ? null : to.name, signature, now, url: insideCaf ? ticketUrl(publicUrl, reference) : portalUrl(writing, to, publicUrl) };
}

/** The ticket on the portal, for who may read it there. */
function portalUrl({ row, contacts }: Writing, to: Addressee, publicUrl: string): string | null {
  const roles = contacts.filter((contact) => contact.email === to.address).map((contact) => contact.role);
  const reads = roles.some((role) => (row.restricted ? role === 'security-officer' : VISITS.has(role)));
  return reads ? `${publicUrl}${ownTicketPath(row.reference)}` : null;
}
const VISITS: ReadonlySet<string> = new Set(['level-one-support', 'administrator', 'deputy-administrator', 'signatory', 'security-officer', 'dpo']);

/** What the plan says of the future, this transition's own facts counted. */
function ahead(writing: Writing): Step[] {
  return forecast({ ...writing.ticket, facts: writing.facts });
}

function missingOf({ row, ticket }: Writing): RequiredItem[] {
  return ticket.contract.requiredItems.filter((item) => row.missing.includes(item.code));
}

function escalationProps(writing: Writing, wanted: Extract<WantedLetter, { kind: 'escalation' }>, context: LetterContext, history: EscalationProps['history']): EscalationProps {
  const { step, rung } = wanted;
  const debt = writing.state.debt?.side === rung.side ? writing.state.debt : null;
  const next = ahead({ ...writing, facts: asIfLeft(writing, wanted) }).find((one) => one.side === rung.side && (one.what === 'contact-rung' || one.what === 'ladder-exhausted'));
  return { context, step, rung, history, owedSince: debt?.since ?? null, following: debt === null || next === undefined ? null : { rung: next.rung ?? null, at: next.at } };
}

/** The forecast a letter tells is the one that holds once it has left. */
function asIfLeft({ facts, state, now }: Writing, { rung, step, n }: Extract<WantedLetter, { kind: 'escalation' }>): Writing['facts'] {
  const at = facts.find((fact) => fact.n === n)?.at ?? now;
  return [...facts, { kind: 'rung-contacted', side: rung.side, rung: rung.rank, because: step.because ?? 'delay', how: 'letter', n: state.lastN + 1, at }];
}

function vainInstants({ facts }: Writing, wanted: Extract<WantedLetter, { kind: 'wrong-contact' }>) {
  const contacted = facts.findLast((fact) => fact.kind === 'rung-contacted' && fact.side === wanted.side && fact.rung === wanted.rung);
  const correction = facts.find((fact) => fact.n === wanted.n);
  const answered = correction?.kind === 'verdict-corrected' && correction.counts ? facts.find((fact) => fact.n === correction.of) : undefined;
  return { contactedAt: contacted?.at ?? null, answeredAt: answered?.at ?? null };
}
