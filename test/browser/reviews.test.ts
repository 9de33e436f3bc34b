import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Tx } from '../../db/connect';
import { give, press, tick, write } from './keyboard';
import { contractAt } from '../../db/contract';
import { bulletinsOf, habilitationsOf, setConventionFile, setQuota } from '../../db/register';
import { beginJourney } from '../../desk/journey';
import { giveUserAccess } from '../../desk/register';
import { reviewList } from '../../desk/review-list';
import { later } from '../../desk/tools';
import { localDateOf } from '../../domain/calendar';
import type { CafCode, LocalDate } from '../../domain/ids';
import { startInBrowser, type DeskInBrowser } from './people';
import { portalEntry, type PortalEntry } from './portal-entry';

const CAF = '31' as CafCode;
const HERE = '31-2024-017';
let desk: DeskInBrowser;
let entry: PortalEntry;
beforeAll(async () => {
  desk = await startInBrowser();
  entry = portalEntry(desk);
  const { sql, clock } = desk.stack;
  const by = { at: clock.now(), actor: null, actorName: 'Essai' };
  await sql.begin(async (tx) => {
    await setConventionFile(tx, HERE, { mode: 'centralised' });
    const [bulletin] = await bulletinsOf(tx, HERE);
    await setQuota(tx, { bulletin_id: bulletin?.id ?? '', profile: 'T1', users: 5 }, HERE);
    for (const name of ['Odile Partie', 'Paul Reste']) await giveUserAccess(tx, { conventionId: HERE, bulletinId: bulletin?.id ?? '', profile: 'T1', name, email: null, jobTitle: null }, 'centralised', by);
  });
});
afterAll(async () => {
  entry?.close();
  await desk?.stop();
});

/** A review of Castelbrun's town hall whose date was some days ago, or is in some days. */
async function review(days: number): Promise<{ readonly id: string; readonly due: LocalDate }> {
  const { sql, tools, clock } = desk.stack;
  const now = clock.now();
  const { calendar } = await contractAt(sql, CAF, now);
  const due = localDateOf(calendar, later(now, days * 86_400_000));
  const begun = await sql.begin(async (tx: Tx) => await beginJourney(tx, tools, { kind: 'reverse-review', caf: CAF, conventionId: HERE, first: { kind: 'review-begun', due } as never, actor: null, key: `essai/${due}` }, clock.now()));
  await tools.tellJourney(begun, 1);
  return { id: begun.id, due };
}

it('a manager opens a late review of the campaign, enters the proof, confirms its lines, accepts it: the register and the certificate follow', { timeout: 120_000 }, async () => {
  const { id, due } = await review(-20);
  const { people } = await reviewList(desk.stack.sql, HERE, desk.stack.clock.now());
  const csv = ['Repère;Nom;Décision;Commentaire', ...people.map(({ key, name }) => `${key};${name};${name === 'Odile Partie' ? 'retirer' : 'conserver'};`)].join('\r\n');
  const page = await desk.signedIn('responsable@caf31.example');
  await page.goto(`${desk.stack.url}/revues?annee=${due.slice(0, 4)}&etat=en-retard`);
  await page.getByText('20 j de retard').waitFor();
  await press(page.getByRole('link', { name: 'Mairie de Castelbrun' }).first());
  await page.getByText('Revue en retard').first().waitFor();
  await press(page.getByText('Le résultat est arrivé autrement que par le portail'));
  await write(page.getByLabel('Ce qu’il dit'), 'Liste reçue par courrier.');
  await give(page.locator('#resultat-fichier'), { name: 'liste.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await press(page.getByRole('button', { name: 'Enregistrer le résultat' }));
  await page.getByText('Les lignes du fichier sont reprises').waitFor();
  expect(await page.getByRole('group', { name: 'Odile Partie' }).getByLabel('Retirer').isChecked()).toBe(true);
  await press(page.getByRole('button', { name: 'Confirmer ces lignes' }));
  await page.getByText('Lignes confirmées.').waitFor();
  await press(page.getByRole('button', { name: 'Accepter comme preuve' }));
  await page.getByText('le registre suit').waitFor();
  expect((await habilitationsOf(desk.stack.sql, HERE)).filter(({ rank }) => rank === 'user').map(({ name, state }) => [name, state])).toEqual([['Paul Reste', 'active'], ['Odile Partie', 'withdrawn']]);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Attestation (PDF)' }).click()]);
  expect(download.suggestedFilename()).toBe(`attestation-${id}.pdf`);
  await page.goto(`${desk.stack.url}/registre/${HERE}`);
  await page.getByText(`Revue inverse ${id}`).first().waitFor({ state: 'attached' });
  await page.context().close();
});

it('the partner’s administrator ticks the list on a phone, without a script: a draft, an error that loses nothing, sent once', { timeout: 120_000 }, async () => {
  const { id } = await review(40);
  const page = await entry.enter('clemence.astugue@castelbrun.example', { viewport: { width: 360, height: 780 }, locale: 'fr-FR', timezoneId: 'Europe/Paris', hasTouch: true, javaScriptEnabled: false });
  await press(page.getByRole('link', { name: 'Ouvrir la revue' }).first());
  await page.getByText(id).first().waitFor();
  const of = (name: string) => page.getByRole('group', { name, exact: true });
  await tick(of('Paul Reste').getByLabel('Modifier'));
  await press(page.getByRole('button', { name: 'Enregistrer le brouillon' }));
  await page.getByText('Brouillon enregistré').waitFor();
  for (const name of ['Clémence Astugue', 'Timothée Larrouy']) await tick(of(name).getByLabel('Conserver'));
  await press(page.getByRole('button', { name: 'Envoyer à la Caf' }));
  await page.getByText('dites ce qui est à modifier').first().waitFor();
  expect(await of('Paul Reste').getByLabel('Modifier').isChecked()).toBe(true);
  expect(await of('Timothée Larrouy').getByLabel('Conserver').isChecked()).toBe(true);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  await write(of('Paul Reste').getByLabel('Commentaire'), 'Passe au profil T2.');
  await press(page.getByRole('button', { name: 'Envoyer à la Caf' }));
  await page.getByText('Résultat envoyé').waitFor();
  await page.getByText('la Caf le vérifie').first().waitFor();
  await page.context().close();
});
