import { Router } from 'express';
import { getContract } from '../../db/contract';
import { countOpenTickets, namedConventions, type NamedConvention } from '../../db/convention';
import { daysInForce } from '../../db/desk-day';
import type { ContractDocument } from '../../domain/contract-terms-types';
import { checkContract, type Finding } from '../../domain/contract-check';
import { statementSections } from '../../domain/contract-statement';
import { withDays } from '../../domain/desk-days';
import { frenchRule } from '../../domain/french/dates';
import type { CafCode } from '../../domain/ids';
import { cafsWhere } from '../../domain/grants';
import { absencesPath, deskDaysPath, newAmendmentPath } from '../../web/contract-paths';
import { ContractPage, ContractsPage, type CheckView, type ContractsProps, type SimulationView, type VersionView } from '../../web/pages/contract';
import { contractPath, contractsPath } from '../../web/paths';
import { article } from '../../web/words/articles';
import { NotFound } from '../errors';
import { contractsNow, shellOf } from '../view/shell';
import { simulationView } from '../view/simulation';
import { versionViews } from '../view/versions';
import { type Visit } from '../visit';
import { signedIn } from '../guard';
import type { WebTools } from '../tools';

/** The contracts that execute, in plain French, with their checks and a simulator. */
export function contractRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(contractsPath(), signedIn(tools, 'read-contracts', showContracts));
  router.get(contractPath(':caf' as CafCode).replace('%3A', ':'), signedIn(tools, 'read-contracts', showContract));
  return router;
}

/** What the database keeps of a contract is the whole document. */
async function documents(visit: Visit): Promise<ContractDocument[]> {
  return (await contractsNow(visit)) as ContractDocument[];
}

async function showContracts(visit: Visit): Promise<void> {
  const [contracts, shell] = await Promise.all([documents(visit), shellOf(visit, 'contrats')]);
  const rows = await Promise.all(contracts.map(async (contract) => rowOf(contract, checkContract(contract, await namedConventions(visit.tools.sql, contract.caf)))));
  visit.show(ContractsPage({ shell, contracts: rows }));
}

function rowOf(contract: ContractDocument, findings: readonly Finding[]): ContractsProps['contracts'][number] {
  const { caf, name, version, effectiveFrom, serviceContract } = contract;
  return { caf, name, version, effectiveFrom, serviceContract, summary: summaryOf(contract), toReview: findings.length };
}

/** « Prise en charge : 48 h (art. 3). Escalade : 5 jours (art. 3.3). » */
function summaryOf({ pickup, escalation }: ContractDocument): string {
  const pickupWords = pickup === null ? 'Aucun délai de prise en charge promis' : `Prise en charge : ${frenchRule(pickup.rule)} (${article(pickup.article)})`;
  const ladderWords = escalation === null ? 'aucune escalade par délai' : `escalade : ${frenchRule(escalation.rule)} sans réponse (${article(escalation.article)})`;
  return `${pickupWords} ; ${ladderWords}.`;
}

async function showContract(visit: Visit): Promise<void> {
  const contract = (await documents(visit)).find((one) => one.caf === visit.param('caf'));
  if (contract === undefined) throw new NotFound('no such contract');
  const { sql } = visit.tools;
  const { caf, name, version, effectiveFrom, serviceContract, calendar } = contract;
  const [conventions, openTickets, shell, versions] = await Promise.all([namedConventions(sql, caf), countOpenTickets(sql, caf), shellOf(visit, 'contrats'), versionViews(visit, contract)]);
  visit.show(ContractPage({
    shell, caf, name, version, effectiveFrom, serviceContract, openTickets, calendar, versions,
    sections: statementSections(contract),
    checks: checksOf(checkContract(contract, conventions)),
    manage: cafsWhere(visit.session.grants, 'manage-desk').includes(caf) ? { amend: newAmendmentPath(caf), days: deskDaysPath(caf), absences: absencesPath(caf) } : null,
    simulation: await simulationOf(visit, contract, conventions[0], versions),
  }));
}

/** Under the version that was chosen, with the desk's own days; under the one in force when none was. */
async function simulationOf(visit: Visit, contract: ContractDocument, convention: NamedConvention | undefined, versions: readonly VersionView[]): Promise<SimulationView> {
  const { sql } = visit.tools;
  const chosen = versions.find((one) => one.version !== null && String(one.version) === visit.query('version'))?.version ?? contract.version;
  const simulated = chosen === contract.version ? contract : withDays(await getContract(sql, contract.caf, chosen), await daysInForce(sql, contract.caf));
  const asked = Object.fromEntries(SIMULATION_FIELDS.map((field) => [field, visit.query(field)]));
  const options = versions.flatMap((one) => (one.version === null ? [] : [{ value: String(one.version), label: `Version ${one.version}${one.state === 'current' ? ', en vigueur' : ''}` }]));
  return simulationView(simulated, convention, asked, visit.now, options);
}
const SIMULATION_FIELDS = ['recue', 'silence', 'urgence', 'quoi1', 'quand1', 'quoi2', 'quand2', 'quoi3', 'quand3'] as const;

function checksOf(findings: readonly Finding[]): CheckView[] {
  if (findings.length === 0) return [{ state: 'ok', text: 'Chaque échelon a un contact, aucune personne en double, le calendrier ouvre.' }];
  return findings.map(({ level, where, text }) => ({ state: level === 'error' ? 'stop' : 'warn', text: where === 'contrat' ? text : `${where.charAt(0).toUpperCase()}${where.slice(1)} : ${text}` }));
}
