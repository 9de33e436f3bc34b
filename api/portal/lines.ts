import { getContract } from '../../db/contract';
import type { OwnTicket } from '../../db/portal';
import { factsOfMany } from '../../db/queue';
import { stateOf } from '../../domain/ticket-state';
import type { OwnTicketLine } from '../../web/view/portal';
import type { Visit } from '../visit';
import { contractOfCaf, type Visitor } from './shell';
import { standingWords, stepOfRow } from './words';

/** Tickets as a partner's lists show them. What came and has not been moved for yet is read from the facts. */
export async function ownLines(visit: Visit, visitor: Visitor, rows: readonly OwnTicket[]): Promise<OwnTicketLine[]> {
  const { sql } = visit.tools;
  const fresh = await factsOfMany(sql, rows.filter((row) => row.moved_n < row.last_n).map((row) => row.reference));
  const several = new Set(visitor.contacts.map((contact) => contact.convention_id)).size > 1;
  return await Promise.all(
    rows.map(async (row): Promise<OwnTicketLine> => {
      const facts = fresh.get(row.reference);
      const state = facts === undefined ? null : stateOf(facts);
      const { calendar } = contractOfCaf(visitor, row.caf);
      const step = stepOfRow(row);
      const standing = standingWords({
        phase: state?.phase ?? row.phase, owes: state === null ? row.owes : (state.debt?.side ?? null), since: state === null ? row.owes_since : (state.debt?.since ?? null),
        lateSince: state === null ? row.late_since : null, steps: step === null ? [] : [step], timeZone: calendar.timeZone, now: visit.now,
      });
      const { requiredItems } = await getContract(sql, row.caf, row.contract_version);
      return {
        reference: row.reference, subject: row.subject, service: row.service, urgent: row.urgent, standing, receivedAt: row.received_at, timeZone: calendar.timeZone,
        missing: standing.owes === 'nobody' ? [] : requiredItems.filter((item) => !item.optional && row.missing.includes(item.code)).map((item) => item.label),
        whose: several ? `${row.partner_name}, convention ${row.convention_number}` : null,
      };
    }),
  );
}
