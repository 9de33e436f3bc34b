import { journey } from './journey';
import type { JourneyInput } from './messages';

/**
 * A change of administrator (annex 3): its form is read, completed, signed by two people, checked, approved by another agent once the time
 * to object is over, then carried out at the Caf and reported; or it is refused, or cancelled. A form that changes goes back to be signed.
 */
export async function changeOfAdministrator(input: JourneyInput): Promise<void> {
  const change = journey(input);
  await change.during('reading');
  await change.during('incomplete');
  await change.during('signing');
  await change.during('checking');
  await change.during('approving');
  await change.during('carrying-out');
  await change.toTheEnd();
}
