import { randomBytes } from 'node:crypto';
import { Router } from 'express';
import { findTemplate, saveTemplate, templatesOf, withdrawTemplate, type TemplateRow } from '../../db/reply-template';
import { saveSignature, signaturesOf } from '../../db/signature';
import type { CafCode } from '../../domain/ids';
import { TemplatePage, type TemplateProps } from '../../web/pages/template';
import { TemplatesPage } from '../../web/pages/templates';
import { newTemplatePath, signaturePath, templatePath, templatesPath, withdrawTemplatePath } from '../../web/paths';
import { NotFound } from '../errors';
import { readTemplate } from '../template-form';
import { contractsNow, shellOf } from '../view/shell';
import { posted, signedIn } from '../guard';
import type { Visit } from '../visit';
import type { WebTools } from '../tools';

/** The desk's words: every agent reads them, managers write them. */
export function templateRoutes(tools: WebTools): Router {
  const at = (path: string): string => path.replaceAll('%3A', ':');
  return Router()
    .get(templatesPath(), signedIn(tools, 'read-templates', list))
    .get(newTemplatePath(), signedIn(tools, 'manage-desk', (visit) => edit(visit, null)))
    .post(newTemplatePath(), posted(tools, 'manage-desk', (visit) => save(visit, null)))
    .post(at(signaturePath(':caf' as CafCode)), posted(tools, 'manage-desk', sign))
    .get(at(templatePath(':id')), signedIn(tools, 'manage-desk', async (visit) => edit(visit, await templateOf(visit))))
    .post(at(templatePath(':id')), posted(tools, 'manage-desk', async (visit) => save(visit, await templateOf(visit))))
    .post(at(withdrawTemplatePath(':id')), posted(tools, 'manage-desk', withdraw));
}

async function list(visit: Visit): Promise<void> {
  const { tools: { sql }, cafs } = visit;
  const [rows, signatures, contracts, shell] = await Promise.all([templatesOf(sql, cafs), signaturesOf(sql, cafs), contractsNow(visit), shellOf(visit, 'modeles')]);
  const writes = visit.cafsFor('manage-desk');
  const desks = contracts.map(({ caf, name, desk }) => {
    const signature = signatures.find((one) => one.caf === caf);
    return { caf, name, mayWrite: writes.includes(caf), deskName: desk.name, templates: rows.filter((row) => row.caf === caf).map(viewOf), signature: { lines: signature?.lines ?? '', namesAgent: signature?.names_agent ?? false } };
  });
  visit.show(TemplatesPage({ shell, tokens: visit.tokens(), desks }));
}

function viewOf({ id, title, body, service, author, updated_at }: TemplateRow) {
  return { id, title, body, service, author, at: updated_at };
}

/** @throws NotFound when it is not of the Cafs of who asks. */
export async function templateOf(visit: Visit): Promise<TemplateRow> {
  const row = await findTemplate(visit.tools.sql, visit.param('id'));
  if (row === undefined || !visit.cafs.includes(row.caf)) throw new NotFound('no such template');
  return row;
}

async function edit(visit: Visit, row: TemplateRow | null, refused: TemplateProps['refused'] = null): Promise<void> {
  const contracts = await contractsNow(visit);
  const asked = visit.cafs.find((caf) => caf === visit.query('caf')) ?? visit.cafs[0] ?? '';
  const values = row === null ? { caf: asked, service: '', titre: '', texte: '' } : { caf: row.caf, service: row.service ?? '', titre: row.title, texte: row.body };
  // A template stays with its Caf.
  const cafs = contracts.filter(({ caf }) => row === null || caf === row.caf).map(({ caf, name }) => ({ value: caf, label: name }));
  visit.show(TemplatePage({ shell: await shellOf(visit, 'modeles'), tokens: visit.tokens(), id: row?.id ?? null, cafs, values, refused }), refused === null ? 200 : 422);
}

async function save(visit: Visit, row: TemplateRow | null): Promise<void> {
  const read = readTemplate(visit.fields(), row === null ? visit.cafs : [row.caf]);
  if ('errors' in read) return await edit(visit, row, { values: visit.fields(), errors: read.errors });
  const id = row?.id ?? `${read.template.caf}-${randomBytes(6).toString('hex')}`;
  await saveTemplate(visit.tools.sql, { ...read.template, id, updated_by: visit.session.account_id, updated_at: visit.now });
  await visit.goTo(templatesPath(), { tone: 'done', text: 'Modèle enregistré.' });
}

async function withdraw(visit: Visit): Promise<void> {
  const { id } = await templateOf(visit);
  await withdrawTemplate(visit.tools.sql, id, visit.session.account_id, visit.now);
  await visit.goTo(templatesPath(), { tone: 'done', text: 'Modèle retiré : il ne sera plus proposé.' });
}

async function sign(visit: Visit): Promise<void> {
  const caf = visit.cafs.find((one) => one === visit.param('caf'));
  if (caf === undefined) throw new NotFound('no such desk');
  const { lignes = '', agent = '' } = visit.fields();
  await saveSignature(visit.tools.sql, { caf, lines: lignes.trim().slice(0, 1_000), names_agent: agent === 'oui' }, visit.session.account_id, visit.now);
  await visit.goTo(templatesPath(), { tone: 'done', text: 'Signature enregistrée.' });
}
