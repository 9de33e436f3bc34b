import type { Contract } from './contract-types';
import type { Instant } from './ids';
import type { Step, TicketCase, Why } from './plan';
import type { TicketState } from './ticket-state';

/** A signed version that open tickets pass to, at the first instant of its date of effect in the Caf's own zone. */
export interface SignedAmendment {
  readonly version: number;
  readonly effectAt: Instant;
  readonly contract: Contract;
}

/** The case under the terms that hold for it now: those of the version it passed to, if any (rules: Clock 5). */
export function underTerms(ticket: TicketCase, { termsVersion }: TicketState): TicketCase {
  const moved = ticket.amendments?.find((one) => one.version === termsVersion);
  return moved === undefined ? ticket : { ...ticket, contract: moved.contract };
}

/** The passages to a signed version that are still to come. */
export function termsSteps(ticket: TicketCase): Step[] {
  const why: Why = { article: null, reckoning: null, atOnce: null, held: false };
  return (ticket.amendments ?? [])
    .filter((one) => one.version > ticket.contract.version)
    .map(({ version, effectAt }) => ({ at: effectAt, what: 'terms-change', why, limit: effectAt, version }));
}
