import type { Clock } from '../clock';
import type { Config, ImapMailbox } from '../config';
import { forgetCollections, recordLook, recordProblem, type CollectionProblem } from '../db/mailbox';
import type { Sql } from '../db/connect';
import type { Keeper } from '../mail/arrived';
import { startCollector, type Collector, type CollectorProblem } from '../mail/collect';
import { errorFacts, type Log } from '../mail/log';

interface Collecting {
  readonly sql: Sql;
  readonly keeper: Keeper;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Collects the mailboxes that desks already have, each until it is closed; how that goes is written down for « Boîtes du guichet ».
 * @throws Error when a mailbox is given for an address that is no desk's: its mails could not be kept.
 */
export async function startCollectors({ imapMailboxes, smtpDoor }: Config, collecting: Collecting): Promise<Collector[]> {
  const { sql, keeper, clock, log } = collecting;
  for (const { desk } of imapMailboxes) {
    if (!(await keeper.isDeskMailbox(desk.toLowerCase()))) throw new Error(`GUICHET_IMAP_MAILBOXES: « ${desk} » is no desk's mailbox (contracts: desk.mailboxes)`);
  }
  await forgetCollections(sql, imapMailboxes.map(({ desk }) => desk.toLowerCase()));
  return imapMailboxes.map((mailbox, i) => {
    const account = accountOf(mailbox, i);
    const notes = notesOf(collecting, account.deskMailbox, mailbox.folder);
    const onProblem = (problem: CollectorProblem): void => {
      tell(log, account.id, problem);
      notes.problem(codeOf(problem));
    };
    return startCollector({ keeper, clock, logger: log, account, sizeLimitBytes: smtpDoor.sizeLimitBytes, onProblem, onLooked: notes.looked });
  });
}

/** Named by its place in the setting: a log holds no address. */
function accountOf({ desk, folder, doneFolder, ...rest }: ImapMailbox, i: number) {
  return { ...rest, deskMailbox: desk.toLowerCase(), mailbox: folder, processedFolder: doneFolder, id: `imap-${i + 1}` };
}

/** Written in the order in which it happened; a database that is away stops no collection. */
function notesOf({ sql, clock, log }: Collecting, desk: string, folder: string) {
  let last: Promise<void> = Promise.resolve();
  const note = (write: () => Promise<void>): void => {
    last = last.then(write).catch((error: unknown) => log.warn(errorFacts(error), 'how a collection goes could not be noted'));
  };
  return {
    looked: (whole: boolean) => note(async () => await recordLook(sql, desk, folder, whole, clock.now())),
    problem: (code: CollectionProblem) => note(async () => await recordProblem(sql, desk, folder, code, clock.now())),
  };
}

function codeOf(problem: CollectorProblem): CollectionProblem {
  if (problem.kind === 'connection') return problem.error instanceof Error && 'authenticationFailed' in problem.error ? 'refused' : 'unreachable';
  return problem.kind === 'uid-validity-changed' ? 'rebuilt' : problem.kind;
}

/** What the collector does not log by itself. */
function tell(log: Log, account: string, problem: CollectorProblem): void {
  if (problem.kind === 'connection' || problem.kind === 'not-kept') return;
  log.warn({ account, ...problem }, 'a collected mailbox needs a look');
}
