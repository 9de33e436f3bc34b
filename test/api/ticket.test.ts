import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readCase } from '../../db/case';
import { forecast } from '../../domain/forecast';
import { frenchDateTime } from '../../domain/french/dates';
import type { Reference } from '../../domain/ids';
import { FROM_31, mail, opened, RENFORT, startOffice, type Office } from './office';
import type { Browser } from './browser';

const DAY_MS = 86_400_000;
let office: Office;
let agent: Browser;
let reference: Reference;

beforeAll(async () => {
  office = await startOffice();
});
afterAll(async () => {
  await office.stop();
});
beforeEach(async () => {
  agent = await office.signIn(RENFORT);
  reference = await opened(office, '31', mail(FROM_31, 'Page blanche', 'Une page blanche, erreur 500, depuis ce matin.'));
});

const page = async (which: Reference = reference) => (await agent.get(`/demandes/${which}`)).body;
async function act(name: string, fields: Record<string, string> = {}, which: Reference = reference): Promise<void> {
  const form = await agent.get(`/demandes/${which}`);
  const answer = await agent.post(`/demandes/${which}/${name}`, fields, form);
  expect(answer.status, answer.body.slice(0, 200)).toBe(303);
}
const reply = (text: string, headers: string[] = []) => office.receive('31', mail(FROM_31, `Re: [${reference}] Page blanche`, text).replace('MIME-Version', [...headers, 'MIME-Version'].join('\r\n')));

