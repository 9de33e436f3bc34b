import type { Express, Request, RequestHandler, Response } from 'express';
import { scoped } from '../db/scope';
import { reachOf, type Place } from '../domain/grants';
import type { Action, OpenAction } from '../domain/roles';
import { noteAccess } from './access-log';
import { Erased, Forbidden, FormExpired, NotFound, SignInNeeded } from './errors';
import { ledBefore } from './form-key';
import { rights } from './rights';
import { currentSession } from './session';
import { sameText } from './session-form';
import type { WebTools } from './tools';
import { noteViewer, Visit } from './visit';

const NOT_YOUR_ROLE = 'Votre rôle ne le permet pas.';
const declared = new WeakMap<object, Action | OpenAction>();

/** Says what a route is for. */
export function declare(action: Action | OpenAction, handler: RequestHandler): RequestHandler {
  declared.set(handler, action);
  return handler;
}

/** A route that anybody may ask, signed in or not. */
export function open(action: OpenAction, handler: RequestHandler): RequestHandler {
  return declare(action, handler);
}

/** A page for those who are signed in and whose role may do this (domain/roles.ts); 403 for the others. */
export function signedIn(tools: WebTools, action: Action, handle: (visit: Visit) => Promise<void>): RequestHandler {
  return declare(action, async (req, res) => {
    const visit = await visitOf(tools, action, req, res);
    requireRole(visit);
    await handle(visit);
  });
}

/** A form posted by someone whose role may do this: its token must be the session's. The very form that was done already leads where it led. */
export function posted(tools: WebTools, action: Action, handle: (visit: Visit) => Promise<void>): RequestHandler {
  return declare(action, async (req, res) => {
    const visit = await visitOf(tools, action, req, res);
    if (!sameText(visit.session.csrf, csrfOf(visit))) throw new FormExpired('the token is not the session’s', visit.session.csrf);
    requireRole(visit);
    const led = await ledBefore(visit);
    await (led === null ? handle(visit) : visit.goTo(led, visit.session.flash === null ? SENT_BEFORE : null));
  });
}

/** Said when what was said of the first sending has been read. */
const SENT_BEFORE = { tone: 'warn', text: 'Ce formulaire avait déjà été envoyé : rien n’est fait deux fois.' } as const;

function csrfOf(visit: Visit): string {
  const header = visit.req.headers['x-csrf-token'];
  return typeof header === 'string' ? header : (visit.fields()['_csrf'] ?? '');
}

async function visitOf(tools: WebTools, action: Action, req: Request, res: Response): Promise<Visit> {
  const now = tools.clock.now();
  const session = await currentSession(tools, req, now);
  if (session === null) throw new SignInNeeded('nobody is signed in');
  noteViewer(req, session.account_id);
  noteAccess(tools, req, res, session, action, now);
  // Whatever a handler asks of the database, it asks under row security, as this person.
  const scope = { ...reachOf(session.grants, action), who: session.account_id };
  return new Visit({ ...tools, sql: scoped(tools.sql, scope) }, req, res, session, now, action, scoped(tools.sql, scope));
}

function requireRole({ session, action }: Visit): void {
  if (!rights.may(session.grants, action)) throw new Forbidden(NOT_YOUR_ROLE);
}

/**
 * A ticket that this person sees and may do this to. @throws NotFound when they may not know that it exists, as when it does not;
 * Forbidden when they see it and their role may not do this to it.
 */
export function requireOn<T extends Place>({ session, action: asked }: Visit, place: T | undefined, action: Action = asked): T {
  if (place === undefined || !rights.mayOn(session.grants, 'read-ticket', place)) throw new NotFound('no such ticket');
  refuseErased(place);
  if (!rights.mayOn(session.grants, action, place)) throw new Forbidden(NOT_YOUR_ROLE);
  return place;
}

/** @throws Erased when nothing is left of a ticket but its numbers */
export function refuseErased(place: Place): void {
  const at = place.erased_at ?? null;
  if (at !== null) throw new Erased('reference' in place && typeof place.reference === 'string' ? place.reference : '', at);
}

export interface DeclaredRoute {
  readonly method: string;
  readonly path: string;
  readonly action: Action | OpenAction;
}

interface Layer {
  readonly route?: { readonly path: string; readonly stack: readonly Layer[] };
  readonly method?: string;
  readonly handle: object;
}

/** Every route of the application, as the router itself lists them. @throws Error naming those that are declared without an action. */
export function declaredRoutes(app: Express): DeclaredRoute[] {
  const found = routesIn(app.router as unknown as { stack: readonly Layer[] });
  const bare = found.filter((route) => route.action === undefined).map(({ method, path }) => `${method} ${path}`);
  if (bare.length > 0) throw new Error(`routes without an action, see api/guard.ts: ${bare.join(', ')}`);
  return found as DeclaredRoute[];
}

function routesIn(router: { readonly stack: readonly Layer[] }): (Omit<DeclaredRoute, 'action'> & { action: DeclaredRoute['action'] | undefined })[] {
  return router.stack.flatMap((layer) => {
    if (layer.route !== undefined) return actionsOf(layer.route);
    return isRouter(layer.handle) ? routesIn(layer.handle) : [];
  });
}

/** A route may have several handlers (a reader of files, then the form): one of them says the action, for each method. */
function actionsOf({ path, stack }: NonNullable<Layer['route']>) {
  const methods = [...new Set(stack.map(({ method }) => method ?? 'all'))];
  return methods.map((method) => {
    const handlers = stack.filter((one) => (one.method ?? 'all') === method);
    return { method: method.toUpperCase(), path: String(path), action: handlers.map(({ handle }) => declared.get(handle)).find((action) => action !== undefined) };
  });
}

function isRouter(handle: object): handle is { readonly stack: readonly Layer[] } {
  return 'stack' in handle && Array.isArray(handle.stack);
}
