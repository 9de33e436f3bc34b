import type { ContractDocument } from '../domain/contract-terms-types';
import { aroundOf, type Surroundings } from '../domain/journeys/around';
import type { Instant } from '../domain/ids';
import { stopsOfConvention } from '../domain/planned-stop';
import type { JourneyFact } from '../domain/journeys/types';
import type { Reckoning } from '../domain/calendar-types';
import { addressesOf, heldUntil } from './case';
import type { Db, Tx } from './connect';
import { localDateOf } from '../domain/calendar';
import { serviceStanding, type OpeningFile } from '../domain/register/opening';
import { termsOf } from './desk-terms';
import { formerAdministrators } from './former-administrator';
import { findJourney, frozenOfJourney, lockJourney, type JourneyRow } from './journey';
import { factsOfJourney } from './journey-fact';
import { minutesTurn } from './meeting';
import { openingFiles } from './opening';
import { aliveness } from './outage';
import { staffOfCaf } from './security';
import { contactsOfConvention, deadAmong, findConvention, toPartnerContact } from './partner';

/** A journey's row with everything its plan is made of. */
export interface LoadedJourney {
  readonly row: JourneyRow;
  readonly facts: readonly JourneyFact[];
  readonly surroundings: Surroundings;
  /** Reckonings made while its plan was asked for, to be frozen. */
  readonly fresh: Map<string, Reckoning>;
}

/** Loads a journey and locks its row until the transaction ends. @throws Error when there is no such journey. */
export async function loadJourney(tx: Tx, id: string, now: Instant): Promise<LoadedJourney> {
  const row = await lockJourney(tx, id);
  if (row === undefined) throw new Error(`no journey ${id}`);
  return await completed(tx, row, now);
}

/**
 * The same, its convention locked before it: a journey that changes the register takes both, and so does the end of a convention, which then takes
 * its journeys. One order, so that neither waits for the other for ever. What few may read is begun by a request's own move, and takes no convention.
 * @throws Error when there is no such journey
 */
export async function loadJourneyOfConvention(tx: Tx, id: string, now: Instant): Promise<LoadedJourney> {
  await tx`select from convention where id = (select convention_id from journey where id = ${id} and not restricted) for no key update`;
  return await loadJourney(tx, id, now);
}

/** Loads a journey to be read, without locking it: its page and its forecast. */
export async function readJourney(db: Db, id: string, now: Instant): Promise<LoadedJourney | undefined> {
  const row = await findJourney(db, id);
  return row === undefined ? undefined : await completed(db, row, now);
}

async function completed(db: Db, row: JourneyRow, now: Instant): Promise<LoadedJourney> {
  const changing = row.kind === 'administrator-change' ? row.convention_id : null;
  const [facts, frozen, contacts, alive, terms, convention, turn, staff, former, files] = await Promise.all([
    factsOfJourney(db, row.id),
    frozenOfJourney(db, row.id),
    row.convention_id === null ? [] : contactsOfConvention(db, row.convention_id),
    aliveness(db),
    termsOf(db, row.caf, row.contract_version),
    row.convention_id === null ? undefined : findConvention(db, row.convention_id),
    row.kind === 'meeting' && row.convention_id !== null ? minutesTurn(db, row.convention_id) : undefined,
    row.restricted ? staffOfCaf(db, row.caf) : [],
    changing === null ? [] : formerAdministrators(db, changing),
    changing === null ? undefined : openingFiles(db, [changing]),
  ]);
  // What is kept of a version is its whole document (contracts/load, db/amendment).
  const contract = terms.contract as ContractDocument;
  const deadAddresses = await deadAmong(db, addressesOf(contacts, [...contract.deskLadder, ...terms.covers, ...(row.restricted ? [...contract.sectors, ...staff.map(({ address }) => ({ email: address }))] : [])]));
  const surroundings: Surroundings = {
    id: row.id, caf: row.caf, contract, contacts: contacts.map(toPartnerContact), deadAddresses, covers: terms.covers, staff, stops: stopsOfConvention(terms.stops, convention?.services ?? []), frozen, heldUntil: heldUntil(alive, contract, now),
    ...(turn === undefined ? {} : { minutesTurn: turn }),
    ...(changing === null ? {} : { former, ...standingOf(files?.get(changing), contract, now) }),
    convention: convention === undefined ? null : { id: convention.id, number: convention.number, partnerName: convention.partner_name },
  };
  return { row, facts, surroundings, fresh: new Map() };
}

/** Whether the convention is open to accesses, on its Caf's own day. */
function standingOf(file: OpeningFile | undefined, { calendar }: ContractDocument, now: Instant): Pick<Surroundings, 'standing'> {
  return file === undefined ? {} : { standing: serviceStanding(null, file, localDateOf(calendar, now)) };
}

export function around({ surroundings, fresh }: LoadedJourney) {
  return aroundOf(surroundings, fresh);
}
