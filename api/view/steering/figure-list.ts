import type { FigureList, Measure, MeasuredTicket } from '../../../db/figure-list';
import { countMeasured, measuredTickets } from '../../../db/figure-list';
import type { LocalDate } from '../../../domain/ids';
import { weekNumber } from '../../../domain/local-date';
import { figureListPath } from '../../../web/paths';
import type { FigureListProps, FigureListRow } from '../../../web/pages/steering/figure-list';
import { periodWords } from '../../../web/pages/steering/figures';
import type { Visit } from '../../visit';
import { PAGE_SIZE, pageNumber, paging } from '../paging';
import { contractsNow } from '../shell';
import { dayLength, deskDays, isDay, securityCafs } from './desk-days';
import { askedFigures } from './figure-filter';
import { todayOf } from './morning';

const MEASURES: Readonly<Record<string, readonly [Measure, string]>> = {
  'prises-en-charge': ['picked-up', 'Demandes prises en charge'],
  repondues: ['answered', 'Demandes répondues'],
  resolues: ['resolved', 'Demandes résolues'],
  promises: ['promised', 'Demandes dont la promesse est échue ou tenue'],
  'a-temps': ['in-time', 'Demandes prises en charge à temps'],
  'hors-delai': ['too-late', 'Promesses rompues'],
};

/** The requests that a figure counts. */
export async function figureListView(visit: Visit): Promise<Omit<FigureListProps, 'shell'>> {
  const { tools: { sql }, now } = visit;
  const contracts = await contractsNow(visit);
  const { filter, query } = await askedFigures(visit, todayOf(deskDays(contracts, now, securityCafs(visit)), now));
  const mesure = visit.query('mesure');
  const [measure, title] = (Object.hasOwn(MEASURES, mesure) ? MEASURES[mesure] : undefined) ?? [null, 'Demandes reçues'];
  const semaine = visit.query('semaine');
  const week: LocalDate | null = isDay(semaine) ? semaine : null;
  const list: FigureList = { filter, measure, week };
  const page = pageNumber(visit.query('page'));
  const [total, tickets] = await Promise.all([countMeasured(sql, list), measuredTickets(sql, list, PAGE_SIZE, (page - 1) * PAGE_SIZE)]);
  const dayMs = new Map(contracts.map((contract) => [contract.caf, dayLength([contract], filter.to)]));
  return {
    title: week === null ? title : `${title}, semaine ${weekNumber(week)}`,
    aside: `reçues ${periodWords(filter.from, filter.to)}`,
    query,
    rows: tickets.map((ticket) => rowOf(ticket, dayMs.get(ticket.caf) ?? null)),
    paging: paging(page, tickets.length, total, (n) => figureListPath({ ...query, mesure: measure === null ? undefined : mesure, semaine: week ?? undefined, page: n })),
  };
}

function rowOf(ticket: MeasuredTicket, dayMs: number | null): FigureListRow {
  const ms = (seconds: number | null) => (seconds === null ? null : seconds * 1_000);
  return {
    reference: ticket.reference, partner: ticket.partner ?? 'Partenaire à identifier', subject: ticket.subject, receivedAt: ticket.received_at, phase: ticket.phase,
    pickupMs: ms(ticket.pickup_s), inTime: ticket.in_time, answerMs: ms(ticket.answer_s), resolutionMs: ms(ticket.resolution_s), dayMs,
  };
}
