import { effective } from '../../domain/ticket-state';
import type { RelayView } from '../../web/view/ticket';
import { sectorLabel } from './ladders';
import type { TicketData } from './ticket-data';

/** Who inside the Caf, or at the national level, was asked, and whether they answered; oldest first. */
export function relaysOf({ ticket: { facts, contract } }: TicketData): RelayView[] {
  const held = effective(facts);
  return held.flatMap((fact): RelayView[] => {
    if (fact.kind !== 'routed' && fact.kind !== 'referred') return [];
    const from = fact.kind === 'routed' ? 'sector' : 'national';
    const answer = held.find((one) => one.kind === 'internal-reply' && one.from === from && one.n > fact.n);
    return [{ to: fact.kind === 'routed' ? sectorLabel(contract, fact.sector) : 'National (Cnaf)', national: fact.kind === 'referred', at: fact.at, answeredAt: answer?.at ?? null }];
  });
}
