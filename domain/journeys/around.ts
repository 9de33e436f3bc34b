import type { Reckoning } from '../calendar-types';
import type { PartnerRole } from '../contract-types';
import type { ConventionTerm, ConventionTermCode, ContractDocument } from '../contract-terms-types';
import { coveredAt } from '../cover';
import { epochMs, instantAt, type Instant } from '../ids';
import { DAY_MS } from '../local-date';
import type { TicketCase } from '../plan';
import { Reckoner } from '../reckoner';
import { instantMsOfLocal, localMsAt, zoneOf } from '../zone';
import type { Addressee, Around, JourneyStep } from './types';

/** What a plan is made of, but for the means to reckon. */
export type Surroundings = Omit<Around, 'limits' | 'calendar'>;

/** Reckonings that had to be made are added to `fresh`, so that they can be frozen. */
export function aroundOf(surroundings: Surroundings, fresh: Map<string, Reckoning>): Around {
  const limits = new Reckoner(caseOf(surroundings), { adjustments: [], reckonedAnewN: null }, fresh);
  return { ...surroundings, calendar: surroundings.contract.calendar, limits };
}

/** As much of a ticket's case as its ladders need. */
export function caseOf({ contract, contacts, deadAddresses, covers, stops, heldUntil, frozen }: Surroundings): TicketCase {
  return { contract, contacts, deadAddresses, covers, stops, heldUntil, frozen, facts: [] };
}

/** The people of the convention who hold one of these roles and can be written to, in the order of the roles; each address once. */
export function peopleOf({ contacts, deadAddresses }: Pick<Around, 'contacts' | 'deadAddresses'>, roles: readonly PartnerRole[]): Addressee[] {
  const found = roles.flatMap((role) => contacts.filter((contact) => contact.role === role && contact.email !== null && !deadAddresses.has(contact.email.toLowerCase())));
  const byAddress = new Map(found.map(({ name, email }): [string, Addressee] => [(email ?? '').toLowerCase(), { name, address: email ?? '' }]));
  return [...byAddress.values()];
}

/** The Caf's manager, or who stands in at that instant. */
export function managerOf({ contract, covers }: Pick<Around, 'contract' | 'covers'>, at: Instant): Addressee {
  const { name, email } = coveredAt(contract, covers, at).manager;
  return { name, address: email };
}

/** A clause of the convention; undefined where this Caf's says nothing of it. */
export function clauseOf(contract: ContractDocument, code: ConventionTermCode): ConventionTerm | undefined {
  return contract.convention.terms.find((term) => term.code === code);
}

/** The same local time some days before or after (a negative number) an instant: for reminders, which no closing moves. */
export function daysBefore({ calendar }: Pick<Around, 'calendar'>, at: Instant, days: number): Instant {
  const zone = zoneOf(calendar.timeZone);
  return instantAt(instantMsOfLocal(zone, localMsAt(zone, epochMs(at)) - days * DAY_MS));
}

/** Soonest first; those of one instant in the order in which they were given. Nothing happens before what has happened. */
export function inTurn(steps: readonly JourneyStep[], lastAt: Instant): JourneyStep[] {
  return steps.map((step) => (step.at < lastAt ? { ...step, at: lastAt } : step)).sort((a, b) => epochMs(a.at) - epochMs(b.at));
}
