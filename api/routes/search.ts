import { Router } from 'express';
import { listByReference } from '../../db/queue';
import { searchTickets } from '../../db/search';
import { findReference } from '../../domain/reference';
import { SearchPage } from '../../web/pages/search';
import { searchPath, ticketPath } from '../../web/paths';
import { PAGE_SIZE, pageNumber, paging } from '../view/paging';
import { queueRows } from '../view/queue-rows';
import { shellOf } from '../view/shell';
import { signedIn, type Visit } from '../visit';
import type { WebTools } from '../tools';

export function searchRoutes(tools: WebTools): Router {
  return Router().get(searchPath(), signedIn(tools, search));
}

/** A whole reference goes straight to its ticket. */
async function search(visit: Visit): Promise<void> {
  const { tools, cafs, now } = visit;
  const q = visit.query('q').trim();
  const whole = findReference(q);
  if (whole !== undefined && whole.length === q.length && (await listByReference(tools.sql, cafs, [whole])).length === 1) return visit.res.redirect(303, ticketPath(whole));
  const page = pageNumber(visit.query('page'));
  const found = q === '' ? { references: [], total: 0 } : await searchTickets(tools.sql, cafs, q, PAGE_SIZE, (page - 1) * PAGE_SIZE);
  const [tickets, shell] = await Promise.all([listByReference(tools.sql, cafs, found.references), shellOf(visit, 'recherche')]);
  const rows = await queueRows(tools.sql, tickets, now);
  const pageOf = (n: string) => `${searchPath(q)}&page=${n}`;
  visit.show(SearchPage({ shell, q, rows, paging: paging(page, rows.length, found.total, pageOf), tokens: visit.tokens() }));
}
