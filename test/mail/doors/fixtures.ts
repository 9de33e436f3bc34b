import { instant, type Instant } from '../../../domain/ids';
import type { ArrivedMail, Keeper } from '../../../mail/arrived';
import type { Log } from '../../../mail/log';

/** A clock that stands still until it is moved. */
export class HandClock {
  constructor(private ms = Date.parse('2026-05-13T13:50:00.000Z')) {}
  now(): Instant {
    return instant(new Date(this.ms).toISOString());
  }
  advance(ms: number): void {
    this.ms += ms;
  }
}

/** A log that remembers what it was told, to check that nobody's address is in it. */
export class MemoryLog implements Log {
  readonly lines: string[] = [];
  private readonly watchers = new Set<() => void>();
  info = (facts: object, message: string): void => this.add('info', facts, message);
  warn = (facts: object, message: string): void => this.add('warn', facts, message);
  error = (facts: object, message: string): void => this.add('error', facts, message);

  /** Once `count` lines contain `text`. */
  said(text: string, count = 1): Promise<void> {
    return until(() => this.lines.filter((line) => line.includes(text)).length >= count, this.watchers, 10_000);
  }
  private add(level: string, facts: object, message: string): void {
    this.lines.push(`${level} ${message} ${JSON.stringify(facts)}`);
    for (const look of [...this.watchers]) look();
  }
}

export const desk31 = 'guichet@caf31.example';
export const desk95 = 'guichet@caf95.example';

/** Keeps in memory; `before` may hang or throw. `until` waits for an event, with a limit. */
export class MemoryKeeper implements Keeper {
  readonly kept: ArrivedMail[] = [];
  readonly asked: ArrivedMail[] = [];
  before: (mail: ArrivedMail) => Promise<void> = async () => undefined;
  desks: (address: string) => Promise<boolean> = async (address) => address === desk31 || address === desk95;
  private readonly watchers = new Set<() => void>();

  async keep(mail: ArrivedMail): Promise<void> {
    this.asked.push(mail);
    this.look();
    await this.before(mail);
    this.kept.push(mail);
    this.look();
  }
  isDeskMailbox(address: string): Promise<boolean> {
    return this.desks(address);
  }
  until(enough: () => boolean, limitMs = 10_000): Promise<void> {
    return until(enough, this.watchers, limitMs);
  }
  private look(): void {
    for (const look of [...this.watchers]) look();
  }
}

/** Resolves once `enough()` holds, looked at whenever one of `watchers` is called; rejects after `limitMs`. */
export function until(enough: () => boolean, watchers: Set<() => void>, limitMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (settle: () => void): void => {
      watchers.delete(look);
      clearTimeout(limit);
      settle();
    };
    const look = (): void => {
      if (enough()) stop(resolve);
    };
    const limit = setTimeout(() => stop(() => reject(new Error(`not seen within ${limitMs} ms: ${enough.toString()}`))), limitMs);
    watchers.add(look);
    look();
  });
}

export function mailText(options: { readonly id?: string; readonly subject?: string; readonly body?: string; readonly to?: string } = {}): string {
  return [
    'From: Camille Essai <camille@mairie-exemple.example>',
    `To: ${options.to ?? desk31}`,
    `Subject: ${options.subject ?? '[CDAP] [MAIRIE EXEMPLE] incident technique'}`,
    'Date: Wed, 13 May 2026 15:49:00 +0200',
    `Message-ID: ${options.id ?? '<un@mairie-exemple.example>'}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    options.body ?? 'Bonjour,\r\nla connexion échoue.\r\n',
  ].join('\r\n');
}
