import { Router } from 'express';
import * as z from 'zod';
import type { CafCode } from '../../domain/ids';
import { DeskSettingsPage } from '../../web/pages/settings/desk';
import { SettingJournalPage } from '../../web/pages/settings/journal';
import { SettingsHomePage, type SettingsHomeProps } from '../../web/pages/settings/home';
import { MailboxesPage } from '../../web/pages/settings/mailboxes';
import { retentionPath } from '../../web/retention-paths';
import { deskSettingsPath, importsPath, mailboxEndPath, mailboxesPath, partnersPath, settingJournalPath, settingsPath, webhooksPath } from '../../web/settings-paths';
import type { FieldError } from '../act-forms';
import { addDeskMailbox, endDeskMailbox, setDesk } from '../desk-settings';
import { managersForm, managersPage } from '../managers';
import { once } from '../once';
import { readSettings } from '../settings-form';
import { deskSettingsView, mailboxesView, signedContract } from '../view/desk-settings';
import { settingJournalView } from '../view/setting-journal';
import { contractsNow, shellOf } from '../view/shell';
import type { Visit } from '../visit';
import type { WebTools } from '../tools';
import { tried } from './contacts';

const pattern = (path: string): string => path.replaceAll('%3A', ':');

/** The pages of what is set on screen, and the journal of who changed it. */
export function settingRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(settingsPath(), managersPage(tools, showHome));
  router.get(settingJournalPath(), managersPage(tools, async (visit) => visit.show(SettingJournalPage(await settingJournalView(visit, false)))));
  router.get(pattern(deskSettingsPath(':caf' as CafCode)), managersPage(tools, async (visit) => visit.show(DeskSettingsPage(await deskSettingsView(visit, await signedContract(visit), null)))));
  router.post(pattern(deskSettingsPath(':caf' as CafCode)), managersForm(tools, set));
  router.get(mailboxesPath(), managersPage(tools, async (visit) => visit.show(MailboxesPage(await mailboxesView(visit, null)))));
  router.post(mailboxesPath(), managersForm(tools, addBox));
  router.post(pattern(mailboxEndPath(':adresse')), managersForm(tools, endBox));
  return router;
}

async function showHome(visit: Visit): Promise<void> {
  const [contracts, shell] = await Promise.all([contractsNow(visit), shellOf(visit, 'reglages')]);
  const desks = contracts.map((contract) => ({ href: deskSettingsPath(contract.caf), icon: 'building' as const, title: `Guichet de la ${contract.name}`, text: 'Nom, responsable, alertes, réouverture, clôture, relances ; à part, ce que fixe le contrat.' }));
  visit.show(SettingsHomePage({ shell, links: [...desks, ...LINKS] }));
}

const LINKS: SettingsHomeProps['links'] = [
  { href: partnersPath(), icon: 'users', title: 'Partenaires et contacts', text: 'Les conventions, qui peut saisir le guichet, qui est contacté lors d’une escalade, les adresses rejetées.' },
  { href: importsPath(), icon: 'inbox', title: 'Import', text: 'Reprendre une liste de partenaires et de contacts, avec un aperçu avant d’enregistrer.' },
  { href: mailboxesPath(), icon: 'mail', title: 'Boîtes du guichet', text: 'Les adresses, leur dernier courriel, la relève des comptes et ses erreurs.' },
  { href: webhooksPath(), icon: 'send', title: 'Webhooks', text: 'Prévenir un programme de ce qui arrive aux demandes ; chaque envoi et ce qu’il est devenu.' },
  { href: retentionPath(), icon: 'lock', title: 'Conservation des données', text: 'Combien de temps chaque chose est gardée, ce qu’un litige retient, ce qui a été effacé ; les données d’une personne.' },
  { href: settingJournalPath(), icon: 'note', title: 'Journal des réglages', text: 'Qui a changé quoi, quand, et ce que c’était avant.' },
];

async function set(visit: Visit): Promise<void> {
  const signed = await signedContract(visit);
  const read = readSettings(visit.fields(), signed);
  const done = 'errors' in read ? read.errors : await tried(once(visit, (tx) => setDesk(tx, visit, signed.caf, signed.version, read)));
  if ('path' in done) return await visit.goTo(done.path, { tone: 'done', text: 'Réglages enregistrés.' });
  visit.show(DeskSettingsPage(await deskSettingsView(visit, signed, { values: visit.fields(), errors: done })), 422);
}

const address = z.string().trim().toLowerCase().pipe(z.email());

async function addBox(visit: Visit): Promise<void> {
  const caf = visit.cafs.find((one) => one === visit.fields()['caf'] || visit.cafs.length === 1);
  const typed = address.safeParse(visit.fields()['adresse'] ?? '');
  const errors: FieldError[] = [...(caf === undefined ? [{ field: 'caf', message: 'Choisissez une Caf.' }] : []), ...(typed.success ? [] : [{ field: 'adresse', message: 'Une adresse de courriel est attendue.' }])];
  const done = caf === undefined || !typed.success ? errors : await tried(once(visit, (tx) => addDeskMailbox(tx, visit, caf, typed.data)));
  if ('path' in done) return await visit.goTo(done.path, { tone: 'done', text: 'Boîte ajoutée.' });
  visit.show(MailboxesPage(await mailboxesView(visit, { values: visit.fields(), errors: done })), 422);
}

async function endBox(visit: Visit): Promise<void> {
  const done = await tried(once(visit, (tx) => endDeskMailbox(tx, visit, visit.param('adresse'))));
  if ('path' in done) return await visit.goTo(done.path, { tone: 'done', text: 'Boîte retirée : un courriel à cette adresse ne sera plus reçu.' });
  visit.show(MailboxesPage(await mailboxesView(visit, { values: {}, errors: done })), 422);
}
