import type { Request, Response } from 'express';
import type { VNode } from 'preact';
import { randomBytes } from 'node:crypto';
import type { Sql } from '../db/connect';
import { setFlash, type Flash, type SessionRow } from '../db/session';
import type { CafCode, Instant } from '../domain/ids';
import type { Place } from '../domain/grants';
import type { Action } from '../domain/roles';
import type { FormTokens } from '../web/components/form';
import { renderPage } from '../web/render';
import { rights } from './rights';
import { keepable } from './keepable';
import type { WebTools } from './tools';

/** A request by someone who is signed in. */
export class Visit {
  constructor(
    readonly tools: WebTools,
    readonly req: Request,
    readonly res: Response,
    readonly session: SessionRow,
    readonly now: Instant,
    /** What the route is declared for (domain/roles.ts). */
    readonly action: Action,
    /** The same reach as `tools.sql` on a connection of its own: for what takes long, asked while the rest of the page is. */
    readonly beside: Sql = tools.sql,
  ) {}

  /** The Cafs in which this person may do what was asked: every query takes it. */
  get cafs(): readonly CafCode[] {
    return rights.cafsWhere(this.session.grants, this.action);
  }

  /** The Cafs in which this person may do something else. */
  cafsFor(action: Action): readonly CafCode[] {
    return rights.cafsWhere(this.session.grants, action);
  }

  /** Whether this person may do something else, anywhere: what the page offers. */
  may(action: Action): boolean {
    return rights.may(this.session.grants, action);
  }

  /** Whether this person may do something to a ticket that they see. */
  mayOn(action: Action, place: Place): boolean {
    return rights.mayOn(this.session.grants, action, place);
  }

  /** Tokens of the forms of one rendering: a double click sends the same key twice. */
  tokens(): FormTokens {
    return { csrf: this.session.csrf, key: randomBytes(12).toString('base64url') };
  }

  /** A field of the query, '' when it was not given once. */
  query(name: string): string {
    const value = this.req.query[name];
    return typeof value === 'string' ? keepable(value).slice(0, 500) : '';
  }

  param(name: string): string {
    const value = this.req.params[name];
    return typeof value === 'string' ? keepable(value) : '';
  }

  /** The fields of the form that was posted; JSON may give numbers, and true for « oui ». */
  fields(): Record<string, string> {
    const body: unknown = this.req.body;
    if (typeof body !== 'object' || body === null) return {};
    return Object.fromEntries(Object.entries(body).flatMap(([name, value]) => asText(value).map((text) => [name, text])));
  }

  /** Every value of a field that may be given several times (boxes that are checked). */
  values(name: string): string[] {
    const body: unknown = this.req.body;
    const given: unknown = typeof body === 'object' && body !== null ? Object.entries(body).find(([key]) => key === name)?.[1] : undefined;
    return (Array.isArray(given) ? given : [given]).flatMap(asText);
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
    // A page that looks again at what it shows keeps its own words: these are for the page that comes next.
    if (this.req.get('x-guichet-refresh') !== undefined) return null;
    if (flash !== null) await setFlash(this.tools.sql, token_hash, null);
    return flash;
  }
}

function asText(value: unknown): string[] {
  if (typeof value === 'string') return [keepable(value)];
  if (typeof value === 'boolean') return [value ? 'oui' : 'non'];
  return typeof value === 'number' ? [String(value)] : [];
}

const viewers = new WeakMap<Request, string>();

export function noteViewer(req: Request, account: string): void {
  viewers.set(req, account);
}

/** Who asked, for the log; null before sign-in. */
export function viewerOf(req: Request): string | null {
  return viewers.get(req) ?? null;
}
