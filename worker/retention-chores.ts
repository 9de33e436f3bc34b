import { contractsInForce } from '../db/contract';
import { NO_CAF } from '../domain/retention/terms';
import { startRetention } from '../engine/retention';
import type { Chores } from './chores';

/** Sees to it that what is over its term is looked for at every Caf, and for this installation's own. @returns how many there are. */
export async function keepRetention({ client, tools, clock }: Chores): Promise<number> {
  const contracts = await contractsInForce(tools.sql, clock.now());
  for (const caf of [NO_CAF, ...contracts.map((contract) => contract.caf)] as const) await startRetention(client, caf);
  return contracts.length + 1;
}
