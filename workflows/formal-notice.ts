import { journey } from './journey';
import type { JourneyInput } from './messages';

/**
 * A formal notice for breach of the convention (articles 9, 14, 16, 17): the registered letter is posted, received, and the convention is
 * terminated one month after its receipt, unless something is done or the notice is withdrawn.
 */
export async function formalNotice(input: JourneyInput): Promise<void> {
  const notice = journey(input);
  await notice.during('to-post');
  await notice.during('posted');
  await notice.during('running');
  await notice.toTheEnd();
}
