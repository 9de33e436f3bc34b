import { untoldOf } from '../../db/convention-end';
import { errorFacts } from '../../mail/log';
import type { WebTools } from '../tools';

/** Tells every workflow of a convention of what was just recorded; what cannot be told now is told again by the worker (rules: Door 8). */
export async function tellConventionNow(tools: WebTools, conventionId: string): Promise<void> {
  try {
    const { journeys, tickets } = await untoldOf(tools.sql, conventionId);
    for (const journey of journeys) await tools.tellJourney(journey, journey.last_n);
    for (const { reference, last_n } of tickets) await tools.tell(reference, last_n);
  } catch (error) {
    tools.log.warn({ convention: conventionId, ...errorFacts(error) }, 'a convention’s workflows could not be told, they will be');
  }
}
