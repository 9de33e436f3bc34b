import { contractsInForceOf } from '../db/contract';
import { daysOfCafs } from '../db/desk-terms';
import type { Tx } from '../db/connect';
import { insertLetter } from '../db/letter';
import { contactsOfConvention, deadAmong, type ContactRow } from '../db/partner';
import { beginChecks, cafsToRemind, recordReminder, takeDueChecks, type DueCheck } from '../db/people-check';
import { isOpen } from '../domain/calendar';
import type { Contract } from '../domain/contract-types';
import { reckon } from '../domain/deadline';
import { withDays } from '../domain/desk-days';
import type { Instant } from '../domain/ids';
import { compose, letterHeaders, messageIdOf } from '../mail/compose';
import { peopleCheck } from '../mail/letters/people-check';
import { ownPeoplePath } from '../web/paths-portal';
import type { Tools } from './tools';

/** A setting of the product: no contract states it. */
const EVERY_MONTHS = 12;
/** The relay is not flooded the day a thousand conventions fall due. */
const MOST_AT_ONCE = 25;

/** A year later, at the same local time. */
export function nextCheck({ calendar }: Pick<Contract, 'calendar'>, from: Instant): Instant {
  return reckon(calendar, from, { calendarMonths: EVERY_MONTHS }, 'as-is', null).deadline;
}

type CheckTools = Pick<Tools, 'sql' | 'publicUrl' | 'instance'>;

/**
 * Writes to the administrators whose convention's list of people has not been checked for a year, while their desk is open; the
 * chore of letters without a ticket posts it. Who checks, or is reminded, is not written to again for a year. @returns how many were written.
 */
export async function remindPeopleChecks(tools: CheckTools, now: Instant): Promise<number> {
  const { sql } = tools;
  const due = await cafsToRemind(sql, now);
  const [inForce, days] = await Promise.all([contractsInForceOf(sql, due, now), daysOfCafs(sql, due)]);
  const open = new Map(inForce.map((contract) => [contract.caf, withDays(contract, days.get(contract.caf) ?? [])] as const).filter(([, { calendar }]) => isOpen(calendar, now)));
  const written = open.size === 0 ? 0 : await sql.begin(async (tx) => {
    let count = 0;
    for (const check of await takeDueChecks(tx, [...open.keys()], now, MOST_AT_ONCE)) {
      const contract = open.get(check.caf);
      if (contract !== undefined && (await remind(tx, tools, check, contract, now))) count += 1;
    }
    return count;
  });
  await startCounting(tools, now);
  return written;
}

/** A convention that has just come is taken as checked: a year runs from when it is first seen. */
async function startCounting({ sql }: CheckTools, now: Instant): Promise<void> {
  const [any] = await sql<{ caf: Contract['caf'] }[]>`select caf from convention where not exists (select from people_check where convention_id = convention.id) limit 1`;
  const [contract] = any === undefined ? [] : await contractsInForceOf(sql, [any.caf], now);
  if (contract !== undefined) await beginChecks(sql, nextCheck(contract, now));
}

async function remind(tx: Tx, tools: CheckTools, check: DueCheck, contract: Contract, now: Instant): Promise<boolean> {
  const people = await contactsOfConvention(tx, check.convention_id);
  const to = await writable(tx, people);
  await recordReminder(tx, check.convention_id, to?.email ?? null, now, nextCheck(contract, now));
  if (to === undefined) return false;
  await writeReminder(tx, tools, check, contract, people, to, now);
  return true;
}

/** The administrator, else the deputy: whoever can be written to. */
async function writable(tx: Tx, people: readonly ContactRow[]): Promise<(ContactRow & { readonly email: string }) | undefined> {
  const keepers = (['administrator', 'deputy-administrator'] as const).flatMap((role) => people.filter((one) => one.role === role));
  const dead = await deadAmong(tx, keepers.flatMap((one) => one.email ?? []));
  return keepers.find((one): one is ContactRow & { email: string } => one.email !== null && !dead.has(one.email));
}

async function writeReminder(tx: Tx, tools: CheckTools, check: DueCheck, contract: Contract, people: readonly ContactRow[], to: ContactRow & { readonly email: string }, now: Instant): Promise<void> {
  const from = contract.desk.mailboxes[0];
  if (from === undefined) throw new Error(`Caf ${contract.caf} has no desk mailbox`);
  // The instant that fell due is in the key: one letter a year, whoever writes it.
  const id = `people-check/${check.convention_id}/${check.remind_at}`;
  const words = peopleCheck({
    context: { contract, reference: null, subject: '', service: null, kind: null, partner: check.partner_name, toName: to.name, now, url: null },
    convention: check.number, people: people.map(({ name, role, ladder_rank }) => ({ name, role, rank: ladder_rank })), checkedAt: check.checked_at, href: `${tools.publicUrl}${ownPeoplePath(check.convention_id)}`,
  });
  const messageId = messageIdOf(id, from);
  const raw = await compose({ from: { name: contract.desk.name, address: from }, to: [{ name: to.name, address: to.email }], ...words, messageId, headers: letterHeaders(id, tools.instance, 'clock'), date: now });
  await insertLetter(tx, {
    id, reference: null, caf: contract.caf, kind: 'people-check', to_address: to.email, to_name: to.name, cc_addresses: [], from_address: from, subject: words.subject,
    message_id: messageId, raw, automatic: true, inbound_digest: null, rung: null, queued_at: now, state: 'claimed', lease_until: now,
  });
}
