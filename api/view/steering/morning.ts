import { readCases } from '../../../db/case-list';
import type { Sql } from '../../../db/connect';
import { countByGroup, type FigureFilter } from '../../../db/figures-asked';
import { lateJourneys } from '../../../db/journey';
import { openMorning, type DeskDay, type DueCount, type OpenMorning } from '../../../db/morning';
import { listByReference } from '../../../db/queue';
import { oldestToIdentify, type WaitingMail } from '../../../db/unidentified-count';
import { openMsBetween } from '../../../domain/calendar';
import type { Contract } from '../../../domain/contract-types';
import { epochMs, instantAt, type CafCode, type Instant, type LocalDate } from '../../../domain/ids';
import { mondayOf } from '../../../domain/local-date';
import type { DueDay, MorningProps, WaitingMailRow, WeekCount } from '../../../web/view/steering';
import type { Visit } from '../../visit';
import { climbing } from '../escalations';
import { queueRows } from '../queue-rows';
import { contractsNow } from '../shell';
import { addDays, comingDays, deskDays, securityCafs } from './desk-days';
import { measuresOf } from '../../../desk/measures';

const DAYS_AHEAD = 14;
const DAYS_BACK = 30;
const WEEKS = 8;
const SHOWN = { climbing: 6, exhausted: 3, late: 6, waiting: 4, journeys: 6 };
const LONG_LATE_MS = 2 * 86_400_000;

/** Everything of « Ce matin »; each question is asked once, whatever the number of tickets shown. */
export async function morningView(visit: Visit): Promise<Omit<MorningProps, 'shell'>> {
  const { tools: { sql }, cafs, now } = visit;
  const contracts = await contractsNow(visit);
  const desks = deskDays(contracts, now, securityCafs(visit));
  const first = todayOf(desks, now);
  const days = comingDays(contracts, first, DAYS_AHEAD);
  const filter = (from: LocalDate): FigureFilter => ({ cafs, securityCafs: securityCafs(visit), from, to: first, service: null, kind: null, channel: null, conventions: null });
  const asked = openMorning(sql, desks, { longAgo: instantAt(epochMs(now) - LONG_LATE_MS), until: lastInstant(desks), shown: { late: SHOWN.late, exhausted: SHOWN.exhausted, escalated: SHOWN.climbing } });
  const [open, lateRows, climbed, waiting, measures, weeks, journeys] = await Promise.all([
    asked,
    asked.then(async ({ late_first }) => queueRows(sql, await listByReference(sql, cafs, late_first), now)),
    asked.then((found) => climbingRows(sql, cafs, found)),
    oldestToIdentify(sql, cafs, SHOWN.waiting),
    measuresOf(sql, filter(addDays(first, 1 - DAYS_BACK)), contracts, now),
    countByGroup(sql, filter(addDays(mondayOf(first), -7 * (WEEKS - 1)))),
    lateJourneys(sql, cafs, SHOWN.journeys),
  ]);
  return {
    late: { count: open.late, long: open.late_long, desk: open.late_desk },
    today: { desk: open.today_desk, partner: open.today - open.today_desk },
    escalated: open.rungs,
    exhausted: open.exhausted,
    toIdentify: { count: waiting[0]?.total ?? 0, oldest: waiting[0]?.received_at ?? null },
    due: filled(days, open.due),
    climbing: climbed.running.slice(0, SHOWN.climbing),
    exhaustedRows: climbed.exhausted.slice(0, SHOWN.exhausted),
    lateRows,
    waiting: waiting.map((mail) => waitingRow(mail, contracts, now)),
    measures,
    weeks: lastWeeks(weeks.week, first, WEEKS),
    journeys: { rows: journeys.map(({ id, kind, partner, owes, late_since, exhausted }) => ({ id, kind, partner, owes, since: late_since, exhausted })), total: journeys[0]?.total ?? 0 },
  };
}

/** The day it is at the first of the desks; « today » for the whole page. */
export function todayOf([desk]: readonly DeskDay[], now: Instant): LocalDate {
  return (desk === undefined ? now : instantAt(epochMs(desk.today) + 12 * 3_600_000)).slice(0, 10) as LocalDate;
}

function lastInstant(desks: readonly DeskDay[]): Instant {
  const starts = desks.map((desk) => epochMs(desk.today));
  return instantAt((starts.length === 0 ? 0 : Math.max(...starts)) + DAYS_AHEAD * 86_400_000);
}

async function climbingRows(sql: Sql, cafs: readonly CafCode[], { exhausted_first, escalated_first }: OpenMorning) {
  return climbing(await readCases(sql, cafs, [...exhausted_first, ...escalated_first]));
}

function filled(days: readonly DueDay[], due: readonly DueCount[]): DueDay[] {
  const of = (date: LocalDate, owes: 'desk' | 'partner') => due.find((one) => one.day === date && one.owes === owes)?.count ?? 0;
  return days.map((day) => ({ ...day, desk: of(day.date, 'desk'), partner: of(day.date, 'partner') }));
}

function waitingRow(mail: WaitingMail, contracts: readonly Contract[], now: Instant): WaitingMailRow {
  const calendar = contracts.find((contract) => contract.caf === mail.caf)?.calendar;
  const openMsWaited = calendar === undefined ? epochMs(now) - epochMs(mail.received_at) : openMsBetween(calendar, mail.received_at, now);
  return { id: mail.id, from: mail.from_address ?? 'Expéditeur illisible', subject: mail.subject, at: mail.received_at, openMsWaited };
}

/** Weeks up to the one of `today`, those without a request too. */
export function lastWeeks(counts: ReadonlyArray<{ key: string | null; count: number }>, today: LocalDate, weeks: number): WeekCount[] {
  return Array.from({ length: weeks }, (_, i) => addDays(mondayOf(today), -7 * (weeks - 1 - i))).map((monday) => ({ monday, count: counts.find((one) => one.key === monday)?.count ?? 0 }));
}
