import { createHash } from 'node:crypto';
import { Router } from 'express';
import { countOwnViews, insertSavedView, removeSavedView, type SavedView } from '../../db/saved-view';
import type { CafCode } from '../../domain/ids';
import { QueuePage } from '../../web/pages/queue';
import { queuePath, savedViewRemovalPath, savedViewsPath } from '../../web/paths';
import { posted } from '../guard';
import type { FieldError } from '../act-forms';
import { managedCafs, queueView } from '../view/queue';
import { askedOf, fieldsOf, queryText } from '../view/queue-asked';
import type { Visit } from '../visit';
import type { WebTools } from '../tools';
import { formKeyOf } from '../form-key';

const LONGEST_NAME = 60;
const MOST_VIEWS = 50;

/** Views of the queue that people keep; a manager may share one with a Caf. */
export function savedViewRoutes(tools: WebTools): Router {
  const router = Router();
  router.post(savedViewsPath(), posted(tools, 'read-queue', keep));
  router.post(savedViewRemovalPath(), posted(tools, 'read-queue', remove));
  return router;
}

async function keep(visit: Visit): Promise<void> {
  const { session, now, cafs } = visit;
  const values = visit.fields();
  const asked = askedOf(fieldsOf(values['requete'] ?? ''), cafs, { now, timeZone: 'Europe/Paris' });
  const query = queryText(asked.query);
  const errors = await viewErrors(visit, session.account_id);
  if (errors.length > 0) return visit.show(QueuePage(await queueView(visit, query, { saving: { values, errors } })), 422);
  const { name, shared_with: shared } = await keepView(visit);
  await visit.goTo(`${queuePath()}?${query}`, { tone: 'done', text: shared === null ? `Vue « ${name} » gardée.` : `Vue « ${name} » gardée et partagée avec la Caf ${shared}.` });
}

/** Keeps what the form asks, once for its key; looked at before by viewErrors(). */
export async function keepView(visit: Visit): Promise<SavedView> {
  const { tools: { sql }, session, now, cafs } = visit;
  const values = visit.fields();
  const { query } = askedOf(fieldsOf(values['requete'] ?? ''), cafs, { now, timeZone: 'Europe/Paris' });
  const id = createHash('sha256').update(`${session.account_id}/${formKeyOf(visit)}`).digest('hex').slice(0, 24);
  const shared = (values['partage'] ?? '') as CafCode | '';
  const view = { id, account_id: session.account_id, name: (values['nom'] ?? '').trim(), query: queryText(query), shared_with: shared === '' ? null : shared, created_at: now };
  await insertSavedView(sql, view);
  return view;
}

/** What is wrong with a view that would be kept. */
export async function viewErrors(visit: Visit, account: string): Promise<FieldError[]> {
  const { nom = '', partage = '' } = visit.fields();
  const errors: FieldError[] = [];
  if (nom.trim() === '') errors.push({ field: 'nom', message: 'Donnez un nom à cette vue.' });
  if (nom.trim().length > LONGEST_NAME) errors.push({ field: 'nom', message: `Ce nom est trop long : ${LONGEST_NAME} caractères au plus.` });
  if (partage !== '' && !managedCafs(visit).some((caf) => caf === partage)) errors.push({ field: 'partage', message: 'Seul un responsable de cette Caf peut y partager une vue.' });
  if ((await countOwnViews(visit.tools.sql, account)) >= MOST_VIEWS) errors.push({ field: null, message: `Vous gardez déjà ${MOST_VIEWS} vues : supprimez-en une d’abord.` });
  return errors;
}

async function remove(visit: Visit): Promise<void> {
  const { tools: { sql }, session } = visit;
  const removed = await removeSavedView(sql, visit.fields()['vue'] ?? '', session.account_id, managedCafs(visit));
  await visit.goTo(queuePath(), removed ? { tone: 'done', text: 'Vue supprimée.' } : { tone: 'warn', text: 'Cette vue n’existe plus, ou n’est pas à vous.' });
}
