import { Router } from 'express';
import type { WebTools } from '../tools';
import { actRoutes } from './acts';
import { queueRoutes } from './queue';
import { signInRoutes } from './sign-in';
import { ticketRoutes } from './ticket';

/** Every route, one file per noun. */
export function routes(tools: WebTools): Router {
  return Router().use(signInRoutes(tools), queueRoutes(tools), ticketRoutes(tools), actRoutes(tools));
}
