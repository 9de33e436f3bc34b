import { createHash } from 'node:crypto';
import * as z from 'zod';
import { findTemplate, saveTemplate, templatesOf, withdrawTemplate, type TemplateRow } from '../../db/reply-template';
import { saveSignature, signaturesOf } from '../../db/signature';
import { readTemplate } from '../template-form';
import { templateOf } from '../routes/templates';
import { deskCaf } from '../desk-caf';
import { Invalid, ok, operation, type Operation } from './operation';
import { caf, done, instant, service } from './shapes';
import type { ApiVisit } from './visit';

const template = z.object({ id: z.string(), caf, service: service.nullable(), title: z.string(), body: z.string(), author: z.string(), updatedAt: instant }).meta({ id: 'Template' });
const all = z.object({ items: z.array(template), signatures: z.array(z.object({ caf, lines: z.string(), namesAgent: z.boolean() })) }).meta({ id: 'Templates' });
const fields = z.object({ caf: z.string().max(10).meta({ example: '31' }), service: z.union([service, z.literal('')]).default(''), titre: z.string().max(200), texte: z.string().max(20_000) });
const write = { method: 'post', tag: 'modeles', action: 'manage-desk', scope: 'reglages' } as const;

/** The words that desks have ready, and how they sign. */
export const TEMPLATES: readonly Operation[] = [
  operation({
    id: 'listTemplates', method: 'get', path: '/modeles', tag: 'modeles', action: 'read-templates', scope: 'lecture',
    title: { fr: 'Les modèles de réponse et les signatures', en: 'Reply templates and signatures' },
    answers: { 200: { words: { fr: 'Les modèles', en: 'The templates' }, schema: all } },
    handle: async ({ tools: { sql }, cafs }) => {
      const [rows, signatures] = await Promise.all([templatesOf(sql, cafs), signaturesOf(sql, cafs)]);
      return ok({ items: rows.map(templateJson), signatures: signatures.map(({ caf: of, lines, names_agent }) => ({ caf: of, lines, namesAgent: names_agent })) });
    },
  }),
  operation({
    ...write, id: 'addTemplate', path: '/modeles', body: fields, title: { fr: 'Ajouter un modèle', en: 'Add a template' }, answers: { 201: { words: { fr: 'Le modèle', en: 'The template' }, schema: template } },
    handle: async (visit) => ok(await saved(visit, null), 201),
  }),
  operation({
    ...write, id: 'changeTemplate', path: '/modeles/{id}', body: fields.omit({ caf: true }), find: (visit) => templateOf(visit), title: { fr: 'Modifier un modèle', en: 'Change a template' }, answers: { 200: { words: { fr: 'Le modèle', en: 'The template' }, schema: template } },
    handle: async (visit) => ok(await saved(visit, await templateOf(visit))),
  }),
  operation({
    ...write, id: 'withdrawTemplate', path: '/modeles/{id}/retrait', find: (visit) => templateOf(visit), title: { fr: 'Retirer un modèle', en: 'Withdraw a template' }, answers: { 200: { words: { fr: 'Retiré', en: 'Withdrawn' }, schema: done } },
    handle: async (visit) => {
      await withdrawTemplate(visit.tools.sql, (await templateOf(visit)).id, visit.session.account_id, visit.now);
      return ok({ state: 'done' });
    },
  }),
  operation({
    ...write, id: 'setSignature', path: '/modeles/signature/{caf}', body: z.object({ lignes: z.string().max(1_000).default(''), agent: z.boolean().default(false) }), find: (visit) => Promise.resolve(deskCaf(visit)), title: { fr: 'La signature d’un guichet', en: 'A desk’s signature' }, answers: { 200: { words: { fr: 'Enregistrée', en: 'Kept' }, schema: done } },
    handle: async (visit, { body }) => {
      await saveSignature(visit.tools.sql, { caf: deskCaf(visit), lines: body.lignes.trim(), names_agent: body.agent }, visit.session.account_id, visit.now);
      return ok({ state: 'done' });
    },
  }),
];

function templateJson({ id, caf: of, service: for_, title, body, author, updated_at }: TemplateRow): object {
  return { id, caf: of, service: for_, title, body, author, updatedAt: updated_at };
}

/** A template stays with its Caf; the same request makes one. */
async function saved(visit: ApiVisit, row: TemplateRow | null): Promise<object> {
  const read = readTemplate(row === null ? visit.fields() : { ...visit.fields(), caf: row.caf }, row === null ? visit.cafs : [row.caf]);
  if ('errors' in read) throw new Invalid(read.errors);
  const { sql } = visit.tools;
  const id = row?.id ?? `${read.template.caf}-${createHash('sha256').update(`${visit.session.account_id} ${visit.key}`).digest('hex').slice(0, 12)}`;
  await saveTemplate(sql, { ...read.template, id, updated_by: visit.session.account_id, updated_at: visit.now });
  const kept = await findTemplate(sql, id);
  if (kept === undefined) throw new Error('a template vanished');
  return templateJson(kept);
}
