import { Router } from 'express';
import { Gauge, Histogram, Registry } from 'prom-client';
import { tallies, type Tallied } from '../db/count';
import { open } from './guard';
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
  const set = gauges(registry);
  const route = Router();
  route.get('/metrics', open('watch-service', async (req, res) => {
    if (!(token === null ? isThisMachine(req.ip, req.headers['x-forwarded-for']) : sameText(req.headers.authorization ?? '', `Bearer ${token}`))) throw new NotFound('no such page');
    set(await tallies(sql));
    res.type(registry.contentType).send(await registry.metrics());
  }));
  return { route, observe: (method, page, status, seconds) => durations.observe({ method, page, status: `${Math.floor(status / 100)}xx` }, seconds) };
}

/** Gauges of what is kept by label, set anew each time they are asked for. */
function gauges(registry: Registry): (values: Readonly<Record<Tallied, ReadonlyMap<string, number>>>) => void {
  const registers = [registry];
  const tickets = new Gauge({ name: 'guichet_tickets', help: 'Tickets, by phase.', labelNames: ['phase'], registers });
  const letters = new Gauge({ name: 'guichet_letters', help: 'Letters, by state.', labelNames: ['state'], registers });
  const mails = new Gauge({ name: 'guichet_mails', help: 'Mails kept, by what became of them.', labelNames: ['outcome'], registers });
  return ({ ticket, letter, mail }) => {
    for (const gauge of [tickets, letters, mails]) gauge.reset();
    for (const [phase, n] of ticket) tickets.set({ phase }, n);
    for (const [state, n] of letter) letters.set({ state }, n);
    for (const [outcome, n] of mail) mails.set({ outcome }, n);
  };
}

/** A proxy on this machine forwards for others: what it forwards is not this machine's own. */
function isThisMachine(ip: string | undefined, forwarded: unknown): boolean {
  return forwarded === undefined && (ip === '127.0.0.1' || ip === '::1' || ip === '::ffff:127.0.0.1');
}
