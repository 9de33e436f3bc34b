import { simulate } from './simulation';
import type { Step, TicketCase } from './plan';

export { factsOfStep, number } from './step-facts';

/**
 * What happens, and when, if nobody acts: the plan carried out step by step with the very functions the workflow uses,
 * each letter taken to leave at once. A proposal waits for the manager. @throws NeverOpens, LimitTooFar
 */
export function forecast(ticket: TicketCase): Step[] {
  return simulate(ticket, []).flatMap((happening) => (happening.kind === 'step' ? [happening.step] : []));
}
