import type { RequestHandler } from 'express';
import { Forbidden } from './errors';
import { posted, signedIn, type Visit } from './visit';
import type { WebTools } from './tools';

const REFUSED = 'Cette page est celle du responsable du guichet.';

/** A page for the manager of a Caf. */
export function managersPage(tools: WebTools, handle: (visit: Visit) => Promise<void>): RequestHandler {
  return signedIn(tools, async (visit) => await handle(manager(visit)));
}

/** A form of the manager of a Caf. */
export function managersForm(tools: WebTools, handle: (visit: Visit) => Promise<void>): RequestHandler {
  return posted(tools, async (visit) => await handle(manager(visit)));
}

function manager(visit: Visit): Visit {
  if (!visit.isManager) throw new Forbidden(REFUSED);
  return visit;
}
