import { createHash, randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Metrics } from './metrics';
import type { WebTools } from './tools';
import { viewerOf } from './visit';

const ids = new WeakMap<Request, string>();

/** The reference of a request: it is in its line of the log, and on the page of an error. */
export function requestId(req: Request): string {
  return ids.get(req) ?? 'inconnue';
}

/** One line a request: which page, by which account (as a mark), how it ended and how long it took. No query, body, address nor name. */
export function logRequests({ log }: WebTools, metrics: Metrics): RequestHandler {
  return (req, res, next) => {
    const id = randomUUID();
    const began = process.hrtime.bigint();
    ids.set(req, id);
    res.set('X-Request-Id', id);
    res.once('close', () => {
      const ms = Number(process.hrtime.bigint() - began) / 1e6;
      const page = routeOf(req);
      metrics.observe(req.method, page, res.statusCode, ms / 1_000);
      log.info({ request: id, method: req.method, page, path: page === 'none' ? undefined : req.path, status: res.statusCode, ms: Math.round(ms), account: accountMark(req) }, 'request');
    });
    next();
  };
}

/** Who asked, as a mark that is the same each time and names nobody: an account's id may be its address. */
function accountMark(req: Request): string | undefined {
  const account = viewerOf(req);
  return account === null ? undefined : createHash('sha256').update(account).digest('hex').slice(0, 12);
}

/** The route's pattern (« /demandes/:reference »): few values, whatever is asked. */
function routeOf(req: Request): string {
  const route: unknown = req.route;
  return typeof route === 'object' && route !== null && 'path' in route && typeof route.path === 'string' ? route.path : 'none';
}
