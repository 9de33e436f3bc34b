import { journey } from './journey';
import type { JourneyInput } from './messages';

/** A request for traces (article 5): the trace readers answer it, refuse it, or ask the asker for a precision. */
export async function traceRequest(input: JourneyInput): Promise<void> {
  const request = journey(input);
  await request.during('asked', 'unclear');
  await request.toTheEnd();
}
