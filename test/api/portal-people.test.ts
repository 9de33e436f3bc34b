import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { remindPeopleChecks } from '../../desk/people-check';
import { epochMs, instant } from '../../domain/ids';
import { startOffice, type Office } from './office';
import type { Browser } from './browser';
import { CASTELBRUN, ELSEWHERE, visit } from './visitor';

const LIST = '/partenaire/conventions/31-2024-017/personnes';
const MANAGER = 'responsable@caf31.example';
const DAY_MS = 86_400_000;
let office: Office;

beforeAll(async () => {
  office = await startOffice();
});
afterAll(async () => {
  await office.stop();
});

const card = (over: Record<string, string> = {}) => ({ nom: 'Hermine Escalquens', role: 'level-one-support', fonction: 'chargée de l’accueil', courriel: 'hermine.escalquens@castelbrun.example', telephone: '05 36 49 01 20', telephone2: '', echelon: '', ...over });
/** The form of a page that is posted to an address: each has a key of its own. */
async function send(browser: Browser, page: string, path: string, fields: Record<string, string>, suffix: string) {
  const shown = await browser.get(page);
  const key = new RegExp(`name="_cle" value="([^"]*-${suffix})"`).exec(shown.body)?.[1] ?? '';
  const vue = /name="vue" value="([^"]*)"/.exec(shown.body)?.[1] ?? '';
  return await browser.post(path, { ...fields, vue, _cle: key }, shown);
}
const person = async (name: string) => (await office.sql<{ id: string; ended: boolean; ladder_rank: number | null; email: string }[]>`select id, ended_at is not null as ended, ladder_rank, email from contact where name = ${name}`)[0];

describe('the list that a partner’s administrator keeps', () => {
  it('takes someone in, who may then come in; corrects them; lets them go, who is then out', async () => {
    const clemence = await visit(office, CASTELBRUN.administrator);
    expect((await send(clemence, `${LIST}/nouvelle`, LIST, card(), 'personne')).location).toBe(LIST);
    const id = (await person('Hermine Escalquens'))?.id ?? '';
    const hermine = await visit(office, 'hermine.escalquens@castelbrun.example');
    expect((await hermine.get('/partenaire/nouvelle-demande')).status).toBe(200);
    expect((await clemence.get(LIST)).body).toContain('Hermine Escalquens');
    const path = `/partenaire/personnes/${id}`;
    expect((await send(clemence, path, `${path}/modification`, card({ echelon: '3' }), 'personne')).status).toBe(303);
    expect((await person('Hermine Escalquens'))?.ladder_rank).toBe(3);
    expect((await send(clemence, path, `${path}/fin`, {}, 'fin')).location).toBe(LIST);
    expect((await person('Hermine Escalquens'))?.ended).toBe(true);
    expect((await hermine.get('/partenaire')).status).toBe(403);
    expect((await clemence.get(path)).status).toBe(404);
  });

  it('is written down, change by change, with who made it; the desk reads it', async () => {
    const lines = await office.sql`select what, label, visitor, visitor_name, account_id, after->>'email' as email from setting_change where label = 'Hermine Escalquens' order by id`;
    const by = { label: 'Hermine Escalquens', visitor: CASTELBRUN.administrator, visitor_name: 'Clémence Astugue', account_id: null };
    expect(lines).toEqual([{ ...by, what: 'added', email: 'hermine.escalquens@castelbrun.example' }, { ...by, what: 'changed', email: null }, { ...by, what: 'ended', email: null }]);
    const manager = await office.signIn(MANAGER);
    expect((await manager.get('/reglages/journal')).body).toContain('Clémence Astugue (partenaire)');
  });

  it('comes back filled, with what is wrong', async () => {
    const timothee = await visit(office, CASTELBRUN.deputy);
    const refused = await send(timothee, `${LIST}/nouvelle`, LIST, card({ nom: '', courriel: 'pas une adresse', telephone: '12', echelon: '1' }), 'personne');
    expect(refused.status).toBe(422);
    for (const said of ['Écrivez le nom de la personne', 'Adresse de courriel incorrecte', 'Numéro de téléphone incorrect', 'value="chargée de l’accueil"']) expect(refused.body).toContain(said);
    const taken = await send(timothee, `${LIST}/nouvelle`, LIST, card({ nom: 'Autre Personne', courriel: 'autre@castelbrun.example', echelon: '1' }), 'personne');
    expect(taken.body).toContain('c’est déjà Nadège Courtial');
    const own = await send(timothee, `${LIST}/nouvelle`, LIST, card({ nom: 'Autre Personne', courriel: 'guichet@caf31.example' }), 'personne');
    expect(own.body).toContain('est une boîte du guichet');
  });

  it('never gives a role that the Caf keeps, nor touches who holds one', async () => {
    const clemence = await visit(office, CASTELBRUN.administrator);
    for (const role of ['administrator', 'deputy-administrator', 'security-officer', 'dpo', 'signatory']) {
      expect((await send(clemence, `${LIST}/nouvelle`, LIST, card({ nom: `Rôle ${role}`, courriel: `${role}@castelbrun.example`, role }), 'personne')).body, role).toContain('Ce rôle se change auprès de la Caf');
    }
    for (const id of ['castelbrun-securite', 'castelbrun-suppleant', 'castelbrun-administratrice']) {
      expect((await clemence.get(`/partenaire/personnes/${id}`)).status).toBe(404);
      expect((await send(clemence, LIST, `/partenaire/personnes/${id}/fin`, {}, 'verification')).status).toBe(404);
    }
    expect((await clemence.get(LIST)).body).not.toContain('href="/partenaire/personnes/castelbrun-securite"');
    const promoted = await send(clemence, '/partenaire/personnes/castelbrun-niveau-1', '/partenaire/personnes/castelbrun-niveau-1/modification', card({ nom: 'Joachim Peyrade', role: 'administrator', courriel: CASTELBRUN.support }), 'personne');
    expect(promoted.status).toBe(422);
    expect((await office.sql`select role from contact where id = 'castelbrun-niveau-1'`)[0]).toEqual({ role: 'level-one-support' });
  });

  it('is for the administrator and the deputy of that convention alone', async () => {
    const seen: Record<string, number[]> = {};
    for (const [who, address] of [...Object.entries(CASTELBRUN), ['elsewhere', ELSEWHERE] as const]) {
      const browser = await visit(office, address);
      seen[who] = [(await browser.get(LIST)).status, (await browser.get('/partenaire/personnes/castelbrun-niveau-1')).status, (await browser.get('/partenaire/conventions/31-2024-017/contrat')).status];
    }
    const none = [403, 403, 200];
    expect(seen).toEqual({ support: none, administrator: [200, 200, 200], deputy: [200, 200, 200], signatory: none, security: none, dpo: none, elsewhere: [404, 404, 404] });
  });

  it('is one of two when two people change a card at once', async () => {
    const [clemence, timothee] = [await visit(office, CASTELBRUN.administrator), await visit(office, CASTELBRUN.deputy)];
    const path = '/partenaire/personnes/castelbrun-utilisateur';
    const shown = await clemence.get(path);
    await send(timothee, path, `${path}/modification`, card({ nom: 'Sidonie Roquebert', role: 'other', courriel: 'sidonie.roquebert@castelbrun.example', telephone: '05 36 49 01 30' }), 'personne');
    const late = await clemence.post(`${path}/modification`, { ...card({ nom: 'Sidonie R.', role: 'other' }), vue: /name="vue" value="([^"]*)"/.exec(shown.body)?.[1] ?? '' }, shown);
    expect([late.status, late.body.includes('modifiée entre-temps')]).toEqual([422, true]);
  });
});

