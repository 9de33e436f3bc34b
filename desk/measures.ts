import type { Sql } from '../db/connect';
import { getContract } from '../db/contract';
import { runningDebts, totals, type FigureFilter, type RunningDebts, type Spread } from '../db/figures-asked';
import type { Contract } from '../domain/contract-types';
import type { Holder } from '../domain/figures';
import type { Instant } from '../domain/ids';
import { openClockMs } from '../domain/open-clock';
import type { MeasuresView, SpreadView } from '../web/view/steering';
import { dayLength } from './local-days';

/** What is measured of the requests that a filter keeps; debts that run are counted up to `now`. */
export async function measuresOf(sql: Sql, filter: FigureFilter, contracts: readonly Contract[], now: Instant): Promise<MeasuresView> {
  const [sums, running] = await Promise.all([totals(sql, filter), runningDebts(sql, filter)]);
  const runningMs = await Promise.all(running.map((debts) => stillOwedMs(sql, debts, contracts, now)));
  const owedMs = (holder: Holder) => sums.owed[holder] * 1_000 + running.reduce((sum, debts, i) => sum + (debts.holder === holder ? (runningMs[i] ?? 0) : 0), 0);
  const asked = contracts.filter((contract) => filter.cafs.includes(contract.caf));
  return {
    received: sums.received,
    resolved: sums.resolved,
    pickup: spreadView(sums.pickup),
    answer: spreadView(sums.answer),
    resolution: spreadView(sums.resolution),
    promise: sums.promised === 0 && asked.every((contract) => contract.pickup === null) ? null : { decided: sums.promised, kept: sums.in_time },
    owedMs: { desk: owedMs('desk'), partner: owedMs('partner'), national: owedMs('national') },
    dayMs: dayLength(asked, filter.to),
  };
}

/** Opening time run by debts together: as many readings of their calendar's clock now, less those at which they began. */
async function stillOwedMs(sql: Sql, { caf, version, count, clocks }: RunningDebts, contracts: readonly Contract[], now: Instant): Promise<number> {
  const current = contracts.find((contract) => contract.caf === caf && contract.version === version);
  const { calendar } = current ?? (await getContract(sql, caf, version));
  return Math.max(0, count * openClockMs(calendar, now) - clocks * 1_000);
}

function spreadView({ n, median, p90 }: Spread): SpreadView {
  const ms = (seconds: number | null) => (seconds === null ? null : seconds * 1_000);
  return { n, medianMs: ms(median), p90Ms: ms(p90) };
}
