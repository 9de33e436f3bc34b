import type { Tx } from '../db/connect';
import { contractAt } from '../db/contract';
import { insertJourney, journeyByKey, takeJourneyId } from '../db/journey';
import { appendJourneyFacts, factsOfJourney, recordOnJourney } from '../db/journey-fact';
import { findConvention } from '../db/partner';
import { conventionFile } from '../db/register';
import { openReviews } from '../db/review';
import { openMeetings } from '../db/meeting';
import { localDateOf } from '../domain/calendar';
import type { Instant, LocalDate } from '../domain/ids';
import { conventionYear, type YearFact } from '../domain/journeys/convention-year';
import type { JourneyFact } from '../domain/journeys/types';

/** What makes a convention's year one, however often it is begun. */
export function yearKey(conventionId: string): string {
  return `year/${conventionId}`;
}

/**
 * Has a convention's dates followed, in the transaction that enters them: its year begins once it has a date of signature, learns of a
 * corrected one, and of the date of its end, as its reviews under way do. Its workflow, told by the chores, does what is due.
 */
export async function followConvention(tx: Tx, conventionId: string, now: Instant): Promise<void> {
  const [convention, file] = [await findConvention(tx, conventionId), await conventionFile(tx, conventionId)];
  if (convention === undefined || file === null || file.signed_on === null) return;
  const known = await journeyByKey(tx, yearKey(conventionId));
  const over = file.terminated_on;
  if (known === undefined) {
    if (over === null) await begin(tx, convention, file.signed_on, now);
    return;
  }
  if (known.ended_at !== null) return;
  const { signedOn, endsOn } = conventionYear.fold((await factsOfJourney(tx, known.id)) as JourneyFact<YearFact>[]);
  if (file.signed_on !== signedOn) await recordOnJourney(tx, known.id, [{ body: { kind: 'signature-corrected', signedOn: file.signed_on } as never, at: now, actor: null }], now);
  if (over !== endsOn) await endsOnDay(tx, [known.id, ...[...(await openReviews(tx, [conventionId])), ...(await openMeetings(tx, conventionId))].map(({ id }) => id)], over, now);
}

async function begin(tx: Tx, { id, caf }: { readonly id: string; readonly caf: Parameters<typeof takeJourneyId>[1] }, signedOn: LocalDate, now: Instant): Promise<void> {
  const contract = await contractAt(tx, caf, now);
  const number = await takeJourneyId(tx, caf, 'convention-year', Number(localDateOf(contract.calendar, now).slice(0, 4)));
  const fresh = await insertJourney(tx, { id: number, kind: 'convention-year', caf, convention_id: id, reference: null, begin_key: yearKey(id), contract_version: contract.version, restricted: false, people: [], began_at: now });
  if (!fresh) return;
  const first: YearFact = { kind: 'followed', signedOn, reviewFrom: null };
  await appendJourneyFacts(tx, { id: number, last_n: 0, chain: Buffer.alloc(0) }, [{ body: first, at: now, actor: null }], now);
}

async function endsOnDay(tx: Tx, journeys: readonly string[], on: LocalDate | null, now: Instant): Promise<void> {
  for (const id of journeys) await recordOnJourney(tx, id, [{ body: { kind: 'convention-ends', on } as never, at: now, actor: null }], now);
}
