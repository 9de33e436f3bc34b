import type { Tx } from '../../db/connect';
import { lockJourney, type JourneyRow } from '../../db/journey';
import { recordOnJourney } from '../../db/journey-fact';
import { insertArrived, insertRaw } from '../../db/mail';
import { keepReviewFile } from '../../db/review';
import type { ReviewFact } from '../../domain/journeys/review-facts';
import type { Contract } from '../../domain/contract-types';
import type { Instant } from '../../domain/ids';
import type { MailAttachment } from '../../mail/read/types';
import { arrivedRow, type MailAtDesk } from './mail-rows';
import { isOfConvention, namedJourney } from './named-journey';

const LONGEST_NOTE = 5_000;

/**
 * A mail with files that answers a letter of a review under way, or names it in its subject, from somebody of that convention: its files
 * are kept as proof on the review and no ticket comes of it. Anything else (no file, nobody known, a machine, a sender who could not be
 * authenticated, a review that is over) goes its ordinary way. @returns whether it was kept here
 */
export async function reviewFromMail(tx: Tx, contract: Contract, mail: MailAtDesk, now: Instant): Promise<boolean> {
  const { read, arrived, unauthenticated } = mail;
  const files = read.attachments.filter(({ inline }) => !inline);
  if (files.length === 0 || read.from === null || read.automatic !== null || unauthenticated === true || mail.channel !== undefined) return false;
  const named = await namedJourney(tx, 'reverse-review', contract.caf, read);
  if (named === undefined || !(await isOfConvention(tx, named, read.from))) return false;
  const review = await lockJourney(tx, named.id);
  if (review === undefined || review.ended_at !== null) return false;
  await Promise.all([insertRaw(tx, Buffer.from(mail.identity.rawSha256, 'hex'), arrived.raw), insertArrived(tx, { ...arrivedRow(mail, 'journey', 'review', null), journey: review.id })]);
  await keepAsProof(tx, review, mail, files, now);
  return true;
}

async function keepAsProof(tx: Tx, review: JourneyRow, { read, arrived }: MailAtDesk, files: readonly MailAttachment[], now: Instant): Promise<void> {
  const by = `partner:${read.from ?? ''}`;
  for (const { name, type, size, sha256, content } of files) await keepReviewFile(tx, review.id, { name, type, size, sha256 }, content, arrived.receivedAt, by);
  const received = { how: 'mail', note: read.text.slice(0, LONGEST_NOTE), sender: read.fromName ?? read.from } as const;
  const body: ReviewFact = review.phase === 'to-check' ? { kind: 'result-completed', ...received } : { kind: 'result-received', ...received, result: null };
  await recordOnJourney(tx, review.id, [{ body, at: arrived.receivedAt, actor: by }], now);
}
