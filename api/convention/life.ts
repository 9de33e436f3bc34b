import { journeysOfConvention } from '../../db/journey';
import { factsOfJourney } from '../../db/journey-fact';
import type { ConventionRow } from '../../db/partner';
import { frenchDate } from '../../domain/french/dates';
import { termination, type Termination, type TerminationFact } from '../../domain/journeys/termination';
import type { JourneyFact } from '../../domain/journeys/types';
import type { LifeView } from '../../web/view/register';
import type { Visit } from '../visit';

/** What else happens to a convention, as its page of the register names it. */
export async function lifeOf(visit: Visit, { id, caf }: ConventionRow): Promise<LifeView> {
  const { sql } = visit.tools;
  const rows = (await journeysOfConvention(sql, id)).filter(({ kind }) => kind === 'termination');
  const terminations = await Promise.all(rows.map(async (row) => {
    const state = termination.fold((await factsOfJourney(sql, row.id)) as JourneyFact<TerminationFact>[]);
    return { id: row.id, open: state.phase === 'notice', words: terminationWords(state) };
  }));
  return { terminations, mayTerminate: visit.cafsFor('work-on-termination').includes(caf) };
}

function terminationWords({ phase, effectiveOn }: Termination): string {
  if (phase === 'withdrawn' || phase === 'overtaken') return `Résiliation au ${frenchDate(effectiveOn)}, ${phase === 'withdrawn' ? 'retirée' : 'sans objet'}`;
  return `Résiliation au ${frenchDate(effectiveOn)}`;
}
