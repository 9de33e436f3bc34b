import { createHash, randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { choose, press as pressAt, tick, write } from './keyboard';
import { localOfInstant } from '../../api/view/local-time';
import { insertSession, type Who } from '../../db/session';
import { later } from '../../desk/tools';
import { pdfPages } from '../support/pdf-text';
import { startInBrowser, type DeskInBrowser } from './people';

const HERE = '31-2024-017';
const ADMINISTRATOR = 'clemence.astugue@castelbrun.example';
let desk: DeskInBrowser;
let partner: Page;
let agent: Page;
beforeAll(async () => {
  desk = await startInBrowser();
  // The partner is on a phone whose scripts do not run: every page of theirs must do without.
  [partner, agent] = await Promise.all([signedIn({ visitor: ADMINISTRATOR }, { javaScriptEnabled: false, viewport: { width: 360, height: 780 } }), signedIn({ account: 'melisande.aucamville@caf31.example' })]);
});
afterAll(async () => {
  await desk?.stop();
});

/** A page of somebody who has signed in. */
async function signedIn(who: Who, options: { readonly javaScriptEnabled?: boolean; readonly viewport?: { readonly width: number; readonly height: number } } = {}): Promise<Page> {
  const [token, csrf] = [randomBytes(32).toString('base64url'), randomBytes(16).toString('base64url')];
  await insertSession(desk.stack.tools.sql, { tokenHash: createHash('sha256').update(token).digest(), id: csrf, who, csrf, way: 'account' in who ? 'password' : 'link', address: '', userAgent: '', at: desk.stack.clock.now() });
  const context = await desk.browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'fr-FR', timezoneId: 'Europe/Paris', ...options });
  context.setDefaultTimeout(10_000);
  await context.addCookies([{ name: 'guichet', value: token, url: desk.stack.url }]);
  return await context.newPage();
}
const at = (days: number): string => localOfInstant(later(desk.stack.clock.now(), days * 86_400_000), 'Europe/Paris');
const day = (days: number): string => at(days).slice(0, 10);
const open = async (page: Page, path: string): Promise<void> => void (await page.goto(`${desk.stack.url}${path}`));
const press = async (page: Page, name: string): Promise<void> => await pressAt(page.getByRole('button', { name, exact: true }));
const follow = async (page: Page, name: string | RegExp): Promise<void> => await pressAt(page.getByRole('link', { name }).first());
const see = async (page: Page, words: string | RegExp): Promise<void> => await page.getByText(words).first().waitFor();
const fits = async (page: Page): Promise<void> => expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);

it('a meeting: asked for on the portal, dated by the Caf, accepted, held, its minutes corrected, validated by both', { timeout: 60_000 }, async () => {
  await open(partner, '/partenaire');
  await follow(partner, 'Réunions, bilans, reconduction');
  await pressAt(partner.getByText('Demander une réunion'));
  await write(partner.getByLabel('De quoi parler'), 'Les quotas du profil T13.');
  await press(partner, 'Demander la réunion');
  await see(partner, 'Réunion demandée : la Caf est prévenue.'.replace(' :', '\u00a0:'));
  const meeting = new URL(partner.url()).pathname;

  await open(agent, '/reunions');
  await follow(agent, 'Les quotas du profil T13.');
  await write(agent.getByLabel(/^Date et heure/).first(), at(8));
  await write(agent.getByLabel('Lieu, ou comment s’y joindre').first(), 'Toulouse, salle des fêtes');
  await press(agent, 'Proposer cette date');
  await see(agent, 'Date proposée à l’autre partie.');

  await open(partner, '/partenaire');
  await follow(partner, 'Ouvrir la réunion');
  await see(partner, 'Toulouse, salle des fêtes');
  await press(partner, 'Accepter cette date');
  await see(partner, /la réunion est fixée/);
  await fits(partner);

  // Held sooner, on the phone.
  await agent.reload();
  await pressAt(agent.getByText('Elle s’est déjà tenue'));
  await write(agent.getByLabel(/^Quand/), at(0));
  await press(agent, 'Elle s’est tenue');
  await write(agent.getByRole('textbox', { name: 'Compte rendu' }), 'Le quota du profil T13 passe à 4.');
  await press(agent, 'Envoyer le compte rendu');
  await see(agent, 'Compte rendu envoyé à l’autre partie.');

  await open(partner, meeting);
  await pressAt(partner.getByText('Demander des corrections'));
  await write(partner.getByLabel('Ce qui est à corriger'), 'Nous avions dit 3.');
  await press(partner, 'Demander ces corrections');
  await agent.reload();
  await see(agent, 'Nous avions dit 3.');
  await write(agent.getByRole('textbox', { name: 'Compte rendu' }), 'Le quota du profil T13 passe à 3.');
  await press(agent, 'Envoyer le compte rendu');
  await open(partner, meeting);
  await press(partner, 'Valider le compte rendu');
  await see(partner, 'Le compte rendu est validé par les deux parties.');
  await fits(partner);
  const pdf = await partner.context().request.get(`${desk.stack.url}${meeting}/compte-rendu.pdf`);
  expect(pdfPages(await pdf.body()).join(' ')).toMatch(/Validé[^]*passe\s+à\s+3/);
});

