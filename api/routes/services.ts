import { randomBytes } from 'node:crypto';
import { Router } from 'express';
import type { Tx } from '../../db/connect';
import { openingFiles, openingsOf } from '../../db/opening';
import { insertOwnAmendment, ownAmendmentsOf } from '../../db/own-amendment';
import type { ConventionRow } from '../../db/partner';
import { noteFormalities, openService } from '../../desk/opening';
import { noted } from '../../desk/register';
import { localDateOf } from '../../domain/calendar';
import type { ServiceCode } from '../../domain/contract-types';
import { frenchDate } from '../../domain/french/dates';
import { futureRefused } from '../../domain/register/dates';
import { lacking, openedOn, openingConditions } from '../../domain/register/opening';
import { ownAmendmentsPath, servicesPath } from '../../web/convention-paths';
import { ServicesPage, type ServicesProps } from '../../web/pages/convention/services';
import type { SentForm } from '../../web/view/register';
import { SERVICE_SHORT } from '../../web/words/labels';
import type { FieldError } from '../act-forms';
import { keepUploadedPaper, MOST_PAPER_BYTES, paperErrors } from '../convention/papers';
import { posted, signedIn } from '../guard';
import { FormRefused, once, refusalOf } from '../once';
import { decidedBy } from '../register/acts';
import { conventionOf, termsOfCaf } from '../register/convention';
import { dayOf } from '../register/forms';
import type { WebTools } from '../tools';
import { uploadOf, withFile } from '../upload';
import { shellOf } from '../view/shell';
import type { Visit } from '../visit';

const pattern = (path: string): string => path.replaceAll('%3A', ':');

/** What opens each service of a convention, and the convention's own amendments. */
export function serviceRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(pattern(servicesPath(':id')), signedIn(tools, 'read-register', async (visit) => visit.show(ServicesPage(await view(visit, await conventionOf(visit), null)))));
  router.post(pattern(servicesPath(':id')), posted(tools, 'manage-habilitations', actOnService));
  router.post(pattern(ownAmendmentsPath(':id')), withFile(tools, MOST_PAPER_BYTES), posted(tools, 'manage-habilitations', addAmendment));
  return router;
}

async function view(visit: Visit, { id, number, caf, partner_name, services: named }: ConventionRow, sent: SentForm | null): Promise<ServicesProps> {
  const { sql } = visit.tools;
  const [files, openings, amendments, contract, shell] = await Promise.all([openingFiles(sql, [id]), openingsOf(sql, id), ownAmendmentsOf(sql, id), termsOfCaf(sql, caf, visit), shellOf(visit, 'habilitations')]);
  const file = files.get(id) ?? { dates: null, bulletins: [], openings: [] };
  const today = localDateOf(contract.calendar, visit.now);
  const services = [...new Set<ServiceCode>([...named, ...file.bulletins.map(({ service }) => service), ...openings.map(({ service }) => service)])].sort();
  return {
    shell: { ...shell, timeZone: contract.calendar.timeZone }, tokens: visit.tokens(), convention: { id, number, partner: partner_name }, today, sent,
    ended: file.dates?.terminated_on != null && file.dates.terminated_on <= today, mayManage: visit.cafsFor('manage-habilitations').includes(caf),
    services: services.map((service) => {
      const conditions = openingConditions(service, file);
      const own = openings.find((one) => one.service === service);
      return { service, conditions, lacks: lacking(conditions, today), openedOn: openedOn(service, file), opened: own?.opened_at == null ? null : { name: own.opened_name ?? '', at: own.opened_at } };
    }),
    amendments: amendments.map((one) => ({ id: one.id, title: one.title, signedOn: one.signed_on, effectiveOn: one.effective_on, paper: one.paper, who: one.entered_name })),
  };
}

