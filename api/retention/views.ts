import { countsOfErasure, lastErasures, listErasures, type CountRow, type ErasureLine } from '../../db/erasure-list';
import { findErasure, retentionCount } from '../../db/retention';
import { holdsOf, type HoldRow } from '../../db/retention-hold';
import { localDateOf } from '../../domain/calendar';
import type { ContractDocument } from '../../domain/contract-terms-types';
import { frenchDate } from '../../domain/french/dates';
import { dateOfDay, dayOf } from '../../domain/local-date';
import type { Instant, LocalDate } from '../../domain/ids';
import { CAF_SWEEPS, cutOff, monthsBefore, termsOf } from '../../domain/retention/terms';
import type { Refused } from '../../web/components/form';
import { ticketPath } from '../../web/paths';
import { registerConventionPath } from '../../web/register-paths';
import type { ComingProps, ErasedLine, ErasureProps, ErasureView, HoldView, RetentionProps } from '../../web/view/retention';
import { ERASURE_RULES, erasedWords, sweptWords } from '../../web/words/retention';
import { NotFound } from '../errors';
import { contractsNow, shellOf } from '../view/shell';
import { todayOfDesks } from '../view/today';
import type { Visit } from '../visit';

const MOST_SHOWN = 60;

export async function retentionView(visit: Visit, refused: Refused | null = null): Promise<RetentionProps> {
  const { tools: { sql }, cafs, now } = visit;
  const contracts = (await contractsNow(visit)) as ContractDocument[];
  const [shell, last, holds, erasures] = await Promise.all([shellOf(visit, 'reglages'), lastErasures(sql, cafs), holdsOf(sql, cafs, todayOf(contracts, now)), listErasures(sql, cafs, MOST_SHOWN)]);
  return {
    shell,
    tokens: visit.tokens(),
    terms: contracts.map((contract) => ({ caf: contract.caf, name: contract.name, ...termsOf(contract), lastAt: last.get(contract.caf) ?? null })),
    holds: holds.map((hold) => holdView(visit, hold)),
    erasures: erasures.map(erasureView),
    subject: visit.query('sujet'),
    refused,
  };
}

/** The day it is at the first of these desks. */
export function todayOf(contracts: readonly ContractDocument[], now: Instant): LocalDate {
  return todayOfDesks(contracts, now);
}

function holdView(visit: Visit, { reference, convention_id, number, ...hold }: HoldRow): HoldView {
  const href = reference !== null ? ticketPath(reference) : convention_id !== null && visit.may('read-register') ? registerConventionPath(convention_id) : null;
  return { id: hold.id, caf: hold.caf, subject: reference === null ? `Convention ${number ?? ''}` : `Demande ${reference}`, href, reason: hold.reason, until: hold.until, by: hold.put_name, at: hold.put_at };
}

function erasureView({ id, caf, request, began_at, done_at, rows, tickets }: ErasureLine): ErasureView {
  return { id, scope: caf === '' ? 'cette installation' : `Caf ${caf}`, cause: request === null ? 'night' : 'person', beganAt: began_at, doneAt: done_at, rows, tickets };
}

/** @throws NotFound when it is of another Caf */
export async function erasureReport(visit: Visit): Promise<ErasureProps> {
  const { sql } = visit.tools;
  const row = await findErasure(sql, visit.param('effacement').replace(/\.(?:csv|pdf)$/, ''));
  if (row === undefined) throw new NotFound('no such erasure');
  const [shell, counts] = await Promise.all([shellOf(visit, 'reglages'), countsOfErasure(sql, row.id)]);
  const rows = counts.reduce((sum, { n }) => sum + n, 0);
  const erasure = erasureView({ ...row, rows, tickets: 0 });
  const tickets = row.ticket_months === null ? 'demandes : durée non choisie' : `demandes : ${row.ticket_months} mois après clôture`;
  const terms = [...(row.caf === '' ? [] : [tickets]), `habilitations : ${row.years} ans après retrait (art. 5)`, `accès et traces : ${row.months} mois (art. 5)`];
  return { shell, erasure, terms, lines: counts.map(lineOf) };
}

function lineOf({ what, rule, n, from_day, to_day }: CountRow): ErasedLine {
  return { what: erasedWords(what, n), rule: ERASURE_RULES[rule], n, period: periodWords(from_day, to_day) };
}

function periodWords(from: LocalDate | null, to: LocalDate | null): string {
  if (from === null || to === null) return '';
  return from === to ? frenchDate(from) : `du ${frenchDate(from)} au ${frenchDate(to)}`;
}

/** The dry run: the very questions of the erasure, asked as of a month from now. */
export async function comingView(visit: Visit): Promise<ComingProps> {
  const { tools: { sql }, cafs, now } = visit;
  const contracts = (await contractsNow(visit)) as ContractDocument[];
  const today = todayOf(contracts, now);
  const until = monthsBefore(today, -1);
  const holds = await holdsOf(sql, cafs, today);
  const shell = await shellOf(visit, 'reglages');
  const desks: ComingProps['desks'][number][] = [];
  for (const contract of contracts) {
    const lines = await comingLines(visit, contract, until);
    desks.push({ caf: contract.caf, name: contract.name, chosen: contract.keepTicketsMonths !== null, held: holds.filter(({ caf }) => caf === contract.caf).length, lines });
  }
  return { shell, until, desks };
}

async function comingLines(visit: Visit, contract: ContractDocument, until: LocalDate): Promise<ErasedLine[]> {
  const then = `${dateOfDay(dayOf(until))}T12:00:00.000Z` as Instant;
  const lines: ErasedLine[] = [];
  for (const sweep of CAF_SWEEPS) {
    const before = cutOff(sweep.rule, termsOf(contract), contract.calendar, then);
    if (before === null) continue;
    const { n, from, to } = await retentionCount(visit.tools.sql, contract.caf, sweep, before, then);
    const day = (at: Instant | null) => (at === null ? null : localDateOf(contract.calendar, at));
    if (n > 0) lines.push({ what: sweptWords(sweep.what), rule: ERASURE_RULES[sweep.rule], n, period: periodWords(day(from), day(to)) });
  }
  return lines;
}
