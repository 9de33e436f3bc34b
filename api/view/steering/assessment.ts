import { conventionOfCafs } from '../../../db/assessment';
import { assessmentPaper } from '../../../desk/assessment';
import type { ContractDocument } from '../../../domain/contract-terms-types';
import type { LocalDate } from '../../../domain/ids';
import type { PaperDocument } from '../../../paper/document';
import { NotFound } from '../../errors';
import type { Visit } from '../../visit';
import { contractsNow } from '../shell';
import { deskDays, securityCafs } from './desk-days';
import { todayOf } from './morning';

/** What the yearly assessment of a convention is made of in a year of the calendar, up to today. @throws NotFound */
export async function assessment(visit: Visit, id: string, year: string): Promise<PaperDocument> {
  const { tools: { sql }, cafs, now } = visit;
  const convention = /^2\d{3}$/.test(year) ? await conventionOfCafs(sql, cafs, id) : undefined;
  const contracts = await contractsNow(visit);
  const contract = contracts.find((one) => one.caf === convention?.caf);
  if (convention === undefined || contract === undefined) throw new NotFound('no such convention');
  const today = todayOf(deskDays([contract], now, []), now);
  const end = `${year}-12-31` as LocalDate;
  // What is kept of a version is its whole document (contracts/load, db/amendment).
  return await assessmentPaper(sql, {
    convention, contract: contract as ContractDocument, title: `Bilan annuel ${year}`, from: `${year}-01-01` as LocalDate, to: end < today ? end : today, running: today < end, security: securityCafs(visit).includes(convention.caf),
  }, now);
}
