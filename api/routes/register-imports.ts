import { Router } from 'express';
import { findImport, type ImportRow } from '../../db/import-file';
import type { ContractDocument } from '../../domain/contract-terms-types';
import { writeCsv } from '../../paper/csv';
import { ImportPage } from '../../web/pages/directory/import';
import { ImportsPage } from '../../web/pages/directory/imports';
import { registerImportPath, registerImportsPath, registerImportTemplatePath } from '../../web/register-paths';
import { NotFound } from '../errors';
import { sendCsv } from '../files';
import { posted, signedIn } from '../guard';
import { once, refusalOf } from '../once';
import { bringRegisterIn } from '../register-import/bring-in';
import { REGISTER_HEADINGS } from '../register-import/columns';
import { registerImportsView, registerImportView } from '../register-import/view';
import { uploadOf, withFile } from '../upload';
import { contractOf } from '../view/call';
import { contractsNow } from '../view/shell';
import type { WebTools } from '../tools';
import type { Visit } from '../visit';
import { fileErrors, keepImport, MOST_BYTES } from './imports';

const KEEP = 'manage-habilitations';
const pattern = (path: string): string => path.replaceAll('%3A', ':');

/** Import of the register: a file is sent, looked at, then brought in as a whole or not at all. */
export function registerImportRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(registerImportsPath(), signedIn(tools, KEEP, async (visit) => visit.show(ImportsPage(await registerImportsView(visit, null)))));
  router.get(registerImportTemplatePath(), signedIn(tools, KEEP, (visit) => Promise.resolve(sendCsv(visit.res, 'modele-habilitations.csv', writeCsv(REGISTER_HEADINGS.map(([, heading]) => heading), [])))));
  router.post(registerImportsPath(), withFile(tools, MOST_BYTES), posted(tools, KEEP, receive));
  router.get(pattern(registerImportPath(':id')), signedIn(tools, KEEP, async (visit) => visit.show(ImportPage(await registerImportView(visit, await importOf(visit), null)))));
  router.post(pattern(registerImportPath(':id')), posted(tools, KEEP, confirm));
  return router;
}

async function receive(visit: Visit): Promise<void> {
  const file = uploadOf(visit.req);
  const caf = visit.cafs.find((one) => one === visit.fields()['caf'] || visit.cafs.length === 1);
  const errors = [...(caf === undefined ? [{ field: 'caf', message: 'Choisissez une Caf.' }] : []), ...fileErrors(file)];
  if (errors.length > 0 || file === null || caf === undefined) return visit.show(ImportsPage(await registerImportsView(visit, { values: visit.fields(), errors })), 422);
  await visit.goTo((await once(visit, (tx) => keepImport(visit, tx, caf, file, 'register'))).path);
}

/** @throws NotFound when it is not of the Cafs of who asks. */
async function importOf(visit: Visit): Promise<ImportRow> {
  const row = await findImport(visit.tools.sql, visit.cafs, visit.param('id'), 'register');
  if (row === undefined) throw new NotFound('no such import');
  return row;
}

async function confirm(visit: Visit): Promise<void> {
  const row = await importOf(visit);
  const contract = contractOf(await contractsNow(visit), row.caf) as ContractDocument;
  const done = await once(visit, (tx) => bringRegisterIn(tx, visit, contract, row.id)).catch(refusalOf);
  if ('path' in done) return await visit.goTo(done.path);
  visit.show(ImportPage(await registerImportView(visit, row, { values: {}, errors: done })), 422);
}
