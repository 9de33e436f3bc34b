import { countAccesses, listAccesses, type AccessFilter, type AccessRow } from '../../db/access-log';
import type { ContractDocument } from '../../domain/contract-terms-types';
import { startOfDay } from '../../domain/calendar';
import type { Instant, LocalDate, Reference } from '../../domain/ids';
import { dateOfDay, dayOf } from '../../domain/local-date';
import { termsOf } from '../../domain/retention/terms';
import type { AccessesProps } from '../../web/pages/retention/accesses';
import { accessesPath } from '../../web/retention-paths';
import { accessWords } from '../../web/words/accesses';
import { PAGE_SIZE, pageNumber, paging } from '../view/paging';
import { contractsNow, shellOf } from '../view/shell';
import { isDay } from '../view/steering/desk-days';
import type { Visit } from '../visit';

/** Accesses are counted no further: whoever looks for one narrows. */
const MOST_COUNTED = 1_000;
/** The day after it is still written with four figures. */
const LAST_DAY = '9999-12-30';
const NOT_A_DAY = 'Une date est attendue : jour, mois, année.';

export async function accessesView(visit: Visit): Promise<AccessesProps> {
  const contracts = (await contractsNow(visit)) as ContractDocument[];
  const asked = { qui: visit.query('qui').trim().toLowerCase(), demande: visit.query('demande').trim().toUpperCase(), du: visit.query('du'), au: visit.query('au') };
  const [from, until] = [dayStart(contracts, asked.du, 0), dayStart(contracts, asked.au, 1)];
  const errors = [...(from === undefined ? [{ field: 'du', message: NOT_A_DAY }] : []), ...(until === undefined ? [{ field: 'au', message: NOT_A_DAY }] : [])];
  const filter: AccessFilter = { cafs: visit.cafs, who: asked.qui, reference: asked.demande as Reference | '', from: from ?? null, until: until ?? null };
  const page = pageNumber(visit.query('page'));
  const most = Math.max(MOST_COUNTED, page * PAGE_SIZE) + 1;
  const [rows, total, shell] = await Promise.all([listAccesses(visit.tools.sql, filter, PAGE_SIZE, (page - 1) * PAGE_SIZE), countAccesses(visit.tools.sql, filter, most), shellOf(visit, 'acces')]);
  return {
    shell, asked, refused: errors.length === 0 ? null : { values: asked, errors }, months: Math.min(...contracts.map((contract) => termsOf(contract).months)), lines: rows.map(lineOf),
    paging: { ...paging(page, rows.length, total, (to) => accessesPath({ ...asked, page: to })), ...(total < most ? {} : { total: most - 1, more: true }) },
  };
}

/** The first instant of the day typed, `later` days after it; null when none was, undefined when it is no day. */
function dayStart([first]: readonly ContractDocument[], text: string, later: number): Instant | null | undefined {
  if (text === '' || first === undefined) return null;
  if (!isDay(text) || text > LAST_DAY) return undefined;
  return startOfDay(first.calendar, dateOfDay(dayOf(text) + later) as LocalDate);
}

function lineOf({ at, who, name, action, path, reference }: AccessRow) {
  return { at, who: name ?? who.replace(/^partner:/, ''), what: accessWords(action), path, reference };
}
