import { Router } from 'express';
import type { Tx } from '../../db/connect';
import { findAct } from '../../db/act';
import { habilitationsOf } from '../../db/register';
import { askJourney } from '../../desk/journey';
import { givenBackKey } from '../../desk/journeys/security-incident';
import { enterAdministrators } from '../../desk/register';
import { decideHabilitation } from '../../desk/register-decisions';
import type { SecurityAct } from '../../domain/journeys/security-facts';
import { securityPaper } from '../../paper/security-journal';
import { writePdf } from '../../paper/pdf';
import { SecurityIncidentPage } from '../../web/pages/security/incident';
import { SecurityListPage } from '../../web/pages/security/list';
import { SECURITY_ACTS, securityActPath, securityJournalPath, securityListPath, securityPath, type SecurityActName } from '../../web/paths-security';
import type { FieldError } from '../act-forms';
import { tellJourneyNow } from '../change/tell';
import { sendFile } from '../files';
import { posted, signedIn } from '../guard';
import { identify } from '../identify';
import { FormRefused, once, onceKey, refusalOf } from '../once';
import { readSecurityAct, type AskedMeasure } from '../security/acts';
import { tellAll } from '../told';
import type { WebTools } from '../tools';
import { incidentLoaded, securityJournal, securityListView, securityView } from '../view/security';
import type { Visit } from '../visit';

const pattern = (path: string): string => path.replaceAll('%3A', ':');

/** Security incidents: the officer's list and pages, or the manager's where the contract names no officer. */
export function securityRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(securityListPath(), signedIn(tools, 'work-on-security', async (visit) => visit.show(SecurityListPage(await securityListView(visit)))));
  router.get(pattern(securityPath(':alerte')), signedIn(tools, 'work-on-security', async (visit) => visit.show(SecurityIncidentPage(await securityView(visit, null)))));
  router.get(pattern(securityJournalPath(':alerte')), signedIn(tools, 'work-on-security', showJournal));
  for (const act of SECURITY_ACTS) router.post(pattern(securityActPath(':alerte', act)), posted(tools, 'work-on-security', (visit) => (act === 'rattachement' ? attach(visit) : carryOut(visit, act))));
  return router;
}

const SAID: Readonly<Record<SecurityActName, string>> = {
  'prise-en-charge': 'Incident pris en charge : les rappels cessent.', qualification: 'Qualification enregistrée.', mesure: 'Mesure notée.', information: 'Information notée.',
  notification: 'Notification consignée.', rattachement: 'Demande ouverte en accès restreint.', 'sans-suite': 'Incident classé sans suite.', cloture: 'Incident clos.',
};

async function carryOut(visit: Visit, name: Exclude<SecurityActName, 'rattachement'>): Promise<void> {
  const { row, surroundings } = await incidentLoaded(visit);
  const read = readSecurityAct(name, visit.fields(), visit.session.account_id, surroundings.contract.calendar.timeZone);
  if ('errors' in read) return await again(visit, name, read.errors);
  const done = await once(visit, async (tx) => {
    const act = read.measure === null ? read.act : await atRegister(tx, visit, row, read.act, read.measure);
    const answer = await askJourney(tx, visit.tools, { key: onceKey(visit), journey: row.id, act, actor: visit.session.account_id }, visit.now);
    if (answer.state === 'refused') throw new FormRefused([{ field: null, message: answer.reason }]);
    return securityPath(row.id);
  }).catch(refusalOf);
  if (!('path' in done)) return await again(visit, name, done);
  await tellJourneyNow(visit.tools, row.id);
  if (name === 'sans-suite') await giveBack(visit, row.id);
  await visit.goTo(done.path, { tone: 'done', text: SAID[name] });
}

/** The measure is an act of the register, in the same transaction: its letter says which incident, not what happened. @throws FormRefused */
async function atRegister(tx: Tx, visit: Visit, { id, convention_id }: { readonly id: string; readonly convention_id: string | null }, act: SecurityAct, { access, act: measure }: AskedMeasure): Promise<SecurityAct> {
  if (convention_id === null || act.kind !== 'take-measure') throw new FormRefused([{ field: 'acces', message: 'Rattachez d’abord l’incident à un partenaire.' }]);
  if (access.startsWith('contact:')) await enterAdministrators(tx, convention_id, visit.now);
  const held = await habilitationsOf(tx, convention_id);
  const line = held.find((one) => one.id === access || (one.state !== 'withdrawn' && `contact:${one.contact_id ?? ''}` === access));
  if (line === undefined) throw new FormRefused([{ field: 'acces', message: 'Choisissez un accès de cette convention.' }]);
  const decided = { at: visit.now, actor: visit.session.account_id, actorName: visit.session.name, reason: `Mesure de sécurité (${id}).`, journey: id };
  const done = await decideHabilitation(tx, visit.tools, line.id, measure, decided);
  if ('refused' in done) throw new FormRefused([{ field: 'acces', message: done.refused }]);
  return { ...act, register: { habilitation: line.id, name: line.name, act: measure } };
}

/** The request is the desk's again; whoever dismissed it may not see it any more, so its workflow does it. */
async function giveBack(visit: Visit, id: string): Promise<void> {
  const act = await findAct(visit.tools.sql, givenBackKey(id));
  if (act !== undefined) await visit.tools.ask(act, 5_000);
}

/** The mail that waits becomes a request of that partner, under restricted access. */
async function attach(visit: Visit): Promise<void> {
  const { row, state } = await incidentLoaded(visit);
  // Sent twice, or by two at once to the same partner: it is done.
  if (row.reference !== null && row.convention_id === visit.fields()['convention']) return await visit.goTo(securityPath(row.id), { tone: 'done', text: SAID.rattachement });
  if (state.mail === null || row.reference !== null) return await again(visit, 'rattachement', [{ field: null, message: 'Ce signalement est déjà rattaché à une demande.' }]);
  const convention = visit.fields()['convention'] ?? '';
  if (convention === '') return await again(visit, 'rattachement', [{ field: 'convention', message: 'Choisissez une convention.' }]);
  const answer = await identify(visit.tools, state.mail, { what: 'attach', convention, keepAddress: false }, { account: visit.session.account_id, cafs: [row.caf], now: visit.now });
  if ('refused' in answer) return await again(visit, 'rattachement', [{ field: answer.field, message: answer.refused }]);
  await tellAll(visit.tools, answer.told);
  await visit.goTo(securityPath(row.id), { tone: 'done', text: SAID.rattachement });
}

async function again(visit: Visit, act: SecurityActName, errors: readonly FieldError[]): Promise<void> {
  visit.show(SecurityIncidentPage(await securityView(visit, { act, values: visit.fields(), errors })), 422);
}

async function showJournal(visit: Visit): Promise<void> {
  const { row, surroundings, state } = await incidentLoaded(visit);
  const journal = await securityJournal(visit, row.id);
  const bytes = await writePdf(securityPaper({ id: row.id, caf: surroundings.contract.name, partner: surroundings.convention?.partnerName ?? null, reference: row.reference, state, journal, timeZone: surroundings.contract.calendar.timeZone, madeAt: visit.now }));
  sendFile(visit.res, `${row.id}.pdf`, 'application/pdf', bytes);
}
