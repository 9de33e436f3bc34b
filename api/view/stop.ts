import { contractsInForceOf } from '../../db/contract';
import { findStop, journalOfStop, listStops, stateOfStop, type ListedStop, type StopRow } from '../../db/planned-stop';
import { audienceOf, type AudienceRow } from '../../db/stop-address';
import { addressesOfStop, ADDRESS_STATES, countAddresses, ticketsOfStop, type AddressRow } from '../../db/stop-state';
import { wordsOf } from '../../desk/stop-letters';
import type { Calendar } from '../../domain/calendar-types';
import type { Contract } from '../../domain/contract-types';
import type { ContractDocument } from '../../domain/contract-terms-types';
import { frenchDateTime } from '../../domain/french/dates';
import { epochMs, type CafCode, type Instant, type Reference } from '../../domain/ids';
import { phaseOf, stopRefusal } from '../../domain/stop-procedure';
import { servicesInWords } from '../../mail/letters/planned-stop';
import type { Refused } from '../../web/components/form';
import type { StopProps } from '../../web/pages/stop';
import type { StopFormProps } from '../../web/pages/stop/form';
import type { StopPreviewProps } from '../../web/pages/stop/preview';
import type { StopsProps } from '../../web/pages/stops';
import { ownStopPath, stopPath } from '../../web/stop-paths';
import type { StopFields, StopView, ToldView } from '../../web/view/stop';
import { NOTICE_WORDS, STOP_FACTS, TOLD_SLUGS } from '../../web/words/stops';
import { NotFound } from '../errors';
import { REMINDERS, type ReadStop } from '../stop-form';
import type { Visit } from '../visit';
import { SERVICE_OPTIONS } from './incident';
import { localOfInstant, zoneWords } from './local-time';
import { PAGE_SIZE, pageNumber, paging } from './paging';
import { contractsNow, shellOf } from './shell';

const MOST_LISTED = 60;
const MOST_LINKED = 50;
const MOST_SHOWN = 30;

/** Null = every Caf: the national level sees all. */
export function reachOfStops(visit: Visit): readonly CafCode[] | null {
  return visit.may('announce-national-stop') ? null : visit.cafs;
}

export async function stopsView(visit: Visit): Promise<StopsProps> {
  const [rows, shell] = await Promise.all([listStops(visit.tools.sql, reachOfStops(visit), MOST_LISTED), shellOf(visit, 'arrets')]);
  return { shell, stops: rows.map(viewOfStop), mayAnnounce: visit.may('announce-stop') };
}

function viewOfStop(row: ListedStop): StopView {
  return {
    id: row.id, title: row.title, phase: phaseOf(stateOfStop(row)), scope: scopeWords(row), from: row.from_at, until: row.until_at, announceAt: row.announce_at,
    addresses: row.addresses, linked: row.linked,
  };
}

export function scopeWords({ cafs, services }: Pick<StopRow, 'cafs' | 'services'>): string {
  return `${cafs === null ? 'National : toutes les Caf' : `Caf ${cafs.join(', ')}`} · ${servicesInWords(services)}`;
}

/** The calendar in which who is signed in types times: the first of their Cafs', else that of metropolitan France. */
export async function calendarOf(visit: Visit): Promise<Calendar> {
  return (await contractsNow(visit))[0]?.calendar ?? { timeZone: 'Europe/Paris', territory: 'FR', openingHours: null };
}

export async function stopFormView(visit: Visit, refused: Refused | null, sent: StopFields | null): Promise<StopFormProps> {
  const [shell, contracts, calendar] = await Promise.all([shellOf(visit, 'arrets'), contractsNow(visit), calendarOf(visit)]);
  const national = visit.may('announce-national-stop');
  const blank: StopFields = { titre: '', consigne: '', debut: '', fin: '', envoi: 'maintenant', envoi_le: '', rappel: '1', portee: national ? 'national' : 'cafs', cafs: contracts.length === 1 ? contracts.map(({ caf }) => caf) : [], services: [] };
  return { shell, tokens: visit.tokens(), values: sent ?? blank, refused, cafs: contracts.map(({ caf, name }) => ({ value: caf, label: name })), services: SERVICE_OPTIONS, national, zoneWords: zoneWords(calendar.timeZone) };
}

