import * as z from 'zod';
import type { CafCode } from '../../domain/ids';
import { templateCsv } from '../directory/export';
import { bringIn } from '../import/bring-in';
import { once } from '../once';
import { fileErrors, importOf, keepImport, MOST_BYTES } from '../routes/imports';
import { contractOf } from '../view/call';
import { importState } from '../view/import';
import { contractsNow } from '../view/shell';
import { sentFile, uploadedFrom } from './files';
import { Invalid, ok, operation, type Operation } from './operation';
import { caf, instant } from './shapes';
import type { ApiVisit } from './visit';

const badLine = z.object({ line: z.number().int(), column: z.string().nullable(), reason: z.string(), excerpt: z.string() });
const goodLine = z.object({ line: z.number().int(), partner: z.string(), convention: z.string(), contact: z.string().nullable(), role: z.string().nullable(), email: z.string().nullable(), brings: z.string() });
const state = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('unreadable'), problem: z.string() }),
  z.object({ kind: z.literal('gone') }),
  z.object({
    kind: z.literal('checked'), encoding: z.string(), separator: z.string(), ignored: z.array(z.string()), total: z.number().int(), bad: z.array(badLine), badLines: z.number().int(), reasons: z.number().int(),
    partners: z.number().int(), conventions: z.number().int(), contacts: z.number().int(), known: z.number().int(), lines: z.array(goodLine),
  }),
  z.object({ kind: z.literal('done'), at: instant, who: z.string(), partners: z.array(z.string()), conventions: z.array(z.string()), contacts: z.array(z.object({ name: z.string(), convention: z.string() })), known: z.number().int() }),
]).meta({ description: 'Ce que le fichier ferait, ligne par ligne ; ou ce qu’il a fait. / What the file would do, line by line; or what it did.' });
const imported = z.object({ id: z.string(), caf, name: z.string(), state }).meta({ id: 'Import' });
const LIMITS = { bytes: MOST_BYTES, files: 1, fieldBytes: 0, fields: 0 };
const shared = { tag: 'partenaires', action: 'manage-desk' } as const;

/** Partners and their people from a CSV file: sent, looked at, brought in as a whole or not at all. */
export const IMPORTS: readonly Operation[] = [
  operation({
    ...shared, id: 'getImportTemplate', method: 'get', path: '/imports/modele.csv', scope: 'lecture', title: { fr: 'Le fichier CSV à remplir', en: 'The CSV file to fill in' },
    answers: { 200: { words: { fr: 'Le modèle', en: 'The template' }, type: 'text/csv' } },
    handle: () => Promise.resolve({ file: { name: 'modele-partenaires.csv', type: 'text/csv', bytes: Buffer.from(templateCsv()) } }),
  }),
  operation({
    ...shared, id: 'sendImport', method: 'post', path: '/imports', scope: 'partenaires', body: z.object({ caf: z.string().max(10).default(''), fichiers: z.array(sentFile).length(1) }), files: LIMITS,
    title: { fr: 'Envoyer un fichier de partenaires : rien n’est encore importé', en: 'Send a file of partners: nothing is imported yet' },
    answers: { 201: { words: { fr: 'Ce que le fichier ferait', en: 'What the file would do' }, schema: imported } },
    handle: async (visit, { body }) => {
      const [file = null] = uploadedFrom(body.fichiers, LIMITS);
      const of = visit.cafs.find((one) => one === body.caf || visit.cafs.length === 1);
      const errors = [...(of === undefined ? [{ field: 'caf', message: 'Choisissez une de vos Caf.' }] : []), ...fileErrors(file).map(({ message }) => ({ field: 'fichiers', message }))];
      if (errors.length > 0 || file === null || of === undefined) throw new Invalid(errors);
      const { path } = await once(visit, (tx) => keepImport(visit, tx, of, file));
      return ok(await importJson(visit, path.split('/').at(-1) ?? ''), 201);
    },
  }),
  operation({
    ...shared, id: 'getImport', method: 'get', path: '/imports/{id}', scope: 'lecture', find: (visit) => importOf(visit), title: { fr: 'Un fichier envoyé, tel qu’il est maintenant', en: 'A file that was sent, as it stands now' },
    answers: { 200: { words: { fr: 'Le fichier', en: 'The file' }, schema: imported } },
    handle: async (visit) => ok(await importJson(visit, visit.param('id'))),
  }),
  operation({
    ...shared, id: 'confirmImport', method: 'post', path: '/imports/{id}/confirmation', scope: 'partenaires', find: (visit) => importOf(visit), title: { fr: 'Importer un fichier envoyé, en entier', en: 'Bring in a file that was sent, as a whole' },
    answers: { 200: { words: { fr: 'Ce qui a été importé', en: 'What was brought in' }, schema: imported } },
    handle: async (visit) => {
      const row = await importOf(visit);
      const contract = contractOf(await contractsNow(visit), row.caf satisfies CafCode);
      await once(visit, (tx) => bringIn(tx, visit, contract, row.id));
      return ok(await importJson(visit, row.id));
    },
  }),
];

async function importJson(visit: ApiVisit, id: string): Promise<object> {
  const row = await importOf(visit, id);
  return { id: row.id, caf: row.caf, name: row.name, state: await importState(visit, row) };
}
