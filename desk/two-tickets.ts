import type { ActRow } from '../db/act';
import type { Tx } from '../db/connect';
import { contractAt } from '../db/contract';
import { appendFacts, beginJournal } from '../db/fact';
import { findMessage, insertMessage, type MessageRow } from '../db/message';
import { contactsByAddress } from '../db/partner';
import { insertTicket, lockTicket, takeReference, type NewTicket } from '../db/ticket';
import type { Act } from '../domain/acts';
import { localDateOf } from '../domain/calendar';
import type { Contract } from '../domain/contract-types';
import type { CafCode, Instant, Reference } from '../domain/ids';
import type { FactBody, MergedDebt } from '../domain/ticket-facts';
import type { TicketState } from '../domain/ticket-state';
import type { ActOutcome } from './act-facts';
import type { LoadedCase } from '../db/case';

const oneFact = (fact: FactBody): ActOutcome => ({ facts: [fact], messages: [], letters: [] });

/** This ticket is a duplicate of another, which keeps the earlier debt of the two. */
export async function merge(tx: Tx, { row }: LoadedCase, state: TicketState, into: Reference, actor: string, now: Instant): Promise<ActOutcome> {
  await tell(tx, into, { kind: 'merged-in', other: row.reference, debt: debtOf(state) }, actor, now);
  return { ...oneFact({ kind: 'merged-into', other: into }), others: [into] };
}

/** A letter that is about to leave counts: its person is not written to twice about one debt. */
function debtOf({ debt, ladders }: TicketState): MergedDebt | null {
  if (debt === null) return null;
  const { climbed, exhaustedAt } = ladders[debt.side];
  const contacted = climbed.filter(({ outcome }) => outcome === 'contacted' || outcome === 'decided').map(({ rung, because, at }) => ({ rung, because, at }));
  return { side: debt.side, since: debt.since, ...(contacted.length === 0 ? {} : { contacted }), ...(exhaustedAt === null ? {} : { exhaustedAt }) };
}

/** Both tickets are again what they would be had they never been merged. */
export async function undoMerge(tx: Tx, { row }: LoadedCase, other: Reference, actor: string, now: Instant): Promise<ActOutcome> {
  await tell(tx, other, { kind: 'merge-undone', other: row.reference }, actor, now);
  return { ...oneFact({ kind: 'merge-undone', other }), others: [other] };
}

async function tell(tx: Tx, reference: Reference, body: FactBody, actor: string, now: Instant): Promise<void> {
  const other = await lockTicket(tx, reference);
  if (other === undefined) throw new Error(`no ticket ${reference}`);
  await Promise.all(appendFacts(tx, other, [{ body, at: now, actor }], now).queries);
}

/** A mail held two requests: the second becomes a ticket of its own, received when that mail was. */
export async function split(tx: Tx, { row, ticket }: LoadedCase, act: ActRow, body: Extract<Act, { kind: 'split' }>, now: Instant): Promise<ActOutcome> {
  const message = await findMessage(tx, body.message);
  if (message === undefined) throw new Error(`no message ${body.message}`);
  const receivedAt = message.at;
  const other = await openSecond(tx, ticket.contract, { ...newTicketFrom(row), subject: body.subject, receivedAt }, message, { key: act.key, text: body.text }, [
    { kind: 'received', channel: row.channel, message: `${act.key}/split` },
    { kind: 'split-from', other: row.reference },
  ], act.actor, now);
  return { ...oneFact({ kind: 'split-off', other }), others: [other] };
}

/** The request is another Caf's: its desk receives it now, under its own contract; here nothing more is owed. */
export async function handOver(tx: Tx, { row }: LoadedCase, act: ActRow, body: Extract<Act, { kind: 'hand-over' }>, now: Instant): Promise<ActOutcome> {
  const message = await firstMessage(tx, row.reference);
  const contract = await contractAt(tx, body.caf, now);
  const contacts = message.from_address === null ? [] : await contactsByAddress(tx, body.caf, message.from_address);
  const contact = contacts.length === 1 ? contacts[0] : undefined;
  const fresh: NewTicket = {
    ...newTicketFrom(row), caf: body.caf, contractVersion: contract.version, conventionId: contact?.convention_id ?? null, contactId: contact?.id ?? null, receivedAt: now,
  };
  const other = await openSecond(tx, contract, fresh, message, { key: act.key, text: body.text === '' ? message.text : `${body.text}\n\n${message.text}` }, [
    { kind: 'received', channel: row.channel, message: `${act.key}/split` },
    { kind: 'linked', other: row.reference },
  ], act.actor, now);
  return { ...oneFact({ kind: 'handed-over', caf: body.caf, other }), others: [other], letters: [{ fact: 0, letter: { kind: 'handed-over', cafName: contract.name, mailbox: contract.desk.mailboxes[0] ?? null, other } }] };
}

function newTicketFrom(row: LoadedCase['row']): NewTicket {
  const { caf, convention_id, contact_id, contract_version, channel, kind, service, subject, received_at, restricted } = row;
  return {
    caf, conventionId: convention_id, contactId: contact_id, contractVersion: contract_version, channel, kind, service, subject, receivedAt: received_at, missing: [], restricted,
  };
}

async function openSecond(
  tx: Tx, contract: Contract, fresh: NewTicket, message: MessageRow, said: { key: string; text: string }, facts: readonly FactBody[], actor: string, now: Instant,
): Promise<Reference> {
  const year = Number(localDateOf(contract.calendar, fresh.receivedAt).slice(0, 4));
  const reference = await takeReference(tx, fresh.caf as CafCode, year);
  const recorded = facts.map((body, i) => ({ body, at: i === 0 ? fresh.receivedAt : now, actor }));
  const journal = beginJournal(tx, reference, recorded, now);
  await insertTicket(tx, fresh, journal.after);
  await insertMessage(tx, { ...message, id: `${said.key}/split`, reference, text: said.text, message_id: null });
  await journal.insert;
  return reference;
}

async function firstMessage(tx: Tx, reference: Reference): Promise<MessageRow> {
  const [row] = await tx<MessageRow[]>`select * from message where reference = ${reference} and direction = 'in' order by at, id limit 1`;
  if (row === undefined) throw new Error(`ticket ${reference} has no message`);
  return row;
}