/** What the form that was sent holds, to be shown again. */
export function fieldsOf(visit: Visit): StopFields {
  const fields = visit.fields();
  const of = (name: string) => fields[name] ?? '';
  return { titre: of('titre'), consigne: of('consigne'), debut: of('debut'), fin: of('fin'), envoi: of('envoi'), envoi_le: of('envoi_le'), rappel: of('rappel'), portee: of('portee'), cafs: visit.values('cafs'), services: visit.values('services') };
}

/** The letter and its recipients before anything is kept. */
export async function stopPreview(visit: Visit, { cafs, terms }: ReadStop): Promise<StopPreviewProps> {
  const { sql } = visit.tools;
  const [form, audience] = await Promise.all([stopFormView(visit, null, fieldsOf(visit)), audienceOf(sql, cafs, terms.services, visit.now)]);
  const contracts = (await contractsInForceOf(sql, cafs ?? visit.cafs, visit.now)) as ContractDocument[];
  const told = uniqueOf(audience);
  const missing = audience.filter(({ address }) => address === null);
  return {
    ...form,
    scope: scopeWords({ cafs, services: terms.services }), from: terms.from_at, until: terms.until_at, announceAt: terms.announce_at <= visit.now ? null : terms.announce_at, remindAt: terms.remind_at !== null && terms.remind_at > terms.announce_at ? terms.remind_at : null,
    letters: lettersOf(visit, contracts, told, terms),
    told: told.slice(0, MOST_SHOWN).map(({ caf, partner_name, name, address }) => ({ caf, partner: partner_name, name, address: address ?? '' })),
    toldCount: told.length,
    missing: missing.map(({ caf, partner_name, number }) => ({ caf, partner: partner_name, convention: number })),
    silent: contracts.filter(({ plannedStops }) => plannedStops === null).map(({ name }) => name),
  };
}

/** Each address once at each Caf. */
function uniqueOf(audience: readonly AudienceRow[]): AudienceRow[] {
  const byKey = new Map(audience.flatMap((row) => (row.address === null ? [] : [[`${row.caf}/${row.address}`, row] as const])));
  return [...byKey.values()];
}

/** One letter for each time zone: the hours are said in the Caf's own. */
function lettersOf(visit: Visit, contracts: readonly ContractDocument[], told: readonly AudienceRow[], terms: ReadStop['terms']): StopPreviewProps['letters'] {
  const firsts = new Map<string, ContractDocument>();
  for (const contract of contracts.filter(({ plannedStops }) => plannedStops !== null)) if (!firsts.has(contract.calendar.timeZone)) firsts.set(contract.calendar.timeZone, contract);
  return [...firsts.values()].map((contract) => {
    const to = told.find(({ caf }) => caf === contract.caf);
    const words = { title: terms.title, meanwhile: terms.meanwhile, services: terms.services, from: terms.from_at, until: terms.until_at };
    const letter = wordsOf(contract, { notice: 'announcement', words }, { name: to?.name ?? null, partner_name: to?.partner_name ?? '' }, `${visit.tools.publicUrl}${ownStopPath('…')}`, visit.now);
    return { zone: zoneWords(contract.calendar.timeZone), subject: letter.subject, text: letter.text };
  });
}

/** @throws NotFound when there is no such stop, or when it is of another Caf. */
export async function stopOf(visit: Visit): Promise<StopRow> {
  const row = await findStop(visit.tools.sql, visit.param('arret'));
  const reach = reachOfStops(visit);
  if (row === undefined || (row.cafs !== null && reach !== null && !row.cafs.some((caf) => reach.includes(caf)))) throw new NotFound('no such stop');
  return row;
}

