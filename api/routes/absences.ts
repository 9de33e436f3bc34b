import { Router } from 'express';
import { absencesOf, insertAbsence, withdrawAbsence } from '../../db/absence';
import { accountsOfCaf } from '../../db/account';
import { coversOf, insertCover, withdrawCover, type CoverRow } from '../../db/cover';
import type { Contract } from '../../domain/contract-types';
import type { CafCode } from '../../domain/ids';
import type { Refused } from '../../web/components/form';
import { absenceEndPath, absencesPath, coverEndPath, coversPath } from '../../web/contract-paths';
import { AbsencesPage, type AbsencesProps } from '../../web/pages/desk-decisions/absences';
import { rungPerson, rungTitle } from '../../web/words/facts';
import { readAbsence, readCover } from '../contract-form/away';
import { deskCaf, latestContract, oneKey } from '../desk-caf';
import { managersForm, managersPage } from '../managers';
import { zoneWords } from '../view/local-time';
import { shellOf } from '../view/shell';
import type { Visit } from '../visit';
import type { WebTools } from '../tools';

/** Who is away and who stands in: agents, and the Caf's own contacts (article 3.3). */
export function absenceRoutes(tools: WebTools): Router {
  const router = Router();
  const [caf, id] = [':caf' as CafCode, ':id'];
  const plain = (path: string) => path.replaceAll('%3A', ':');
  router.get(plain(absencesPath(caf)), managersPage(tools, (visit) => showAbsences(visit, null)));
  router.post(plain(absencesPath(caf)), managersForm(tools, putAbsence));
  router.post(plain(absenceEndPath(caf, id)), managersForm(tools, endAbsence));
  router.post(plain(coversPath(caf)), managersForm(tools, putCover));
  router.post(plain(coverEndPath(caf, id)), managersForm(tools, endCover));
  return router;
}

async function showAbsences(visit: Visit, refused: AbsencesProps['refused']): Promise<void> {
  const caf = deskCaf(visit);
  const { sql } = visit.tools;
  const [contract, agents, absences, covers, shell] = await Promise.all([latestContract(visit, caf), accountsOfCaf(sql, caf), absencesOf(sql, caf, visit.now), coversOf(sql, caf, visit.now), shellOf(visit, 'contrats')]);
  const page: AbsencesProps = {
    shell, caf, refused, name: contract.name, tokens: visit.tokens(), timeZone: contract.calendar.timeZone, zoneWords: zoneWords(contract.calendar.timeZone),
    agents: agents.map((agent) => ({ value: agent.id, label: agent.name })),
    rungs: rungOptions(contract),
    absences: absences.map((one) => ({ id: one.id, who: one.agent_name, standIn: one.stand_in_name, from: one.from_at, until: one.until_at })),
    covers: covers.map((one) => ({ id: one.id, who: whoOf(contract, one), standIn: `${one.name} (${one.email})`, from: one.from_at, until: one.until_at })),
  };
  visit.show(AbsencesPage(page), refused === null ? 200 : 422);
}

/** The rungs by rank, and « 0 », the manager. */
function rungOptions({ deskLadder, manager }: Contract): { value: string; label: string }[] {
  const rungs = deskLadder.map((rung) => ({ value: String(rung.rank), label: `${rungTitle('desk', rung.rank)} : ${rungPerson(rung) ?? 'sans nom'}` }));
  return [...rungs, { value: '0', label: `Responsable du guichet : ${manager.name}` }];
}

function whoOf(contract: Contract, { rung }: CoverRow): string {
  return rungOptions(contract).find((option) => option.value === String(rung ?? 0))?.label ?? 'Contact';
}

async function putAbsence(visit: Visit): Promise<void> {
  const caf = deskCaf(visit);
  const [{ calendar }, agents] = await Promise.all([latestContract(visit, caf), accountsOfCaf(visit.tools.sql, caf)]);
  const read = readAbsence(visit.fields(), calendar.timeZone, visit.now, new Set(agents.map(({ id }) => id)));
  if ('errors' in read) return await showAbsences(visit, { form: 'absence', sent: sentOf(visit, read.errors) });
  await insertAbsence(visit.tools.sql, { ...read.away, id: oneKey(visit), caf }, visit.session.account_id, visit.now);
  await visit.goTo(absencesPath(caf), { tone: 'done', text: 'Absence enregistrée.' });
}

async function putCover(visit: Visit): Promise<void> {
  const caf = deskCaf(visit);
  const contract = await latestContract(visit, caf);
  const read = readCover(visit.fields(), contract, visit.now);
  if ('errors' in read) return await showAbsences(visit, { form: 'remplacement', sent: sentOf(visit, read.errors) });
  await insertCover(visit.tools.sql, { ...read.cover, id: oneKey(visit), caf }, visit.session.account_id, visit.now);
  await visit.goTo(absencesPath(caf), { tone: 'done', text: 'Remplacement enregistré : les lettres de ce temps iront au remplaçant.' });
}

function sentOf(visit: Visit, errors: Refused['errors']): Refused {
  return { values: visit.fields(), errors };
}

async function endAbsence(visit: Visit): Promise<void> {
  const caf = deskCaf(visit);
  await withdrawAbsence(visit.tools.sql, caf, visit.param('id'), visit.session.account_id, visit.now);
  await visit.goTo(absencesPath(caf), { tone: 'done', text: 'Absence terminée.' });
}

async function endCover(visit: Visit): Promise<void> {
  const caf = deskCaf(visit);
  await withdrawCover(visit.tools.sql, caf, visit.param('id'), visit.session.account_id, visit.now);
  await visit.goTo(absencesPath(caf), { tone: 'done', text: 'Remplacement terminé : le contact du contrat est de nouveau écrit.' });
}
