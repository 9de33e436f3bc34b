import { appendFacts, factsOf } from '../db/fact';
import { lockJourney } from '../db/journey';
import { factsOfJourney, recordOnJourney } from '../db/journey-fact';
import { ANSWERED, markLetter, type LetterRow } from '../db/letter';
import { lockTicket } from '../db/ticket';
import type { Tx } from '../db/connect';
import type { Instant } from '../domain/ids';
import type { FactBody } from '../domain/ticket-facts';
import { kindOf } from '../domain/journeys/kinds';
import { stateOf, type TicketState } from '../domain/ticket-state';
import type { Tools } from './tools';

type Rung = NonNullable<LetterRow['rung']>;

/**
 * An escalation by delay that the relay put off is posted only while its side still owes: after the answer it would blame somebody for
 * nothing (rules: Ladder 1). « Urgent » is told whatever came since. @returns true when the letter is withheld.
 */
export async function withheldIfAnswered(tools: Pick<Tools, 'sql'>, letter: LetterRow, at: Instant): Promise<boolean> {
  const { reference, journey, rung } = letter;
  if (rung === null || rung.because !== 'delay') return false;
  if (journey !== null) return await tools.sql.begin(async (tx) => await withheldOnJourney(tx, letter, journey, rung, at));
  if (reference === null) return false;
  return await tools.sql.begin(async (tx) => {
    const ticket = await lockTicket(tx, reference);
    if (ticket === undefined) throw new Error(`letter ${letter.id} has no ticket`);
    if (isPending(stateOf(await factsOf(tx, reference)), rung)) return false;
    return await withhold(tx, letter, ticket, rung, at);
  });
}

async function withheldOnJourney(tx: Tx, letter: LetterRow, id: string, { side, rung }: Rung, at: Instant): Promise<boolean> {
  const row = await lockJourney(tx, id);
  if (row === undefined) throw new Error(`letter ${letter.id} has no journey`);
  if (isPending(kindOf(row.kind).fold(await factsOfJourney(tx, id)), { side, rung })) return false;
  const withheld: FactBody = { kind: 'rung-withheld', side, rung };
  if (await markLetter(tx, letter.id, 'withheld', at, ANSWERED)) await recordOnJourney(tx, id, [{ body: withheld, at, actor: null }], at);
  return true;
}

function isPending({ debt, ladders }: Pick<TicketState, 'debt' | 'ladders'>, { side, rung }: Pick<Rung, 'side' | 'rung'>): boolean {
  return debt?.side === side && ladders[side].climbed.some((climbed) => climbed.rung === rung && climbed.outcome === 'decided');
}

async function withhold(tx: Tx, letter: LetterRow, ticket: Parameters<typeof appendFacts>[1], { side, rung }: Rung, at: Instant): Promise<boolean> {
  if (!(await markLetter(tx, letter.id, 'withheld', at, ANSWERED))) return true;
  await Promise.all(appendFacts(tx, ticket, [{ body: { kind: 'rung-withheld', side, rung }, at, actor: null }], at).queries);
  return true;
}
