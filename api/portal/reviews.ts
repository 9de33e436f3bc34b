import { factsOfJourney } from '../../db/journey-fact';
import { findConvention } from '../../db/partner';
import { openReviews } from '../../db/review';
import { foldReview, type Review, type ReviewFact } from '../../domain/journeys/review-facts';
import type { JourneyFact } from '../../domain/journeys/types';
import type { OwnReviewLine } from '../../web/pages/portal/reviews';
import { rights } from '../rights';
import type { Visit } from '../visit';

/** The reverse reviews under way that this person may answer. */
export async function ownReviews({ tools: { sql }, session }: Visit): Promise<OwnReviewLine[]> {
  const rows = await openReviews(sql, rights.conventionsWhere(session.grants, 'answer-review'));
  return await Promise.all(rows.map(async ({ id, convention_id }) => {
    const [facts, convention] = await Promise.all([factsOfJourney(sql, id), findConvention(sql, convention_id ?? '')]);
    const state = foldReview(facts as JourneyFact<ReviewFact>[]);
    return { id, convention: convention?.number ?? '', due: state.due, state: stateOf(state) };
  }));
}

function stateOf({ phase, lateSince }: Review): OwnReviewLine['state'] {
  if (phase === 'to-check') return 'sent';
  if (phase === 'returned') return lateSince === null ? 'returned' : 'returned-late';
  return lateSince === null ? 'to-do' : 'late';
}
