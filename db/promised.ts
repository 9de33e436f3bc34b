import { localDateOf } from '../domain/calendar';
import type { Contract } from '../domain/contract-types';
import type { NotOpen } from '../domain/plan';
import { lacking, openingConditions, serviceStanding, type OpeningFile } from '../domain/register/opening';
import type { TermsOfTicket } from './desk-terms';
import type { TicketRow } from './ticket';

/**
 * The terms that a ticket runs under: nothing is promised for a service that was not open to its convention on the day on which it came
 * (convention, opening), nor after the convention's end; whoever owes what stays as it is.
 */
export function promised(terms: TermsOfTicket, { service, received_at: receivedAt }: Pick<TicketRow, 'service' | 'received_at'>, file: OpeningFile | undefined): TermsOfTicket & { readonly notOpen?: NotOpen } {
  if (file === undefined) return terms;
  const on = localDateOf(terms.contract.calendar, receivedAt);
  const standing = serviceStanding(service, file, on);
  if (standing === 'open') return terms;
  const notOpen = { ended: standing === 'ended', lacks: standing === 'ended' || service === null ? [] : lacking(openingConditions(service, file), on) };
  return { ...terms, contract: without(terms.contract), amendments: terms.amendments.map((one) => ({ ...one, contract: without(one.contract) })), notOpen };
}

function without(contract: Contract): Contract {
  return { ...contract, pickup: null, escalation: null };
}
