import { Router } from 'express';
import { exportLines } from '../../db/directory';
import { conventionsOfPartner } from '../../db/partner-file';
import { findConvention } from '../../db/partner';
import { partnerPath } from '../../web/paths';
import { NewPartnerPage } from '../../web/pages/directory/new-partner';
import { PartnerPage } from '../../web/pages/directory/partner';
import { PartnersPage } from '../../web/pages/directory/partners';
import { conventionServicesPath, newPartnerPath, partnerChangePath, partnerConventionsPath, partnersExportPath, partnersPath } from '../../web/settings-paths';
import type { FieldError } from '../act-forms';
import { addConvention, addPartner, changePartner, changeServices, readConvention, readPartner } from '../directory/partners';
import { exportCsv } from '../directory/export';
import { NotFound } from '../errors';
import { sendCsv } from '../files';
import { managersForm, managersPage } from '../managers';
import { once } from '../once';
import { todayOf } from '../view/today';
import { directoryAsked, partnerOf, partnersView, partnerView } from '../view/directory';
import { contractsNow, shellOf } from '../view/shell';
import type { Visit } from '../visit';
import type { WebTools } from '../tools';
import { tried } from './contacts';

const pattern = (path: string): string => path.replaceAll('%3A', ':');

/** Partners and their conventions: list, search, export, add, change. */
export function partnerRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(partnersPath(), managersPage(tools, async (visit) => visit.show(PartnersPage(await partnersView(visit)))));
  router.get(partnersExportPath(), managersPage(tools, sendExport));
  router.get(newPartnerPath(), managersPage(tools, (visit) => showNew(visit, [])));
  router.post(partnersPath(), managersForm(tools, add));
  router.get(pattern(partnerPath(':id')), managersPage(tools, async (visit) => visit.show(PartnerPage(await partnerView(visit, await partnerOf(visit))))));
  router.post(pattern(partnerChangePath(':id')), managersForm(tools, change));
  router.post(pattern(partnerConventionsPath(':id')), managersForm(tools, addOne));
  router.post(pattern(conventionServicesPath(':id')), managersForm(tools, services));
  return router;
}

async function sendExport(visit: Visit): Promise<void> {
  const lines = await exportLines(visit.tools.sql, directoryAsked(visit).filter);
  sendCsv(visit.res, `partenaires-${await todayOf(visit)}.csv`, exportCsv(lines));
}

async function showNew(visit: Visit, errors: readonly FieldError[]): Promise<void> {
  const [contracts, shell] = await Promise.all([contractsNow(visit), shellOf(visit, 'partenaires')]);
  const cafs = contracts.map((contract) => ({ value: contract.caf, label: `${contract.department} (${contract.caf})` }));
  const refused = errors.length === 0 ? null : { values: visit.fields(), errors };
  visit.show(NewPartnerPage({ shell, tokens: visit.tokens(), cafs, caf: visit.query('caf'), refused }), errors.length === 0 ? 200 : 422);
}

async function add(visit: Visit): Promise<void> {
  const errors: FieldError[] = [];
  const fields = visit.fields();
  const [partner, convention] = [readPartner(fields, errors), readConvention(fields, errors)];
  const caf = visit.cafs.find((one) => one === fields['caf'] || visit.cafs.length === 1);
  if (caf === undefined) errors.push({ field: 'caf', message: 'Choisissez une Caf.' });
  if (errors.length > 0 || caf === undefined) return await showNew(visit, errors);
  const done = await tried(once(visit, (tx) => addPartner(tx, visit, caf, partner, convention)));
  if ('path' in done) return await visit.goTo(done.path, { tone: 'done', text: 'Partenaire ajouté. Ajoutez maintenant ses contacts.' });
  await showNew(visit, done);
}

async function again(visit: Visit, id: string, form: string, errors: readonly FieldError[]): Promise<void> {
  visit.show(PartnerPage(await partnerView(visit, await partnerOf(visit, id), { form, refused: { values: visit.fields(), errors } })), 422);
}

async function change(visit: Visit): Promise<void> {
  const before = await partnerOf(visit);
  const errors: FieldError[] = [];
  const values = readPartner(visit.fields(), errors);
  const done = errors.length > 0 ? errors : await tried(once(visit, (tx) => changePartner(tx, visit, before, values)));
  if ('path' in done) return await visit.goTo(done.path, { tone: 'done', text: 'Organisme enregistré.' });
  await again(visit, before.id, 'organisme', done);
}

async function addOne(visit: Visit): Promise<void> {
  const partner = await partnerOf(visit);
  const errors: FieldError[] = [];
  const values = readConvention(visit.fields(), errors);
  const done = errors.length > 0 ? errors : await tried(once(visit, (tx) => addConvention(tx, visit, partner, values)));
  if ('path' in done) return await visit.goTo(done.path, { tone: 'done', text: `Convention ${values.number} ajoutée.` });
  await again(visit, partner.id, 'convention', done);
}

async function services(visit: Visit): Promise<void> {
  const found = await findConvention(visit.tools.sql, visit.param('id'));
  if (found === undefined || !visit.cafs.includes(found.caf)) throw new NotFound('no such convention');
  const partner = await partnerOf(visit, found.partner_id);
  const convention = (await conventionsOfPartner(visit.tools.sql, partner.id)).find((one) => one.id === found.id);
  const { services: chosen } = readConvention({ ...visit.fields(), convention: found.number }, []);
  const done = await tried(once(visit, (tx) => changeServices(tx, visit, partner, convention ?? found, chosen)));
  if ('path' in done) return await visit.goTo(done.path, { tone: 'done', text: 'Services enregistrés.' });
  await again(visit, partner.id, `services-${found.id}`, done);
}

