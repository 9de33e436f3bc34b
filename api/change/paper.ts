import type { LoadedJourney } from '../../db/journey-case';
import { formTerms } from '../../domain/journeys/change-form';
import { foldChange, type ChangeFact } from '../../domain/journeys/change-state';
import { changePaper } from '../../paper/change-form';
import { writePdf } from '../../paper/pdf';
import type { Visit } from '../visit';

/** Answers with annex 3 as it stands, as a PDF: signed, or with room to sign. */
export async function showForm({ res }: Pick<Visit, 'res'>, { row, facts, surroundings }: LoadedJourney): Promise<void> {
  const { contract } = surroundings;
  const state = foldChange(facts as ChangeFact[]);
  const bytes = await writePdf(changePaper({ id: row.id, caf: contract.name, terms: formTerms(contract.administratorChange), state, timeZone: contract.calendar.timeZone, began: row.began_at, toSign: state.phase === 'signing' }));
  res.set({ 'Content-Type': 'application/pdf', 'Content-Disposition': `inline; filename="${row.id}.pdf"`, 'Cache-Control': 'no-store' }).send(bytes);
}
