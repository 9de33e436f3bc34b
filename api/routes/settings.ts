import { Router } from 'express';
import { SettingJournalPage } from '../../web/pages/settings/journal';
import { SettingsHomePage, type SettingsHomeProps } from '../../web/pages/settings/home';
import { importsPath, partnersPath, settingJournalPath, settingsPath } from '../../web/settings-paths';
import { managersPage } from '../managers';
import { settingJournalView } from '../view/setting-journal';
import { shellOf } from '../view/shell';
import type { Visit } from '../visit';
import type { WebTools } from '../tools';

/** The pages of what is set on screen, and the journal of who changed it. */
export function settingRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(settingsPath(), managersPage(tools, showHome));
  router.get(settingJournalPath(), managersPage(tools, async (visit) => visit.show(SettingJournalPage(await settingJournalView(visit, false)))));
  return router;
}

async function showHome(visit: Visit): Promise<void> {
  visit.show(SettingsHomePage({ shell: await shellOf(visit, 'reglages'), links: LINKS }));
}

const LINKS: SettingsHomeProps['links'] = [
  { href: partnersPath(), icon: 'users', title: 'Partenaires et contacts', text: 'Les conventions, qui peut saisir le guichet, qui est contacté lors d’une escalade, les adresses rejetées.' },
  { href: importsPath(), icon: 'inbox', title: 'Import', text: 'Reprendre une liste de partenaires et de contacts, avec un aperçu avant d’enregistrer.' },
  { href: settingJournalPath(), icon: 'note', title: 'Journal des réglages', text: 'Qui a changé quoi, quand, et ce que c’était avant.' },
];
