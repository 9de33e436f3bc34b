import { lockConvention } from '../db/contact';
import type { Tx } from '../db/connect';
import { contractAt } from '../db/contract';
import { openJourneysOf } from '../db/convention-end';
import { localDateOf, startOfDay } from '../domain/calendar';
import type { ContractDocument } from '../domain/contract-terms-types';
import type { Side } from '../domain/contract-types';
import type { CafCode, Instant, LocalDate } from '../domain/ids';
import type { TerminationFact } from '../domain/journeys/termination';
import { earliestEffect, effectRefused } from '../domain/journeys/termination-dates';
import { isTerminated } from './in-force';
import { beginJourney, type Begun } from './journey';
import type { WriteTools } from './tools';

/** A registered letter of termination, as it is entered. */
export interface TerminationLetter {
  readonly caf: CafCode;
  readonly conventionId: string;
  readonly by: Side;
  readonly receivedOn: LocalDate;
  /** Null = the first day possible. */
  readonly effectiveOn: LocalDate | null;
  readonly tracking: string;
  readonly reason: string;
  readonly actor: string;
  readonly key: string;
}
export interface TerminationRefused {
  readonly refused: string;
  readonly of: 'receivedOn' | 'effectiveOn' | null;
}

/** Begins the termination of a convention, once; refused in French when its dates cannot be, or another is under way. */
export async function notifyTermination(tx: Tx, tools: WriteTools, letter: TerminationLetter, now: Instant): Promise<Begun | TerminationRefused> {
  const { caf, conventionId, by, receivedOn, tracking, reason, actor, key } = letter;
  await lockConvention(tx, conventionId);
  const contract = (await contractAt(tx, caf, now)) as ContractDocument;
  const today = localDateOf(contract.calendar, now);
  if (await isTerminated(tx, { id: conventionId, caf }, now)) return { refused: 'Cette convention est déjà résiliée.', of: null };
  if ((await openJourneysOf(tx, conventionId)).some(({ kind }) => kind === 'termination')) return { refused: 'Une résiliation est déjà en cours : déplacez sa date, ou retirez-la.', of: null };
  const effectiveOn = letter.effectiveOn ?? earliestEffect(contract, receivedOn) ?? receivedOn;
  const refused = effectRefused(contract, { receivedOn, effectiveOn }, today);
  if (refused !== null) return { refused: refused.reason, of: refused.of };
  const first: TerminationFact = { kind: 'termination-notified', by, receivedOn, effectiveOn, tracking, reason, enteredAt: now };
  return await beginJourney(tx, tools, { kind: 'termination', caf, conventionId, first, at: earlier(startOfDay(contract.calendar, receivedOn), now), actor, key }, now);
}

function earlier(a: Instant, b: Instant): Instant {
  return a < b ? a : b;
}
