import type { FetchMessageObject, ImapFlow } from 'imapflow';
import { epochMs, instantAt, type Instant } from '../domain/ids';
import type { ArrivedMail } from './arrived';
import type { Ledger } from './collect-ledger';
import type { CollectorOptions } from './collect-options';
import { within } from './deadline';
import { errorFacts } from './log';
import { envelopeSender } from './return-path';

/** Mails fetched at once: few enough that a kept one is soon moved, and that a large batch does not fill the memory. */
const BATCH_MAILS = 25;
const BATCH_BYTES = 32 * 1024 * 1024;

interface Listed {
  readonly uid: number;
  readonly bytes: number;
}

/**
 * Goes once through the open mailbox, oldest first: fetches, offers to the keeper, moves what was kept. A mail that is flagged
 * \Deleted was thrown away by a person, or copied by us where the server can do no better: it is left alone.
 * @param which 'new' leaves out the mails that already failed. @returns whether some mail failed.
 */
export async function collectOnce(client: ImapFlow, options: CollectorOptions, ledger: Ledger, which: 'new' | 'all', stop: AbortSignal): Promise<boolean> {
  const listed = await list(client);
  ledger.onlyThese(new Set(listed.map(({ uid }) => uid)));
  await moveKept(client, options, ledger);
  const wanted = listed.filter((one) => isWanted(one, options, ledger, which));
  let someFailed = false;
  for (const batch of batches(wanted)) {
    if (stop.aborted) break;
    someFailed = (await keepBatch(client, options, ledger, batch, stop)) || someFailed;
    await moveKept(client, options, ledger);
  }
  return someFailed || ledger.keptNotMoved.size > 0;
}

async function list(client: ImapFlow): Promise<Listed[]> {
  if (!client.mailbox || client.mailbox.exists === 0) return [];
  const all = await client.fetchAll('1:*', { uid: true, size: true, flags: true });
  const present = all.filter(({ flags }) => !flags?.has('\\Deleted'));
  return present.map(({ uid, size }) => ({ uid, bytes: size ?? 0 })).sort((a, b) => a.uid - b.uid);
}

function isWanted({ uid, bytes }: Listed, options: CollectorOptions, ledger: Ledger, which: 'new' | 'all'): boolean {
  if (ledger.keptNotMoved.has(uid) || ledger.tooLarge.has(uid)) return false;
  if (which === 'new' && ledger.failed.has(uid)) return false;
  if (bytes <= options.sizeLimitBytes) return true;
  ledger.tooLarge.add(uid);
  options.onProblem({ kind: 'too-large', uid, bytes });
  return false;
}

function* batches(wanted: readonly Listed[]): Generator<number[]> {
  let uids: number[] = [];
  let size = 0;
  for (const { uid, bytes } of wanted) {
    if (uids.length > 0 && (uids.length >= BATCH_MAILS || size + bytes > BATCH_BYTES)) {
      yield uids;
      uids = [];
      size = 0;
    }
    uids.push(uid);
    size += bytes;
  }
  if (uids.length > 0) yield uids;
}

/** Offers a batch to the keeper, a few at a time; true when some mail failed. One that fails holds up no other. */
async function keepBatch(client: ImapFlow, options: CollectorOptions, ledger: Ledger, uids: readonly number[], stop: AbortSignal): Promise<boolean> {
  const fetched = await client.fetchAll(uids.join(','), { uid: true, source: true, internalDate: true }, { uid: true });
  const uidValidity = client.mailbox ? client.mailbox.uidValidity.toString() : '';
  const queue = fetched.map((message) => arrived(message, options, uidValidity)).filter((mail) => mail !== null);
  let someFailed = false;
  const work = async (): Promise<void> => {
    for (let mail = queue.shift(); mail; mail = stop.aborted ? undefined : queue.shift()) someFailed = !(await keepOne(mail, options, ledger)) || someFailed;
  };
  await Promise.all(Array.from({ length: options.concurrency ?? 4 }, work));
  return someFailed;
}

/** null for a mail that went away between the listing and the fetch. */
function arrived(message: FetchMessageObject, options: CollectorOptions, uidValidity: string): CollectedMail | null {
  const { uid, source, internalDate } = message;
  if (!source) return null;
  const account = options.account.id ?? options.account.deskMailbox;
  return {
    raw: source,
    receivedAt: receivedAt(internalDate, options),
    deskMailboxes: [options.account.deskMailbox],
    envelopeFrom: envelopeSender(source),
    source: { kind: 'imap', account, uidValidity, uid },
  };
}

type CollectedMail = ArrivedMail & { readonly source: { readonly kind: 'imap'; readonly uid: number } };

/** INTERNALDATE: when the mailbox took the mail. A server that gives none that can be read, or one that is still to come: now. */
function receivedAt(internalDate: Date | string | undefined, options: CollectorOptions): Instant {
  const ms = internalDate === undefined ? NaN : new Date(internalDate).getTime();
  const now = options.clock.now();
  return Number.isNaN(ms) || ms > epochMs(now) ? now : instantAt(ms);
}

async function keepOne(mail: CollectedMail, options: CollectorOptions, ledger: Ledger): Promise<boolean> {
  const { uid } = mail.source;
  try {
    await within(options.keepTimeoutMs ?? 60_000, 'keeping a mail', options.keeper.keep(mail));
    ledger.kept(uid);
    options.logger.info({ account: options.account.id, uid, bytes: mail.raw.length }, 'a collected mail was kept');
    return true;
  } catch (error) {
    const attempts = ledger.fail(uid);
    options.logger.error({ account: options.account.id, uid, attempts, ...errorFacts(error) }, 'a collected mail was not kept, it stays in the mailbox');
    options.onProblem({ kind: 'not-kept', uid, attempts, error });
    return false;
  }
}

/** Moves what was kept, this time or before. Without MOVE and without UIDPLUS the copies' originals stay, flagged \Deleted: a plain EXPUNGE would take other people's too. */
async function moveKept(client: ImapFlow, options: CollectorOptions, ledger: Ledger): Promise<void> {
  const uids = [...ledger.keptNotMoved];
  if (uids.length === 0) return;
  const folder = options.account.processedFolder ?? 'Traités';
  if (!(await moved(client, uids.join(','), folder))) return options.onProblem({ kind: 'not-moved', uids });
  ledger.keptNotMoved.clear();
  options.logger.info({ account: options.account.id, mails: uids.length }, 'kept mails were moved');
}

async function moved(client: ImapFlow, range: string, folder: string): Promise<boolean> {
  if (client.capabilities.has('MOVE') || client.capabilities.has('UIDPLUS')) return Boolean(await client.messageMove(range, folder, { uid: true }));
  if (!(await client.messageCopy(range, folder, { uid: true }))) return false;
  return client.messageFlagsAdd(range, ['\\Deleted'], { uid: true });
}
