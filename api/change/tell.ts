import { findJourney } from '../../db/journey';
import { errorFacts } from '../../mail/log';
import type { WebTools } from '../tools';

/** Tells a journey's workflow of what was committed; what cannot be told now is told again by the worker (rules: Door 8). */
export async function tellJourneyNow(tools: WebTools, id: string): Promise<void> {
  try {
    const row = await findJourney(tools.sql, id);
    if (row !== undefined) await tools.tellJourney(row, row.last_n);
  } catch (error) {
    tools.log.warn({ journey: id, ...errorFacts(error) }, 'a journey could not be told, it will be');
  }
}
