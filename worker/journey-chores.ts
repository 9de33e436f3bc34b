import { countLivingJourneys, livingJourneysAfter, overdueJourneys, takeUntoldJourneys } from '../db/journey-told';
import { conventionsToFollow } from '../db/review';
import { followConvention } from '../desk/convention-year';
import { followSecurityMails } from '../desk/security';
import { later } from '../desk/tools';
import { journeyWorkflows } from '../domain/journeys/kinds';
import { tellJourney } from '../engine/tell';
import type { Chores } from './chores';

/** Journeys whose workflow was never told of their last fact are told now (rules: Door 8). @returns how many. */
export async function tellUntoldJourneys({ client, tools, clock }: Chores, olderThanMs = 10_000): Promise<number> {
  const now = clock.now();
  const untold = await takeUntoldJourneys(tools.sql, now, { beganBefore: later(now, -olderThanMs), askedBefore: later(now, -TELL_AGAIN_MS) });
  for (const journey of untold) await tellJourney(client, journey, { n: journey.last_n });
  return untold.length;
}
const TELL_AGAIN_MS = 30_000;

/** Journeys whose next instant has passed without anything happening: their workflow is gone, or stuck. @returns how many. */
export async function nudgeOverdueJourneys({ client, tools, clock }: Chores, olderThanMs = 120_000): Promise<number> {
  const overdue = await overdueJourneys(tools.sql, later(clock.now(), -olderThanMs));
  for (const journey of overdue) await tellJourney(client, journey, { n: journey.last_n, overdue: true });
  return overdue.length;
}

/** Every journey on which something may still happen is told: Temporal's database was lost. Telling one that runs changes nothing. @returns how many. */
export async function rebuildJourneys({ client, tools }: Chores): Promise<number> {
  let told = 0;
  for (let after = ''; ; ) {
    const page = await livingJourneysAfter(tools.sql, after, 200);
    for (const journey of page) await tellJourney(client, journey, { n: journey.last_n, overdue: true });
    told += page.length;
    const last = page.at(-1);
    if (last === undefined) return told;
    after = last.id;
  }
}

/** Rebuilds when fewer journeys run than are under way: of those old enough for Temporal's own counting to have seen them. */
export async function rebuildJourneysIfLost(chores: Chores, olderThanMs = 5_000): Promise<number> {
  const types = journeyWorkflows().map((name) => `"${name}"`).join(', ');
  const { count } = await chores.client.workflow.count(`WorkflowType IN (${types}) AND ExecutionStatus = "Running"`);
  const living = await countLivingJourneys(chores.tools.sql, later(chores.clock.now(), -olderThanMs));
  return living > count ? await rebuildJourneys(chores) : 0;
}

/** Conventions whose signature has a date and that nobody follows yet (a seed, an instance of before) are followed from now on. @returns how many. */
export async function followConventions({ tools, clock }: Chores): Promise<number> {
  const found = await conventionsToFollow(tools.sql);
  for (const { id } of found) await tools.sql.begin(async (tx) => await followConvention(tx, id, clock.now()));
  return found.length;
}

/** Mails and calls that may be a security incident and wait for a person: their incident is begun, its officer told. @returns how many. */
export async function followIncidents({ tools, clock }: Chores): Promise<number> {
  return await followSecurityMails(tools, clock.now());
}
