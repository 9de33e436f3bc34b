import { Router, type Request, type Response } from 'express';
import { queueMarks } from '../db/queue-mark';
import type { CafCode } from '../domain/ids';
import { errorFacts } from '../mail/log';
import { queueEventsPath } from '../web/paths';
import { signedIn } from './guard';
import type { WebTools } from './tools';

/** Browsers come back by themselves: their session is then looked at again. */
const LONGEST_MS = 15 * 60_000;

interface Listener {
  readonly cafs: readonly CafCode[];
  readonly res: Response;
}

/** « The queue changed », said to the pages that show it, for the Cafs of each reader; looked for only while somebody listens. */
export function liveRoutes(tools: WebTools, stopping: AbortSignal): Router {
  const live = new Live(tools);
  stopping.addEventListener('abort', () => live.stop(), { once: true });
  return Router().get(queueEventsPath(), signedIn(tools, 'read-queue', async (visit) => live.listen(visit.req, { cafs: visit.cafs, res: visit.res })));
}

class Live {
  private readonly listeners = new Set<Listener>();
  private marks = new Map<CafCode, string>();
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
    const changed = [...now].filter(([caf, mark]) => this.marks.has(caf) && this.marks.get(caf) !== mark).map(([caf]) => caf);
    this.marks = now;
    for (const { cafs, res } of this.listeners) res.write(changed.some((caf) => cafs.includes(caf)) ? 'event: file\ndata: changed\n\n' : ': still here\n\n');
  }
}
