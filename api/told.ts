import { errorFacts } from '../mail/log';
import type { Told } from './intake/at-desk';
import type { WebTools } from './tools';

/** Tells tickets of what was committed. What cannot be told now is told again within seconds by the worker (rules: Door 8). */
export async function tellAll({ tell, log }: WebTools, told: readonly Told[]): Promise<void> {
  for (const { reference, n } of told) {
    try {
      await tell(reference, n);
    } catch (error) {
      log.warn({ reference, ...errorFacts(error) }, 'a ticket could not be told, it will be');
    }
  }
}