async function actOnService(visit: Visit): Promise<void> {
  const convention = await conventionOf(visit);
  const { acte, service: asked, par = '' } = visit.fields();
  const service = (['CDAP', 'AFAS', 'DGFIP'] as const).find((one) => one === asked);
  const errors: FieldError[] = [];
  if (service === undefined || (acte !== 'ouvrir' && acte !== 'formalites')) errors.push({ field: null, message: 'Cet acte n’existe pas.' });
  const on = dayOf(visit.fields()['date'], 'date', errors);
  const by = par.replace(/\s+/g, ' ').trim().slice(0, 120);
  if (acte === 'formalites' && by === '') errors.push({ field: 'par', message: 'Écrivez qui a fait les formalités.' });
  const today = localDateOf((await termsOfCaf(visit.tools.sql, convention.caf, visit)).calendar, visit.now);
  const toCome = on === null || acte !== 'formalites' ? null : futureRefused(on, today);
  if (toCome !== null) errors.push({ field: 'date', message: toCome });
  const again = async (wrong: readonly FieldError[]) => visit.show(ServicesPage(await view(visit, convention, { act: `${acte ?? ''}-${asked ?? ''}`, values: visit.fields(), errors: wrong })), 422);
  if (errors.length > 0 || service === undefined || on === null) return await again(errors);
  const done = await once(visit, async (tx) => await carryOut(tx, visit, { conventionId: convention.id, service, on }, acte === 'ouvrir' ? null : by)).catch(refusalOf);
  if (!('path' in done)) return await again(done);
  await visit.goTo(done.path, { tone: 'done', text: acte === 'ouvrir' ? `Service ${SERVICE_SHORT[service]} ouvert.` : 'Formalités notées.' });
}

/** @param by who did the formalities; null = the service is opened. @throws FormRefused naming what is missing */
async function carryOut(tx: Tx, visit: Visit, asked: Parameters<typeof openService>[1], by: string | null): Promise<string> {
  const refused = by === null ? await openService(tx, asked, decidedBy(visit)) : await noteFormalities(tx, asked, by, decidedBy(visit));
  if (refused !== null) throw new FormRefused([{ field: 'date', message: refused.refused }]);
  return servicesPath(asked.conventionId);
}

async function addAmendment(visit: Visit): Promise<void> {
  const convention = await conventionOf(visit);
  const file = uploadOf(visit.req);
  const errors: FieldError[] = paperErrors(file);
  const title = (visit.fields()['objet'] ?? '').replace(/\s+/g, ' ').trim().slice(0, 200);
  if (title === '') errors.push({ field: 'objet', message: 'Écrivez l’objet de l’avenant.' });
  const signedOn = dayOf(visit.fields()['signature'], 'signature', errors);
  const toCome = signedOn === null ? null : futureRefused(signedOn, localDateOf((await termsOfCaf(visit.tools.sql, convention.caf, visit)).calendar, visit.now));
  if (toCome !== null) errors.push({ field: 'signature', message: toCome });
  const effectiveOn = dayOf(visit.fields()['effet'], 'effet', errors);
  if (signedOn !== null && effectiveOn !== null && effectiveOn < signedOn) errors.push({ field: 'effet', message: 'Un avenant ne prend pas effet avant sa signature.' });
  const again = async (wrong: readonly FieldError[]) => visit.show(ServicesPage(await view(visit, convention, { act: 'avenant', values: visit.fields(), errors: wrong })), 422);
  if (errors.length > 0 || signedOn === null || effectiveOn === null) return await again(errors);
  const done = await once(visit, async (tx) => {
    const { session, now } = visit;
    const paper = await keepUploadedPaper(tx, visit, file, { conventionId: convention.id, journey: null });
    await insertOwnAmendment(tx, { id: `avenant-${randomBytes(9).toString('base64url')}`, convention_id: convention.id, title, signed_on: signedOn, effective_on: effectiveOn, paper, entered_at: now, entered_by: session.account_id, entered_name: session.name });
    await noted(tx, convention.id, 'amendment-added', `${title}, en vigueur le ${frenchDate(effectiveOn)}`, decidedBy(visit));
    return servicesPath(convention.id);
  });
  await visit.goTo(done.path, { tone: 'done', text: 'Avenant ajouté.' });
}
