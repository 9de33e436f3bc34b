import { Router, type RequestHandler } from 'express';
import { open } from '../guard';
import type { WebTools } from '../tools';
import { handlerOf } from './run';
import { describeApi } from './describe';
import { OPERATIONS } from './operations';
import { Problem } from './problem';
import { RateLimit, REQUESTS_A_MINUTE } from './rate-limit';

/** Where the first version of the API is. */
export const API_V1 = '/api/v1';

/** Everything that the pages do, for programs. @param perMinute requests a minute of one token */
export function apiRoutes(tools: WebTools, perMinute = REQUESTS_A_MINUTE): Router {
  const router = Router();
  const limit = new RateLimit(perMinute);
  router.get('/api/openapi.json', open('read-api-description', (req, res) => void res.set('Cache-Control', 'no-cache').json(describeApi(tools.publicUrl, req.query['lang'] === 'en' ? 'en' : 'fr'))));
  for (const operation of OPERATIONS) router[operation.method](routeOf(operation.path), handlerOf(tools, operation, limit));
  return router.use(otherMethods());
}

/** « /demandes/{reference} » → « /api/v1/demandes/:reference » */
export function routeOf(path: string): string {
  return API_V1 + path.replace(/\{(\w+)\}/g, ':$1');
}

/** An address that is known, asked by a method that it does not take (405). */
function otherMethods(): RequestHandler {
  const known = [...new Set(OPERATIONS.map(({ path }) => path))].map((path) => ({
    pattern: new RegExp(`^${API_V1}${path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}/?$`),
    methods: OPERATIONS.filter((one) => one.path === path).map(({ method }) => method.toUpperCase()),
  }));
  return (req, _res, next) => {
    const there = known.filter(({ pattern }) => pattern.test(req.path)).flatMap(({ methods }) => methods);
    if (there.length === 0 || req.method === 'OPTIONS') return next();
    const allow = [...new Set([...there, ...(there.includes('GET') ? ['HEAD'] : [])])].join(', ');
    throw new Problem('method-not-allowed', `Cette adresse se demande par ${allow}.`, { Allow: allow });
  };
}
