import { createHash, randomBytes } from 'node:crypto';
import { insertAccountLink } from '../db/account-link';
import type { Tx } from '../db/connect';
import { contractAt } from '../db/contract';
import { insertLetter } from '../db/letter';
import type { CafCode, Instant } from '../domain/ids';
import { compose, letterHeaders, messageIdOf } from '../mail/compose';
import { accountLink } from '../mail/letters/account-link';
import { accountLinkPath } from '../web/settings-paths';
import { SIGN_IN_LINK } from './sign-in-link';
import { later } from './tools';

export const ACCOUNT_LINK_LASTS_MS = 24 * 3_600_000;

export interface LinkFor {
  readonly account: { readonly id: string; readonly login: string; readonly name: string };
  /** Whose desk writes it. */
  readonly caf: CafCode;
  readonly madeBy: string;
  readonly now: Instant;
  readonly publicUrl: string;
  readonly instance: string;
}

/** Makes a link and writes its letter; the chore of letters without a ticket posts it. Nobody but its addressee reads the token. */
export async function sendAccountLink(tx: Tx, { account, caf, madeBy, now, publicUrl, instance }: LinkFor): Promise<void> {
  const token = randomBytes(32).toString('base64url');
  const tokenHash = createHash('sha256').update(token).digest();
  const until = later(now, ACCOUNT_LINK_LASTS_MS);
  await insertAccountLink(tx, { tokenHash, account: account.id, madeBy, at: now, expiresAt: until });
  const contract = await contractAt(tx, caf, now);
  const from = contract.desk.mailboxes[0];
  if (from === undefined) throw new Error(`Caf ${caf} has no desk mailbox`);
  const id = `account-link/${tokenHash.toString('hex').slice(0, 24)}`;
  const context = { contract, reference: null, subject: '', service: null, kind: null, partner: null, toName: account.name, now, url: null };
  const words = accountLink({ context, href: `${publicUrl}${accountLinkPath(token)}`, until });
  const messageId = messageIdOf(id, from);
  const raw = await compose({ from: { name: contract.desk.name, address: from }, to: [{ name: account.name, address: account.login }], ...words, messageId, headers: letterHeaders(id, instance, 'clock'), date: now });
  await insertLetter(tx, {
    id, reference: null, caf, kind: SIGN_IN_LINK, to_address: account.login, to_name: account.name, cc_addresses: [], from_address: from, subject: words.subject,
    message_id: messageId, raw, automatic: true, inbound_digest: null, rung: null, queued_at: now, state: 'claimed', lease_until: now,
  });
}
