import { frenchDate } from '../../domain/french/dates';
import { articleOf } from '../../domain/journeys/reverse-review';
import type { Review } from '../../domain/journeys/review-facts';
import type { JourneyLetter } from '../../domain/journeys/types';
import type { LetterAttachment } from '../../mail/compose';
import { REVIEW_LETTERS } from '../../mail/letters/journeys/reverse-review';
import { ownReviewPath, reviewPath } from '../../web/paths-review';
import { certificateOf, nextReviewOf } from '../review';
import { reviewList } from '../review-list';
import { reviewCsv, reviewOds } from '../review-sheet';
import { followReview } from './review-register';
import type { JourneyDesk, JourneyWords, JourneyWriting } from './words';

/** What a reverse review writes; the list to review and the certificate go with its letters. */
export const reverseReviewDesk: JourneyDesk = {
  words,
  carried: followReview,
  ladder: ({ state }) => ({ title: `revue inverse du ${frenchDate((state as Review).due)}`, expected: state.debt?.side === 'desk' ? 'Vérifier le résultat de la revue.' : 'Adresser à la Caf le résultat de la revue de toutes vos habilitations.' }),
  path: (id, reader) => (reader === 'caf' ? reviewPath(id) : ownReviewPath(id)),
};

/** The list goes with what asks for the review, first or again. */
const WITH_LIST: ReadonlySet<string> = new Set(['review-coming', 'review-today', 'review-late', 'review-returned']);

async function words(letter: JourneyLetter, writing: JourneyWriting): Promise<JourneyWords> {
  const { tx, loaded, context, around, state } = writing;
  const write = REVIEW_LETTERS[letter.letter];
  if (write === undefined) throw new Error(`a reverse review writes no letter ${letter.letter}`);
  const conventionId = loaded.row.convention_id;
  const next = letter.letter === 'review-accepted' && conventionId !== null ? await nextReviewOf(tx, conventionId, context.now) : null;
  const days = letter.step?.key === undefined ? null : Number(letter.step.key);
  const written = write({ context, state: state as Review, article: articleOf(around), days, next });
  if (letter.letter === 'review-accepted') return { ...written, attachments: [{ filename: `attestation-${context.id}.pdf`, contentType: 'application/pdf', content: await certificateOf(loaded, state as Review, context.now, next) }] };
  return WITH_LIST.has(letter.letter) && conventionId !== null ? { ...written, attachments: await listOf(writing, conventionId) } : written;
}

async function listOf({ tx, context, around }: JourneyWriting, conventionId: string): Promise<LetterAttachment[]> {
  const sheet = { id: context.id, list: await reviewList(tx, conventionId, context.now), calendar: around.calendar, madeAt: context.now };
  return [
    { filename: `revue-${context.id}.csv`, contentType: 'text/csv; charset=utf-8', content: Buffer.from(reviewCsv(sheet)) },
    { filename: `revue-${context.id}.ods`, contentType: 'application/vnd.oasis.opendocument.spreadsheet', content: reviewOds(sheet) },
  ];
}
