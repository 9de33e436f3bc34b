import { Router } from 'express';
import { errorFacts } from '../mail/log';
import { open } from './guard';
import type { WebTools } from './tools';

const LONGEST_MS = 3_000;

/** GET /sante: the process answers. GET /sante/pret: PostgreSQL and Temporal can be reached. */
export function healthRoutes(tools: WebTools): Router {
  const router = Router();
  router.get('/sante', open('watch-service', (_req, res) => void res.json({ state: 'up' })));
  router.get('/sante/pret', open('watch-service', async (_req, res) => {
    const [postgresql, temporal] = await Promise.all([
      reached(tools, 'postgresql', async () => void (await tools.sql`select 1`)),
      reached(tools, 'temporal', () => tools.temporalReady()),
    ]);
    res.status(postgresql && temporal ? 200 : 503).json({ state: postgresql && temporal ? 'ready' : 'not-ready', postgresql, temporal });
  }));
  return router;
}

async function reached({ log }: WebTools, name: string, ask: () => Promise<void>): Promise<boolean> {
  let limit: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    limit = setTimeout(() => reject(new Error('no answer in time')), LONGEST_MS);
  });
  try {
    await Promise.race([ask(), tooLate]);
    return true;
  } catch (error) {
    log.warn({ server: name, ...errorFacts(error) }, 'a server cannot be reached');
    return false;
  } finally {
    clearTimeout(limit);
  }
}
