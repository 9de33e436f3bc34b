import { contractsInForceOf } from '../../db/contract';
import { countRegister, registerLines, type RegisterFilter, type RegisterLine } from '../../db/register-list';
import type { ContractDocument } from '../../domain/contract-terms-types';
import type { CafCode, LocalDate } from '../../domain/ids';
import { conventionState, modeNow } from '../../domain/register/rules';
import { registerPath } from '../../web/register-paths';
import type { RegisterListProps, RegisterRow } from '../../web/view/register';
import { pageNumber, PAGE_SIZE, paging } from '../view/paging';
import { shellOf } from '../view/shell';
import type { Visit } from '../visit';
import { todayOfDesks } from '../view/today';
import { dueViews } from './convention';

const STATES = ['unknown', 'to-sign', 'signed', 'open', 'terminated'] as const;
const SERVICES = ['CDAP', 'AFAS', 'DGFIP'] as const;

/** The register of the Cafs of who asks, narrowed by words, Caf, state and service. */
export async function registerListView(visit: Visit): Promise<RegisterListProps> {
  const { sql } = visit.tools;
  const contracts = (await contractsInForceOf(sql, visit.cafs, visit.now)) as ContractDocument[];
  const asked = { q: visit.query('q').trim().slice(0, 200), caf: visit.query('caf'), etat: visit.query('etat'), service: visit.query('service') };
  const today = todayOfDesks(contracts, visit.now);
  const filter: RegisterFilter = {
    cafs: visit.cafs.filter((caf) => asked.caf === '' || caf === asked.caf), words: asked.q, today,
    state: STATES.find((state) => state === asked.etat) ?? null, service: SERVICES.find((service) => service === asked.service) ?? null,
  };
  const page = pageNumber(visit.query('page'));
  const [lines, total, due, shell] = await Promise.all([registerLines(sql, filter, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }), countRegister(sql, filter), dueViews(visit, null), shellOf(visit, 'habilitations')]);
  const modes = new Map(contracts.map(({ caf, habilitations }) => [caf, habilitations.mode]));
  return {
    shell, asked, rows: lines.map((line) => rowOf(line, modes, today)), paging: paging(page, lines.length, total, (to) => registerPath({ ...asked, page: to })), due, mayManage: visit.may('manage-habilitations'),
    cafs: contracts.map(({ caf, department }) => ({ value: caf, label: `${department} (${caf})` })),
  };
}

function rowOf(line: RegisterLine, modes: ReadonlyMap<CafCode, ContractDocument['habilitations']['mode']>, today: LocalDate): RegisterRow {
  const { id, caf, number, partner_name, services, administrators, users, suspended, allowed, reported, to_enter, exceeded } = line;
  const mode = modeNow(modes.get(caf) ?? 'either', line);
  return {
    id, caf, number, partner: partner_name, services, state: conventionState(line.entered ? line : null, today), mode, takenBack: line.delegation_taken_back_at !== null, administrators,
    users: mode === 'delegated' && users === 0 ? reported : users, allowed: to_enter > 0 ? null : allowed, suspended, toEnter: to_enter, exceeded,
  };
}
