import { agendaAmendments, agendaJourneys, agendaStops, type AgendaOf } from '../../db/agenda';
import type { Sql } from '../../db/connect';
import { localDateOf } from '../../domain/calendar';
import type { ContractDocument } from '../../domain/contract-terms-types';
import type { ServiceCode } from '../../domain/contract-types';
import { statutoryHoliday } from '../../domain/holidays';
import type { CafCode, Instant, LocalDate } from '../../domain/ids';
import { agendaOf, inAgenda, type AgendaEntry } from '../../domain/journeys/agenda';
import { daysAfter, startOf } from '../../domain/journeys/year';
import { dateOfDay, dayOf } from '../../domain/local-date';
import { SERVICE_SHORT } from '../../web/words/labels';

export interface AgendaAsked extends AgendaOf {
  /** In force now, with the desks' own days. */
  readonly contracts: readonly ContractDocument[];
  /** Of the one convention that is asked for; null = of whole Cafs. */
  readonly services: readonly ServiceCode[] | null;
  readonly from: LocalDate;
  /** Included. */
  readonly to: LocalDate;
  readonly now: Instant;
}

/** What falls between two days in some Cafs, or for one convention: procedures past and to come, amendments, planned stops, closing days. */
export async function agendaEntries(sql: Sql, asked: AgendaAsked): Promise<AgendaEntry[]> {
  const { cafs, contracts, from, to, conventionId } = asked;
  const [first] = contracts;
  if (first === undefined) return [];
  const [begin, end] = [startOf(first.calendar, from), startOf(first.calendar, daysAfter(to, 1))];
  // A procedure that ended counts by its date, which may be later than its end: a year is more than any is ahead.
  const [journeys, stops, amendments] = await Promise.all([agendaJourneys(sql, asked, startOf(first.calendar, daysAfter(from, -400))), agendaStops(sql, cafs, begin, end), agendaAmendments(sql, { cafs, conventionId }, from, to)]);
  const contractOf = (caf: CafCode) => contracts.find((one) => one.caf === caf);
  const ofJourneys = journeys.flatMap((row) => {
    const contract = contractOf(row.caf);
    if (contract === undefined) return [];
    const { convention_id: id, number, partner, caf, frozen } = row;
    const surroundings = { id: row.id, caf, contract, contacts: [], deadAddresses: new Set<string>(), covers: [], heldUntil: null, frozen, convention: { id, number, partnerName: partner } };
    return agendaOf({ ...row, surroundings }, localDateOf(contract.calendar, asked.now), end);
  });
  const ofAmendments = amendments.map(({ id, caf, convention_id, number, partner, effective_on: on }): AgendaEntry => ({ key: `avenant/${id}`, kind: 'amendment', caf, on, words: 'Avenant à la convention en vigueur', state: startOf(first.calendar, on) > asked.now ? 'coming' : 'done', convention: { id: convention_id, number, partner }, journey: null }));
  // A review that has begun stands for the one that its convention's year foresaw.
  const begun = [...ofJourneys.filter(({ journey }) => journey?.kind !== 'convention-year'), ...ofJourneys.filter(({ journey }) => journey?.kind === 'convention-year')];
  return inAgenda([...begun, ...ofAmendments, ...stopEntries(stops, asked), ...closedEntries(asked)], from, to);
}

function stopEntries(stops: Awaited<ReturnType<typeof agendaStops>>, { contracts, services, now }: AgendaAsked): AgendaEntry[] {
  const concerned = stops.filter((stop) => services === null || stop.services === null || stop.services.some((service) => services.includes(service)));
  return concerned.flatMap((stop) => contracts.filter(({ caf }) => stop.cafs === null || stop.cafs.includes(caf)).map((contract): AgendaEntry => ({
    key: `arret/${stop.id}/${contract.caf}`, kind: 'stop', caf: contract.caf, on: localDateOf(contract.calendar, stop.from_at), between: { from: stop.from_at, until: stop.until_at },
    words: `Arrêt planifié : ${stop.services === null ? 'Mon Compte Partenaire' : stop.services.map((service) => SERVICE_SHORT[service]).join(', ')}`, state: stop.until_at <= now ? 'done' : 'coming', convention: null, journey: null,
  })));
}

/** Public holidays that the desk keeps, and its own closing days. */
function closedEntries({ contracts, from, to, now }: AgendaAsked): AgendaEntry[] {
  return contracts.flatMap(({ caf, calendar }) => {
    const entries: AgendaEntry[] = [];
    for (let day = dayOf(from); day <= dayOf(to); day += 1) {
      const on = dateOfDay(day);
      const holiday = calendar.territory === null || calendar.openHolidays?.includes(on) === true ? null : statutoryHoliday(calendar.territory, day);
      const words = holiday ?? (calendar.closedDays?.includes(on) === true ? 'fermeture exceptionnelle' : null);
      if (words !== null) entries.push({ key: `fermeture/${caf}/${on}`, kind: 'closed', caf, on, words: `Guichet fermé : ${words}`, state: on < localDateOf(calendar, now) ? 'done' : 'coming', convention: null, journey: null });
    }
    return entries;
  });
}
