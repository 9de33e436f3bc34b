import * as z from 'zod';
import { removeSavedView, savedViews } from '../../db/saved-view';
import { NotFound } from '../errors';
import { keepView, viewErrors } from '../routes/saved-views';
import { managedCafs } from '../view/queue';
import { Invalid, ok, operation, type Operation } from './operation';
import { caf, done, instant } from './shapes';
import type { ApiVisit } from './visit';

const view = z.object({
  id: z.string(), name: z.string(), own: z.boolean(), sharedWith: caf.nullable(), madeAt: instant,
  query: z.string().meta({ description: 'Les critères, à redonner à `/demandes?…`. / The criteria, for `/demandes?…`.', example: 'vue=toutes&service=CDAP' }),
}).meta({ id: 'SavedView' });
const of = { tag: 'demandes', action: 'read-queue' } as const;

/** Views of the queue that people keep. */
export const VIEWS: readonly Operation[] = [
  operation({
    ...of, id: 'listSavedViews', method: 'get', path: '/vues', scope: 'lecture', title: { fr: 'Vos vues de la file, et celles que vos Caf partagent', en: 'Your views of the queue, and those your Cafs share' },
    answers: { 200: { words: { fr: 'Les vues', en: 'The views' }, schema: z.object({ items: z.array(view) }).meta({ id: 'SavedViews' }) } },
    handle: async (visit) => ok({ items: await viewsJson(visit) }),
  }),
  operation({
    ...of, id: 'keepView', method: 'post', path: '/vues', scope: 'demandes', body: z.object({ nom: z.string().max(200), requete: z.string().max(500).meta({ example: 'service=CDAP' }), partage: z.string().max(10).default('').meta({ description: 'Caf avec laquelle la partager. / Caf to share it with.' }) }),
    title: { fr: 'Garder une vue de la file', en: 'Keep a view of the queue' },
    answers: { 201: { words: { fr: 'La vue', en: 'The view' }, schema: view } },
    handle: async (visit) => {
      const errors = await viewErrors(visit, visit.session.account_id);
      if (errors.length > 0) throw new Invalid(errors);
      const { id } = await keepView(visit);
      return ok((await viewsJson(visit)).find((one) => one.id === id), 201);
    },
  }),
  operation({
    ...of, id: 'removeView', method: 'post', path: '/vues/{id}/suppression', scope: 'demandes', title: { fr: 'Supprimer une vue', en: 'Remove a view' },
    answers: { 200: { words: { fr: 'Supprimée', en: 'Removed' }, schema: done } },
    handle: async (visit) => {
      if (!(await removeSavedView(visit.tools.sql, visit.param('id'), visit.session.account_id, managedCafs(visit)))) throw new NotFound('no such view');
      return ok({ state: 'done' });
    },
  }),
];

async function viewsJson(visit: ApiVisit) {
  const { tools: { sql }, session: { account_id: account }, cafs } = visit;
  return (await savedViews(sql, account, cafs)).map((row) => ({ id: row.id, name: row.name, own: row.account_id === account, sharedWith: row.shared_with, madeAt: row.created_at, query: row.query }));
}
