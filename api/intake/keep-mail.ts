import { killPoint } from '../../faults';
import { contractAt, deskMailboxes } from '../../db/contract';
import { findSame } from '../../db/mail';
import { findTicket } from '../../db/ticket';
import type { CafCode } from '../../domain/ids';
import { followSecurityMails } from '../../desk/security';
import type { ArrivedMail, Keeper } from '../../mail/arrived';
import type { MailIdentity } from '../../mail/digest';
import { errorFacts } from '../../mail/log';
import { TicketMoved } from './append';
import { createAfterwards } from './afterwards';
import { keepAtDesk, type Told } from './at-desk';
import { changeFromMail, mailedForm } from './change-mail';
import type { MailAtDesk } from './mail-rows';
import { createRoom, type RoomSetting } from './room';
import { readStorable, storableIdentity } from './storable';
import type { IntakeTools, MailTools } from './tools';

/** What somebody else did meanwhile: kept the same mail, held the rows that we waited for while waiting for ours. */
const MEANWHILE: ReadonlySet<unknown> = new Set(['23505', '40P01', '40001']);
const MOST_TRIES = 3;

/** A keeper that can be asked whether its first letters have left, before its process ends. */
export interface PostingKeeper extends Keeper {
  posted(): Promise<void>;
}

/** Keeps mails whatever door they came in by: one transaction for all their desks, then one call to Temporal a ticket. */
export function createKeeper(tools: MailTools, setting: RoomSetting): PostingKeeper {
  const mailboxes = cached(() => deskMailboxes(tools.sql), 10_000, () => Date.parse(tools.clock.now()));
  const room = createRoom(tools.sql, setting);
  const afterwards = createAfterwards(tools);
  return {
    isDeskMailbox: async (address) => (await mailboxes()).has(address),
    keep: async (arrived) => {
      await room.wait();
      const told = await keepOnce(tools, arrived, await mailboxes());
      killPoint('door:after-commit');
      const moved = await Promise.all(told.map((one) => afterwards.tell(one)));
      killPoint('door:after-signal');
      for (const first of moved) if (first !== null) afterwards.post(first);
    },
    posted: () => afterwards.posted(),
  };
}

/** One transaction for the desks that have not kept it yet; those that have, be it by somebody else meanwhile, are told all the same. */
async function keepOnce(tools: MailTools, arrived: ArrivedMail, mailboxes: ReadonlyMap<string, CafCode>): Promise<Told[]> {
  const identity = storableIdentity(arrived.raw);
  for (let tries = 1; ; tries += 1) {
    const { told, missing } = await keptBefore(tools, [...arrived.deskMailboxes].sort(), identity);
    if (missing.length === 0) return told;
    try {
      return [...told, ...(await keepAt(tools, arrived, identity, missing, mailboxes))];
    } catch (error) {
      if (tries >= MOST_TRIES || !isMeanwhile(error)) throw error;
    }
  }
}

async function keepAt(tools: MailTools, arrived: ArrivedMail, identity: MailIdentity, desks: readonly string[], mailboxes: ReadonlyMap<string, CafCode>): Promise<Told[]> {
  const read = await readStorable(arrived.raw);
  const form = await mailedForm(read);
  const unauthenticated = (await tools.authenticate?.(arrived)) === 'fail';
  const mails = desks.map((mailbox): MailAtDesk => ({ arrived, read, identity, mailbox, caf: cafOf(mailboxes, mailbox), unauthenticated }));
  const told = await tools.sql.begin(async (tx) => {
    const told: Told[] = [];
    for (const mail of mails) {
      const here = await keepAtDesk(tx, tools, await contractAt(tx, mail.caf, arrived.receivedAt), mail);
      // A mail whose sender could not be authenticated opens no change: an agent enters it.
      if (form !== null && !mail.unauthenticated) await changeFromMail(tx, tools, mail, form, here);
      told.push(...here);
    }
    return told;
  });
  if (read.kind === 'security-incident') await followNow(tools);
  return told;
}

/** The security officer does not wait for the chores; should it fail, they do it: the mail itself is kept. */
async function followNow(tools: MailTools): Promise<void> {
  await followSecurityMails(tools, tools.clock.now()).catch((error: unknown) => tools.log.warn(errorFacts(error), 'an incident could not be begun, it will be'));
}

/** A second delivery finds the same rows, the same tickets; `missing`: desks that it had not been delivered to. */
async function keptBefore({ sql }: IntakeTools, desks: readonly string[], { messageId, digest }: MailIdentity): Promise<{ told: Told[]; missing: string[] }> {
  const rows = await Promise.all(desks.map((mailbox) => findSame(sql, mailbox, messageId ?? '', Buffer.from(digest, 'hex'))));
  const tickets = await Promise.all(rows.map(async (row) => (row?.reference ? await findTicket(sql, row.reference) : undefined)));
  return {
    told: tickets.flatMap((ticket) => (ticket !== undefined && ticket.told_n < ticket.last_n ? [{ reference: ticket.reference, n: ticket.last_n }] : [])),
    missing: desks.filter((_, i) => rows[i] === undefined),
  };
}

function cafOf(mailboxes: ReadonlyMap<string, CafCode>, mailbox: string): CafCode {
  const caf = mailboxes.get(mailbox);
  if (caf === undefined) throw new Error('a mail for a mailbox that no desk owns');
  return caf;
}

function isMeanwhile(error: unknown): boolean {
  return error instanceof TicketMoved || (typeof error === 'object' && error !== null && 'code' in error && MEANWHILE.has(error.code));
}

/** Asks again only when what it was told is older than `ms` milliseconds. */
function cached<T>(ask: () => Promise<T>, ms: number, now: () => number): () => Promise<T> {
  let known: { value: T; at: number } | null = null;
  return async () => {
    if (known === null || now() - known.at > ms) known = { value: await ask(), at: now() };
    return known.value;
  };
}
