import type { Client } from '@temporalio/client';
import { askAct, type ActAsk } from '../engine/ask';
import { tellTicket } from '../engine/tell';
import { startDelivery } from '../engine/webhook';
import { forgetAnswers } from '../db/api-answer';
import { takeUntoldDeliveries, untellDelivery } from '../db/webhook-delivery';
import { killPoint } from '../faults';
import { orphanActs, refuseAct } from '../db/act';
import { releaseHeldActs } from '../db/held-act';
import { abandonedLetters, claimLetter, renewClaim } from '../db/letter';
import { recordHeartbeat, type Outage } from '../db/outage';
import { livingTicketsAfter, overdueTickets, takeUntoldTickets } from '../db/ticket';
import { postFirst } from '../desk/post-letter';
import { writeOutageLetters } from '../desk/outage';
import { writePersonalMails } from '../desk/personal-mails';
import { remindPeopleChecks } from '../desk/people-check';
import { spreadChanges } from '../desk/spread';
import { writeSignInLinks } from '../desk/sign-in-link';
import { later, LEASE_MS, type Tools } from '../desk/tools';
import type { Clock } from '../clock';

/** What a chore needs: the tickets' workflows, the memory, the clock. */
export interface Chores {
  readonly client: Client;
  readonly tools: Tools;
  readonly clock: Clock;
}

/** Tickets whose workflow was never told of their last fact are told now (rules: Door 8). @returns how many. */
export async function tellUntold({ client, tools, clock }: Chores, olderThanMs = 10_000): Promise<number> {
  const now = clock.now();
  const untold = await takeUntoldTickets(tools.sql, now, { receivedBefore: later(now, -olderThanMs), askedBefore: later(now, -TELL_AGAIN_MS) });
  await eachOf(untold, TELLING_AT_ONCE, ({ reference, last_n }) => tellTicket(client, reference, { n: last_n }));
  return untold.length;
}
const TELL_AGAIN_MS = 30_000;
const TELLING_AT_ONCE = 8;

/** Amendments and changes of calendar that have not reached every open ticket go on. @returns how many tickets were looked at. */
export async function spreadTerms({ tools, clock }: Chores): Promise<number> {
  return await spreadChanges(tools, clock.now());
}

/** Tickets whose next instant has passed without anything happening: their workflow is gone, or stuck. @returns how many. */
export async function nudgeOverdue({ client, tools, clock }: Chores, olderThanMs = 120_000): Promise<number> {
  const overdue = await overdueTickets(tools.sql, later(clock.now(), -olderThanMs));
  for (const { reference, last_n } of overdue) await tellTicket(client, reference, { n: last_n, overdue: true });
  return overdue.length;
}

/** The managers are told of outages that are over (rules: Ladder 7). @returns how many letters were written. */
export async function tellOutages({ tools, clock }: Chores): Promise<number> {
  return await writeOutageLetters(tools, clock.now());
}

/** Links that partners asked for become letters. @returns how many were written. */
export async function sendSignInLinks({ tools, clock }: Chores): Promise<number> {
  return await writeSignInLinks(tools, clock.now());
}

/** Agents and managers are written to of what they asked for. @returns how many letters were written. */
export async function tellPeople({ tools, clock }: Chores): Promise<number> {
  return await writePersonalMails(tools, clock.now());
}

/** Partners' administrators are reminded each year to check their list of people. @returns how many letters were written. */
export async function remindLists({ tools, clock }: Chores): Promise<number> {
  return await remindPeopleChecks(tools, clock.now());
}

/** Acts whose page died before the workflow was asked are asked again (rules: Door 9). @returns how many. */
export async function finishOrphanActs({ client, tools, clock }: Chores, olderThanMs = 20_000): Promise<number> {
  const orphans = await orphanActs(tools.sql, later(clock.now(), -olderThanMs));
  for (const act of orphans) {
    const answer = await askAct(client, act satisfies ActAsk, 10_000);
    // Refused by the workflow alone: the row must say so, or a move of weeks later would carry it out after all.
    if (answer.state === 'refused') await refuseAct(tools.sql, act.key, answer.reason, clock.now());
  }
  return orphans.length;
}

