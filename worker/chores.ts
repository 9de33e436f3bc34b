import type { Client } from '@temporalio/client';
import { askAct, type ActAsk } from '../engine/ask';
import { tellTicket } from '../engine/tell';
import { orphanActs } from '../db/act';
import { abandonedLetters, claimLetter } from '../db/letter';
import { recordHeartbeat } from '../db/outage';
import { openTicketsAfter, overdueTickets, untoldTickets } from '../db/ticket';
import { postFirst } from '../activities/letter';
import { later, LEASE_MS, type Tools } from '../activities/tools';
import type { Clock } from '../clock';
import type { Instant } from '../domain/ids';

/** What a chore needs: the tickets' workflows, the memory, the clock. */
export interface Chores {
  readonly client: Client;
  readonly tools: Tools;
  readonly clock: Clock;
}

/** Tickets whose workflow was never told of their last fact are told now (rules: Door 8). @returns how many. */
export async function tellUntold({ client, tools, clock }: Chores, olderThanMs = 10_000): Promise<number> {
  const untold = await untoldTickets(tools.sql, later(clock.now(), -olderThanMs));
  for (const { reference, last_n } of untold) await tellTicket(client, reference, { n: last_n });
  return untold.length;
}

/** Tickets whose next instant has passed without anything happening: their workflow is gone, or stuck. @returns how many. */
export async function nudgeOverdue({ client, tools, clock }: Chores, olderThanMs = 120_000): Promise<number> {
  const overdue = await overdueTickets(tools.sql, later(clock.now(), -olderThanMs));
  for (const { reference, last_n } of overdue) await tellTicket(client, reference, { n: last_n, overdue: true });
  return overdue.length;
}

/** Acts whose page died before the workflow was asked are asked again (rules: Door 9). @returns how many. */
export async function finishOrphanActs({ client, tools, clock }: Chores, olderThanMs = 20_000): Promise<number> {
  const orphans = await orphanActs(tools.sql, later(clock.now(), -olderThanMs));
  for (const act of orphans) await askAct(client, act satisfies ActAsk, 10_000);
  return orphans.length;
}

/** Letters of no ticket, and letters whose claimer died, are posted (rules: Door 10). @returns how many were tried. */
export async function postAbandoned({ tools, clock }: Chores): Promise<number> {
  const now = clock.now();
  const abandoned = (await abandonedLetters(tools.sql, now)).filter((letter) => letter.reference === null);
  for (const { id } of abandoned) {
    const letter = await claimLetter(tools.sql, id, now, later(now, LEASE_MS));
    if (letter !== undefined) await postFirst(tools, letter, now);
  }
  return abandoned.length;
}

/**
 * Every open ticket is told, by hundreds, when Temporal knows fewer than PostgreSQL does: its database was lost, or lost its
 * last commits in a power cut. Telling one that runs changes nothing. @returns how many were told.
 */
export async function rebuild({ client, tools }: Chores): Promise<number> {
  let told = 0;
  for (let after = ''; ; ) {
    const page = await openTicketsAfter(tools.sql, after, 200);
    for (const { reference, last_n } of page) await tellTicket(client, reference, { n: last_n, overdue: true });
    told += page.length;
    const last = page.at(-1);
    if (last === undefined) return told;
    after = last.reference;
  }
}

/** Rebuilds when fewer tickets run than are open. */
export async function rebuildIfLost(chores: Chores): Promise<number> {
  const { count } = await chores.client.workflow.count('WorkflowType = "ticket" AND ExecutionStatus = "Running"');
  const [open] = await chores.tools.sql<{ open: number }[]>`select count(*)::int as open from ticket where phase not in ('closed', 'merged', 'handed-over')`;
  return open !== undefined && open.open > count ? await rebuild(chores) : 0;
}

/** Says that the desk is alive; a gap of more than ten minutes before this is an outage (rules: Ladder 7). */
export async function beat({ tools, clock }: Chores): Promise<{ outage: { from: Instant; to: Instant } | null }> {
  return { outage: await recordHeartbeat(tools.sql, clock.now()) };
}
