import { journey } from './journey';
import type { JourneyInput } from './messages';

/**
 * A convention, year after year, until it ends (convention, duration; article 2.2): renewed by tacit agreement at each return of its
 * signature, and each year a reverse review begun, which lives under its own number.
 */
export async function conventionYear(input: JourneyInput): Promise<void> {
  await journey(input).toTheEnd();
}

/**
 * A yearly reverse review (article 2.2): announced before its date, reminded after it, then the partner's ladder; the result is checked
 * by an agent, who accepts it as proof or asks again.
 */
export async function reverseReview(input: JourneyInput): Promise<void> {
  const review = journey(input);
  await review.during('announced', 'overdue');
  await review.during('to-check', 'returned');
  await review.toTheEnd();
}
