import { afterEach } from 'vitest';
import { startCollector, type Collector, type CollectorAccount, type CollectorOptions, type CollectorProblem } from '../../../mail/collect';
import { startDovecot, type Dovecot, type DovecotOptions } from '../../support/dovecot';
import { desk31, HandClock, MemoryKeeper, MemoryLog, until } from './fixtures';

const stops: Array<() => Promise<void>> = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** A Dovecot of this test's own, closed after it. */
export async function server(options?: DovecotOptions): Promise<Dovecot> {
  const dovecot = await startDovecot(options);
  stops.push(() => dovecot.close());
  return dovecot;
}

/** A collector of that server's mailbox, its keeper and what it complained of. Retries are quick, polling is out of the way. */
export function collect(dovecot: Dovecot, options: Partial<CollectorOptions> = {}, account: Partial<CollectorAccount> = {}) {
  const keeper = new MemoryKeeper();
  const logger = new MemoryLog();
  const problems: CollectorProblem[] = [];
  const watchers = new Set<() => void>();
  const onProblem = (problem: CollectorProblem): void => {
    problems.push(problem);
    for (const look of [...watchers]) look();
  };
  const { host, port, user } = dovecot;
  const mailbox = { host, port, secure: false, startTls: false, user: user.name, password: user.password, deskMailbox: desk31, ...account };
  const quick = { sizeLimitBytes: 1_000_000, pollIntervalMs: 600_000, retryFirstMs: 20, retryLongestMs: 100 };
  const collector: Collector = startCollector({ keeper, clock: new HandClock(), logger, account: mailbox, onProblem, ...quick, ...options });
  stops.push(() => collector.close());
  const problem = (kind: CollectorProblem['kind']): Promise<void> => until(() => problems.some((one) => one.kind === kind), watchers, 10_000);
  return { keeper, logger, problems, problem, collector };
}