it('a subcontractor: announced on the portal, completed, accepted by the Caf', { timeout: 60_000 }, async () => {
  await open(partner, `/partenaire/conventions/${HERE}/habilitations`);
  await follow(partner, 'Annoncer un sous-traitant');
  await write(partner.getByLabel('La liste des prestataires'), 'Hébergeur du Sud');
  await write(partner.getByLabel(/^Début prévu/), day(300));
  await press(partner, 'Envoyer à la Caf');
  await see(partner, 'Le partenaire doit compléter l’annonce.');
  for (const item of ['Leur localisation', 'La localisation des bases de données', 'Le régime juridique des outils', 'Les tâches confiées']) await write(partner.getByLabel(item), 'Toulouse');
  expect(await partner.getByLabel('La liste des prestataires').inputValue()).toBe('Hébergeur du Sud');
  await press(partner, 'Envoyer à la Caf');
  await see(partner, 'La Caf doit se prononcer.');
  const notice = new URL(partner.url()).pathname;
  await fits(partner);

  await open(agent, `/registre/${HERE}`);
  await pressAt(agent.getByRole('link', { name: /[Ss]ous-traitant/ }).first());
  await see(agent, 'Hébergeur du Sud');
  await pressAt(agent.locator('summary', { hasText: 'Accepter' }));
  await write(agent.getByLabel(/^Condition ou précision/), 'Sous réserve d’un audit.');
  await press(agent, 'Accepter');
  await see(agent, 'Sous réserve d’un audit.');
  await open(partner, notice);
  await see(partner, 'Sous réserve d’un audit.');
});

it('a security incident: reported on the portal, read by its officer alone, taken on, qualified, its measures noted in the same minute, closed', { timeout: 60_000 }, async () => {
  await open(partner, '/partenaire');
  await pressAt(partner.getByLabel('Menu'));
  await pressAt(partner.getByRole('link', { name: 'Signaler un incident de sécurité' }).last());
  await write(partner.getByLabel('Que s’est-il passé ?'), 'Violette confisquée : un compte sert à quelqu’un d’autre.');
  await write(partner.getByLabel(/^Numéro où vous joindre/), '12');
  await press(partner, 'Signaler l’incident');
  await see(partner, /Ce numéro de téléphone n’existe pas/);
  expect(await partner.getByLabel('Que s’est-il passé ?').inputValue()).toContain('Violette');
  await write(partner.getByLabel(/^Numéro où vous joindre/), '05 36 49 01 12');
  await press(partner, 'Signaler l’incident');
  await see(partner, /Le responsable de la sécurité de la Caf est prévenu/);
  await fits(partner);

  const officer = await signedIn({ account: 'securite@caf31.example' });
  await open(officer, '/securite');
  await pressAt(officer.locator('a.ref').first());
  await press(officer, 'Je m’en charge');
  await see(officer, 'En cours de traitement');
  await choose(officer.getByLabel('Nature'), 'Compte utilisé par une autre personne');
  await tick(officer.getByLabel('Grave', { exact: true }));
  await tick(officer.getByLabel('Des données personnelles sont concernées'));
  await write(officer.getByLabel('Ce qui s’est passé'), 'Mot de passe partagé.');
  await press(officer, 'Enregistrer la qualification');
  await see(officer, /La CNIL est à notifier avant le/);
  // As the form offers it: now, in the very minute of the report.
  await write(officer.getByLabel('Qui', { exact: true }), 'Le maire');
  await press(officer, 'Noter');
  await see(officer, /Personne informée[\s\u00a0]: Le maire/);
  await choose(officer.getByLabel('À qui'), 'CNIL');
  await write(officer.getByLabel(/^Numéro/), 'N-42');
  await press(officer, 'Consigner');
  await see(officer, /Notification consignée[\s\u00a0]: CNIL/);
  await write(officer.getByLabel('Rapport de clôture'), 'Mots de passe changés.');
  await press(officer, 'Clore l’incident');
  await see(officer, 'Clos, rapport rédigé');
  const incident = new URL(officer.url()).pathname;
  await officer.context().close();
  expect((await agent.goto(`${desk.stack.url}${incident}`))?.status()).toBe(403);
  expect(await agent.getByText('Violette').count()).toBe(0);
});