describe('the yearly check', () => {
  const remind = () => remindPeopleChecks({ sql: office.desk, publicUrl: 'http://guichet.example', instance: 'http://guichet.example' }, office.clock.now());
  const letters = async () => (await office.sql<{ to_address: string }[]>`select to_address from letter where kind = 'people-check' and caf = '31' order by to_address`).map((letter) => letter.to_address);
  const passTo = (at: string): void => office.clock.pass(epochMs(instant(at)) - epochMs(office.clock.now()));

  it('is asked of the administrator by letter after a year, once, while the desk is open', async () => {
    expect(await remind()).toBe(0);
    office.clock.pass(364 * DAY_MS);
    expect(await remind()).toBe(0);
    // A Sunday: closed, but for the desk that states no hours.
    passTo('2027-11-07T10:30:00+01:00');
    await remind();
    expect(await letters()).toEqual([]);
    passTo('2027-11-08T10:30:00+01:00');
    await office.sql`insert into dead_address (address, since, status) values ('ombeline.fourcade@ccas-castelbrun.example', ${office.clock.now()}, '5.1.1')`;
    while ((await remind()) > 0);
    const written = await letters();
    expect(written).toContain(CASTELBRUN.administrator);
    expect(written).toContain('capucine.izaute@ccas-castelbrun.example');
    expect(written).not.toContain('ombeline.fourcade@ccas-castelbrun.example');
    expect(await remind()).toBe(0);
    expect(await letters()).toEqual(written);
  });

  it('is said on the page, by whom and when; the desk sees it, and a year runs again', async () => {
    const clemence = await visit(office, CASTELBRUN.administrator);
    expect((await clemence.get('/partenaire')).body).toContain('Vérifier la liste des contacts');
    expect((await clemence.get(LIST)).body).toContain('Jamais vérifiée ; rappel envoyé le');
    const manager = await office.signIn(MANAGER);
    expect((await manager.get('/partenaires/mairie-castelbrun')).body).toContain('jamais vérifiée ; rappel envoyé le');
    expect((await send(clemence, LIST, `${LIST}/verification`, {}, 'verification')).location).toBe(LIST);
    expect((await clemence.get(LIST)).body).toContain('Vérifiée le lun. 8 nov. par Clémence Astugue');
    expect((await manager.get('/partenaires/mairie-castelbrun')).body).toContain('vérifiée le lun. 8 nov. par Clémence Astugue');
    expect((await office.sql`select what, visitor_name from setting_change order by id desc limit 1`)[0]).toEqual({ what: 'checked', visitor_name: 'Clémence Astugue' });
    const before = (await letters()).filter((to) => to === CASTELBRUN.administrator).length;
    passTo('2028-11-07T10:30:00+01:00');
    while ((await remind()) > 0);
    expect((await letters()).filter((to) => to === CASTELBRUN.administrator).length).toBe(before);
    passTo('2028-11-08T10:30:00+01:00');
    while ((await remind()) > 0);
    expect((await letters()).filter((to) => to === CASTELBRUN.administrator).length).toBe(before + 1);
  });
});
