import { Router } from 'express';
import type { Tx } from '../../db/connect';
import { findConvention, type ConventionRow } from '../../db/partner';
import { ContactPage } from '../../web/pages/directory/contact';
import { contactActPath, contactPath, conventionContactsPath, newContactPath, type ContactAct } from '../../web/settings-paths';
import type { FieldError } from '../act-forms';
import { addContact, changeContact, endContact, resumeContact, reviveContact } from '../directory/contacts';
import { ranksOf, readContact } from '../directory/contact-form';
import { NotFound } from '../errors';
import { managersForm, managersPage } from '../managers';
import { once, refusalOf, type Once } from '../once';
import { contractOf } from '../view/call';
import { contactView, markOf, newContactView } from '../view/directory';
import { contractsNow } from '../view/shell';
import type { Visit } from '../visit';
import type { WebTools } from '../tools';

const pattern = (path: string): string => path.replaceAll('%3A', ':');

/** The people whom conventions name: added, changed, ended, taken back; a dead address tried again. */
export function contactRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(pattern(newContactPath(':id')), managersPage(tools, async (visit) => visit.show(ContactPage(await newContactView(visit, await conventionOf(visit), null)))));
  router.post(pattern(conventionContactsPath(':id')), managersForm(tools, add));
  router.get(pattern(contactPath(':id')), managersPage(tools, async (visit) => visit.show(ContactPage(await contactView(visit, visit.param('id'), null)))));
  router.post(pattern(contactActPath(':id', 'modification')), managersForm(tools, change));
  for (const act of ['fin', 'reprise', 'reactivation'] as const) router.post(pattern(contactActPath(':id', act)), managersForm(tools, (visit) => simple(visit, act)));
  return router;
}

const DONE: Readonly<Record<ContactAct | 'ajout', string>> = {
  ajout: 'Contact ajouté.',
  modification: 'Fiche enregistrée.',
  fin: 'Ce contact a pris fin. Sa fiche reste parmi les anciens contacts.',
  reprise: 'Ce contact est rétabli.',
  reactivation: 'Adresse réactivée : les prochaines lettres partiront de nouveau.',
};

/** @throws NotFound when it is not of the Cafs of who asks. */
export async function conventionOf(visit: Visit): Promise<ConventionRow> {
  const convention = await findConvention(visit.tools.sql, visit.param('id'));
  if (convention === undefined || !visit.cafs.includes(convention.caf)) throw new NotFound('no such convention');
  return convention;
}

export async function ranksAt(visit: Visit, caf: string): Promise<readonly number[]> {
  return ranksOf(contractOf(await contractsNow(visit), caf));
}

async function add(visit: Visit): Promise<void> {
  const convention = await conventionOf(visit);
  const values = readContact(visit.fields(), await ranksAt(visit, convention.caf));
  const done = 'errors' in values ? values.errors : await tried(once(visit, (tx) => addContact(tx, visit, convention, values)));
  if ('path' in done) return await visit.goTo(done.path, { tone: 'done', text: DONE.ajout });
  visit.show(ContactPage(await newContactView(visit, convention, { values: visit.fields(), errors: done })), 422);
}

async function change(visit: Visit): Promise<void> {
  const id = visit.param('id');
  const { convention, contact } = await contactView(visit, id, null);
  const caf = (await findConvention(visit.tools.sql, convention.id))?.caf ?? '';
  const values = readContact(visit.fields(), await ranksAt(visit, caf));
  const seen = visit.fields()['vue'] ?? '';
  const done = 'errors' in values || contact === null ? ('errors' in values ? values.errors : []) : await tried(once(visit, (tx) => changeContact(tx, visit, id, values, seen, markOf)));
  if ('path' in done) return await visit.goTo(done.path, { tone: 'done', text: DONE.modification });
  visit.show(ContactPage(await contactView(visit, id, { values: visit.fields(), errors: done })), 422);
}

const ACTS: Readonly<Record<'fin' | 'reprise' | 'reactivation', (tx: Tx, visit: Visit, id: string) => Promise<string>>> = { fin: endContact, reprise: resumeContact, reactivation: reviveContact };

async function simple(visit: Visit, act: keyof typeof ACTS): Promise<void> {
  const id = visit.param('id');
  const done = await tried(once(visit, (tx) => ACTS[act](tx, visit, id)));
  if ('path' in done) return await visit.goTo(done.path, { tone: 'done', text: DONE[act] });
  visit.show(ContactPage(await contactView(visit, id, { values: {}, errors: done })), 422);
}

/** What a form led to, or why it was refused. */
export async function tried(done: Promise<Once>): Promise<Once | readonly FieldError[]> {
  return await done.catch(refusalOf);
}
