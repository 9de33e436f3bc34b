import { createHash, randomBytes } from 'node:crypto';
import { contractAt } from '../db/contract';
import type { Tx } from '../db/connect';
import { insertLetter } from '../db/letter';
import { deadAmong, type KnownContact } from '../db/partner';
import { visitorContacts } from '../db/visitor';
import { decideLink, takeUndecidedLinks, type AskedLink } from '../db/sign-in-link';
import { epochMs, type Instant } from '../domain/ids';
import { compose, letterHeaders, messageIdOf } from '../mail/compose';
import { signInLink } from '../mail/letters/sign-in-link';
import { linkPath } from '../web/paths-sign-in';
import { later, type Tools } from './tools';

/** A link serves this long. */
export const LINK_LASTS_MS = 30 * 60_000;

type LinkTools = Pick<Tools, 'sql' | 'publicUrl' | 'instance'>;

/**
 * Writes the letters of the links that were asked for, to addresses that a convention knows; the chore of letters without a
 * ticket posts them. Done apart from the page, so that its answer takes as long for every address. @returns how many were written.
 */
export async function writeSignInLinks(tools: LinkTools, now: Instant): Promise<number> {
  return await tools.sql.begin(async (tx) => {
    let written = 0;
    for (const asked of await takeUndecidedLinks(tx)) if (await decide(tx, tools, asked, now)) written += 1;
    return written;
  });
}

async function decide(tx: Tx, tools: LinkTools, asked: AskedLink, now: Instant): Promise<boolean> {
  const [contact] = await visitorContacts(tx, asked.address);
  const tooLate = epochMs(now) - epochMs(asked.asked_at) > LINK_LASTS_MS;
  if (contact === undefined || tooLate || (await deadAmong(tx, [asked.address])).size > 0) {
    await decideLink(tx, asked.id, now, null);
    return false;
  }
  const token = randomBytes(32).toString('base64url');
  const expiresAt = later(now, LINK_LASTS_MS);
  await decideLink(tx, asked.id, now, { tokenHash: createHash('sha256').update(token).digest(), expiresAt });
  await writeLetter(tx, tools, asked, contact, `${tools.publicUrl}${linkPath(token)}`, now, expiresAt);
  return true;
}

async function writeLetter(tx: Tx, tools: LinkTools, asked: AskedLink, contact: KnownContact, href: string, now: Instant, until: Instant): Promise<void> {
  const contract = await contractAt(tx, contact.caf, now);
  const from = contract.desk.mailboxes[0];
  if (from === undefined) throw new Error(`Caf ${contact.caf} has no desk mailbox`);
  const id = `link/${asked.id}`;
  const words = signInLink({ context: { contract, reference: null, subject: '', service: null, kind: null, partner: contact.partner_name, toName: contact.name, now, url: null }, href, until });
  const messageId = messageIdOf(id, from);
  const raw = await compose({
    from: { name: contract.desk.name, address: from }, to: [{ name: contact.name, address: asked.address }], ...words, messageId, headers: letterHeaders(id, tools.instance, 'clock'), date: now,
  });
  await insertLetter(tx, {
    id, reference: null, caf: contact.caf, kind: SIGN_IN_LINK, to_address: asked.address, to_name: contact.name, cc_addresses: [], from_address: from, subject: words.subject,
    message_id: messageId, raw, automatic: true, inbound_digest: null, rung: null, queued_at: now, state: 'claimed', lease_until: now,
  });
}

/** Letters whose content is for their addressee alone. */
export const SIGN_IN_LINK = 'sign-in-link';
