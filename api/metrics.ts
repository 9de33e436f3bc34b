import { Router } from 'express';
import { Gauge, Histogram, Registry } from 'prom-client';
import { countLettersByState, countMailsByOutcome, countTicketsByPhase } from '../db/count';
import { sameText } from './session-form';
import type { WebTools } from './tools';
import { NotFound } from './errors';

export interface Metrics {
  readonly route: Router;
  observe(method: string, page: string, status: number, seconds: number): void;
}

/** GET /metrics for Prometheus: to this machine itself, or with the token when one is set. */
export function createMetrics({ sql }: WebTools, token: string | null): Metrics {
  const registry = new Registry();
  const durations = new Histogram({
    name: 'guichet_http_request_duration_seconds',
    help: 'Duration of requests, by route.',
    labelNames: ['method', 'page', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  counted(registry, 'guichet_mails', 'Mails kept, by what became of them.', 'outcome', () => countMailsByOutcome(sql));
  counted(registry, 'guichet_tickets', 'Tickets, by phase.', 'phase', () => countTicketsByPhase(sql));
  counted(registry, 'guichet_letters', 'Letters, by state.', 'state', () => countLettersByState(sql));
  const route = Router();
  route.get('/metrics', async (req, res) => {
    if (!(token === null ? isThisMachine(req.ip, req.headers['x-forwarded-for']) : sameText(req.headers.authorization ?? '', `Bearer ${token}`))) throw new NotFound('no such page');
    res.type(registry.contentType).send(await registry.metrics());
  });
  return { route, observe: (method, page, status, seconds) => durations.observe({ method, page, status: `${Math.floor(status / 100)}xx` }, seconds) };
}

/** A gauge whose values are counted when they are asked for. */
function counted<Label extends string>(registry: Registry, name: string, help: string, label: Label, count: () => Promise<ReadonlyMap<string, number>>): void {
  new Gauge<Label>({
    name,
    help,
    labelNames: [label],
    registers: [registry],
    async collect() {
      const values = await count();
      this.reset();
      for (const [value, n] of values) this.set({ [label]: value } as Record<Label, string>, n);
    },
  });
}

/** A proxy on this machine forwards for others: what it forwards is not this machine's own. */
function isThisMachine(ip: string | undefined, forwarded: unknown): boolean {
  return forwarded === undefined && (ip === '127.0.0.1' || ip === '::1' || ip === '::ffff:127.0.0.1');
}
