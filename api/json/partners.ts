import * as z from 'zod';
import type { Tx } from '../../db/connect';
import { findCard } from '../../db/contact';
import { listPartnersAfter } from '../../db/directory';
import type { ConventionRow } from '../../db/partner';
import { conventionsOfPartner, filedContacts } from '../../db/partner-file';
import type { PartnerRole } from '../../domain/contract-types';
import { ROLE_WORDS } from '../../web/words/labels';
import { addContact, changeContact, endContact, resumeContact, reviveContact } from '../directory/contacts';
import { readContact } from '../directory/contact-form';
import { addConvention, addPartner, changePartner, changeServices, readConvention, readPartner } from '../directory/partners';
import type { FieldError } from '../act-forms';
import { NotFound } from '../errors';
import { once } from '../once';
import { conventionOf, ranksAt } from '../routes/contacts';
import { directoryAsked, markOf, partnerOf } from '../view/directory';
import type { Visit } from '../visit';
import { afterOf, page, paged, pageOf } from './cursor';
import { Invalid, ok, operation, type Operation } from './operation';
import { directoryQuery } from './queries';
import { caf, card, instant, service } from './shapes';
import type { ApiVisit } from './visit';

const contact = z.object({
  id: z.string(), name: z.string(), role: z.enum(Object.keys(ROLE_WORDS) as [PartnerRole, ...PartnerRole[]]), jobTitle: z.string().nullable(), email: z.string().nullable(), phones: z.array(z.string()),
  rank: z.number().int().nullable(), endedAt: instant.nullable(), deadSince: instant.nullable(),
  mark: z.string().meta({ description: 'À redonner dans `vue` pour modifier : si la fiche a changé entre-temps, c’est refusé. / Give it back as `vue` to change it.' }),
}).meta({ id: 'Contact' });
const line = z.object({ id: z.string(), caf, name: z.string(), siret: z.string().nullable(), conventions: z.array(z.object({ number: z.string(), services: z.array(service) })) }).meta({ id: 'PartnerLine' });
const partner = line.extend({ conventions: z.array(z.object({ id: z.string(), number: z.string(), services: z.array(service), contacts: z.array(contact) })) }).meta({ id: 'Partner' });
const AS_IT_IS = { words: { fr: 'Le partenaire, tel qu’il est maintenant', en: 'The partner, as it is now' }, schema: partner };
const organisation = { partenaire: z.string().max(500), siret: z.string().max(40).default('') };
const services = z.array(service).default([]);
const read = { method: 'get', tag: 'partenaires', action: 'manage-desk', scope: 'lecture' } as const;
const write = { method: 'post', tag: 'partenaires', action: 'manage-desk', scope: 'partenaires' } as const;
const known = (visit: ApiVisit) => partnerOf(visit);
const namedPlace = z.object({ name: z.string(), id: z.string() });

