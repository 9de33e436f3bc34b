import type { Tx } from '../db/connect';
import { contractAt } from '../db/contract';
import { localDateOf } from '../domain/calendar';
import type { ContractDocument } from '../domain/contract-terms-types';
import type { CafCode, Instant, LocalDate } from '../domain/ids';
import type { NoticeWay, SubcontractorFact } from '../domain/journeys/subcontractor';
import { missingOf, type SubcontractorItems } from '../domain/journeys/subcontractor-items';
import { isTerminated } from './in-force';
import { beginJourney, type Begun } from './journey';
import type { WriteTools } from './tools';

/** What a partner announces, as it came. */
export interface AnnouncedSubcontractor {
  readonly caf: CafCode;
  readonly conventionId: string;
  readonly way: NoticeWay;
  readonly items: SubcontractorItems;
  readonly startsOn: LocalDate;
  /** The day on which the Caf received it; null = today. */
  readonly receivedOn: LocalDate | null;
  readonly actor: string;
  readonly key: string;
}

/** Begins the notice of a subcontractor, once, whole or not; refused in French when its day of receipt cannot be or the convention has ended. */
export async function announceSubcontractor(tx: Tx, tools: WriteTools, { caf, conventionId, way, items, startsOn, receivedOn, actor, key }: AnnouncedSubcontractor, now: Instant): Promise<Begun | { readonly refused: string; readonly of: 'receivedOn' | null }> {
  const contract = (await contractAt(tx, caf, now)) as ContractDocument;
  const today = localDateOf(contract.calendar, now);
  if (await isTerminated(tx, { id: conventionId, caf }, now)) return { refused: 'Cette convention est résiliée.', of: null };
  const announcedOn = receivedOn ?? today;
  if (announcedOn > today) return { refused: 'La date de réception ne peut pas être à venir.', of: 'receivedOn' };
  const first: SubcontractorFact = { kind: 'subcontractor-announced', way, items, startsOn, announcedOn, missing: missingOf(contract, { items, startsOn, announcedOn }) };
  return await beginJourney(tx, tools, { kind: 'subcontractor', caf, conventionId, first, actor, key }, now);
}
