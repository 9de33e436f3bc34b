import type { ServiceCode } from '../contract-types';
import type { LocalDate } from '../ids';
import type { ConventionDates } from './rules';

/** What is known of a service of a convention on its own; absent = it follows the convention as a whole. */
export interface ServiceOpening {
  readonly service: ServiceCode;
  readonly formalities_on: LocalDate | null;
  /** Who did the formalities, as entered. */
  readonly formalities_by: string | null;
  readonly opened_on: LocalDate | null;
}
/** As much of a convention as decides whether its services are open. */
export interface OpeningFile {
  /** Null = nothing was ever entered: nothing is said of it. */
  readonly dates: ConventionDates | null;
  readonly bulletins: ReadonlyArray<{ readonly service: ServiceCode; readonly signed_on: LocalDate | null }>;
  readonly openings: readonly ServiceOpening[];
}

/** What must be done before a service opens (convention, opening), and when it was; `on: null` = it is missing. */
export interface OpeningCondition {
  readonly key: 'convention' | 'contract' | 'bulletin' | 'formalities';
  readonly on: LocalDate | null;
  /** Who did it, where that is known. */
  readonly by: string | null;
}

/** The four conditions of a service: three papers signed by both sides, and the data-protection formalities. */
export function openingConditions(service: ServiceCode, { dates, bulletins, openings }: OpeningFile): OpeningCondition[] {
  const own = openings.find((one) => one.service === service);
  const signed = bulletins.flatMap((one) => (one.service === service && one.signed_on !== null ? [one.signed_on] : [])).sort();
  return [
    { key: 'convention', on: dates?.signed_on ?? null, by: null },
    { key: 'contract', on: dates?.contract_signed_on ?? null, by: null },
    { key: 'bulletin', on: signed[0] ?? null, by: null },
    { key: 'formalities', on: own?.formalities_on ?? dates?.formalities_on ?? null, by: own?.formalities_by ?? null },
  ];
}

/** Those that are not met on a day. */
export function lacking(conditions: readonly OpeningCondition[], on: LocalDate): OpeningCondition['key'][] {
  return conditions.filter((one) => one.on === null || one.on > on).map(({ key }) => key);
}

/** The day on which a service opened, or will; null = it is not open. One that nothing was said of on its own opened with the convention, if its bulletin was signed by then. */
export function openedOn(service: ServiceCode, { dates, bulletins, openings }: OpeningFile): LocalDate | null {
  const own = openings.find((one) => one.service === service);
  if (own !== undefined) return own.opened_on;
  const whole = dates?.opened_on ?? null;
  return whole !== null && bulletins.some((one) => one.service === service && one.signed_on !== null && one.signed_on <= whole) ? whole : null;
}

/** Whether a service may be promised anything on a day: « not-open » before its opening, « ended » once the convention has ended. */
export type ServiceStanding = 'open' | 'not-open' | 'ended';

/** Of a convention whose dates nobody entered, or of a service that is not said, only what is known is held against it. */
export function serviceStanding(service: ServiceCode | null, file: OpeningFile, on: LocalDate): ServiceStanding {
  const { dates } = file;
  if (dates === null) return 'open';
  if (dates.terminated_on !== null && dates.terminated_on <= on) return 'ended';
  if (service === null) return opened(dates.opened_on, on) || file.openings.some((one) => opened(one.opened_on, on)) ? 'open' : 'not-open';
  return opened(openedOn(service, file), on) ? 'open' : 'not-open';
}

function opened(day: LocalDate | null, on: LocalDate): boolean {
  return day !== null && day <= on;
}
