import { Router } from 'express';
import type { KnownContact } from '../../db/partner';
import { contractAt } from '../../db/contract';
import { OwnPeoplePage } from '../../web/pages/portal/people';
import { OwnPersonPage } from '../../web/pages/portal/person';
import { newOwnPersonPath, ownPeoplePath, ownPersonActPath, ownPersonPath, peopleCheckedPath } from '../../web/paths-portal';
import { ranksOf, readContact } from '../directory/contact-form';
import { NotFound } from '../errors';
import { posted, signedIn } from '../guard';
import { once } from '../once';
import { addOwn, changeOwn, checkOwn, endOwn } from '../portal/people';
import { keptCard, ownPeopleView, ownPersonView } from '../portal/people-view';
import { ownContacts, ownConvention } from '../portal/reach';
import type { WebTools } from '../tools';
import { markOf } from '../view/directory';
import type { Visit } from '../visit';
import { tried } from './contacts';

const pattern = (path: string): string => path.replaceAll('%3A', ':');
const KEEP = 'keep-own-people';

/** The partner's administrator keeps the list of those who may write and of those who are contacted, and says each year that it is right. */
export function ownPeopleRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(pattern(ownPeoplePath(':id')), signedIn(tools, KEEP, async (visit) => visit.show(OwnPeoplePage(await ownPeopleView(visit, await ownConvention(visit, visit.param('id')))))));
  router.get(pattern(newOwnPersonPath(':id')), signedIn(tools, KEEP, async (visit) => visit.show(OwnPersonPage(await ownPersonView(visit, await ownConvention(visit, visit.param('id')), null)))));
  router.post(pattern(ownPeoplePath(':id')), posted(tools, KEEP, add));
  router.post(pattern(peopleCheckedPath(':id')), posted(tools, KEEP, check));
  router.get(pattern(ownPersonPath(':personne')), signedIn(tools, KEEP, async (visit) => {
    const card = await keptCard(visit, visit.param('personne'));
    visit.show(OwnPersonPage(await ownPersonView(visit, await ownConvention(visit, card.convention_id), card)));
  }));
  router.post(pattern(ownPersonActPath(':personne', 'modification')), posted(tools, KEEP, change));
  router.post(pattern(ownPersonActPath(':personne', 'fin')), posted(tools, KEEP, end));
  return router;
}

/** As whom this person keeps the list of a convention. @throws NotFound */
export async function keeperOf(visit: Visit, conventionId: string): Promise<KnownContact> {
  const keeper = (await ownContacts(visit)).find((one) => one.convention_id === conventionId && (one.role === 'administrator' || one.role === 'deputy-administrator'));
  if (keeper === undefined) throw new NotFound('no such convention');
  return keeper;
}

async function add(visit: Visit): Promise<void> {
  const convention = await ownConvention(visit, visit.param('id'));
  const keeper = await keeperOf(visit, convention.id);
  const values = readContact(visit.fields(), ranksOf(await contractAt(visit.tools.sql, convention.caf, visit.now)));
  const done = 'errors' in values ? values.errors : await tried(once(visit, (tx) => addOwn(tx, { visit, keeper }, convention, values)));
  if ('path' in done) return await visit.goTo(done.path, { tone: 'done', text: 'Personne ajoutée. La Caf le voit aussitôt.' });
  visit.show(OwnPersonPage(await ownPersonView(visit, convention, null, { values: visit.fields(), errors: done })), 422);
}

async function change(visit: Visit): Promise<void> {
  const card = await keptCard(visit, visit.param('personne'));
  const convention = await ownConvention(visit, card.convention_id);
  const keeper = await keeperOf(visit, convention.id);
  const values = readContact(visit.fields(), ranksOf(await contractAt(visit.tools.sql, convention.caf, visit.now)));
  const done = 'errors' in values ? values.errors : await tried(once(visit, (tx) => changeOwn(tx, { visit, keeper }, card.id, values, visit.fields()['vue'] ?? '', markOf)));
  if ('path' in done) return await visit.goTo(done.path, { tone: 'done', text: 'Fiche enregistrée. La Caf le voit aussitôt.' });
  visit.show(OwnPersonPage(await ownPersonView(visit, convention, await keptCard(visit, card.id), { values: visit.fields(), errors: done })), 422);
}

async function end(visit: Visit): Promise<void> {
  const id = visit.param('personne');
  const card = await keptCard(visit, id);
  const keeper = await keeperOf(visit, card.convention_id);
  const { path } = await once(visit, (tx) => endOwn(tx, { visit, keeper }, id));
  await visit.goTo(path, { tone: 'done', text: `${card.name} n’est plus de la liste. Ses demandes gardent son nom.` });
}

async function check(visit: Visit): Promise<void> {
  const convention = await ownConvention(visit, visit.param('id'));
  const keeper = await keeperOf(visit, convention.id);
  const contract = await contractAt(visit.tools.sql, convention.caf, visit.now);
  const { path } = await once(visit, (tx) => checkOwn(tx, { visit, keeper }, convention, contract));
  await visit.goTo(path, { tone: 'done', text: 'Merci : la Caf sait que cette liste est à jour.' });
}
