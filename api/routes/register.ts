import { Router } from 'express';
import { findConvention, type ConventionRow } from '../../db/partner';
import { bulletinsOf, conventionFile, findHabilitation, habilitationsOf, quotasOf, registerActsOf, registerLines } from '../../db/register';
import type { Tx } from '../../db/connect';
import { changeHabilitation, enterAdministrators, setDelegation, type Decided, type HabilitationAct, type Refused } from '../../desk/register';
import { contractAt } from '../../db/contract';
import { localDateOf } from '../../domain/calendar';
import { conventionState, quotaState } from '../../domain/register/rules';
import { writeCsv } from '../../paper/csv';
import { writeOds } from '../../paper/ods';
import { registerActPath, registerConventionPath, registerFilePath, registerPath } from '../../web/register-paths';
import type { FieldError } from '../act-forms';
import { NotFound } from '../errors';
import { sendAttached, sendCsv } from '../files';
import { posted, signedIn } from '../guard';
import { FormRefused, once, refusalOf } from '../once';
import { REGISTER_TITLES, registerRows } from '../register/sheet';
import type { WebTools } from '../tools';
import type { Visit } from '../visit';

const pattern = (path: string): string => path.replaceAll('%3A', ':');

/** The register of habilitations, for whoever administers MCP at the Caf. */
export function registerRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(registerPath(), signedIn(tools, 'manage-habilitations', async (visit) => void visit.res.json({ conventions: await registerLines(visit.tools.sql, visit.cafs) })));
  router.get(registerFilePath('csv'), signedIn(tools, 'manage-habilitations', async (visit) => sendCsv(visit.res, `habilitations-${visit.now.slice(0, 10)}.csv`, writeCsv(REGISTER_TITLES, await registerRows(visit)))));
  router.get(registerFilePath('ods'), signedIn(tools, 'manage-habilitations', sendOds));
  router.get(pattern(registerConventionPath(':id')), signedIn(tools, 'manage-habilitations', async (visit) => void visit.res.json(await conventionJson(visit, await conventionOf(visit)))));
  router.post(pattern(registerActPath(':id')), posted(tools, 'manage-habilitations', act));
  return router;
}

async function sendOds(visit: Visit): Promise<void> {
  const bytes = writeOds([{ name: 'Habilitations', titles: REGISTER_TITLES, rows: await registerRows(visit) }], { title: 'Registre des habilitations', madeAt: visit.now });
  sendAttached(visit.res, { name: `habilitations-${visit.now.slice(0, 10)}.ods`, type: 'application/vnd.oasis.opendocument.spreadsheet', bytes });
}

/** @throws NotFound when it is not of the Cafs of who asks. */
async function conventionOf(visit: Visit): Promise<ConventionRow> {
  const convention = await findConvention(visit.tools.sql, visit.param('id'));
  if (convention === undefined || !visit.cafs.includes(convention.caf)) throw new NotFound('no such convention');
  return convention;
}

/** A convention's page of the register: its dates, its bulletins with what each profile allows and holds, who has access, every act. */
async function conventionJson(visit: Visit, { id, number, caf, partner_name }: ConventionRow) {
  const { sql } = visit.tools;
  const [file, bulletins, quotas, habilitations, acts, contract] = await Promise.all([conventionFile(sql, id), bulletinsOf(sql, id), quotasOf(sql, id), habilitationsOf(sql, id), registerActsOf(sql, id), contractAt(sql, caf, visit.now)]);
  const held = (bulletin: string, profile: string): number => habilitations.filter((one) => one.bulletin_id === bulletin && one.profile === profile && one.state !== 'withdrawn').length;
  return {
    id, number, caf, partner: partner_name, dates: file, state: conventionState(file, localDateOf(contract.calendar, visit.now)),
    bulletins: bulletins.map((bulletin) => ({
      ...bulletin,
      quotas: quotas.filter((quota) => quota.bulletin_id === bulletin.id).map((quota) => {
        const users = held(bulletin.id, quota.profile);
        return { ...quota, held: users, state: quotaState(quota, Math.max(users, quota.reported ?? 0)) };
      }),
    })),
    habilitations, acts,
  };
}

/** Acts on one habilitation by the words of their form; `reason`: must be said. */
const ON_ONE: Readonly<Record<string, { readonly act: HabilitationAct; readonly reason: boolean }>> = {
  suspendre: { act: 'suspend', reason: true },
  retablir: { act: 'resume', reason: false },
  retirer: { act: 'withdraw', reason: true },
  'mot-de-passe': { act: 'force-password', reason: true },
  'mot-de-passe-change': { act: 'password-changed', reason: false },
};
const ON_ALL: Readonly<Record<string, boolean>> = { 'retirer-delegation': true, 'rendre-delegation': false };

async function act(visit: Visit): Promise<void> {
  const convention = await conventionOf(visit);
  const errors = fieldErrors(visit.fields());
  const done = errors.length > 0 ? errors : await once(visit, (tx) => carryOut(tx, visit, convention)).catch(refusalOf);
  if ('path' in done) return void visit.res.json(await conventionJson(visit, convention));
  visit.res.status(422).json({ errors: done });
}

function fieldErrors({ acte = '', motif = '' }: Record<string, string>): FieldError[] {
  const one = ON_ONE[acte];
  if (one === undefined && !(acte in ON_ALL) && acte !== 'inscrire') return [{ field: 'acte', message: 'Cet acte n’existe pas.' }];
  const needed = one?.reason === true || ON_ALL[acte] === true;
  return needed && motif.trim() === '' ? [{ field: 'motif', message: 'Dites pourquoi : le motif est gardé au registre.' }] : [];
}

async function carryOut(tx: Tx, visit: Visit, { id }: ConventionRow): Promise<string> {
  const { acte = '', motif = '', habilitation = '' } = visit.fields();
  const decided: Decided = { at: visit.now, actor: visit.session.account_id, actorName: visit.session.name, reason: motif.trim() };
  const one = ON_ONE[acte];
  if (acte === 'inscrire') await enterAdministrators(tx, id, visit.now);
  else if (one === undefined) refuse(await setDelegation(tx, id, ON_ALL[acte] === true, decided));
  else {
    const row = await findHabilitation(tx, habilitation);
    if (row?.convention_id !== id) throw new FormRefused([{ field: 'habilitation', message: 'Cette habilitation n’est pas de cette convention.' }]);
    refuse(await changeHabilitation(tx, habilitation, one.act, decided));
  }
  return registerConventionPath(id);
}

function refuse(outcome: Refused | object | null): void {
  if (outcome !== null && 'refused' in outcome) throw new FormRefused([{ field: null, message: String(outcome.refused) }]);
}
