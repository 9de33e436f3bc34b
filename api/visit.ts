import type { Request, RequestHandler, Response } from 'express';
import type { VNode } from 'preact';
import { randomBytes } from 'node:crypto';
import { setFlash, type Flash, type SessionRow } from '../db/session';
import type { CafCode, Instant } from '../domain/ids';
import type { FormTokens } from '../web/components/form';
import { renderPage } from '../web/render';
import { FormExpired, SignInNeeded } from './errors';
import { currentSession } from './session';
import { sameText } from './session-form';
import type { WebTools } from './tools';

/** A request by someone who is signed in. */
export class Visit {
  constructor(
    readonly tools: WebTools,
    readonly req: Request,
    readonly res: Response,
    readonly session: SessionRow,
    readonly now: Instant,
  ) {}

  /** Whose tickets, letters and mails this person sees: every query takes it. */
  get cafs(): readonly CafCode[] {
    return this.session.cafs;
  }

  get isManager(): boolean {
    return this.session.role === 'manager';
  }

  /** Tokens of the forms of one rendering: a double click sends the same key twice. */
  tokens(): FormTokens {
    return { csrf: this.session.csrf, key: randomBytes(12).toString('base64url') };
  }

  /** A field of the query, '' when it was not given once. */
  query(name: string): string {
    const value = this.req.query[name];
    return typeof value === 'string' ? value.slice(0, 500) : '';
  }

  param(name: string): string {
    const value = this.req.params[name];
    return typeof value === 'string' ? value : '';
  }

  /** The fields of the form that was posted; JSON may give numbers, and true for « oui ». */
  fields(): Record<string, string> {
    const body: unknown = this.req.body;
    if (typeof body !== 'object' || body === null) return {};
    return Object.fromEntries(Object.entries(body).flatMap(([name, value]) => asText(value).map((text) => [name, text])));
  }

  show(page: VNode, status = 200): void {
    this.res.status(status).type('html').set('Cache-Control', 'no-store').send(renderPage(page));
  }

  /** Goes to a page after an act (303), with a sentence said once there. */
  async goTo(path: string, flash: Flash | null = null): Promise<void> {
    if (flash !== null) await setFlash(this.tools.sql, this.session.token_hash, flash);
    this.res.redirect(303, path);
  }

  /** The sentence to say now; it is not said twice. */
  async takeFlash(): Promise<Flash | null> {
    const { flash, token_hash } = this.session;
    if (flash !== null) await setFlash(this.tools.sql, token_hash, null);
    return flash;
  }
}

function asText(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'boolean') return [value ? 'oui' : 'non'];
  return typeof value === 'number' ? [String(value)] : [];
}

/** A page for those who are signed in. */
export function signedIn(tools: WebTools, handle: (visit: Visit) => Promise<void>): RequestHandler {
  return async (req, res) => {
    await handle(await visitOf(tools, req, res));
  };
}

/** A form posted by someone who is signed in: its token must be the session's. */
export function posted(tools: WebTools, handle: (visit: Visit) => Promise<void>): RequestHandler {
  return async (req, res) => {
    const visit = await visitOf(tools, req, res);
    if (!sameText(visit.session.csrf, csrfOf(visit))) throw new FormExpired('the token is not the session’s');
    await handle(visit);
  };
}

function csrfOf(visit: Visit): string {
  const header = visit.req.headers['x-csrf-token'];
  return typeof header === 'string' ? header : (visit.fields()['_csrf'] ?? '');
}

async function visitOf(tools: WebTools, req: Request, res: Response): Promise<Visit> {
  const now = tools.clock.now();
  const session = await currentSession(tools, req, now);
  if (session === null) throw new SignInNeeded('nobody is signed in');
  noteViewer(req, session.account_id);
  return new Visit(tools, req, res, session, now);
}

const viewers = new WeakMap<Request, string>();

function noteViewer(req: Request, account: string): void {
  viewers.set(req, account);
}

/** Who asked, for the log; null before sign-in. */
export function viewerOf(req: Request): string | null {
  return viewers.get(req) ?? null;
}
