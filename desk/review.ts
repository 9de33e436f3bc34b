import type { Db } from '../db/connect';
import { journeyByKey } from '../db/journey';
import { readJourney, type LoadedJourney } from '../db/journey-case';
import type { Instant, LocalDate } from '../domain/ids';
import { aroundOf } from '../domain/journeys/around';
import { conventionYear, nextReview, type Year, type YearFact } from '../domain/journeys/convention-year';
import { articleOf } from '../domain/journeys/reverse-review';
import type { Review } from '../domain/journeys/review-facts';
import type { JourneyFact } from '../domain/journeys/types';
import { reviewCertificate } from '../paper/review-certificate';
import { writePdf } from '../paper/pdf';
import { yearKey } from './convention-year';

/** The date of a convention's next review that is not begun; null when none is to come, or nobody follows it. */
export async function nextReviewOf(db: Db, conventionId: string, now: Instant): Promise<LocalDate | null> {
  const row = await journeyByKey(db, yearKey(conventionId));
  const loaded = row === undefined ? undefined : await readJourney(db, row.id, now);
  if (loaded === undefined) return null;
  const year: Year = conventionYear.fold(loaded.facts as JourneyFact<YearFact>[]);
  return year.endedAt === null ? nextReview(year, aroundOf(loaded.surroundings, new Map())) : null;
}

/** The certificate of a review that was accepted, as a PDF. @param acceptedAt when it was */
export async function certificateOf({ row, surroundings }: Pick<LoadedJourney, 'row' | 'surroundings'>, state: Review, acceptedAt: Instant, next: LocalDate | null): Promise<Buffer> {
  const { contract, convention } = surroundings;
  return await writePdf(reviewCertificate({
    id: row.id, caf: contract.name, partner: convention?.partnerName ?? '', convention: convention?.number ?? '', article: articleOf(surroundings), timeZone: contract.calendar.timeZone, state, acceptedAt, next,
  }));
}