/** The dates of what is to come, as the page's timeline shows them. */
const futureDates = (body: string): string[] => [...body.matchAll(/<li class="next[^"]*">.*?<span class="ink">(.*?)<\/span>/gs)].map((found) => (found[1] ?? '').replaceAll(/<[^>]+>/g, ''));

async function foreseen(): Promise<string[]> {
  const loaded = await readCase(office.sql, reference, office.clock.now());
  if (loaded === undefined) throw new Error('no ticket');
  return forecast(loaded.ticket).map((step) => frenchDateTime(step.at, loaded.ticket.contract.calendar.timeZone, { now: office.clock.now() }).replaceAll(/[\u00a0\u202f]/g, ' '));
}

describe('what is to come', () => {
  it('is shown to the minute as the forecast has it, by whom it is made, whoever owes', async () => {
    expect(futureDates(await page())).toEqual(await foreseen());
    await act('question', { texte: 'Depuis quand ?' });
    const dates = await foreseen();
    expect(dates.length).toBeGreaterThan(2);
    expect(futureDates(await page())).toEqual(dates);
    expect(await page()).toContain('art. 3.3 — 5 jours');
  });

  it('is only the closing once resolved', async () => {
    await act('resolution', { texte: 'Corrigé.' });
    const body = await page();
    expect(futureDates(body)).toEqual(await foreseen());
    expect(body).toContain('Clôture');
    expect(body).toContain('réglage du guichet');
    expect(body).toContain('Résolue');
  });
});

describe('the conversation', () => {
  it('shows a reply, and its quotation apart; an absence counts for nothing until a person says so', async () => {
    await act('question', { texte: 'Depuis quand ?' });
    await reply('Je suis absent jusqu’à lundi.', ['Auto-Submitted: auto-replied']);
    let body = await page();
    expect(body).toContain('Réponse automatique d’absence');
    expect(body).toContain('Le partenaire doit répondre');
    const [fact] = await office.sql<{ n: number }[]>`select n from fact where reference = ${reference} and kind = 'partner-wrote'`;
    await act('verdict', { fait: String(fact?.n), compte: 'oui' });
    body = await page();
    expect(body).toContain('La Caf doit répondre');
    expect(body).toMatch(/Corrigé par Zéphyrine Duchemin-Valois/);
  });

  it('shows each act with who did it, and the letter that left', async () => {
    await act('reponse', { texte: 'Nous cherchons.', suite: 'encore' });
    await act('appel-telephonique', { personne: 'castelbrun-niveau-1', resultat: 'message-laisse', texte: 'Rappel demandé.' });
    await act('note', { texte: 'Même défaut ailleurs.' });
    const body = await page();
    expect(body).toMatch(/Réponse d’attente envoyée par Zéphyrine Duchemin-Valois · à joachim\.peyrade@castelbrun\.example/);
    expect(body).toMatch(/Appel à Joachim Peyrade : message laissé/);
    expect(body).toContain('jamais envoyée au partenaire');
    expect(body).toContain('Gardée dans Courriers');
    expect(body).toMatch(/Journal.*Note interne/s);
  });

  it('shows in whose hands it lies: a sector, then the national level', async () => {
    const [sector] = (await readCase(office.sql, reference, office.clock.now()))?.ticket.contract.sectors ?? [];
    await act('transmission', { secteur: sector?.code ?? '', texte: 'Pouvez-vous regarder ?' });
    expect(await page()).toContain(`Transmise : ${sector?.label ?? ''}`);
    await act('national', { sens: 'saisine', texte: 'Défaut du service.' });
    expect(await page()).toContain('Cnaf saisie');
    expect(await page()).toContain('Consigner la réponse du national');
  });

  it('says that somebody who is not of the partner wrote about it, without counting it', async () => {
    await act('question', { texte: 'Depuis quand ?' });
    await office.receive('31', mail('Curieux <curieux@ailleurs.example>', `Re: [${reference}] Page blanche`, 'Je réponds à leur place.'));
    const body = await page();
    expect(body).toMatch(/Un message attend d’être identifié.*Curieux/s);
    expect(body).not.toContain('Je réponds à leur place.');
    expect(body).toContain('Le partenaire doit répondre');
  });

  it('masks a claimant’s personal numbers wherever they would be shown, says so, and asks the sender once to send none', async () => {
    const nir = '1 85 07 31 555 123 15';
    const other = await opened(office, '31', mail(FROM_31, `Droits de ${nir}`, `Bonjour, allocataire n° 1234567, NIR ${nir} : rien ne s’affiche.`));
    for (const path of [`/demandes/${other}`, '/file', '/recherche?q=Droits', `/demandes/${other}/journal`]) {
      const { body } = await agent.get(path);
      expect([path, body.includes(nir), body.includes('1234567'), body.includes('[numéro de sécurité sociale masqué]')]).toEqual([path, false, false, !path.endsWith('journal')]);
    }
    expect(await page(other)).toContain('Ce message contient un numéro d’allocataire : il est masqué à l’écran');
    const letters = () => office.sql<{ kind: string; subject: string; raw: Buffer }[]>`select kind, subject, raw from letter where reference = ${other} order by queued_at, id`;
    const [receipt] = await letters();
    expect(receipt?.subject).not.toContain(nir);
    expect(receipt?.raw.toString('latin1').replaceAll('=\r\n', '')).toContain('Merci de ne pas envoyer de num=C3=A9ro');
    await office.receive('31', mail(FROM_31, `Re: [${other}]`, `Encore lui : ${nir}`));
    await office.receive('31', mail(FROM_31, `Re: [${other}]`, `Et toujours : ${nir}`));
    expect((await letters()).map(({ kind }) => kind)).toEqual(['acknowledgement', 'personal-numbers']);
  });

  it('lets nothing of a mail run', async () => {
    await reply('<script>alert(1)</script> <img src=x onerror=alert(2)>');
    const body = await page();
    expect(body).toContain('&lt;script>alert(1)');
    expect(body).not.toContain('<script>alert');
    expect(body).not.toContain('<img src=x');
  });
});

describe('around it', () => {
  it('a merged ticket says where it goes on, and the merge can be undone', async () => {
    const other = await opened(office, '31', mail(FROM_31, 'La même', 'Une page blanche, erreur 500.'));
    await act('fusion', { avec: other });
    await office.move(other);
    expect(await page()).toMatch(new RegExp(`Demande fusionnée.*Elle se poursuit dans.*${other}`, 's'));
    expect(await page(other)).toMatch(new RegExp(`Annuler la fusion avec ${reference}`));
    await act('defusion', { avec: other });
    expect(await page()).not.toContain('Demande fusionnée');
  });

  it('a ticket handed over says to which Caf, and opens there for a person to place', async () => {
    await act('transfert', { caf: '95', texte: 'Le partenaire relève du Val-d’Oise.' });
    expect(await page()).toContain('Demande transférée : Caf du Val-d’Oise');
    const [there] = await office.sql<{ reference: Reference }[]>`select reference from ticket where caf = '95'`;
    expect((await agent.get(`/demandes/${there?.reference ?? ''}`)).status).toBe(200);
  });

  it('says what the contract still wants, and takes it as given', async () => {
    await office.sql`update ticket set missing = '{caller-contact}' where reference = ${reference}`;
    expect(await page()).toContain('Manque : ');
    await act('element', { element: 'caller-contact' });
    expect(await page()).not.toContain('Manque : ');
  });

  it('shows a letter that came back, a dead address, and who was contacted after it', async () => {
    office.clock.pass(6 * DAY_MS);
    await office.move(reference);
    agent = await office.signIn(RENFORT);
    const [letter] = await office.sql<{ id: string; to_address: string }[]>`select id, to_address from letter where reference = ${reference} and rung is not null`;
    expect(await page()).toContain('1er contact Caf');
    await office.sql`update letter set state = 'bounced', problem = '5.1.1' where id = ${letter?.id ?? ''}`;
    expect(await page()).toContain('Lettre rejetée');
    expect((await agent.get(`/courriers/${encodeURIComponent(letter?.id ?? '')}`)).body).toContain('5.1.1');
  });

  it('lists the partner’s people in the order of the contract, with the partner’s other tickets', async () => {
    const body = await page();
    expect(body.indexOf('Nadège Courtial')).toBeGreaterThan(0);
    expect(body.indexOf('Nadège Courtial')).toBeLessThan(body.indexOf('Baptistin Escaloup'));
    expect(body).toContain('Convention 31-2024-017');
    expect(body).toContain('même partenaire');
  });
});
