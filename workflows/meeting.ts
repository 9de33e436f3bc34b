import { journey } from './journey';
import type { JourneyInput } from './messages';

/**
 * A meeting asked for by either side (convention, articles 9, 14, 16, 17): a date is agreed within the month, the meeting is held, its
 * minutes are written by the side whose turn it is and validated by the other.
 */
export async function conventionMeeting(input: JourneyInput): Promise<void> {
  const meeting = journey(input);
  await meeting.during('to-date', 'proposed', 'set');
  await meeting.during('minutes-to-write', 'minutes-to-validate');
  await meeting.toTheEnd();
}
