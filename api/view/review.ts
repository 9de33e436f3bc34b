import { lettersOfJourney } from '../../db/letter';
import { findJourney, type JourneyRow } from '../../db/journey';
import { readJourney, type LoadedJourney } from '../../db/journey-case';
import { journalOfJourney } from '../../db/journey-fact';
import { reviewFile, reviewFiles } from '../../db/review';
import type { Sql } from '../../db/connect';
import { nextReviewOf } from '../../desk/review';
import { reviewList, type ReviewList } from '../../desk/review-list';
import { forecastJourney } from '../../domain/journeys/forecast';
import { acceptRefused } from '../../domain/journeys/review-acts';
import { foldReview, type Review, type ReviewFact } from '../../domain/journeys/review-facts';
import { articleOf, reverseReview } from '../../domain/journeys/reverse-review';
import type { JourneyFact, JourneyKind } from '../../domain/journeys/types';
import { readReviewList, type ReadReviewLine } from '../../mail/forms/read-review';
import type { ReviewFileView, ReviewView } from '../../web/view/review';
import { NotFound } from '../errors';
import { fieldsOfResult, proposedBy } from '../review/form';
import type { Visit } from '../visit';
import { letterStatus } from './letter-status';
import type { SentAct } from './change';
import { shellOf } from './shell';

const KIND: JourneyKind = reverseReview as never;

export interface LoadedReview {
  readonly row: JourneyRow;
  readonly loaded: LoadedJourney;
  readonly state: Review;
  readonly conventionId: string;
}

/** A review by its number, whoever asks. @throws NotFound when there is none, or `may` says no */
export async function loadReview(visit: Visit, id: string, may: (row: JourneyRow) => boolean): Promise<LoadedReview> {
  const row = await findJourney(visit.tools.sql, id);
  if (row === undefined || row.kind !== 'reverse-review' || row.convention_id === null || !may(row)) throw new NotFound('no such review');
  const loaded = await readJourney(visit.tools.sql, id, visit.now);
  if (loaded === undefined) throw new NotFound('no such review');
  return { row, loaded, state: foldReview(loaded.facts as JourneyFact<ReviewFact>[]), conventionId: row.convention_id };
}

/** A review of the Cafs of who asks. @throws NotFound */
export async function reviewOfCaf(visit: Visit, id = visit.param('revue')): Promise<LoadedReview> {
  return await loadReview(visit, id, ({ caf }) => visit.cafs.includes(caf));
}

/** What the Caf's page of a review shows. @throws NotFound */
export async function reviewView(visit: Visit, sent: SentAct | null): Promise<ReviewView> {
  const { row, loaded, state, conventionId } = await reviewOfCaf(visit);
  const { sql } = visit.tools;
  const { surroundings, facts } = loaded;
  const [journal, letters, list, next, shell, read] = await Promise.all([
    journalOfJourney(sql, row.id), lettersOfJourney(sql, row.id), reviewList(sql, conventionId, visit.now), nextReviewOf(sql, conventionId, visit.now), shellOf(visit, 'revues'), filesRead(sql, row.id),
  ]);
  const steps = row.ended_at === null ? forecastJourney(KIND, facts, surroundings).map(({ step }) => step) : [];
  return {
    shell: { ...shell, timeZone: surroundings.contract.calendar.timeZone }, tokens: visit.tokens(), id: row.id, state, partner: surroundings.convention?.partnerName ?? '', convention: surroundings.convention?.number ?? '', conventionId,
    article: articleOf(surroundings), steps, list, next, sent,
    journal: journal.map(({ at, kind, body, actor, name }) => ({ at, fact: { ...body, kind } as ReviewFact, who: name ?? (actor?.startsWith('partner:') === true ? actor.slice(8) : null) })),
    letters: letters.map(({ id, subject, to_address, queued_at, state: letter }) => ({ id, subject, to: to_address, at: queued_at, status: letterStatus(letter) })),
    files: read.map(({ file }) => file), ...proposals(state, list, read.flatMap(({ lines }) => lines)),
    block: acceptRefused(state, surroundings), mayWork: visit.may('work-on-review'), mayReadRegister: visit.may('manage-habilitations'),
  };
}

/** What was confirmed, else what the files say. */
function proposals({ result }: Review, list: ReviewList, lines: readonly ReadReviewLine[]): Pick<ReviewView, 'proposed' | 'unknown'> {
  if (result !== null) return { proposed: fieldsOfResult(result), unknown: [] };
  const { fields, unknown } = proposedBy(list, lines);
  return { proposed: fields, unknown };
}

/** Names of files that may be a list; the others are not even fetched. */
const LIST = /\.(?:csv|txt|ods)$/i;

/** The files of a review, each with the lines that can be read of it. */
async function filesRead(sql: Sql, review: string): Promise<{ readonly file: ReviewFileView; readonly lines: readonly ReadReviewLine[] }[]> {
  return await Promise.all((await reviewFiles(sql, review)).map(async ({ id, name, size, at }) => {
    const kept = LIST.test(name) ? await reviewFile(sql, review, id) : undefined;
    const lines = kept === undefined ? null : readReviewList(name, kept.bytes);
    return { file: { id, name, size, at, lines: lines?.length ?? null }, lines: lines ?? [] };
  }));
}
