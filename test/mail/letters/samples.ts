import { plan, type Step, type TicketCase } from '../../../domain/plan';
import { forecast } from '../../../domain/forecast';
import { resolveLadder, type Rung } from '../../../domain/ladder';
import { instant, type Instant, type Reference } from '../../../domain/ids';
import type { PartnerContact } from '../../../domain/contract-types';
import type { Fact } from '../../../domain/ticket-facts';
import { loadPublishedContract } from '../../../contracts/load';
import type { HistoryLine, LetterContext } from '../../../mail/letters/context';

export const NOW = instant('2026-05-28T10:12:00+02:00');
export const RECEIVED = instant('2026-05-23T11:32:00+02:00');

const CONTACTS: readonly PartnerContact[] = [
  {
    id: 'c1',
    name: 'Nadia Aubertin',
    role: 'deputy-administrator',
    jobTitle: 'directrice adjointe',
    email: 'n.aubertin@ccas-valmirande.example',
    phones: ['+33199002418'],
    ladderRank: 1,
  },
  {
    id: 'c2',
    name: 'Rémi Castaing',
    role: 'administrator',
    jobTitle: 'assistant administratif',
    email: 'r.castaing@ccas-valmirande.example',
    phones: [],
    ladderRank: 2,
  },
];

/** A context as the worker makes it, on the published contract of that Caf. */
export function context(caf: string, over: Partial<LetterContext> = {}): LetterContext {
  return {
    contract: loadPublishedContract(caf),
    reference: `${caf}-2026-000409` as Reference,
    subject: 'RE: [31-2026-000001] Fichier AFAS rejeté : code E-204 depuis vendredi',
    service: 'AFAS',
    kind: 'technical-incident',
    partner: 'CCAS de Valmirande-sur-Oise',
    toName: 'Claire Delmas',
    now: NOW,
    url: null,
    ...over,
  };
}

function ticketCase(caf: string, facts: readonly Fact[]): TicketCase {
  return { contract: loadPublishedContract(caf), contacts: CONTACTS, deadAddresses: new Set(), facts, frozen: new Map(), heldUntil: null };
}

/** What is next on a ticket received at `at` that nobody has touched. */
export function stepsAfterReceipt(caf: string, at: Instant): Step[] {
  return plan(ticketCase(caf, [{ kind: 'received', channel: 'email', message: 'm1', n: 1, at }]));
}

/** The steps ahead once the desk asked the partner something. */
export function stepsAfterQuestion(caf: string, at: Instant): Step[] {
  return plan(
    ticketCase(caf, [
      { kind: 'received', channel: 'email', message: 'm1', n: 1, at: RECEIVED },
      { kind: 'desk-wrote', then: 'asks', message: 'm2', n: 2, at },
    ]),
  );
}

/** Every step to the end if nobody acts. */
export function forecastAfterReceipt(caf: string, at: Instant): Step[] {
  return forecast(ticketCase(caf, [{ kind: 'received', channel: 'email', message: 'm1', n: 1, at }]));
}

export function rung(caf: string, side: 'desk' | 'partner', rank: number): Rung {
  const found = resolveLadder(side, loadPublishedContract(caf), CONTACTS, new Set()).find((one) => one.rank === rank);
  if (found === undefined) throw new Error(`no rung ${rank}`);
  return found;
}

/** The step that contacts that rung for that cause. */
export function contactStep(caf: string, which: Rung, because: 'delay' | 'urgent'): Step {
  return {
    at: NOW,
    what: 'contact-rung',
    limit: NOW,
    side: which.side,
    rung: which,
    because,
    why: { article: 'art. 3.3', reckoning: null, atOnce: because === 'urgent' ? 'urgent' : null, held: false },
  };
}

export const HISTORY: readonly HistoryLine[] = [
  {
    at: RECEIVED,
    what: 'Le partenaire a écrit',
    quote: 'Bonjour,\n\nle fichier AFAS est rejeté depuis vendredi, code E-204 <urgent ?>.\nMerci & bonne journée',
  },
  { at: instant('2026-05-26T08:02:00+02:00'), what: 'Prise en charge par le guichet', quote: null },
];
