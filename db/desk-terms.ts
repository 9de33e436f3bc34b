import { startOfDay } from '../domain/calendar';
import type { ContractDocument } from '../domain/contract-terms-types';
import type { Contract } from '../domain/contract-types';
import type { Cover } from '../domain/cover';
import { withDays, type DeskDay } from '../domain/desk-days';
import { withSettings, type OwnSettings } from '../domain/desk-settings';
import { instant, type CafCode, type LocalDate } from '../domain/ids';
import type { StopAhead } from '../domain/planned-stop';
import type { SignedAmendment } from '../domain/terms';
import type { Db } from './connect';
import { getContract } from './contract';

/** What stands beside a ticket's version of the contract: the desk's own days, signed versions to come, who stands in for whom. */
export interface DeskTerms {
  readonly days: readonly DeskDay[];
  readonly signed: ReadonlyArray<{ readonly version: number; readonly from: LocalDate }>;
  readonly covers: readonly Cover[];
  /** What the desk set on screen. */
  readonly own: OwnSettings | null;
  /** Its planned stops, soonest first; those cancelled are none. */
  readonly stops: readonly StopAhead[];
}

/** One question, asked at every move. */
export async function deskTerms(db: Db, caf: CafCode, version: number): Promise<DeskTerms> {
  const [row] = await db<DeskTerms[]>`
    select (select coalesce(jsonb_agg(jsonb_build_object('day', day, 'kind', kind, 'hours', hours) order by day), '[]') from desk_day where caf = ${caf} and withdrawn_at is null) as days,
      (select coalesce(jsonb_agg(jsonb_build_object('version', version, 'from', effective_from) order by version), '[]') from contract_version
        where caf = ${caf} and version > ${version} and moves_open) as signed,
      (select coalesce(jsonb_agg(jsonb_build_object('rung', rung, 'from', from_at, 'until', until_at, 'name', name, 'email', email, 'phone', phone) order by put_at, id), '[]')
        from cover where caf = ${caf} and withdrawn_at is null) as covers,
      (select body from desk_setting where caf = ${caf}) as own,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'revision', revision, 'title', title, 'from', from_at, 'until', until_at, 'services', services) order by from_at, id), '[]')
        from (select * from planned_stop where (cafs is null or ${caf} = any(cafs)) and cancelled_at is null order by from_at desc limit ${MOST_STOPS}) stop) as stops`;
  if (row === undefined) throw new Error('desk terms gave no row');
  const covers = row.covers.map((cover) => ({ ...cover, from: instant(cover.from), until: instant(cover.until) }));
  const stops = row.stops.map((stop) => ({ ...stop, from: instant(stop.from), until: instant(stop.until) }));
  return { ...row, covers, stops };
}
/** Stops over for years move no limit that still runs. */
const MOST_STOPS = 50;

export interface TermsOfTicket {
  readonly contract: Contract;
  readonly amendments: readonly SignedAmendment[];
  readonly covers: readonly Cover[];
  /** Every planned stop of the Caf, whatever its services. */
  readonly stops: readonly StopAhead[];
}

/** A version of the contract as it runs: with the desk's days and settings, and what is signed and still to come for its tickets. @throws Error when there is no such version. */
export async function termsOf(db: Db, caf: CafCode, version: number): Promise<TermsOfTicket> {
  const [contract, { days, signed, covers, own, stops }] = await Promise.all([getContract(db, caf, version), deskTerms(db, caf, version)]);
  const amendments = await Promise.all(signed.map(async (one) => signedAmendment(withSettings(await getContract(db, caf, one.version), own), one.from, days)));
  return { contract: withDays(withSettings(contract, own), days), amendments, covers, stops: movesLimits(contract) ? stops : [] };
}

/** What is kept of a version is its whole document: whether a stop moves a limit is a setting of its article 4 (rules: Clock 6). */
function movesLimits(contract: Contract): boolean {
  return (contract as ContractDocument).plannedStops?.movesLimits ?? true;
}

/** It takes effect with the first instant of its day, in the zone of its own calendar. */
export function signedAmendment(contract: Contract, from: LocalDate, days: readonly DeskDay[]): SignedAmendment {
  return { version: contract.version, effectAt: startOfDay(contract.calendar, from), contract: withDays(contract, days) };
}

/** The desk's own days in force, by Caf. */
export async function daysOfCafs(db: Db, cafs: readonly CafCode[]): Promise<Map<CafCode, DeskDay[]>> {
  const rows = await db<(DeskDay & { caf: CafCode })[]>`select caf, day, kind, hours from desk_day where caf = any(${[...cafs]}) and withdrawn_at is null order by day`;
  const byCaf = new Map<CafCode, DeskDay[]>();
  for (const { caf, day, kind, hours } of rows) byCaf.set(caf, [...(byCaf.get(caf) ?? []), { day, kind, hours }]);
  return byCaf;
}
