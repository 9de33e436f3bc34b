import { appendFacts } from '../db/fact';
import type { Tx } from '../db/connect';
import { lockOpenTickets, openJourneysOf, withholdLettersOf } from '../db/convention-end';
import { recordOnJourney } from '../db/journey-fact';
import type { Instant, LocalDate } from '../domain/ids';
import { kindOf } from '../domain/journeys/kinds';
import { terminateConvention, type Decided } from './register';

/**
 * A convention ends on a day (convention, articles 17.2 and termination): its habilitations are withdrawn, its open requests are closed, each
 * by a letter, what else was under way of it stops, and letters that the relay put off are kept back. Security incidents stay open: their
 * officer closes them. Whoever is concerned is told by their own workflows.
 */
export async function endConvention(tx: Tx, conventionId: string, on: LocalDate, decided: Decided & { readonly journey: string }): Promise<void> {
  const { journey, at } = decided;
  await terminateConvention(tx, conventionId, on, decided);
  for (const { id, kind } of await openJourneysOf(tx, conventionId)) {
    const body = id === journey ? null : (kindOf(kind).endsWithConvention?.(ENDED) ?? null);
    if (body !== null) await recordOnJourney(tx, id, [{ body, at, actor: null }], at);
  }
  await closeTickets(tx, conventionId, journey, at);
  await withholdLettersOf(tx, conventionId, journey, at);
}

const ENDED = 'La convention est résiliée.';

async function closeTickets(tx: Tx, conventionId: string, journey: string, at: Instant): Promise<void> {
  for (const row of await lockOpenTickets(tx, conventionId)) await Promise.all(appendFacts(tx, row, [{ body: { kind: 'convention-ended', journey }, at, actor: null }], at).queries);
}