/** What was sent and could be taken back leaves once its time has come. @returns how many. */
export async function sendHeld({ client, tools, clock }: Chores): Promise<number> {
  const due = await releaseHeldActs(tools.sql, clock.now());
  if (due.length > 0) killPoint('act:after-release');
  await eachOf(due, TELLING_AT_ONCE, async (act) => {
    const answer = await askAct(client, act, 10_000);
    if (answer.state === 'refused') await refuseAct(tools.sql, act.key, answer.reason, clock.now());
  });
  return due.length;
}

/** Facts that webhooks wait for are given to their workflows; those started long ago are started again, were Temporal's memory lost. @returns how many. */
export async function tellWebhooks({ client, tools, clock }: Chores): Promise<number> {
  const now = clock.now();
  const untold = await takeUntoldDeliveries(tools.sql, now, later(now, -START_AGAIN_MS));
  await eachOf(untold, TELLING_AT_ONCE, async ({ id, run }) => {
    await startDelivery(client, id, run).catch(async (error: unknown) => {
      await untellDelivery(tools.sql, id);
      throw error;
    });
  });
  return untold.length;
}
const START_AGAIN_MS = 3_600_000;

/** What programs were answered under their keys is forgotten after a day. @returns how many. */
export async function forgetApiAnswers({ tools, clock }: Chores): Promise<number> {
  return await forgetAnswers(tools.sql, later(clock.now(), -A_DAY_MS));
}
const A_DAY_MS = 86_400_000;

/** Letters of no ticket are posted, ever less often while the relay does not take them (rules: Door 10). @returns how many were tried. */
export async function postAbandoned({ tools, clock }: Chores): Promise<number> {
  const now = clock.now();
  const abandoned = (await abandonedLetters(tools.sql, now)).filter((letter) => letter.reference === null);
  for (const { id } of abandoned) {
    const letter = await claimLetter(tools.sql, id, now, later(now, LEASE_MS));
    if (letter === undefined || (await postFirst(tools, letter, now))) continue;
    await renewClaim(tools.sql, id, later(now, Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** letter.attempts)));
  }
  return abandoned.length;
}
const LONGEST_WAIT_MS = 600_000;

/**
 * Every ticket on which something may still happen is told, by hundreds: Temporal's database was lost, or lost its last commits
 * in a power cut. Telling one that runs changes nothing. @returns how many were told.
 */
export async function rebuild({ client, tools }: Chores): Promise<number> {
  let told = 0;
  for (let after = ''; ; ) {
    const page = await livingTicketsAfter(tools.sql, after, 200);
    await eachOf(page, TELLING_AT_ONCE, ({ reference, last_n }) => tellTicket(client, reference, { n: last_n, overdue: true }));
    told += page.length;
    const last = page.at(-1);
    if (last === undefined) return told;
    after = last.reference;
  }
}

async function eachOf<T>(all: readonly T[], atOnce: number, act: (one: T) => Promise<void>): Promise<void> {
  const queue = [...all];
  const work = async (): Promise<void> => {
    for (let one = queue.shift(); one !== undefined; one = queue.shift()) await act(one);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

/** Rebuilds when fewer tickets run than are open: of those old enough for Temporal's own counting to have seen them. */
export async function rebuildIfLost(chores: Chores, olderThanMs = 5_000): Promise<number> {
  const { count } = await chores.client.workflow.count('WorkflowType = "ticket" AND ExecutionStatus = "Running"');
  const [open] = await chores.tools.sql<{ open: number }[]>`
    select count(*)::int as open from ticket where phase not in ('closed', 'merged', 'handed-over') and received_at < ${later(chores.clock.now(), -olderThanMs)}`;
  return open !== undefined && open.open > count ? await rebuild(chores) : 0;
}

/** Says that the worker is alive, which it is only with Temporal; a gap of more than ten minutes before this is an outage (rules: Ladder 7). */
export async function beat({ client, tools, clock }: Chores): Promise<{ outage: Outage | null }> {
  await client.workflowService.getSystemInfo({});
  return { outage: await recordHeartbeat(tools.sql, 'worker', clock.now()) };
}
