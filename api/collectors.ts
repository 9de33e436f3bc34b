import type { Clock } from '../clock';
import type { Config, ImapMailbox } from '../config';
import type { Keeper } from '../mail/arrived';
import { startCollector, type Collector, type CollectorProblem } from '../mail/collect';
import type { Log } from '../mail/log';

interface Collecting {
  readonly keeper: Keeper;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Collects the mailboxes that desks already have, each until it is closed. @throws Error when a mailbox is given for an address that is
 * no desk's: its mails could not be kept.
 */
export async function startCollectors({ imapMailboxes, smtpDoor }: Config, { keeper, clock, log }: Collecting): Promise<Collector[]> {
  for (const { desk } of imapMailboxes) {
    if (!(await keeper.isDeskMailbox(desk.toLowerCase()))) throw new Error(`GUICHET_IMAP_MAILBOXES: « ${desk} » is no desk's mailbox (contracts: desk.mailboxes)`);
  }
  return imapMailboxes.map((mailbox, i) =>
    startCollector({ keeper, clock, logger: log, account: accountOf(mailbox, i), sizeLimitBytes: smtpDoor.sizeLimitBytes, onProblem: (problem) => tell(log, i, problem) }),
  );
}

/** Named by its place in the setting: a log holds no address. */
function accountOf({ desk, folder, doneFolder, ...rest }: ImapMailbox, i: number) {
  return { ...rest, deskMailbox: desk.toLowerCase(), mailbox: folder, processedFolder: doneFolder, id: `imap-${i + 1}` };
}

/** What the collector does not log by itself. */
function tell(log: Log, i: number, problem: CollectorProblem): void {
  if (problem.kind === 'connection' || problem.kind === 'not-kept') return;
  log.warn({ account: `imap-${i + 1}`, ...problem }, 'a collected mailbox needs a look');
}