export async function stopView(visit: Visit, row: StopRow, sent: StopProps['sent'] = null): Promise<StopProps> {
  const { sql } = visit.tools;
  const reach = reachOfStops(visit);
  const state = ADDRESS_STATES.find((one) => TOLD_SLUGS[one] === visit.query('etat')) ?? null;
  const page = pageNumber(visit.query('page'));
  const [shell, counts, rows, linked, journal, calendar, form] = await Promise.all([
    shellOf(visit, 'arrets'), countAddresses(sql, row.id, reach), addressesOfStop(sql, row.id, reach, state, PAGE_SIZE, (page - 1) * PAGE_SIZE),
    ticketsOfStop(sql, row.id, MOST_LINKED), journalOfStop(sql, row.id), calendarOf(visit), stopFormView(visit, null, null),
  ]);
  const phase = phaseOf(stateOfStop(row));
  const total = state === null ? ADDRESS_STATES.reduce((sum, one) => sum + counts[one], 0) : counts[state];
  const may = mayChange(visit, row);
  return {
    shell, tokens: visit.tokens(), services: form.services, zoneWords: zoneWords(calendar.timeZone), sent,
    stop: viewOfStop({ ...row, addresses: total - counts['no-address'], linked: linked.length }),
    meanwhile: row.meanwhile, remindAt: row.remind_at, counts, state,
    told: rows.map(toldOf),
    paging: paging(page, rows.length, total, (to) => stopPath(row.id, { ...(state === null ? {} : { etat: TOLD_SLUGS[state] }), page: to })),
    linked: linked.map(({ reference, subject, partner_name, received_at }) => ({ reference: reference as Reference, subject, partner: partner_name ?? 'Partenaire à identifier', receivedAt: received_at })),
    journal: journal.map(({ at, kind, name, actor }) => ({ at, what: STOP_FACTS[kind] ?? kind, who: actor === null ? null : (name ?? 'Le guichet') })),
    values: valuesOf(row, calendar),
    may: { change: may && stopRefusal('change', phase) === null, cancel: may && stopRefusal('cancel', phase) === null, end: may && stopRefusal('end', phase) === null },
    readOnly: may ? null : 'Arrêt national, ou d’autres Caf que les vôtres : seul le niveau national, ou leur guichet, le change.',
  };
}

/** Whoever may announce in each of its Cafs. */
export function mayChange(visit: Visit, { cafs }: StopRow): boolean {
  if (visit.may('announce-national-stop')) return true;
  const own = visit.cafsFor('announce-stop');
  return cafs !== null && cafs.every((caf) => own.includes(caf));
}

function toldOf({ caf, partner_name, name, address, state, opened_at, notice, left_at }: AddressRow): ToldView {
  return { caf, partner: partner_name, name, address, state, notice: notice === null ? null : NOTICE_WORDS[notice], at: opened_at ?? left_at };
}

/** The form that changes it, as it stands. */
function valuesOf(row: StopRow, calendar: Calendar): StopFields {
  const local = (at: Instant) => localOfInstant(at, calendar.timeZone);
  const days = row.remind_at === null ? '' : String(Math.round((epochMs(row.from_at) - epochMs(row.remind_at)) / 86_400_000));
  return {
    titre: row.title, consigne: row.meanwhile, debut: local(row.from_at), fin: local(row.until_at), envoi: row.announced_at === null ? 'plus-tard' : 'maintenant', envoi_le: local(row.announce_at),
    rappel: (REMINDERS as readonly string[]).includes(days) ? days : '', portee: row.cafs === null ? 'national' : 'cafs', cafs: row.cafs ?? [], services: row.services ?? [],
  };
}

/** Every address with what became of its letters, for a file. */
export async function addressLines(visit: Visit, row: StopRow): Promise<AddressRow[]> {
  return await addressesOfStop(visit.tools.sql, row.id, reachOfStops(visit), null, 100_000, 0);
}

/** « mar. 9 mars à 7 h 00 » in the Caf's own time. */
export function inZone(at: Instant, { calendar }: Pick<Contract, 'calendar'>, now: Instant): string {
  return frenchDateTime(at, calendar.timeZone, { now });
}
