import { deadAmong, contactsOfConvention, findConvention, type ContactRow } from '../db/partner';
import type { Tx } from '../db/connect';
import { contractAt } from '../db/contract';
import { insertLetter } from '../db/letter';
import type { ContractDocument } from '../domain/contract-terms-types';
import type { PartnerRole } from '../domain/contract-types';
import type { Instant } from '../domain/ids';
import { compose, letterHeaders, messageIdOf } from '../mail/compose';
import { registerLetter, type RegisterLetterProps } from '../mail/letters/register';
import type { Tools } from './tools';

export type RegisterTools = Pick<Tools, 'publicUrl' | 'instance'>;
/** The kind of every letter of the register, whatever it says: who may write one (migration 0048). */
export const REGISTER_LETTER = 'register';

export interface Told {
  readonly name: string;
  readonly address: string;
}

/**
 * Whom a decision is written to: those of these roles who can be written to, and `also`; each address once. Administrators manage the
 * habilitations (article 2.2); where none of them can be reached, who signs for the partner.
 */
export async function peopleToTell(tx: Tx, conventionId: string, roles: readonly PartnerRole[], also: readonly Told[], own: readonly string[]): Promise<Told[]> {
  const people = await contactsOfConvention(tx, conventionId);
  const of = (wanted: readonly PartnerRole[]) => people.filter(({ role }) => wanted.includes(role)).flatMap(toldOf);
  const reached = await reachable(tx, [...of(roles), ...also], own);
  return reached.length > also.length || roles.includes('signatory') ? reached : await reachable(tx, [...of(['signatory']), ...also], own);
}

function toldOf({ name, email }: ContactRow): Told[] {
  return email === null ? [] : [{ name, address: email.toLowerCase() }];
}

/** Neither a dead address nor a mailbox of our own, which would be a mail to ourselves (rules: Ladder 3 and 4). */
async function reachable(tx: Tx, people: readonly Told[], own: readonly string[]): Promise<Told[]> {
  const dead = await deadAmong(tx, people.map(({ address }) => address));
  const mine = new Set(own.map((address) => address.toLowerCase()));
  return people.filter(({ address }, i) => !dead.has(address) && !mine.has(address) && people.findIndex((one) => one.address === address) === i);
}

/** What the letters of a convention's register are written with. */
export interface RegisterPlace {
  readonly contract: ContractDocument;
  readonly conventionId: string;
  readonly number: string;
  readonly partner: string;
}

/** @throws Error when there is no such convention */
export async function registerPlace(tx: Tx, conventionId: string, now: Instant): Promise<RegisterPlace> {
  const convention = await findConvention(tx, conventionId);
  if (convention === undefined) throw new Error(`no convention ${conventionId}`);
  // What is kept of a version is its whole document (contracts/load, db/amendment).
  const contract = (await contractAt(tx, convention.caf, now)) as ContractDocument;
  return { contract, conventionId, number: convention.number, partner: convention.partner_name };
}

/** Writes a letter to each; the chore of letters without a ticket posts them. @param path where its reader looks, none for an empty one */
export async function writeToAll(tx: Tx, tools: RegisterTools, place: RegisterPlace, to: readonly Told[], words: Pick<RegisterLetterProps, 'kind' | 'person' | 'administrator' | 'reason' | 'departure'> & { readonly key: string; readonly path: string; readonly selfAddress: string | null }, now: Instant): Promise<void> {
  const { contract, number, partner } = place;
  const from = contract.desk.mailboxes[0];
  if (from === undefined) throw new Error(`Caf ${contract.caf} has no desk mailbox`);
  const { key, path, selfAddress, ...said } = words;
  for (const { name, address } of to) {
    const context = { contract, reference: null, subject: '', service: null, kind: null, partner, toName: name, now, url: path === '' ? null : `${tools.publicUrl}${path}` };
    const written = registerLetter({ ...said, context, convention: number, self: address === selfAddress, article: contract.habilitations.article });
    const id = `register/${key}/${now}/${address}`;
    const messageId = messageIdOf(id, from);
    const raw = await compose({ from: { name: contract.desk.name, address: from }, to: [{ name, address }], ...written, messageId, headers: letterHeaders(id, tools.instance, 'clock'), date: now });
    await insertLetter(tx, {
      id, reference: null, caf: contract.caf, kind: REGISTER_LETTER, to_address: address, to_name: name, cc_addresses: [], from_address: from, subject: written.subject,
      message_id: messageId, raw, automatic: true, inbound_digest: null, rung: null, queued_at: now, state: 'claimed', lease_until: now,
    });
  }
}
