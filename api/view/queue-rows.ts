import type { Sql } from '../../db/connect';
import { getContract } from '../../db/contract';
import { factsOfMany, type ListedTicket } from '../../db/queue';
import type { Instant } from '../../domain/ids';
import type { QueueRow } from '../../web/view/queue';
import { queueRow } from './queue-row';

/** The lines of a list of tickets, in the order given. */
export async function queueRows(sql: Sql, tickets: readonly ListedTicket[], now: Instant): Promise<QueueRow[]> {
  const facts = await factsOfMany(sql, tickets.map((ticket) => ticket.reference));
  return await Promise.all(tickets.map(async (ticket) => queueRow(ticket, facts.get(ticket.reference) ?? [], await getContract(sql, ticket.caf, ticket.contract_version), now)));
}
