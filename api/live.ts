import { Router, type Request, type Response } from 'express';
import { queueMarks } from '../db/queue-mark';
import { epochMs, type CafCode } from '../domain/ids';
import { errorFacts } from '../mail/log';
import { queueEventsPath } from '../web/paths';
import { signedIn } from './guard';
import type { WebTools } from './tools';

/** Browsers come back by themselves: their session is then looked at again. */
const LONGEST_MS = 15 * 60_000;

interface Listener {
  readonly cafs: readonly CafCode[];
  readonly res: Response;
  /** When its page was made, in ms: what changed between then and the first look is told at that look; null = it does not say, or was told. */
  madeAt: number | null;
}

/** What a Caf's queue was at the last look, and by when at the latest it had become so, in ms. */
interface Watched {
  readonly mark: string;
  readonly changedBy: number;
}

/** « The queue changed », said to the pages that show it, for the Cafs of each reader; looked for only while somebody listens. */
export function liveRoutes(tools: WebTools, stopping: AbortSignal): Router {
  const live = new Live(tools);
  stopping.addEventListener('abort', () => live.stop(), { once: true });
  return Router().get(queueEventsPath(), signedIn(tools, 'read-queue', async (visit) => live.listen(visit.req, { cafs: visit.cafs, res: visit.res, madeAt: Date.parse(visit.query('depuis')) || null })));
}

class Live {
  private readonly listeners = new Set<Listener>();
  /** Of Cafs that nobody listens to any more, too: the same mark later says that nothing changed meanwhile. */
  private readonly watched = new Map<CafCode, Watched>();
  private timer: NodeJS.Timeout | null = null;
  private stopped = false;

  constructor(private readonly tools: WebTools) {}

  listen(req: Request, listener: Listener): void {
    if (this.stopped) return void listener.res.status(503).end();
    listener.res.set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store, no-transform', 'X-Accel-Buffering': 'no' }).flushHeaders();
    listener.res.write('retry: 3000\n\n');
    this.listeners.add(listener);
    const limit = setTimeout(() => listener.res.end(), LONGEST_MS);
    req.once('close', () => {
      clearTimeout(limit);
      this.listeners.delete(listener);
    });
    this.timer ??= setTimeout(() => void this.look(), 0);
  }

  stop(): void {
    this.stopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
    for (const { res } of this.listeners) res.end();
  }

  private async look(): Promise<void> {
    try {
      this.tell(await queueMarks(this.tools.sql, [...new Set([...this.listeners].flatMap(({ cafs }) => cafs))]));
    } catch (error) {
      this.tools.log.warn(errorFacts(error), 'the queue could not be looked at');
    }
    this.timer = this.stopped || this.listeners.size === 0 ? null : setTimeout(() => void this.look(), this.tools.liveEveryMs);
  }

  private tell(now: Map<CafCode, string>): void {
    const by = epochMs(this.tools.clock.now());
    const changed = new Set([...now].filter(([caf, mark]) => this.watched.get(caf)?.mark !== mark).map(([caf]) => caf));
    const known = new Set([...changed].filter((caf) => this.watched.has(caf)));
    for (const caf of changed) this.watched.set(caf, { mark: now.get(caf) ?? '', changedBy: by });
    for (const listener of this.listeners) {
      const { cafs, res, madeAt } = listener;
      const missed = madeAt !== null && cafs.some((caf) => (this.watched.get(caf)?.changedBy ?? 0) > madeAt);
      listener.madeAt = null;
      res.write(missed || cafs.some((caf) => known.has(caf)) ? 'event: file\ndata: changed\n\n' : ': still here\n\n');
    }
  }
}
