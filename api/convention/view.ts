import { lettersOfJourney } from '../../db/letter';
import type { LoadedJourney } from '../../db/journey-case';
import { journalOfJourney } from '../../db/journey-fact';
import { papersOfJourney } from '../../db/paper';
import { findJourney, type JourneyRow } from '../../db/journey';
import { readJourney } from '../../db/journey-case';
import { localDateOf } from '../../domain/calendar';
import { journeyWhyWords } from '../../domain/french/journeys';
import { forecastJourney } from '../../domain/journeys/forecast';
import { kindOf } from '../../domain/journeys/kinds';
import type { JourneyFactBody, JourneyName, JourneyStep } from '../../domain/journeys/types';
import type { ConventionJourneyView } from '../../web/view/convention-journey';
import type { SentForm } from '../../web/view/register';
import { NotFound } from '../errors';
import { letterStatus } from '../view/letter-status';
import { shellOf } from '../view/shell';
import type { Visit } from '../visit';

export interface OneJourney {
  readonly row: JourneyRow;
  readonly loaded: LoadedJourney;
  readonly conventionId: string;
}

/** A journey of this kind that this person may know of. @throws NotFound when there is none, or `may` says no */
export async function journeyOf(visit: Visit, kind: JourneyName, id: string, may: (row: JourneyRow) => boolean = ({ caf }) => visit.cafs.includes(caf)): Promise<OneJourney> {
  const row = await findJourney(visit.tools.sql, id);
  if (row === undefined || row.kind !== kind || row.convention_id === null || !may(row)) throw new NotFound('no such journey');
  const loaded = await readJourney(visit.tools.sql, id, visit.now);
  if (loaded === undefined) throw new NotFound('no such journey');
  return { row, loaded, conventionId: row.convention_id };
}

/** How a kind's facts and steps are said. */
export interface Said {
  fact(body: JourneyFactBody): string;
  step(step: JourneyStep): string;
  theirs(body: JourneyFactBody): boolean;
}

/** What the Caf's page of any procedure of a convention shows. */
export async function journeyView(visit: Visit, { row, loaded, conventionId }: OneJourney, said: Said, sent: SentForm | null): Promise<ConventionJourneyView> {
  const { sql } = visit.tools;
  const { surroundings, facts } = loaded;
  const zone = surroundings.contract.calendar.timeZone;
  const [journal, letters, papers, shell] = await Promise.all([journalOfJourney(sql, row.id), lettersOfJourney(sql, row.id), papersOfJourney(sql, row.id, conventionId), shellOf(visit, 'habilitations')]);
  const steps = row.ended_at === null ? forecastJourney(kindOf(row.kind), facts, surroundings) : [];
  return {
    shell: { ...shell, timeZone: zone }, tokens: visit.tokens(), id: row.id, partner: surroundings.convention?.partnerName ?? '', convention: surroundings.convention?.number ?? '', conventionId,
    journal: journal.map(({ at, kind, body, actor, name }) => ({ at, words: said.fact({ ...body, kind }), who: name ?? (actor?.startsWith('partner:') === true ? actor.slice(8) : null), theirs: said.theirs({ ...body, kind }) })),
    steps: steps.map(({ step }) => ({ at: step.at, words: said.step(step), why: journeyWhyWords(step, zone) })),
    letters: letters.map(({ id, subject, to_address, queued_at, state }) => ({ id, subject, to: to_address, at: queued_at, status: letterStatus(state) })),
    papers, today: localDateOf(surroundings.contract.calendar, visit.now), sent,
  };
}
