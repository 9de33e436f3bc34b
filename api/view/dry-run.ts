import type { LoadedCase } from '../../db/case';
import { countOpen, openCases } from '../../db/open-cases';
import type { Sql } from '../../db/connect';
import type { Calendar } from '../../domain/calendar-types';
import { tryOut, type Change, type Compared, type MovedStep } from '../../domain/dry-run';
import { counted, frenchDate, frenchDuration } from '../../domain/french/dates';
import { adjustedWords } from '../../domain/french/managed';
import { movedWords } from '../../domain/french/reckoning';
import { typo } from '../../domain/french/typography';
import { epochMs, type CafCode, type Instant } from '../../domain/ids';
import type { Step } from '../../domain/plan';
import { stateOf } from '../../domain/ticket-state';
import type { DryDiff, DryRow, DryRunView } from '../../web/view/dry-run';
import { stepRuleWords, stepTitle } from '../../web/view/timeline';
import { daysUntil } from '../../web/words/when';

/** More rows than this stand behind « toutes ». */
const FIRST_ROWS = 25;

/** What a change would do to every open ticket of a Caf, if it were made now. `changeOf` makes the change for one ticket's own contract. */
export async function dryRun(sql: Sql, caf: CafCode, now: Instant, changeOf: (loaded: LoadedCase) => Change | Promise<Change>, all = false): Promise<DryRunView> {
  const [cases, open] = await Promise.all([openCases(sql, caf, now), countOpen(sql, caf)]);
  const rows = (await Promise.all(cases.map(async (loaded) => rowOf(loaded, await changeOf(loaded), now)))).sort(changedFirst);
  const shown = all ? rows : rows.slice(0, FIRST_ROWS);
  return {
    open,
    untried: open - cases.length,
    changed: rows.filter((row) => row.diff.kind !== 'same').length,
    atEffect: rows.filter((row) => row.diff.kind === 'at-effect').length,
    rows: shown,
    hidden: rows.length - shown.length,
  };
}

function changedFirst(a: DryRow, b: DryRow): number {
  const rank = (row: DryRow) => (row.diff.kind === 'same' ? 1 : 0);
  return rank(a) - rank(b) || (dateOf(a) < dateOf(b) ? -1 : dateOf(a) > dateOf(b) ? 1 : 0);
}

function dateOf({ before, after }: DryRow): string {
  return before ?? after ?? '9999';
}

function rowOf({ row, partnerName, ticket }: LoadedCase, change: Change, now: Instant): DryRow {
  const compared = tryOut(ticket, change, now);
  const [first, ...more] = compared.moved;
  const shown = first ?? unmoved(compared);
  const step = shown?.after ?? shown?.before ?? null;
  return {
    reference: row.reference,
    partner: partnerName ?? 'Partenaire à identifier',
    owes: stateOf(ticket.facts).debt?.side ?? null,
    what: step === null ? 'Rien ne se fait seul' : stepTitle(step),
    before: shown?.before?.at ?? null,
    after: shown?.after?.at ?? null,
    diff: first === undefined ? { kind: 'same' } : diffOf(first, change, ticket.contract.calendar),
    calc: step === null ? null : calcWords(step),
    reckoning: shown?.after?.why.reckoning ?? null,
    more: more.length,
  };
}

/** The next thing that happens, moved by nothing. */
function unmoved({ before }: Compared): MovedStep | undefined {
  const next = before.find((step) => step.what !== 'terms-change' && step.what !== 'pause-end');
  return next === undefined ? undefined : { before: next, after: next };
}

function diffOf({ before, after }: MovedStep, change: Change, calendar: Calendar): DryDiff {
  if (after === null) return { kind: 'gone' };
  if (before === null) return { kind: 'new' };
  if (before.at === after.at) return { kind: 'person' };
  if (change.kind === 'amendment' && after.limit <= change.amendment.effectAt && before.at > change.amendment.effectAt) return { kind: 'at-effect' };
  return { kind: after.at < before.at ? 'earlier' : 'later', words: gapWords(before.at, after.at, calendar) };
}

/** « 17 j plus tôt »: days of the local calendar; hours within a day. */
function gapWords(before: Instant, after: Instant, { timeZone }: Calendar): string {
  const days = Math.abs(daysUntil(after, before, timeZone));
  const gap = days === 0 ? frenchDuration(Math.abs(epochMs(after) - epochMs(before))) : counted(days, 'j', 'j');
  return typo(`${gap} plus ${after < before ? 'tôt' : 'tard'}`);
}

/** What makes the new date: the holidays that do not count, why it was moved, else its rule. */
export function calcWords(step: Step): string | null {
  const { reckoning } = step.why;
  if (reckoning === null) return stepRuleWords(step);
  const holidays = reckoning.steps.flatMap(({ why }) => (why.code === 'not-counted' && why.because.kind !== 'weekend' ? [`${frenchDate(why.date, { now: why.date })} non compté`] : []));
  const words = [stepRuleWords(step), ...holidays, movedWords(reckoning), adjustedWords(reckoning.adjusted)].filter((text) => text !== null);
  return typo(words.join(' ; '));
}
