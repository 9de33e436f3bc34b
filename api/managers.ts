import type { RequestHandler } from 'express';
import { posted, signedIn } from './guard';
import type { Visit } from './visit';
import type { WebTools } from './tools';

/** A page for the manager of a Caf. */
export function managersPage(tools: WebTools, handle: (visit: Visit) => Promise<void>): RequestHandler {
  return signedIn(tools, 'manage-desk', handle);
}

/** A form of the manager of a Caf. */
export function managersForm(tools: WebTools, handle: (visit: Visit) => Promise<void>): RequestHandler {
  return posted(tools, 'manage-desk', handle);
}
