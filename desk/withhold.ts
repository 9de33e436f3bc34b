import { appendFacts, factsOf } from '../db/fact';
import { ANSWERED, markLetter, type LetterRow } from '../db/letter';
import { lockTicket } from '../db/ticket';
import type { Tx } from '../db/connect';
import type { Instant } from '../domain/ids';
import { stateOf, type TicketState } from '../domain/ticket-state';
import type { Tools } from './tools';

/**
 * An escalation by delay that the relay put off is posted only while its side still owes: after the answer it would blame somebody for
 * nothing (rules: Ladder 1). « Urgent » is told whatever came since. @returns true when the letter is withheld.
 */
export async function withheldIfAnswered(tools: Pick<Tools, 'sql'>, letter: LetterRow, at: Instant): Promise<boolean> {
  const { reference, rung } = letter;
  if (reference === null || rung === null || rung.because !== 'delay') return false;
  return await tools.sql.begin(async (tx) => {
    const ticket = await lockTicket(tx, reference);
    if (ticket === undefined) throw new Error(`letter ${letter.id} has no ticket`);
    if (isPending(stateOf(await factsOf(tx, reference)), rung)) return false;
    return await withhold(tx, letter, ticket, rung, at);
  });
}

function isPending({ debt, ladders }: TicketState, { side, rung }: NonNullable<LetterRow['rung']>): boolean {
  return debt?.side === side && ladders[side].climbed.some((climbed) => climbed.rung === rung && climbed.outcome === 'decided');
}

async function withhold(tx: Tx, letter: LetterRow, ticket: Parameters<typeof appendFacts>[1], { side, rung }: NonNullable<LetterRow['rung']>, at: Instant): Promise<boolean> {
  if (!(await markLetter(tx, letter.id, 'withheld', at, ANSWERED))) return true;
  await Promise.all(appendFacts(tx, ticket, [{ body: { kind: 'rung-withheld', side, rung }, at, actor: null }], at).queries);
  return true;
}
