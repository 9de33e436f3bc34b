import { journey } from './journey';
import type { JourneyInput } from './messages';

/**
 * A security incident (convention, article 9.2): the security officer is told at once and reminded until somebody takes it on; it is then
 * qualified, measures are taken, those who must be are told, and it is closed with a report.
 */
export async function securityIncident(input: JourneyInput): Promise<void> {
  const incident = journey(input);
  await incident.during('reported');
  await incident.during('handling');
  await incident.toTheEnd();
}
