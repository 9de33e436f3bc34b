import { randomBytes } from 'node:crypto';
import { Router } from 'express';
import { findImport, forgetImports, insertImport, type ImportKind, type ImportRow } from '../../db/import-file';
import type { CafCode } from '../../domain/ids';
import { ImportPage } from '../../web/pages/directory/import';
import { ImportsPage } from '../../web/pages/directory/imports';
import { registerImportPath } from '../../web/register-paths';
import { importPath, importsPath, importTemplatePath } from '../../web/settings-paths';
import type { FieldError } from '../act-forms';
import { templateCsv } from '../directory/export';
import { NotFound } from '../errors';
import { sendCsv } from '../files';
import { bringIn } from '../import/bring-in';
import { managersForm, managersPage } from '../managers';
import { once } from '../once';
import { ago } from '../session';
import { uploadOf, withFile, type Uploaded } from '../upload';
import { contractOf } from '../view/call';
import { importsView, importView } from '../view/import';
import { contractsNow } from '../view/shell';
import type { Visit } from '../visit';
import type { WebTools } from '../tools';
import { tried } from './contacts';

/** Of one file. */
export const MOST_BYTES = 2_000_000;
const KEPT_MS = 24 * 3_600_000;

/** Import of partners and contacts: a file is sent, looked at, then brought in as a whole or not at all. */
export function importRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(importsPath(), managersPage(tools, async (visit) => visit.show(ImportsPage(await importsView(visit, null)))));
  router.get(importTemplatePath(), managersPage(tools, async (visit) => sendCsv(visit.res, 'modele-partenaires.csv', templateCsv())));
  router.post(importsPath(), withFile(tools, MOST_BYTES), managersForm(tools, receive));
  router.get(importPath(':id').replaceAll('%3A', ':'), managersPage(tools, async (visit) => visit.show(ImportPage(await importView(visit, await importOf(visit), null)))));
  router.post(importPath(':id').replaceAll('%3A', ':'), managersForm(tools, confirm));
  return router;
}

async function receive(visit: Visit): Promise<void> {
  const file = uploadOf(visit.req);
  const caf = visit.cafs.find((one) => one === visit.fields()['caf'] || visit.cafs.length === 1);
  const errors = [...(caf === undefined ? [{ field: 'caf', message: 'Choisissez une Caf.' }] : []), ...fileErrors(file)];
  if (errors.length > 0 || file === null || caf === undefined) return visit.show(ImportsPage(await importsView(visit, { values: visit.fields(), errors })), 422);
  await visit.goTo((await once(visit, (tx) => keepImport(visit, tx, caf, file))).path);
}

export function fileErrors(file: Uploaded | null): FieldError[] {
  if (file === null) return [{ field: 'fichier', message: 'Choisissez un fichier CSV.' }];
  if (file.tooLong) return [{ field: 'fichier', message: 'Ce fichier dépasse 2 Mo : envoyez-le en plusieurs fois.' }];
  return file.bytes.length === 0 ? [{ field: 'fichier', message: 'Ce fichier est vide.' }] : [];
}

/** Puts a file up for import: nothing is brought in. @returns where it is looked at */
export async function keepImport(visit: Visit, tx: Parameters<typeof insertImport>[0], caf: CafCode, { name, bytes }: Uploaded, kind: ImportKind = 'contacts'): Promise<string> {
  const id = randomBytes(12).toString('base64url');
  await forgetImports(tx, ago(visit.now, KEPT_MS));
  await insertImport(tx, { id, caf, account: visit.session.account_id, at: visit.now, name, bytes, kind });
  return kind === 'register' ? registerImportPath(id) : importPath(id);
}

/** @throws NotFound when it is not of the Cafs of who asks. */
export async function importOf(visit: Visit, id = visit.param('id')): Promise<ImportRow> {
  const row = await findImport(visit.tools.sql, visit.cafs, id);
  if (row === undefined) throw new NotFound('no such import');
  return row;
}

async function confirm(visit: Visit): Promise<void> {
  const row = await importOf(visit);
  const contract = contractOf(await contractsNow(visit), row.caf);
  const done = await tried(once(visit, (tx) => bringIn(tx, visit, contract, row.id)));
  if ('path' in done) return await visit.goTo(done.path);
  visit.show(ImportPage(await importView(visit, row, { values: {}, errors: done })), 422);
}
