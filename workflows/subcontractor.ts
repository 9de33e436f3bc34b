import { journey } from './journey';
import type { JourneyInput } from './messages';

/**
 * A partner announces a subcontractor, six months before (convention): what is missing is asked for by name, then the Caf accepts or refuses;
 * whoever stays silent is reminded, then its ladder is climbed.
 */
export async function subcontractorNotice(input: JourneyInput): Promise<void> {
  const notice = journey(input);
  await notice.during('incomplete');
  await notice.during('to-decide');
  await notice.toTheEnd();
}
