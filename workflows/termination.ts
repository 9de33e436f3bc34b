import { journey } from './journey';
import type { JourneyInput } from './messages';

/**
 * Termination of a convention by registered letter, by either side: three months' notice at least from its receipt (convention), both sides
 * reminded, then the convention ends on the day of effect; or it is withdrawn before.
 */
export async function termination(input: JourneyInput): Promise<void> {
  const end = journey(input);
  await end.during('notice');
  await end.toTheEnd();
}
