import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import compression from 'compression';
import express, { type Express, type RequestHandler } from 'express';
import { errorPages, notFound } from './error-pages';
import { declaredRoutes } from './guard';
import { healthRoutes } from './health';
import { createMetrics } from './metrics';
import { logRequests } from './request-log';
import { keepableForms } from './keepable';
import { liveRoutes } from './live';
import { ticketLiveRoutes } from './ticket-live';
import { routes } from './routes';
import { API_V1, apiRoutes } from './json/routes';
import { apiReferenceRoutes } from './routes/api-reference';
import { secureHeaders } from './secure-headers';
import { staticFiles } from './static-files';
import type { WebTools } from './tools';

/** Longest form taken: a text with its quotation, not files. */
const FORM_LIMIT = '500kb';

export interface AppOptions {
  /** Null or absent: /metrics answers this machine alone. */
  readonly metricsToken?: string | null;
  /** Requests a minute of one token of the API; absent = as many as api/json/rate-limit.ts says. */
  readonly apiPerMinute?: number;
  /** Ends the pages' live links, so that the server can close. */
  readonly stopping?: AbortSignal;
}

/** The web application: pages for people, JSON under /api for programs. @throws Error when a route says no action (api/guard.ts). */
export function createApp(tools: WebTools, options: AppOptions = {}): Express {
  const app = express();
  const metrics = createMetrics(tools, options.metricsToken ?? null);
  app.disable('x-powered-by').set('etag', false).set('trust proxy', tools.trustProxy).set('query parser', 'simple');
  app.use(logRequests(tools, metrics), secureHeaders(tools), compression());
  app.use(healthRoutes(tools), metrics.route, staticFiles());
  app.use(express.urlencoded({ extended: false, limit: FORM_LIMIT, parameterLimit: 1_000 }), outside(API_V1, express.json({ limit: FORM_LIMIT })), keepableForms);
  const stopping = options.stopping ?? new AbortController().signal;
  app.use(liveRoutes(tools, stopping), ticketLiveRoutes(tools, stopping), apiRoutes(tools, options.apiPerMinute), apiReferenceRoutes(tools), routes(tools));
  declaredRoutes(app);
  app.use(notFound, errorPages(tools));
  return app;
}

/** Programs' requests are read once it is known who asks (api/json/run.ts). */
function outside(place: string, reader: RequestHandler): RequestHandler {
  return (req, res, next) => (req.path.startsWith(`${place}/`) ? next() : reader(req, res, next));
}

export interface RunningServer {
  readonly port: number;
  /** Takes no more requests and ends once those under way are answered, five seconds at most. */
  close(): Promise<void>;
}

/** Longer than the minute that a proxy in front keeps its connections: a request must never meet one that is being closed here. */
const KEEP_ALIVE_MS = 75_000;

/** `port` 0 = any free one. @throws Error when the port is taken. */
export async function startServer(app: Express, host: string, port: number): Promise<RunningServer> {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: () => closeServer(server) };
}

const LONGEST_CLOSE_MS = 5_000;

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const limit = setTimeout(() => server.closeAllConnections(), LONGEST_CLOSE_MS);
  await closed;
  clearTimeout(limit);
}
