import type { Request, Response } from 'express';
import type { SessionRow } from '../../db/session';
import type { Scope } from '../../domain/api-scopes';
import type { Instant } from '../../domain/ids';
import type { WebTools } from '../tools';
import { Visit } from '../visit';
import type { Operation } from './operation';

/** Who asks, and by what: a token with its scopes, or the session of the pages (`scopes` null). */
export interface Caller {
  readonly session: SessionRow;
  readonly scopes: readonly Scope[] | null;
}

/** A request to the API: everything that a page's visit is, its idempotency key standing for the form's own. */
export class ApiVisit extends Visit {
  constructor(
    tools: WebTools,
    req: Request,
    res: Response,
    readonly caller: Caller,
    now: Instant,
    operation: Operation,
    /** '' for what changes nothing. */
    readonly key: string,
  ) {
    super(tools, req, res, caller.session, now, operation.action);
  }

  /** A sentence for a page is left to the page. */
  override takeFlash(): Promise<null> {
    return Promise.resolve(null);
  }

  override fields(): Record<string, string> {
    return { ...super.fields(), _cle: this.key };
  }
}
