import { Router } from 'express';
import type { Tx } from '../../db/connect';
import type { ConventionRow } from '../../db/partner';
import { registerLines } from '../../db/register-list';
import { reportDeparture } from '../../desk/departure';
import type { LocalDate } from '../../domain/ids';
import { writeCsv } from '../../paper/csv';
import { writeOds } from '../../paper/ods';
import { RegisterAccessPage } from '../../web/pages/register/access';
import { RegisterConventionPage } from '../../web/pages/register/convention';
import { DeparturePage } from '../../web/pages/register/departure';
import { RegisterPage } from '../../web/pages/register/list';
import { accessActPath, accessPath, departurePath, noticeActPath, registerActPath, registerConventionPath, registerDataPath, registerFilePath, registerJsonPath, registerPath } from '../../web/register-paths';
import type { FieldError } from '../act-forms';
import { tellJourneyNow } from '../change/tell';
import { sendAttached, sendCsv } from '../files';
import { posted, signedIn } from '../guard';
import { FormRefused, once, refusalOf } from '../once';
import { accessView, carryOutAccess } from '../register/access';
import { carryOutRegister, decidedBy, flashOf, type Done } from '../register/acts';
import { conventionOf, conventionView } from '../register/convention';
import { departureContent, readDeparture } from '../register/departure';
import { departedFlash } from '../register/departed';
import { registerListView } from '../register/list';
import { carryOutNotice } from '../register/notice';
import { REGISTER_TITLES, registerRows } from '../register/sheet';
import type { WebTools } from '../tools';
import { todayOf } from '../view/today';
import { shellOf } from '../view/shell';
import type { Visit } from '../visit';

const pattern = (path: string): string => path.replaceAll('%3A', ':');
const NOW = '2000-01-01' as LocalDate;

/** The register of habilitations at the Caf: read by its agents, decided by whoever administers MCP. */
export function registerRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(registerPath(), signedIn(tools, 'read-register', async (visit) => visit.show(RegisterPage(await registerListView(visit)))));
  router.get(registerJsonPath(), signedIn(tools, 'manage-habilitations', async (visit) => void visit.res.json({ conventions: await registerLines(visit.tools.sql, { cafs: visit.cafs, words: '', state: null, service: null, today: NOW }) })));
  router.get(registerFilePath('csv'), signedIn(tools, 'manage-habilitations', async (visit) => sendCsv(visit.res, `habilitations-${await todayOf(visit)}.csv`, writeCsv(REGISTER_TITLES, await registerRows(visit)))));
  router.get(registerFilePath('ods'), signedIn(tools, 'manage-habilitations', sendOds));
  router.get(pattern(registerConventionPath(':id')), signedIn(tools, 'read-register', async (visit) => visit.show(RegisterConventionPage(await conventionView(visit, await conventionOf(visit), null)))));
  router.get(pattern(registerDataPath(':id')), signedIn(tools, 'manage-habilitations', async (visit) => void visit.res.json(await dataOf(visit))));
  router.post(pattern(registerActPath(':id')), posted(tools, 'manage-habilitations', async (visit) => await carryOut(visit, carryOutRegister, async (convention, errors) => visit.show(RegisterConventionPage(await conventionView(visit, convention, sentOf(visit, errors))), 422))));
  router.post(pattern(noticeActPath(':id', ':notice')), posted(tools, 'manage-habilitations', async (visit) => {
    await carryOut(visit, carryOutNotice, async (convention, errors) => visit.show(RegisterConventionPage(await conventionView(visit, convention, sentOf(visit, errors))), 422));
    await tellJourneyNow(visit.tools, visit.param('notice'));
  }));
  router.get(pattern(accessPath(':id', ':habilitation')), signedIn(tools, 'read-register', async (visit) => visit.show(RegisterAccessPage(await accessView(visit, await conventionOf(visit), null)))));
  router.post(pattern(accessActPath(':id', ':habilitation')), posted(tools, 'manage-habilitations', async (visit) => await carryOut(visit, carryOutAccess, async (convention, errors) => visit.show(RegisterAccessPage(await accessView(visit, convention, sentOf(visit, errors))), 422))));
  router.get(pattern(departurePath(':id')), signedIn(tools, 'report-departure', async (visit) => await showDeparture(visit, await conventionOf(visit), null)));
  router.post(pattern(departurePath(':id')), posted(tools, 'report-departure', departure));
  return router;
}

async function sendOds(visit: Visit): Promise<void> {
  const bytes = writeOds([{ name: 'Habilitations', titles: REGISTER_TITLES, rows: await registerRows(visit) }], { title: 'Registre des habilitations', madeAt: visit.now });
  sendAttached(visit.res, { name: `habilitations-${await todayOf(visit)}.ods`, type: 'application/vnd.oasis.opendocument.spreadsheet', bytes });
}

/** A convention's page as data, without what only the page needs. */
async function dataOf(visit: Visit) {
  const { shell: _shell, tokens: _tokens, sent: _sent, mayManage: _mayManage, ...data } = await conventionView(visit, await conventionOf(visit), null);
  return data;
}

function sentOf(visit: Visit, errors: readonly FieldError[]) {
  return { act: visit.fields()['acte'] ?? '', values: visit.fields(), errors };
}

/** One transaction, once for a form: what it did is said on the page where it leads; refused, it comes back filled. */
async function carryOut(visit: Visit, work: (tx: Tx, visit: Visit, convention: ConventionRow) => Promise<{ readonly path: string; readonly done: Done }>, again: (convention: ConventionRow, errors: readonly FieldError[]) => Promise<void>): Promise<void> {
  const convention = await conventionOf(visit);
  let did: Done | null = null;
  const done = await once(visit, async (tx) => {
    const { path, done: outcome } = await work(tx, visit, convention);
    did = outcome;
    return path;
  }).catch(refusalOf);
  if (!('path' in done)) return await again(convention, done);
  await visit.goTo(done.path, did === null ? null : flashOf(did));
}

async function showDeparture(visit: Visit, convention: ConventionRow, errors: readonly FieldError[] | null): Promise<void> {
  const { id, number, partner_name } = convention;
  visit.show(DeparturePage({
    shell: await shellOf(visit, 'habilitations'), tokens: visit.tokens(), convention: { id, number, partner: partner_name }, ...(await departureContent(visit, convention)), refused: errors === null ? null : { values: visit.fields(), errors },
  }), errors === null ? 200 : 422);
}

/** An agent enters what a call, a mail or a letter tells. */
async function departure(visit: Visit): Promise<void> {
  const convention = await conventionOf(visit);
  const read = readDeparture(visit, convention.id, await departureContent(visit, convention), null);
  if ('errors' in read) return await showDeparture(visit, convention, read.errors);
  let said = null;
  const done = await once(visit, async (tx) => {
    const outcome = await reportDeparture(tx, visit.tools, read, decidedBy(visit));
    if ('refused' in outcome) throw new FormRefused([{ field: 'personne', message: outcome.refused }]);
    said = departedFlash(outcome);
    return registerConventionPath(convention.id);
  }).catch(refusalOf);
  if (!('path' in done)) return await showDeparture(visit, convention, done);
  await visit.goTo(done.path, said);
}
