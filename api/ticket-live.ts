import { Router, type Response } from 'express';
import { draftsOfOthers } from '../db/draft';
import { leave, presentOn, touchPresence } from '../db/presence';
import { getContract } from '../db/contract';
import { ticketMarks } from '../db/ticket-mark';
import { epochMs, instantAt, type Instant, type Reference } from '../domain/ids';
import { errorFacts } from '../mail/log';
import { ticketEventsPath } from '../web/paths';
import { presenceWords } from '../web/words/presence';
import { ticketOf } from './routes/acts';
import type { WebTools } from './tools';
import { othersAt, STILL_THERE_MS } from './view/others';
import { signedIn } from './guard';
import type { Visit } from './visit';

/** Browsers come back by themselves: their session is then looked at again. */
const LONGEST_MS = 15 * 60_000;

interface Reader {
  readonly reference: Reference;
  readonly account: string;
  readonly timeZone: string;
  readonly res: Response;
  /** The last fact that the page shows; null = it does not say. */
  readonly shows: string | null;
  mark: string | null;
  words: string | null;
}

/** Who else is at a ticket, and that it changed, said to the pages that show it; a page that is gone is forgotten within half a minute. */
export function ticketLiveRoutes(tools: WebTools, stopping: AbortSignal): Router {
  const live = new TicketLive(tools);
  stopping.addEventListener('abort', () => live.stop(), { once: true });
  return Router().get(ticketEventsPath(':reference' as Reference).replace('%3A', ':'), signedIn(tools, 'read-ticket', (visit) => live.listen(visit)));
}

class TicketLive {
  private readonly readers = new Set<Reader>();
  private timer: NodeJS.Timeout | null = null;
  private stopped = false;

  constructor(private readonly tools: WebTools) {}

  async listen(visit: Visit): Promise<void> {
    const { res, req, session } = visit;
    const ticket = await ticketOf(visit);
    const { calendar } = await getContract(visit.tools.sql, ticket.caf, ticket.contract_version);
    if (this.stopped) return void res.status(503).end();
    res.set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store, no-transform', 'X-Accel-Buffering': 'no' }).flushHeaders();
    res.write('retry: 3000\n\n');
    const reader: Reader = { reference: ticket.reference, account: session.account_id, timeZone: calendar.timeZone, res, shows: visit.query('n') || null, mark: null, words: null };
    this.readers.add(reader);
    const limit = setTimeout(() => res.end(), LONGEST_MS);
    req.once('close', () => {
      clearTimeout(limit);
      this.readers.delete(reader);
      void this.left(reader);
    });
    this.timer ??= setTimeout(() => void this.look(), 0);
  }

  stop(): void {
    this.stopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
    for (const { res } of this.readers) res.end();
  }

  /** Somebody who has the ticket open twice is still there. */
  private async left({ reference, account }: Reader): Promise<void> {
    if (this.stopped || [...this.readers].some((other) => other.reference === reference && other.account === account)) return;
    await this.safely(() => leave(this.tools.sql, reference, account));
  }

  private async look(): Promise<void> {
    await this.safely(() => this.tell(this.tools.clock.now()));
    this.timer = this.stopped || this.readers.size === 0 ? null : setTimeout(() => void this.look(), this.tools.liveEveryMs);
  }

  private async safely(ask: () => Promise<void>): Promise<void> {
    try {
      await ask();
    } catch (error) {
      this.tools.log.warn(errorFacts(error), 'who is at the tickets could not be looked at');
    }
  }

  private async tell(now: Instant): Promise<void> {
    const { sql } = this.tools;
    const references = [...new Set([...this.readers].map((reader) => reader.reference))];
    await touchPresence(sql, [...this.readers], now);
    const since = instantAt(epochMs(now) - STILL_THERE_MS);
    const [present, drafts, marks] = await Promise.all([presentOn(sql, references, since), draftsOfOthers(sql, references), ticketMarks(sql, references)]);
    for (const reader of this.readers) {
      const here = <T extends { reference: Reference; account_id: string }>(rows: readonly T[]) => rows.filter((row) => row.reference === reader.reference && row.account_id !== reader.account);
      this.tellOne(reader, marks.get(reader.reference) ?? '', presenceWords(othersAt(here(present), here(drafts), now), reader.timeZone));
    }
  }

  private tellOne(reader: Reader, mark: string, words: string): void {
    if (reader.words !== words) reader.res.write(`event: presence\ndata: ${JSON.stringify(words)}\n\n`);
    const changed = reader.mark === null ? reader.shows !== null && reader.shows !== mark.split('/')[0] : reader.mark !== mark;
    if (changed) reader.res.write('event: demande\ndata: changed\n\n');
    if (reader.words === words && !changed) reader.res.write(': still here\n\n');
    reader.words = words;
    reader.mark = mark;
  }
}
