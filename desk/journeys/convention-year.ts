import type { Tx } from '../../db/connect';
import type { LoadedJourney } from '../../db/journey-case';
import type { JourneyFactToRecord } from '../../db/journey-fact';
import { clauseOf } from '../../domain/journeys/around';
import { nextRenewal, type Year, type YearFact } from '../../domain/journeys/convention-year';
import { meetsOnAssessment } from '../../domain/journeys/convention-year-told';
import type { JourneyLetter } from '../../domain/journeys/types';
import { YEAR_LETTERS } from '../../mail/letters/journeys/convention-year';
import { lifePath, ownLifePath } from '../../web/paths-meeting';
import { prepareAssessment } from '../assessment';
import { noted } from '../register';
import type { JourneyDesk, JourneyWords, JourneyWriting } from './words';

/** What a convention's year writes: that it is renewed, to who asked to be told, and the yearly assessment. */
export const conventionYearDesk: JourneyDesk = {
  words,
  ladder: () => ({ title: 'convention', expected: 'Rien.' }),
  path: () => null,
  carried,
};

type Prepared = Extract<YearFact, { kind: 'assessment-prepared' }>;

async function words(letter: JourneyLetter, { tx, loaded, state, around, context, publicUrl }: JourneyWriting): Promise<JourneyWords> {
  const write = YEAR_LETTERS[letter.letter];
  const conventionId = loaded.row.convention_id;
  if (write === undefined || conventionId === null) throw new Error(`a convention's year writes no letter ${letter.letter}`);
  const year = state as Year;
  const told = letter.data as { on: Prepared['on']; period?: Pick<Prepared, 'from' | 'to'>; side: 'desk' | 'partner' };
  const period = told.period ?? null;
  const url = `${publicUrl}${told.side === 'partner' ? ownLifePath(conventionId) : lifePath(conventionId)}`;
  const article = clauseOf(around.contract, period === null ? 'duration' : 'yearly-assessment')?.article ?? null;
  const written = write({ context: { ...context, url }, on: told.on, next: nextRenewal(year, around), period, meeting: meetsOnAssessment(around), article });
  if (period === null) return written;
  const content = await prepareAssessment(tx, { convention: { id: conventionId, caf: loaded.row.caf, number: context.convention ?? '', partner: context.partner ?? '' }, contract: around.contract, on: told.on, ...period }, context.now);
  return { ...written, attachments: [{ filename: `bilan-${context.convention ?? context.id}-${told.on}.pdf`, contentType: 'application/pdf', content }] };
}

/** What comes back each year stands in the convention's journal. */
async function carried(facts: readonly JourneyFactToRecord[], { row }: LoadedJourney, tx: Tx): Promise<void> {
  if (row.convention_id === null) return;
  for (const { body, at } of facts) {
    const fact = body as YearFact;
    const decided = { at, actor: null, actorName: 'Guichet', journey: row.id };
    if (fact.kind === 'renewed') await noted(tx, row.convention_id, 'renewed', fact.on, decided);
    if (fact.kind === 'assessment-prepared') await noted(tx, row.convention_id, 'assessment-prepared', fact.on, decided);
  }
}
