import { Router } from 'express';
import { listByReference } from '../../db/queue';
import { MOST_FOUND, searchTickets, type Found } from '../../db/search';
import { readQuestion } from '../../domain/french/question';
import { findReference } from '../../domain/reference';
import type { Condition } from '../../domain/ticket-question';
import { SearchPage } from '../../web/pages/search';
import { searchPath, ticketPath } from '../../web/paths';
import type { QueueRow } from '../../web/view/queue';
import { PAGE_SIZE, pageNumber, paging } from '../view/paging';
import { queueRows } from '../view/queue-rows';
import { shellOf } from '../view/shell';
import { type Visit } from '../visit';
import { signedIn } from '../guard';
import type { WebTools } from '../tools';

export function searchRoutes(tools: WebTools): Router {
  return Router().get(searchPath(), signedIn(tools, 'search-tickets', search));
}

const NOTHING: Found = { references: [], total: 0 };

/** A whole reference goes straight to its ticket. What cannot be read is said, and nothing is searched. */
async function search(visit: Visit): Promise<void> {
  const { tools, cafs, now } = visit;
  const q = visit.query('q').trim();
  const whole = findReference(q);
  if (whole !== undefined && whole.length === q.length && (await listByReference(tools.sql, cafs, [whole])).length === 1) return visit.res.redirect(303, ticketPath(whole));
  const shell = await shellOf(visit, 'recherche');
  const { conditions, problems } = readQuestion(q, shell);
  const page = pageNumber(visit.query('page'));
  const found = problems.length > 0 || conditions.length === 0 ? NOTHING : await look(visit, conditions, PAGE_SIZE, (page - 1) * PAGE_SIZE);
  const rows = await queueRows(tools.sql, await listByReference(tools.sql, cafs, found.references), now);
  const pageOf = (n: string) => `${searchPath(q)}&page=${n}`;
  visit.show(SearchPage({ shell, q, problems, more: found.total >= MOST_FOUND, rows, paging: paging(page, rows.length, found.total, pageOf), tokens: visit.may('take-in-hand') ? visit.tokens() : null }));
}

/** A part of what is found for a line of criteria, from the line numbered `from`, 0 the first; what cannot be read of it is said, and nothing is searched. */
export async function found(visit: Visit, q: string, limit: number, from: number): Promise<{ problems: readonly string[]; rows: QueueRow[]; total: number }> {
  const { tools, cafs, now } = visit;
  const { conditions, problems } = readQuestion(q.trim(), { now, timeZone: 'Europe/Paris' });
  if (problems.length > 0 || conditions.length === 0) return { problems, rows: [], total: 0 };
  const { references, total } = await look(visit, conditions, limit, from);
  return { problems, total, rows: await queueRows(tools.sql, await listByReference(tools.sql, cafs, references), now) };
}

/** Whole words first; when no ticket holds them, those that begin so. */
async function look({ tools: { sql }, cafs }: Visit, conditions: readonly Condition[], limit: number, from: number): Promise<Found> {
  const ask = (asked: readonly Condition[]) => searchTickets(sql, cafs, asked, limit, from);
  const found = await ask(conditions);
  if (found.total > 0 || !conditions.some(isOneWord)) return found;
  return await ask(conditions.map((one) => (isOneWord(one) ? { ...one, is: 'beginning' } : one)));
}

function isOneWord(condition: Condition): condition is Condition & { is: 'words' } {
  return condition.is === 'words' && !condition.not && /^\p{L}[\p{L}\p{N}]{2,}$/u.test(condition.text);
}
