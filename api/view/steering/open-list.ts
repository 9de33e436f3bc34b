import { countSlice, ticketsOfSlice, type OpenSlice } from '../../../db/morning';
import { listByReference } from '../../../db/queue';
import { openListPath, type OpenListQuery } from '../../../web/paths';
import type { OpenListProps } from '../../../web/pages/steering/open-list';
import type { Visit } from '../../visit';
import { PAGE_SIZE, pageNumber, paging } from '../paging';
import { queueRows } from '../queue-rows';
import { contractsNow } from '../shell';
import { deskDays, isDay, securityCafs } from './desk-days';

/** The open tickets behind a figure of the morning page. */
export async function openListView(visit: Visit): Promise<Omit<OpenListProps, 'shell' | 'tokens'>> {
  const { tools: { sql }, cafs, now } = visit;
  const { slice, query } = sliceOf(visit);
  const desks = deskDays(await contractsNow(visit), now, securityCafs(visit));
  const page = pageNumber(visit.query('page'));
  const [total, references] = await Promise.all([countSlice(sql, desks, slice), ticketsOfSlice(sql, desks, slice, PAGE_SIZE, (page - 1) * PAGE_SIZE)]);
  const rows = await queueRows(sql, await listByReference(sql, cafs, references), now);
  return { slice, rows, paging: paging(page, rows.length, total, (n) => openListPath({ ...query, page: n })) };
}

/** What the address asks for; what it should not name counts as not asked. */
function sliceOf(visit: Visit): { slice: OpenSlice; query: OpenListQuery } {
  const cote = (['caf', 'partenaire'] as const).find((one) => one === visit.query('cote'));
  const side = cote === undefined ? {} : { side: cote === 'caf' ? ('desk' as const) : ('partner' as const) };
  const named = cote === undefined ? {} : { cote };
  switch (visit.query('quoi')) {
    case 'aujourd-hui':
      return { slice: { what: 'today', ...side }, query: { quoi: 'aujourd-hui', ...named } };
    case 'escaladees': {
      const echelon = visit.query('echelon');
      const rung = /^[1-9]\d?$/.test(echelon) ? { rung: Number(echelon) } : {};
      return { slice: { what: 'escalated', ...side, ...rung }, query: { quoi: 'escaladees', ...named, ...('rung' in rung ? { echelon } : {}) } };
    }
    case 'epuisees':
      return { slice: { what: 'exhausted', ...side }, query: { quoi: 'epuisees', ...named } };
    case 'jour': {
      const day = visit.query('jour');
      if (isDay(day)) return { slice: { what: 'day', day, ...side }, query: { quoi: 'jour', jour: day, ...named } };
      return { slice: { what: 'today', ...side }, query: { quoi: 'aujourd-hui', ...named } };
    }
    default:
      return { slice: { what: 'late', ...side }, query: { quoi: 'en-retard', ...named } };
  }
}
