import type { Request, Response } from 'express';
import { insertAccesses, type Access } from '../db/access-log';
import type { Sql } from '../db/connect';
import type { SessionRow } from '../db/session';
import type { Instant } from '../domain/ids';
import type { Action, OpenAction } from '../domain/roles';
import { rights } from './rights';
import type { WebTools } from './tools';

/** What these open holds nobody's data but one's own. */
const NOBODY_ELSE: ReadonlySet<Action | OpenAction> = new Set(['sign-out', 'read-own-rights', 'manage-own-account', 'choose-mails', 'read-templates', 'read-contracts', 'manage-cafs', 'manage-settings']);
/** Lines wait this long for others, to be written at once. */
const TOGETHER_MS = 250;
/** Beyond, the oldest are given up: the database has been away for long. */
const MOST_WAITING = 20_000;
/** A page left open is opened anew after so long; of so many openings it is known that they were. */
const ONE_OPENING_MS = 12 * 3_600_000;
const MOST_OPENINGS = 20_000;

/**
 * Notes that somebody opened a page, a request or a file (rules: Door 12), once it has been answered: beside the answer, never before it. Pages
 * that look again at what they show are one opening; a request that says it looks again, of a page that this person did not open, is an opening.
 */
export function noteAccess(tools: WebTools, req: Request, res: Response, session: SessionRow, action: Action, now: Instant): void {
  if (req.method !== 'GET' || NOBODY_ELSE.has(action)) return;
  const again = req.get('x-guichet-refresh') !== undefined;
  res.once('finish', () => {
    if (res.statusCode !== 200 || String(res.getHeader('content-type')).startsWith('text/event-stream')) return;
    const reference = typeof req.params['reference'] === 'string' ? req.params['reference'] : null;
    const cafs = reference === null ? cafsOf(session, action) : [reference.split('-')[0] ?? ''];
    logOf(tools).note({ at: now, who: session.account_id, cafs, action, path: req.path.slice(0, 300), reference }, again);
  });
}

/** Those of an account's roles; a visitor's are those of its conventions, which begin with their Caf. */
function cafsOf({ grants }: SessionRow, action: Action): readonly string[] {
  const cafs = rights.cafsWhere(grants, action);
  return cafs.length > 0 ? cafs : [...new Set(grants.flatMap(({ conventions }) => conventions).map((id) => id.split('-')[0] ?? ''))];
}

/** Writes what waits. */
export async function writeAccesses(tools: Pick<WebTools, 'sql' | 'log'>): Promise<void> {
  await logOf(tools).write();
}

const logs = new WeakMap<Sql, AccessLog>();
function logOf({ sql, log }: Pick<WebTools, 'sql' | 'log'>): AccessLog {
  const known = logs.get(sql) ?? new AccessLog(sql, log);
  logs.set(sql, known);
  return known;
}

class AccessLog {
  private waiting: Access[] = [];
  private timer: NodeJS.Timeout | null = null;
  /** When each page was opened by whom, the oldest first. */
  private readonly openings = new Map<string, number>();

  constructor(
    private readonly sql: Sql,
    private readonly log: WebTools['log'],
  ) {}

  /** @param again the page says that it looks again at what it shows */
  note(line: Access, again: boolean): void {
    if (again && this.isOpen(line)) return;
    this.open(line);
    if (this.waiting.push(line) > MOST_WAITING) this.waiting.shift();
    this.timer ??= setTimeout(() => void this.write(), TOGETHER_MS).unref();
  }

  private isOpen({ who, path, at }: Access): boolean {
    const opened = this.openings.get(`${who} ${path}`);
    return opened !== undefined && Date.parse(at) - opened < ONE_OPENING_MS;
  }

  private open({ who, path, at }: Access): void {
    const key = `${who} ${path}`;
    this.openings.delete(key);
    this.openings.set(key, Date.parse(at));
    const [oldest] = this.openings.keys();
    if (this.openings.size > MOST_OPENINGS && oldest !== undefined) this.openings.delete(oldest);
  }

  /** What could not be written is written with the next. */
  async write(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    const lines = this.waiting.splice(0);
    if (lines.length === 0) return;
    try {
      await insertAccesses(this.sql, lines);
    } catch (error) {
      this.waiting.unshift(...lines);
      this.log.warn({ lines: lines.length, error: error instanceof Error ? error.message : String(error) }, 'the access log could not be written, it will be with the next line');
    }
  }
}