/** Partners, their conventions and the people these name. */
export const PARTNERS: readonly Operation[] = [
  operation({
    ...read, id: 'listPartners', path: '/partenaires', query: directoryQuery.extend(paged),
    title: { fr: 'Les partenaires, par nom', en: 'Partners, by name' },
    answers: { 200: { words: { fr: 'Une page de partenaires', en: 'A page of partners' }, schema: pageOf(line, 'PartnerPage') } },
    handle: async (visit, { query }) => {
      const rows = await listPartnersAfter(visit.tools.sql, directoryAsked(visit).filter, afterOf(query, namedPlace), query.limite + 1);
      return ok(page(rows, query.limite, (last) => ({ name: last.name, id: last.id }), (row) => row));
    },
  }),
  operation({ ...read, id: 'getPartner', path: '/partenaires/{id}', find: known, title: { fr: 'Un partenaire, ses conventions, leurs contacts', en: 'A partner, its conventions, their people' }, answers: { 200: AS_IT_IS }, handle: async (visit) => ok(await partnerJson(visit, (await partnerOf(visit)).id)) }),
  operation({
    ...write, id: 'addPartner', path: '/partenaires', title: { fr: 'Ajouter un partenaire avec une convention', en: 'Add a partner with a convention' }, body: z.object({ ...organisation, convention: z.string().max(100), services, caf: z.string().default('') }), answers: { 201: AS_IT_IS },
    handle: async (visit, { body }) => {
      const errors: FieldError[] = [];
      const [values, convention] = [readPartner(visit.fields(), errors), readConvention(boxes(visit, body.services), errors)];
      const at = visit.cafs.find((one) => one === body.caf || visit.cafs.length === 1);
      if (at === undefined) errors.push({ field: 'caf', message: 'Choisissez une de vos Caf.' });
      return await saved(visit, errors, (tx) => (at === undefined ? Promise.reject(new Invalid(errors)) : addPartner(tx, visit, at, values, convention)), 201);
    },
  }),
  operation({
    ...write, id: 'changePartner', path: '/partenaires/{id}/modification', find: known, title: { fr: 'Modifier un partenaire', en: 'Change a partner' }, body: z.object(organisation), answers: { 200: AS_IT_IS },
    handle: async (visit) => {
      const errors: FieldError[] = [];
      const [before, values] = [await partnerOf(visit), readPartner(visit.fields(), errors)];
      return await saved(visit, errors, (tx) => changePartner(tx, visit, before, values));
    },
  }),
  operation({
    ...write, id: 'addConvention', path: '/partenaires/{id}/conventions', find: known, title: { fr: 'Ajouter une convention', en: 'Add a convention' }, body: z.object({ convention: z.string().max(100), services }), answers: { 201: AS_IT_IS },
    handle: async (visit, { body }) => {
      const errors: FieldError[] = [];
      const [of, values] = [await partnerOf(visit), readConvention(boxes(visit, body.services), errors)];
      return await saved(visit, errors, (tx) => addConvention(tx, visit, of, values), 201);
    },
  }),
  operation({
    ...write, id: 'setServices', path: '/conventions/{id}/services', find: (visit) => conventionOf(visit), title: { fr: 'Les services qu’une convention ouvre', en: 'The services that a convention opens' }, body: z.object({ services }), answers: { 200: AS_IT_IS },
    handle: async (visit, { body }) => {
      const found: ConventionRow = await conventionOf(visit);
      const of = await partnerOf(visit, found.partner_id);
      const filed = (await conventionsOfPartner(visit.tools.sql, of.id)).find((one) => one.id === found.id);
      return await saved(visit, [], (tx) => changeServices(tx, visit, of, filed ?? found, body.services));
    },
  }),
  operation({
    ...write, id: 'addContact', path: '/conventions/{id}/contacts', find: (visit) => conventionOf(visit), title: { fr: 'Ajouter un contact', en: 'Add someone' }, body: z.object(card), answers: { 201: AS_IT_IS },
    handle: async (visit) => {
      const convention = await conventionOf(visit);
      const values = readContact(visit.fields(), await ranksAt(visit, convention.caf));
      if ('errors' in values) throw new Invalid(values.errors);
      return await saved(visit, [], (tx) => addContact(tx, visit, convention, values), 201);
    },
  }),
  operation({
    ...write, id: 'changeContact', path: '/contacts/{id}/modification', find: (visit) => cardOf(visit), title: { fr: 'Modifier un contact', en: 'Change someone' }, body: z.object({ ...card, vue: z.string().max(100) }), answers: { 200: AS_IT_IS },
    handle: async (visit, { body }) => {
      const values = readContact(visit.fields(), await ranksAt(visit, (await cardOf(visit)).caf));
      if ('errors' in values) throw new Invalid(values.errors);
      return await saved(visit, [], (tx) => changeContact(tx, visit, visit.param('id'), values, body.vue, markOf));
    },
  }),
  ...([
    ['fin', 'endContact', endContact, 'Mettre fin à un contact', 'End someone'],
    ['reprise', 'resumeContact', resumeContact, 'Rétablir un contact', 'Take someone back'],
    ['reactivation', 'reviveContact', reviveContact, 'Réactiver une adresse rejetée', 'Revive a dead address'],
  ] as const).map(([act, id, work, fr, en]) =>
    operation({ ...write, id, path: `/contacts/{id}/${act}`, find: (visit) => cardOf(visit), title: { fr, en }, answers: { 200: AS_IT_IS }, handle: (visit) => saved(visit, [], (tx) => work(tx, visit, visit.param('id'))) }),
  ),
];

/** Services are boxes of the form, one each. */
function boxes(visit: ApiVisit, chosen: readonly string[]): Record<string, string> {
  return { ...visit.fields(), ...Object.fromEntries(chosen.map((one) => [`service-${one}`, 'oui'])) };
}

async function cardOf(visit: Visit) {
  const found = await findCard(visit.tools.sql, visit.cafs, visit.param('id'));
  if (found === undefined) throw new NotFound('no such contact');
  return found;
}

/** Done once for its key, then shown as it is. @throws Invalid, FormRefused */
async function saved(visit: ApiVisit, errors: readonly FieldError[], work: (tx: Tx) => Promise<string>, status = 200) {
  if (errors.length > 0) throw new Invalid(errors);
  const { path } = await once(visit, work);
  return ok(await partnerJson(visit, decodeURIComponent(path.split('/').at(-1) ?? '')), status);
}

async function partnerJson(visit: Visit, id: string): Promise<object> {
  const { sql } = visit.tools;
  const [of, conventions, people] = await Promise.all([partnerOf(visit, id), conventionsOfPartner(sql, id), filedContacts(sql, id)]);
  const contactsOf = (convention: string) => people.filter((one) => one.convention_id === convention).map((one) => ({
    id: one.id, name: one.name, role: one.role, jobTitle: one.job_title, email: one.email, phones: one.phones, rank: one.ladder_rank, endedAt: one.ended_at, deadSince: one.dead_since, mark: markOf({ ...one, role: one.role as PartnerRole }),
  }));
  return { id: of.id, caf: of.caf, name: of.name, siret: of.siret, conventions: conventions.map((one) => ({ id: one.id, number: one.number, services: one.services, contacts: contactsOf(one.id) })) };
}
