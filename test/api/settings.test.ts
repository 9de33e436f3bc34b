import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recordLook, recordProblem } from '../../db/mailbox';
import { readCase } from '../../db/case';
import { contractAt, getContract } from '../../db/contract';
import type { CafCode } from '../../domain/ids';
import type { Answer, Browser } from './browser';
import { FROM_31, mail, MELISANDE, opened, startOffice, type Office } from './office';

const CAF = '31' as CafCode;
let office: Office;
let manager: Browser;
beforeAll(async () => {
  office = await startOffice();
});
afterAll(async () => {
  await office.stop();
});
beforeEach(async () => {
  manager = await office.signIn('responsable@caf31.example');
});

const plain = (answer: Answer): string => answer.body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
const changes = async () => await office.sql<{ area: string; what: string; label: string; before: Record<string, unknown> | null; after: Record<string, unknown> | null }[]>`select * from setting_change order by id desc`;

describe('the settings of a desk', () => {
  const PATH = '/reglages/guichets/31';
  const typedIn = (page: Answer): Record<string, string> => ({
    ...Object.fromEntries([...page.body.matchAll(/<input[^>]*\bname="([a-zA-Z]+)"[^>]*>/g)].map(([whole, name = '']) => [name, /value="([^"]*)"/.exec(whole)?.[1] ?? ''])),
    relanceUnite: 'heures', escalade: 'automatic',
  });
  const set = async (fields: Record<string, string>): Promise<Answer> => {
    const page = await manager.get(PATH);
    return await manager.post(PATH, { ...typedIn(page), ...fields }, page);
  };

  it('stand apart from the terms of the contract, which change by amendment only', async () => {
    const text = plain(await manager.get(PATH));
    expect(text).toContain('Ce que règle le guichet');
    expect(text).toContain('ils ne changent que par un avenant signé');
    expect(text).toContain('7 h 30');
  });

  it('take effect at once, on letters, rules and pages; the signed version stays as it was', async () => {
    const answer = await set({ nom: 'Guichet des partenaires', reouverture: '45', responsableCourriel: 'Cellule@caf31.example', escalade: 'proposed', relance: '3', relanceUnite: 'jours', conservation: '24' });
    expect(answer.status, plain(answer)).toBe(303);
    const contract = await contractAt(office.sql, CAF, office.clock.now());
    expect(contract).toMatchObject({ desk: { name: 'Guichet des partenaires' }, manager: { email: 'cellule@caf31.example' }, settings: { reopenWithinCalendarDays: 45, internalReminder: { workingDays: 3 } }, escalation: { mode: 'proposed' }, keepTicketsMonths: 24 });
    expect(await getContract(office.sql, CAF, contract.version)).toMatchObject({ settings: { reopenWithinCalendarDays: 30 }, escalation: { mode: 'automatic' } });
    const reference = await opened(office, '31', mail(FROM_31, 'Page blanche', 'Une page blanche, erreur 500.'));
    expect((await readCase(office.sql, reference, office.clock.now()))?.ticket.contract.settings.reopenWithinCalendarDays).toBe(45);
    const [letter] = await office.sql<{ raw: Buffer }[]>`select raw from letter where reference = ${reference}`;
    expect(letter?.raw.toString()).toContain('Guichet des partenaires');
    expect(plain(await (await office.signIn(MELISANDE)).get('/contrats/31'))).toContain('45 jours');
    expect((await changes())[0]).toMatchObject({ area: 'desk', what: 'changed', before: { reopenWithinCalendarDays: 30, escalationMode: 'automatic', internalReminder: null }, after: { reopenWithinCalendarDays: 45, escalationMode: 'proposed' } });
    const journal = plain(await manager.get('/reglages/journal?objet=desk'));
    expect(journal).toContain('Réouverture (jours) : 30 → 45');
    expect(journal).toContain('Escalade : automatique → proposée au responsable');
    expect(journal).toContain('Relance interne : 3 jours ouvrés');
  });

  it('set back as the file has them, leave the file to decide', async () => {
    const file = await getContract(office.sql, CAF, 1);
    expect((await set({ nom: file.desk.name, reouverture: '30', responsable: file.manager.name, responsableCourriel: file.manager.email, relance: '', conservation: '' })).status).toBe(303);
    expect(await office.sql`select body from desk_setting where caf = '31'`).toMatchObject([{ body: {} }]);
    const before = (await changes()).length;
    expect((await set({})).status).toBe(303);
    expect(await changes()).toHaveLength(before);
  });

  it.each([
    ['nom', ' ', 'Écrivez le nom du guichet.'],
    ['responsableCourriel', 'cellule', 'Une adresse de courriel est attendue.'],
    ['reouverture', '-1', 'Un nombre entier de 0 à 365 est attendu.'],
    ['cloture', 'dix', 'Un nombre entier de 1 à 365 est attendu.'],
    ['relance', '2,5', 'Un nombre entier de 1 à 999 est attendu, ou rien.'],
    ['conservation', '0', 'Un nombre entier de 1 à 600 est attendu.'],
  ])('come back filled when wrong: %s', async (field, value, message) => {
    const answer = await set({ [field]: value, responsable: 'Un nom tapé' });
    expect(answer.status).toBe(422);
    expect(plain(answer)).toContain(message);
    expect(answer.body).toContain(`id="guichet-${field}-erreur"`);
    expect(answer.body).toContain('value="Un nom tapé"');
  });

  it('are those of one’s own Cafs', async () => {
    const elsewhere = await office.signIn('responsable@caf21.example');
    expect((await elsewhere.get(PATH)).status).toBe(404);
    expect((await elsewhere.post(PATH, {}, await elsewhere.get('/reglages/guichets/21'))).status).toBe(404);
    expect(plain(await elsewhere.get('/reglages/guichets/21'))).toContain('Alertes avant la promesse de prise en charge');
  });
});

describe('the mailboxes of a desk', () => {
  it('show their last mail and how their collection goes, and never who signs in', async () => {
    await opened(office, '31', mail(FROM_31, 'Encore', 'Une page blanche, erreur 500.'));
    await recordLook(office.sql, 'guichet@caf31.example', 'INBOX', true, office.clock.now());
    expect(plain(await manager.get('/reglages/boites'))).toMatch(/guichet@caf31\.example .*expéditeur des lettres .*Relevée .*dernière relève mar\. 3 nov/);
    await recordProblem(office.sql, 'guichet@caf31.example', 'INBOX', 'refused', office.clock.now());
    expect(plain(await manager.get('/reglages/boites'))).toContain('Le serveur refuse l’identifiant ou le mot de passe');
    await recordLook(office.sql, 'guichet@caf31.example', 'INBOX', false, office.clock.now());
    expect(plain(await manager.get('/reglages/boites'))).not.toContain('Le serveur refuse');
  });

  it('are added: mail to it is for this desk; withdrawn, it takes no more', async () => {
    const page = await manager.get('/reglages/boites');
    expect((await manager.post('/reglages/boites', { adresse: 'Partenaires@caf31.example' }, page)).status).toBe(303);
    expect((await contractAt(office.sql, CAF, office.clock.now())).desk.mailboxes).toContain('partenaires@caf31.example');
    expect(await office.sql`select caf from desk_mailbox where address = 'partenaires@caf31.example' and ended_at is null`).toMatchObject([{ caf: '31' }]);
    const again = await manager.post('/reglages/boites', { adresse: 'partenaires@caf31.example' }, await manager.get('/reglages/boites'));
    expect(plain(again)).toContain('Cette boîte est déjà celle de ce guichet.');
    expect((await manager.post('/reglages/boites/partenaires%40caf31.example/fin', {}, await manager.get('/reglages/boites'))).status).toBe(303);
    expect((await contractAt(office.sql, CAF, office.clock.now())).desk.mailboxes).not.toContain('partenaires@caf31.example');
    expect(plain(await manager.get('/reglages/boites'))).toContain('ne reçoit plus');
    expect((await changes()).slice(0, 2)).toMatchObject([{ area: 'mailbox', what: 'ended' }, { area: 'mailbox', what: 'added', label: 'partenaires@caf31.example' }]);
  });

  it.each([
    ['guichet@caf21.example', 'Cette boîte est celle d’un autre guichet.'],
    ['guichet', 'Une adresse de courriel est attendue.'],
  ])('cannot be: %s', async (adresse, message) => {
    const answer = await manager.post('/reglages/boites', { adresse }, await manager.get('/reglages/boites'));
    expect(answer.status).toBe(422);
    expect(plain(answer)).toContain(message);
  });

  it('of the contract end by amendment only', async () => {
    const answer = await manager.post('/reglages/boites/guichet%40caf31.example/fin', {}, await manager.get('/reglages/boites'));
    expect(answer.status).toBe(422);
    expect(plain(answer)).toContain('elle ne change que par avenant');
  });
});
