import type { Db } from '../../db/connect';
import { journeysOfConvention } from '../../db/journey';
import { factsOfJourney } from '../../db/journey-fact';
import type { ConventionRow } from '../../db/partner';
import { frenchDate } from '../../domain/french/dates';
import { SUBCONTRACTOR_PHASES } from '../../domain/french/subcontractor';
import { subcontractor, type SubcontractorFact } from '../../domain/journeys/subcontractor';
import { termination, type Termination, type TerminationFact } from '../../domain/journeys/termination';
import type { JourneyFact } from '../../domain/journeys/types';
import type { LifeView } from '../../web/view/register';
import type { Visit } from '../visit';

/** What else happens to a convention, as its page of the register names it. */
export async function lifeOf(visit: Visit, { id, caf }: ConventionRow): Promise<LifeView> {
  const { sql } = visit.tools;
  const journeys = await journeysOfConvention(sql, id);
  const terminations = await Promise.all(journeys.filter(({ kind }) => kind === 'termination').map(async (row) => {
    const state = termination.fold((await factsOfJourney(sql, row.id)) as JourneyFact<TerminationFact>[]);
    return { id: row.id, open: state.phase === 'notice', words: terminationWords(state) };
  }));
  const may = (action: 'work-on-termination' | 'work-on-subcontractor') => visit.cafsFor(action).includes(caf);
  return { terminations, mayTerminate: may('work-on-termination'), subcontractors: await subcontractorsOf(sql, id), mayEnterSubcontractor: may('work-on-subcontractor') };
}

function terminationWords({ phase, effectiveOn }: Termination): string {
  if (phase === 'withdrawn' || phase === 'overtaken') return `Résiliation au ${frenchDate(effectiveOn)}, ${phase === 'withdrawn' ? 'retirée' : 'sans objet'}`;
  return `Résiliation au ${frenchDate(effectiveOn)}`;
}

/** The subcontractors that a convention announced, latest first, in words. */
export async function subcontractorsOf(sql: Db, conventionId: string): Promise<LifeView['subcontractors']> {
  const rows = (await journeysOfConvention(sql, conventionId)).filter(({ kind }) => kind === 'subcontractor');
  return await Promise.all(rows.map(async (row) => {
    const { phase, startsOn } = subcontractor.fold((await factsOfJourney(sql, row.id)) as JourneyFact<SubcontractorFact>[]);
    const where = SUBCONTRACTOR_PHASES[phase];
    return { id: row.id, words: `Sous-traitant annoncé pour le ${frenchDate(startsOn)} : ${where.charAt(0).toLowerCase()}${where.slice(1)}` };
  }));
}
