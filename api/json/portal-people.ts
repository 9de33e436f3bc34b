import * as z from 'zod';
import type { Tx } from '../../db/connect';
import { contractAt } from '../../db/contract';
import { findCardOf } from '../../db/contact';
import { contactsOfConvention } from '../../db/partner';
import { rights } from '../rights';
import { ranksOf, readContact } from '../directory/contact-form';
import { NotFound } from '../errors';
import { once } from '../once';
import { addOwn, changeOwn, checkOwn, endOwn, KEPT_ROLES } from '../portal/people';
import { keptCard } from '../portal/people-view';
import { ownConvention } from '../portal/reach';
import { keeperOf } from '../routes/own-people';
import { markOf } from '../view/directory';
import { Invalid, ok, operation, type Operation } from './operation';
import { card, done } from './shapes';
import type { ApiVisit } from './visit';

const person = z.object({
  id: z.string(), name: z.string(), role: z.string(), jobTitle: z.string().nullable(), email: z.string().nullable(), phones: z.array(z.string()), rank: z.number().int().nullable(),
  kept: z.boolean().meta({ description: 'Vous pouvez le modifier ; les autres rôles se changent auprès de la Caf. / You may change it; the other roles are the Caf’s to change.' }),
  mark: z.string().nullable().meta({ description: 'À redonner dans `vue` pour modifier. / Give it back as `vue` to change it.' }),
}).meta({ id: 'OwnPerson' });
const people = z.object({ items: z.array(person) }).meta({ id: 'OwnPeople' });
const LIST = { words: { fr: 'La liste, telle qu’elle est maintenant', en: 'The list, as it is now' }, schema: people };
const shared = { tag: 'portail', action: 'keep-own-people', scope: null } as const;
const ofConvention = { find: (visit: ApiVisit) => ownConvention(visit, visit.param('id')) };
const ofPerson = { find: (visit: ApiVisit) => keptCard(visit, visit.param('personne')) };

/** The list that a partner's administrator keeps, by the session that their link opened. */
export const PORTAL_PEOPLE: readonly Operation[] = [
  operation({
    ...shared, ...ofConvention, id: 'listOwnPeople', method: 'get', path: '/portail/conventions/{id}/personnes', title: { fr: 'Les personnes de votre convention', en: 'Your convention’s people' }, answers: { 200: LIST },
    handle: async (visit) => ok(await listJson(visit, visit.param('id'))),
  }),
  operation({
    ...shared, ...ofConvention, id: 'addOwnPerson', method: 'post', path: '/portail/conventions/{id}/personnes', body: z.object(card), title: { fr: 'Ajouter quelqu’un', en: 'Add someone' }, answers: { 201: LIST },
    handle: async (visit) => {
      const convention = await ownConvention(visit, visit.param('id'));
      const [keeper, values] = [await keeperOf(visit, convention.id), await valuesOf(visit, convention.caf)];
      return await saved(visit, convention.id, (tx) => addOwn(tx, { visit, keeper }, convention, values), 201);
    },
  }),
  operation({
    ...shared, ...ofConvention, id: 'checkOwnPeople', method: 'post', path: '/portail/conventions/{id}/verification', title: { fr: '« J’ai vérifié : la liste est à jour »', en: '“I have checked: the list is right”' }, answers: { 200: { words: { fr: 'La Caf le sait', en: 'The Caf knows' }, schema: done } },
    handle: async (visit) => {
      const convention = await ownConvention(visit, visit.param('id'));
      const [keeper, contract] = [await keeperOf(visit, convention.id), await contractAt(visit.tools.sql, convention.caf, visit.now)];
      await once(visit, (tx) => checkOwn(tx, { visit, keeper }, convention, contract));
      return ok({ state: 'done' });
    },
  }),
  operation({
    ...shared, ...ofPerson, id: 'changeOwnPerson', method: 'post', path: '/portail/personnes/{personne}/modification', body: z.object({ ...card, vue: z.string().max(100) }), title: { fr: 'Modifier quelqu’un', en: 'Change someone' }, answers: { 200: LIST },
    handle: async (visit, { body }) => {
      const before = await keptCard(visit, visit.param('personne'));
      const convention = await ownConvention(visit, before.convention_id);
      const [keeper, values] = [await keeperOf(visit, convention.id), await valuesOf(visit, convention.caf)];
      return await saved(visit, convention.id, (tx) => changeOwn(tx, { visit, keeper }, before.id, values, body.vue, markOf));
    },
  }),
  operation({
    ...shared, id: 'endOwnPerson', method: 'post', path: '/portail/personnes/{personne}/fin', find: anyCard, title: { fr: 'Quelqu’un est parti', en: 'Someone has left' }, answers: { 200: LIST },
    handle: async (visit) => {
      const before = await anyCard(visit);
      const keeper = await keeperOf(visit, before.convention_id);
      return await saved(visit, before.convention_id, (tx) => endOwn(tx, { visit, keeper }, before.id));
    },
  }),
];

/** Someone of one's own list, there still or not: to end twice is to end once. @throws NotFound */
async function anyCard(visit: ApiVisit) {
  const found = await findCardOf(visit.tools.sql, rights.conventionsWhere(visit.session.grants, visit.action), visit.param('personne'));
  if (found === undefined || !KEPT_ROLES.includes(found.role)) throw new NotFound('no such contact');
  return found;
}

/** @throws Invalid */
async function valuesOf(visit: ApiVisit, caf: Parameters<typeof contractAt>[1]) {
  const values = readContact(visit.fields(), ranksOf(await contractAt(visit.tools.sql, caf, visit.now)));
  if ('errors' in values) throw new Invalid(values.errors);
  return values;
}

/** Done once for its key, then the list as it is. @throws FormRefused */
async function saved(visit: ApiVisit, convention: string, work: (tx: Tx) => Promise<string>, status = 200) {
  await once(visit, work);
  return ok(await listJson(visit, convention), status);
}

async function listJson({ tools: { sql }, session }: ApiVisit, convention: string): Promise<object> {
  const mine = rights.conventionsWhere(session.grants, 'keep-own-people');
  const rows = await contactsOfConvention(sql, convention);
  const items = await Promise.all(rows.map(async (row) => {
    const kept = KEPT_ROLES.includes(row.role);
    const known = kept ? await findCardOf(sql, mine, row.id) : undefined;
    return { id: row.id, name: row.name, role: row.role, jobTitle: row.job_title, email: row.email, phones: row.phones, rank: row.ladder_rank, kept, mark: known === undefined ? null : markOf(known) };
  }));
  return { items };
}
