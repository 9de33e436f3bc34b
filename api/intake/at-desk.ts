import type { Tx } from '../../db/connect';
import { findTwin, insertArrived, insertRaw, type ArrivedRow } from '../../db/mail';
import type { Contract } from '../../domain/contract-types';
import { decide, type Decision } from '../../domain/door';
import type { Reference } from '../../domain/ids';
import { appendReply } from './append';
import { bounced } from './bounce';
import { gather, type Gathered } from './gather';
import { tellLevelOne } from './level-one';
import { arrivedRow, type MailAtDesk } from './mail-rows';
import { requestFromMail } from './mail-request';
import { noticeAnswered } from './notice-mail';
import { reviewFromMail } from './review-mail';
import { openTicket } from './open-ticket';
import type { IntakeTools } from './tools';

export interface Told {
  readonly reference: Reference;
  readonly n: number;
  /** It was opened just now: nothing has moved it yet. */
  readonly opened?: true;
}

/** Keeps a mail at one desk and does what it calls for, in the caller's transaction. */
export async function keepAtDesk(tx: Tx, tools: IntakeTools, contract: Contract, mail: MailAtDesk): Promise<Told[]> {
  const twin = await twinOf(tx, contract, mail);
  if (twin !== undefined) {
    await Promise.all(kept(tx, mail, 'automatic', 'same-desk', twin.reference));
    return [];
  }
  if (await reviewFromMail(tx, contract, mail, tools.clock.now())) return [];
  const gathered = await gather(tx, contract, mail.read, mail.unauthenticated);
  const decision = decide({ from: mail.read.from, automatic: mail.read.automatic, kind: mail.read.kind, receivedAt: mail.arrived.receivedAt }, gathered.known);
  const told = await act(tx, tools, contract, mail, gathered, decision);
  await noticeAnswered(tx, mail, told, tools.clock.now());
  return told;
}

/** A desk with two mailboxes that a mail was written to both of is one desk: it becomes one ticket (rules: Door 4). */
async function twinOf(tx: Tx, { desk }: Contract, { identity }: MailAtDesk): Promise<ArrivedRow | undefined> {
  if (desk.mailboxes.length < 2) return undefined;
  return await findTwin(tx, desk.mailboxes.map((address) => address.toLowerCase()), identity.messageId ?? '', Buffer.from(identity.digest, 'hex'));
}

async function act(tx: Tx, tools: IntakeTools, contract: Contract, mail: MailAtDesk, gathered: Gathered, decision: Decision): Promise<Told[]> {
  const now = tools.clock.now();
  switch (decision.what) {
    case 'open': {
      const contact = gathered.contacts.find((one) => one.id === decision.contact.id);
      const request = requestFromMail(contract, mail, { contact: contact ?? null, linkedTo: decision.linkedTo, restricted: decision.restricted, now });
      const { reference, lastN } = await openTicket(tx, contract, request, (opened) => kept(tx, mail, 'ticket', null, opened));
      return [{ reference, n: lastN, opened: true }];
    }
    case 'reply':
      await Promise.all(kept(tx, mail, 'ticket', decision.counts ? null : 'automatic', decision.reference));
      return [await appendReply(tx, mail, decision.reference, { direction: 'in', contactId: decision.contact?.id ?? null, counts: decision.counts }, now)];
    case 'internal-reply':
      await Promise.all(kept(tx, mail, 'internal', decision.from, decision.reference));
      return [await appendReply(tx, mail, decision.reference, { direction: 'internal-in', from: decision.from }, now)];
    case 'bounce':
      return await bounced(tx, mail, decision.letter, (reference) => kept(tx, mail, 'automatic', 'bounce', reference), now);
    case 'tell-level-one':
      await Promise.all(kept(tx, mail, 'told-level-one', null, null));
      await tellLevelOne(tx, tools, contract, mail, gathered.contacts, now);
      return [];
    case 'automatic':
      await Promise.all(kept(tx, mail, 'automatic', decision.reason, null));
      return [];
    case 'identify':
      await Promise.all(kept(tx, mail, 'to-identify', decision.reason, null));
      return [];
  }
}

/** What keeps a mail and what became of it, unawaited. */
export function kept(tx: Tx, mail: MailAtDesk, outcome: ArrivedRow['outcome'], reason: string | null, reference: Reference | null): PromiseLike<unknown>[] {
  return [insertRaw(tx, Buffer.from(mail.identity.rawSha256, 'hex'), mail.arrived.raw), insertArrived(tx, arrivedRow(mail, outcome, reason, reference))];
}

