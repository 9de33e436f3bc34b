import type { Tx } from '../../db/connect';
import { lockJourney } from '../../db/journey';
import { recordOnJourney } from '../../db/journey-fact';
import type { Instant } from '../../domain/ids';
import type { NoticeFact } from '../../domain/journeys/formal-notice';
import type { Told } from './at-desk';
import type { MailAtDesk } from './mail-rows';
import { isOfConvention, namedJourney } from './named-journey';

/**
 * A mail of the convention's people that answers a formal notice under way is noted on it, wherever the mail itself went, so that the month
 * does not run out on an answer that nobody has read: its manager is told. Neither a machine nor a sender who could not be authenticated counts.
 */
export async function noticeAnswered(tx: Tx, { read, arrived, caf, unauthenticated, channel }: MailAtDesk, told: readonly Told[], now: Instant): Promise<void> {
  if (read.from === null || read.automatic !== null || unauthenticated === true || channel !== undefined) return;
  const named = await namedJourney(tx, 'formal-notice', caf, read);
  if (named === undefined || !(await isOfConvention(tx, named, read.from))) return;
  const notice = await lockJourney(tx, named.id);
  if (notice === undefined || notice.ended_at !== null) return;
  const body: NoticeFact = { kind: 'notice-answered', who: read.fromName ?? read.from, reference: told[0]?.reference ?? null };
  await recordOnJourney(tx, notice.id, [{ body, at: arrived.receivedAt, actor: `partner:${read.from}` }], now);
}