it('traces: asked by the administrator, answered by a trace reader, read by the asker; the manager reads nothing of it', { timeout: 60_000 }, async () => {
  await open(partner, '/partenaire/traces');
  await follow(partner, 'Demander des traces');
  await write(partner.getByLabel('De qui demandez-vous les accès ?'), 'Sidonie Roquebert');
  await choose(partner.getByLabel('Fondement'), 'Incident ou soupçon d’incident de sécurité');
  await write(partner.getByLabel('Pourquoi'), 'Elle dit ne pas s’être connectée.');
  await press(partner, 'Envoyer à la Caf');
  await see(partner, /Vous seul lirez leur réponse/);
  const own = new URL(partner.url()).pathname;
  const reader = await signedIn({ account: 'traces@caf31.example' });
  await open(reader, '/traces');
  await pressAt(reader.locator('a.ref').first());
  await see(reader, 'Elle dit ne pas s’être connectée.');
  await press(reader, 'Répondre');
  await see(reader, /Écrivez la réponse, ou joignez un fichier/);
  await write(reader.getByLabel('Réponse', { exact: true }), 'Aucune connexion le 12.');
  await reader.getByLabel('Fichiers').setInputFiles([{ name: 'relevé.csv', mimeType: 'text/csv', buffer: Buffer.from('jour;heure') }]);
  await press(reader, 'Répondre');
  await see(reader, /Clémence Astugue|Qui a lu/);
  await open(partner, own);
  await see(partner, 'Aucune connexion le 12.');
  await see(partner, 'relevé.csv');
  await fits(partner);
  await reader.reload();
  await see(reader, new RegExp(ADMINISTRATOR));
  await reader.context().close();
  expect((await agent.goto(`${desk.stack.url}${own.replace('/partenaire', '')}`))?.status()).toBe(403);
});

it('« Conservation »: no term is chosen, the manager chooses one, holds a convention for a dispute, then lifts it', { timeout: 60_000 }, async () => {
  const manager = await signedIn({ account: 'responsable@caf31.example' });
  await open(manager, '/conservation');
  await see(manager, 'La durée de conservation des demandes n’est pas choisie.');
  await follow(manager, /Caf de la Haute-Garonne/);
  await write(manager.getByLabel(/^Conservation des demandes closes/), '24');
  await pressAt(manager.getByRole('button', { name: /^Enregistrer/ }).first());
  await see(manager, 'Réglages enregistrés.');
  await open(manager, '/conservation');
  await manager.getByRole('link', { name: '24 mois' }).waitFor();
  expect(await manager.getByText('n’est pas choisie').count()).toBe(0);
  await write(manager.getByLabel('Demande ou convention'), '31-1999-001');
  await write(manager.getByLabel('Motif'), 'Recours en cours.');
  await write(manager.getByLabel(/^Jusqu’au/), day(100));
  await press(manager, 'Retenir');
  await manager.locator('[role=alert]').waitFor();
  expect(await manager.getByLabel('Motif').inputValue()).toBe('Recours en cours.');
  await write(manager.getByLabel('Demande ou convention'), HERE);
  await press(manager, 'Retenir');
  await see(manager, /rien n’en sera effacé avant la fin/);
  await pressAt(manager.getByRole('button', { name: new RegExp(`^Lever, .*${HERE}`) }));
  await see(manager, /les durées de conservation valent de nouveau/);
  await manager.context().close();
});

it('the calendar’s own address: made, shown once, read by a program, revoked', { timeout: 60_000 }, async () => {
  await open(agent, '/calendrier');
  await press(agent, 'Créer mon lien');
  const link = (await agent.locator('code').first().textContent()) ?? '';
  const read = async (): Promise<number> => (await fetch(link.replace(/^https?:\/\/[^/]+/, desk.stack.url))).status;
  expect(await read()).toBe(200);
  await open(agent, '/calendrier');
  expect(await agent.getByText('lien=').count()).toBe(0);
  await press(agent, 'Révoquer mon lien');
  await see(agent, /il n’ouvre plus rien/);
  expect(await read()).toBe(410);
});

it('a termination by registered letter: entered by an agent, its day said on the portal, in the calendar, withdrawn', { timeout: 60_000 }, async () => {
  await open(agent, `/registre/${HERE}`);
  await follow(agent, 'Saisir une résiliation');
  await tick(agent.getByLabel(/^Le partenaire/));
  await write(agent.getByLabel(/^Lettre reçue le/), day(-1));
  await write(agent.getByLabel(/^Motif donné/), 'Service repris en régie.');
  await press(agent, 'Enregistrer la résiliation');
  await see(agent, /Résiliation enregistrée/);
  const ends = (await agent.getByText(/La convention prend fin le/).first().textContent()) ?? '';
  await open(partner, `/partenaire/conventions/${HERE}/vie`);
  await see(partner, ends.trim().replace(/\.$/, ''));
  await fits(partner);
  await pressAt(agent.getByText('Retirer la résiliation').first());
  await write(agent.getByLabel(/^Motif/).last(), 'Accord trouvé.');
  await pressAt(agent.getByRole('button', { name: 'Retirer la résiliation' }));
  await see(agent, 'La résiliation est retirée');
  await partner.reload();
  expect(await partner.getByText('La convention prend fin').count()).toBe(0);
});
