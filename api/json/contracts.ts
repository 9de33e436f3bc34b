import * as z from 'zod';
import { getContract } from '../../db/contract';
import { namedConventions } from '../../db/convention';
import { daysInForce } from '../../db/desk-day';
import { checkContract } from '../../domain/contract-check';
import { statementSections } from '../../domain/contract-statement';
import type { ContractDocument } from '../../domain/contract-terms-types';
import { withDays } from '../../domain/desk-days';
import { NotFound } from '../errors';
import { contractsNow } from '../view/shell';
import { simulationSteps } from '../view/simulation';
import { stepJson } from '../view/ticket-json';
import { versionViews } from '../view/versions';
import { Invalid, ok, operation, type Operation } from './operation';
import { caf, instant, localDate, statement, step } from './shapes';
import type { ApiVisit } from './visit';

const line = z.object({ caf, name: z.string(), version: z.number().int(), effectiveFrom: localDate, serviceContract: z.boolean() }).meta({ id: 'ContractLine' });
const contract = line.extend({
  timeZone: z.string(),
  statement: z.array(statement).meta({ description: 'Le contrat en français, phrase par phrase, avec ses articles. / The contract in French, sentence by sentence, with its articles.' }),
  findings: z.array(z.object({ level: z.enum(['error', 'warning']), where: z.string(), text: z.string() })),
  versions: z.array(z.object({ version: z.number().int().nullable(), from: localDate, state: z.enum(['past', 'current', 'coming', 'draft']), words: z.string(), open: z.number().int().nullable() })),
}).meta({ id: 'Contract' });
const of = { method: 'get', tag: 'contrats', action: 'read-contracts', scope: 'lecture' } as const;

/** The contracts that execute: their statement, their versions, what would happen to a request. */
export const CONTRACTS: readonly Operation[] = [
  operation({
    ...of, id: 'listContracts', path: '/contrats',
    title: { fr: 'Les contrats en vigueur de vos Caf', en: 'Your Cafs’ contracts in force' },
    answers: { 200: { words: { fr: 'Les contrats', en: 'The contracts' }, schema: z.object({ items: z.array(line) }).meta({ id: 'Contracts' }) } },
    handle: async (visit) => ok({ items: (await documents(visit)).map(lineJson) }),
  }),
  operation({
    ...of, id: 'getContract', path: '/contrats/{caf}', find: (visit) => contractIn(visit),
    title: { fr: 'Un contrat : énoncé, contrôles, versions', en: 'A contract: statement, findings, versions' },
    answers: { 200: { words: { fr: 'Le contrat', en: 'The contract' }, schema: contract } },
    handle: async (visit) => {
      const one = await contractIn(visit);
      const [conventions, versions] = await Promise.all([namedConventions(visit.tools.sql, one.caf), versionViews(visit, one)]);
      return ok({ ...lineJson(one), timeZone: one.calendar.timeZone, statement: statementSections(one), findings: checkContract(one, conventions), versions });
    },
  }),
  operation({
    ...of, id: 'simulate', path: '/contrats/{caf}/simulation', find: (visit) => contractIn(visit),
    query: z.object({
      recue: z.string().max(40).meta({ description: 'Reçue à cette heure locale. / Received at this local time.', example: '2026-05-13T15:50' }),
      silence: z.enum(['desk', 'partner']).default('desk').meta({ description: 'Qui ne répond pas. / Who does not answer.' }),
      urgence: z.enum(['desk', 'partner']).optional().meta({ description: 'Qui la juge urgente. / Who judges it urgent.' }),
      version: z.coerce.number().int().min(1).max(10_000).optional(),
    }),
    title: { fr: 'Ce qui arriverait à une demande, chaque date avec son calcul', en: 'What would happen to a ticket, each date with its reckoning' },
    answers: { 200: { words: { fr: 'Les étapes', en: 'The steps' }, schema: z.object({ receivedAt: instant, steps: z.array(step) }).meta({ id: 'Simulation' }) } },
    handle: async (visit, { query }) => {
      const current = await contractIn(visit);
      const known = (await versionViews(visit, current)).some(({ version }) => version === query.version);
      if (query.version !== undefined && !known) throw new Invalid([{ field: 'version', message: 'Cette version n’existe pas.' }]);
      const { sql } = visit.tools;
      const tried = query.version === undefined ? current : withDays(await getContract(sql, current.caf, query.version), await daysInForce(sql, current.caf));
      const [convention] = await namedConventions(sql, current.caf);
      const simulated = simulationSteps(tried, convention, { received: query.recue, silent: query.silence, urgent: query.urgence ?? null });
      if (simulated === null) throw new Invalid([{ field: 'recue', message: 'Donnez le jour et l’heure de réception.' }]);
      return ok({ receivedAt: simulated.receivedAt, steps: simulated.steps.map(stepJson) });
    },
  }),
];

async function documents(visit: ApiVisit): Promise<ContractDocument[]> {
  return (await contractsNow(visit)) as ContractDocument[];
}

async function contractIn(visit: ApiVisit): Promise<ContractDocument> {
  const one = (await documents(visit)).find((contractOf) => contractOf.caf === visit.param('caf'));
  if (one === undefined) throw new NotFound('no such contract');
  return one;
}

function lineJson({ caf: of_, name, version, effectiveFrom, serviceContract }: ContractDocument): object {
  return { caf: of_, name, version, effectiveFrom, serviceContract };
}
