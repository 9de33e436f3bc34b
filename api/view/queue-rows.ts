import type { Sql } from '../../db/connect';
import { inCharge, type InCharge } from '../../db/absence';
import { getContract } from '../../db/contract';
import { factsOfMany, type ListedTicket } from '../../db/queue';
import type { Instant } from '../../domain/ids';
import type { QueueRow } from '../../web/view/queue';
import { queueRow } from './queue-row';


/** The lines of a list of tickets, in the order given. */
export async function queueRows(sql: Sql, tickets: readonly ListedTicket[], now: Instant): Promise<QueueRow[]> {
  const [facts, agents] = await Promise.all([
    factsOfMany(sql, tickets.map((ticket) => ticket.reference)),
    inCharge(sql, [...new Set(tickets.flatMap((ticket) => ticket.assignee ?? []))], now),
  ]);
  return await Promise.all(
    tickets.map(async (ticket) => {
      const contract = await getContract(sql, ticket.caf, ticket.contract_version);
      return { ...queueRow(ticket, facts.get(ticket.reference) ?? [], contract, now), agent: agentWords(agents.get(ticket.assignee ?? '')) };
    }),
  );
}

/** « Inès Vigneroy », or « Mélisande Aucamville, pour Inès Vigneroy » while she is away. */
function agentWords(agent: InCharge | undefined): string | null {
  if (agent === undefined) return null;
  return agent.stand_in === null ? agent.name : `${agent.stand_in}, pour ${agent.name}`;
}
