import { accountsOfCaf } from '../../db/account';
import type { ActRow } from '../../db/act';
import { accountNames, actsOfTicket, deadSince, knownCafs, nearByReference, ticketsOfConvention, type NearTicket } from '../../db/around';
import { readCase, type LoadedCase } from '../../db/case';
import { journalOf, type JournalLine } from '../../db/fact';
import { waitingWriters } from '../../db/identify-near';
import { lettersOfTicket, type LetterRow } from '../../db/letter';
import { messagesOf, type MessageRow } from '../../db/message';
import { conventionsOfCaf, type ConventionRow } from '../../db/partner';
import { holdOfTicket, type HoldRow } from '../../db/retention-hold';
import { localDateOf } from '../../domain/calendar';
import type { CafCode, Instant, Reference } from '../../domain/ids';
import { stateOf, type TicketState } from '../../domain/ticket-state';
import { NotFound } from '../errors';
import { requireOn } from '../guard';
import type { Visit } from '../visit';

/** Everything a ticket's page is made of. */
export interface TicketData extends LoadedCase {
  readonly state: TicketState;
  readonly now: Instant;
  readonly messages: readonly MessageRow[];
  readonly letters: ReadonlyArray<Omit<LetterRow, 'raw'>>;
  readonly journal: readonly JournalLine[];
  readonly acts: readonly ActRow[];
  /** Names of accounts by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly linked: readonly NearTicket[];
  readonly ofPartner: readonly NearTicket[];
  readonly conventions: readonly ConventionRow[];
  readonly cafs: ReadonlyArray<{ readonly caf: CafCode; readonly name: string }>;
  readonly dead: ReadonlyMap<string, Instant>;
  /** Who wrote about this ticket and waits to be identified. */
  readonly waiting: readonly string[];
  /** Who serves this desk; null when who asks may not assign. */
  readonly agents: ReadonlyArray<{ readonly id: string; readonly name: string }> | null;
  /** The dispute for which nothing of it is erased. */
  readonly hold: HoldRow | undefined;
}

/** @throws NotFound when there is no such ticket, or when who asks may not see it. */
export async function ticketData(visit: Visit, reference: Reference): Promise<TicketData> {
  const { tools: { sql }, cafs, now } = visit;
  const loaded = await readCase(sql, reference, now);
  requireOn(visit, loaded?.row, 'read-ticket');
  if (loaded === undefined) throw new NotFound('no such ticket');
  const { row, contacts, ticket } = loaded;
  const [messages, letters, journal, acts, linked, ofPartner, conventions, known, dead, waiting, agents, hold] = await Promise.all([
    messagesOf(sql, reference),
    lettersOfTicket(sql, reference),
    journalOf(sql, reference),
    actsOfTicket(sql, reference),
    nearByReference(sql, cafs, ticket.facts.flatMap((fact) => ('other' in fact ? [fact.other] : []))),
    row.convention_id === null ? [] : ticketsOfConvention(sql, row.convention_id, 6),
    conventionsOfCaf(sql, [row.caf]),
    knownCafs(sql),
    deadSince(sql, contacts.flatMap((contact) => contact.email ?? [])),
    waitingWriters(sql, row.caf, reference),
    visit.mayOn('assign', row) ? accountsOfCaf(sql, row.caf) : null,
    holdOfTicket(sql, reference, row.convention_id, localDateOf(ticket.contract.calendar, now)),
  ]);
  const authors = [...messages.flatMap((message) => message.author_account ?? []), ...acts.map((act) => act.actor), ...ticket.facts.flatMap((fact) => (fact.kind === 'assigned' && fact.to !== null ? [fact.to] : []))];
  const names = await accountNames(sql, [...new Set(authors)]);
  return { ...loaded, state: stateOf(ticket.facts), now, messages, letters, journal, acts, names, linked, ofPartner, conventions, cafs: known, dead, waiting, agents, hold };
}
