import { createHash } from 'node:crypto';
import type { Sql, Tx } from '../db/connect';
import { contractAt, contractsInForce } from '../db/contract';
import { erasePerson, personStays } from '../db/person';
import { endPersonRequest, findPersonRequest, openPersonRequest } from '../db/person-request';
import { addErased, endErasure, eraseAged, erasureState, eraseWhole, findErasure, insertErasure, lockErasure, noteStep, retentionDue, type ErasureRow } from '../db/retention';
import type { Calendar } from '../domain/calendar-types';
import type { ContractDocument } from '../domain/contract-terms-types';
import type { CafCode, Instant } from '../domain/ids';
import { CAF_SWEEPS, cutOff, NO_CAF, nextNight, OWN_SWEEPS, termsOf, type RetentionTerms, type Sweep } from '../domain/retention/terms';
import { killPoint } from '../faults';

/** What a batch erases at most: whole requests and journeys, each in its own transaction; rows that go by age, in one. */
export const WHOLE_AT_ONCE = 20;
const AGED_AT_ONCE = 500;

/** The erasure to carry out now, or until when there is none. */
export interface RetentionStanding {
  readonly erasure: string | null;
  readonly wakeAt: Instant;
}

/** A Caf's terms and its calendar; those of no Caf are the shortest of all the Cafs', by the clock of the first. */
export async function retentionTerms(db: Sql | Tx, caf: CafCode | '', now: Instant): Promise<{ readonly terms: RetentionTerms; readonly calendar: Calendar }> {
  if (caf !== NO_CAF) {
    const contract = (await contractAt(db as Tx, caf, now)) as ContractDocument;
    return { terms: termsOf(contract), calendar: contract.calendar };
  }
  const contracts = (await contractsInForce(db, now)) as ContractDocument[];
  const [first] = contracts;
  if (first === undefined) throw new Error('no contract is in force: whose terms hold is not known');
  const terms = contracts.map(termsOf);
  return { terms: { ticketMonths: null, years: Math.min(...terms.map(({ years }) => years)), months: Math.min(...terms.map(({ months }) => months)) }, calendar: first.calendar };
}

/** Begins what a person asked for, or the night's erasure once it is due, once a night; goes on first with one that was interrupted. */
export async function openErasure(sql: Sql, caf: CafCode | '', now: Instant): Promise<RetentionStanding> {
  return await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(727011, hashtext(${caf}))`;
    const { terms, calendar } = await retentionTerms(tx, caf, now);
    const { open, last } = await erasureState(tx, caf);
    const request = caf === NO_CAF ? undefined : await openPersonRequest(tx, caf);
    const wakeAt = nextNight(calendar, now);
    if (open !== null) return { erasure: open, wakeAt };
    if (request === undefined && last !== null && nextNight(calendar, last) > now) return { erasure: null, wakeAt };
    const id = erasureId(caf, request?.id ?? now);
    await insertErasure(tx, { id, caf, request: request?.id ?? null, began_at: now }, terms);
    return { erasure: id, wakeAt };
  });
}

/** Tells nothing but when, and where. */
function erasureId(caf: CafCode | '', what: string): string {
  return createHash('sha256').update(`${caf}/${what}`).digest('hex').slice(0, 16);
}

/**
 * Erases one batch of what is over its term at the instant when the erasure began, and writes down how far it has come; a night on which nothing is due
 * is one batch. Killed anywhere, it goes on: what was erased is no longer due, and is counted in the transaction that erased it.
 */
export async function eraseBatch(sql: Sql, id: string, now: Instant, beat: () => void = () => undefined): Promise<{ readonly done: boolean }> {
  for (;;) {
    const erasure = await findErasure(sql, id);
    if (erasure === undefined || erasure.done_at !== null) return { done: true };
    if (erasure.request !== null) return await eraseRequested(sql, erasure, now);
    const sweep = sweepsOf(erasure)[erasure.step];
    if (sweep === undefined) {
      await sql.begin((tx) => endErasure(tx, id, now));
      return { done: true };
    }
    if (await eraseSome(sql, erasure, sweep, now, beat)) return { done: false };
    await sql.begin((tx) => noteStep(tx, id, erasure.step + 1, ''));
    beat();
  }
}

/** One person's data, in one transaction: what may go goes, what stays is written down with the reason. */
async function eraseRequested(sql: Sql, { id, caf, request, began_at: at }: ErasureRow, now: Instant): Promise<{ readonly done: boolean }> {
  await sql.begin(async (tx) => {
    await lockErasure(tx, id);
    const asked = await findPersonRequest(tx, request ?? '');
    if (caf !== NO_CAF && asked?.address != null) {
      const { tickets, habilitations } = await personCutOffs(tx, caf, at);
      await addErased(tx, id, 'request', await erasePerson(tx, caf, asked.address, tickets, habilitations, at));
      await endPersonRequest(tx, asked.id, await personStays(tx, caf, asked.address, tickets, habilitations, at), now);
    }
    await endErasure(tx, id, now);
  });
  return { done: true };
}

/** Before which instants a person's requests, and their accesses, are over their terms. */
export async function personCutOffs(db: Sql | Tx, caf: CafCode, now: Instant): Promise<{ readonly tickets: Instant | null; readonly habilitations: Instant }> {
  const { terms, calendar } = await retentionTerms(db, caf, now);
  return { tickets: cutOff('tickets', terms, calendar, now), habilitations: cutOff('habilitations', terms, calendar, now) as Instant };
}

function sweepsOf({ caf }: ErasureRow): readonly Sweep[] {
  return caf === NO_CAF ? OWN_SWEEPS : CAF_SWEEPS;
}

/** @returns whether there may be more of the same. */
async function eraseSome(sql: Sql, erasure: ErasureRow, sweep: Sweep, now: Instant, beat: () => void): Promise<boolean> {
  const { terms, calendar } = await retentionTerms(sql, erasure.caf, now);
  const before = cutOff(sweep.rule, terms, calendar, erasure.began_at);
  if (before === null) return false;
  return sweep.whole ? await eraseSomeWhole(sql, erasure, sweep, before, beat) : await eraseSomeAged(sql, erasure, sweep, before);
}

async function eraseSomeWhole(sql: Sql, { id, caf, step, after, began_at: at }: ErasureRow, sweep: Sweep, before: Instant, beat: () => void): Promise<boolean> {
  const due = await retentionDue(sql, caf, sweep, before, at, after, WHOLE_AT_ONCE);
  for (const one of due) {
    await sql.begin(async (tx) => {
      // One at a time, whoever else may be at it: a worker that was thought dead.
      await lockErasure(tx, id);
      await addErased(tx, id, sweep.rule, await eraseWhole(tx, sweep, one, before, at));
      await noteStep(tx, id, step, one.id);
    });
    killPoint('erasure:after-one');
    beat();
  }
  return due.length === WHOLE_AT_ONCE;
}

async function eraseSomeAged(sql: Sql, { id, caf, began_at: at }: ErasureRow, sweep: Sweep, before: Instant): Promise<boolean> {
  return await sql.begin(async (tx) => {
    await lockErasure(tx, id);
    const erased = await eraseAged(tx, caf, sweep, before, at, AGED_AT_ONCE);
    await addErased(tx, id, sweep.rule, erased);
    return (erased[0]?.n ?? 0) === AGED_AT_ONCE;
  });
}
