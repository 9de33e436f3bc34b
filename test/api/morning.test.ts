import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Act } from '../../domain/acts';
import { beginJourney } from '../../desk/journey';
import { epochMs, instant, type CafCode, type Reference } from '../../domain/ids';
import type { Browser } from './browser';
import { giveRole } from '../../db/account';
import { connect } from '../../db/connect';
import { FROM_31, mail, MELISANDE, opened, RENFORT, startOffice, type Office } from './office';

const FROM_21 = 'Élodie Marchandet <elodie.marchandet@ccas-belrupt.example>';
const MANAGER_31 = 'responsable@caf31.example';

let office: Office;
let manager: Browser;
let silent: Reference;
let asked: Reference;
let promised: Reference;

/** Tuesday 3 November 2026 at 10:00, until a local time of that autumn. */
function until(local: string): void {
  office.clock.pass(epochMs(instant(`${local}:00+01:00`)) - epochMs(office.clock.now()));
}

let acts = 0;
async function act(reference: Reference, body: Act): Promise<void> {
  const key = `act-${(acts += 1)}`;
  await office.sql`insert into act (key, reference, kind, body, actor, asked_at) values (${key}, ${reference}, ${body.kind}, ${office.sql.json(body as never)}, ${MANAGER_31}, ${office.clock.now()})`;
  await office.move(reference, [key]);
}

/** « En retard 1 » as the page says it, by the name of the figure. */
const fig = (body: string, name: string): number => Number(new RegExp(`class="name[^"]*">(?:<svg[^]*?</svg>)?${name}</span><b>(\\d+)</b>`).exec(body)?.[1] ?? NaN);
const rowsOf = (body: string): string[] => [...body.matchAll(/<a class="ref" href="\/demandes\/([^"]+)"/g)].map((found) => found[1] ?? '');

beforeAll(async () => {
  office = await startOffice();
  silent = await opened(office, '31', mail(FROM_31, 'Sans réponse de la Caf', 'Bonjour, erreur 500.'));
  asked = await opened(office, '31', mail(FROM_31, 'Une question posée', 'Bonjour, erreur 500.'));
  promised = await opened(office, '21', mail(FROM_21, '[CDAP] [CCAS BELRUPT] incident technique', 'Bonjour, erreur 500.'));
  until('2026-11-03T11:00');
  await act(asked, { kind: 'take-in-hand' });
  until('2026-11-03T12:00');
  await act(asked, { kind: 'ask', text: 'Depuis quand ?' });
  await office.receive('31', mail('Agathe Nouvelle <agathe@ailleurs.example>', 'Qui suis-je', 'Bonjour.'));
  // Caf 21 promised to take in hand within 48 h: Thursday 5 at 10:00. Caf 31 escalates after 5 days: Sunday 8, moved to Monday 9 at 7:30.
  until('2026-11-05T10:00');
  await office.move(promised);
  until('2026-11-09T07:30');
  await office.move(silent);
  await office.move(asked);
  until('2026-11-09T09:00');
  manager = await office.signIn(MANAGER_31);
});
afterAll(async () => {
  await office.stop();
});

describe('« Ce matin »', () => {
  it('counts what waits, each figure leading to a list of as many requests', async () => {
    const { status, body } = await manager.get('/pilotage');
    expect(status).toBe(200);
    expect(['En retard', 'Dû aujourd’hui', 'Escaladées', 'Échelle épuisée', 'À identifier'].map((name) => fig(body, name))).toEqual([0, 0, 2, 0, 1]);
    expect(rowsOf((await manager.get('/pilotage/demandes?quoi=escaladees')).body).sort()).toEqual([silent, asked].sort());
    expect(rowsOf((await manager.get('/pilotage/demandes?quoi=escaladees&cote=caf&echelon=1')).body)).toEqual([silent]);
    expect(rowsOf((await manager.get('/pilotage/demandes?quoi=escaladees&cote=partenaire&echelon=1')).body)).toEqual([asked]);
  });

  it('says of each escalation who was written to, and whether the letter left', async () => {
    const { body } = await manager.get('/pilotage');
    expect(body).toContain('échelon 1, Caf : 1');
    expect(body).toContain('échelon 1, partenaire : 1');
    const climbing = body.slice(body.indexOf('Escalades en cours'));
    expect(climbing).toContain('Lettre partie');
    await office.sql`update letter set state = 'bounced' where reference = ${silent} and kind = 'escalation'`;
    expect((await manager.get('/pilotage')).body).toContain('Lettre rejetée');
    await office.sql`update letter set state = 'inside' where reference = ${silent} and kind = 'escalation'`;
  });

  it('puts the next step of each open request on its day: 5 days after the letters of Monday 9', async () => {
    const { body } = await manager.get('/pilotage');
    // Saturday 14 at 7:30, moved to Monday 16.
    expect(body).toMatch(/<th scope="row">lun\. 16 nov\.<\/th><td class="num"><a href="[^"]*jour=2026-11-16&amp;cote=caf">1<\/a><\/td><td class="num"><a href="[^"]*cote=partenaire">1<\/a>/);
    expect(rowsOf((await manager.get('/pilotage/demandes?quoi=jour&jour=2026-11-16&cote=caf')).body)).toEqual([silent]);
    expect(body).toContain('sam. 14 nov. (fermé)');
  });

  it('shows a broken promise to who serves its Caf, and only to them', async () => {
    const owner = connect(office.database.ownerUrl, { max: 1 });
    await giveRole(owner, RENFORT, 'manager', ['21' as never, '31' as never]).finally(() => owner.end());
    const everywhere = await office.signIn(RENFORT);
    const { body } = await everywhere.get('/pilotage');
    expect(fig(body, 'En retard')).toBe(1);
    expect(body).toContain('dont 1 depuis plus de 2 jours');
    expect(rowsOf((await everywhere.get('/pilotage/demandes?quoi=en-retard')).body)).toEqual([promised]);
    expect((await manager.get('/pilotage')).body).not.toContain(promised);
    expect(rowsOf((await manager.get('/pilotage/demandes?quoi=en-retard')).body)).toEqual([]);
  });

  it('says which changes and reviews are late, to the Caf whose they are alone', async () => {
    expect((await manager.get('/pilotage')).body).toContain('Aucun changement d’administrateur, aucune revue inverse n’est en retard.');
    const [convention] = await office.sql<{ id: string }[]>`select id from convention where caf = '31' order by id limit 1`;
    const begun = await office.sql.begin((tx) => beginJourney(tx, office.tools, { kind: 'reverse-review', caf: '31' as CafCode, conventionId: convention?.id ?? null, first: { kind: 'review-begun', due: '2026-11-06' } as never, actor: null, key: 'late-review' }, office.clock.now()));
    const { body } = await manager.get('/pilotage');
    expect(body).toContain(begun.id);
    expect(body.replaceAll(/\s+/g, ' ')).toMatch(/revue inverse, [^<]+ — en retard depuis le lun\. 9 nov\. à 9 h 00/);
    const elsewhere = await office.signIn('responsable@caf95.example');
    expect((await elsewhere.get('/pilotage')).body).not.toContain(begun.id);
  });

  it('lists who waits to be identified', async () => {
    const { body } = await manager.get('/pilotage');
    expect(body).toContain('agathe@ailleurs.example');
    // Tuesday 12:00-17:30, three days of 10 h, Monday 7:30-9:00.
    expect(body).toContain('37 h d’ouverture');
  });

  it('measures the last thirty days in opening hours', async () => {
    const { body } = await manager.get('/pilotage');
    expect(body).toMatch(/Prise en charge<\/th><td class="num fw6">1 h<\/td><td class="num">1 h<\/td>/);
    expect(body).toMatch(/Première réponse<\/th><td class="num fw6">2 h<\/td>/);
    expect(body).toContain('sans objet');
    // The desk: 2 h of the one, and of the other 7.5 + 30 + 1.5 h; the partner: 5.5 + 30 + 1.5 h.
    expect(body).toMatch(/<th scope="row">Caf<\/th><td class="num">53 %<\/td><td class="num">4 j 1 h<\/td>/);
    expect(body).toMatch(/<th scope="row">Partenaire<\/th><td class="num">47 %<\/td><td class="num">3 j 7 h<\/td>/);
  });

  it('asks for no sense in an address', async () => {
    for (const query of ['quoi=jour&jour=2026-02-31', 'quoi=nimporte&cote=lune', 'quoi=escaladees&echelon=-1', 'page=0']) expect((await manager.get(`/pilotage/demandes?${query}`)).status).toBe(200);
  });

  it('counts no security incident for who may not see it', async () => {
    const owner = connect(office.database.ownerUrl, { max: 1 });
    await owner`update ticket set restricted = true where reference = ${silent}`;
    const { body } = await manager.get('/pilotage');
    expect(fig(body, 'Escaladées')).toBe(1);
    expect(rowsOf(body)).not.toContain(silent);
    expect(rowsOf((await manager.get('/pilotage/demandes?quoi=escaladees')).body)).toEqual([asked]);
    await owner`update ticket set restricted = false where reference = ${silent}`;
    await owner.end();
  });

  it('is not for an agent, nor for who is not signed in', async () => {
    expect((await (await office.signIn(MELISANDE)).get('/pilotage')).status).toBe(403);
    expect((await fetch(`${office.url}/pilotage`, { redirect: 'manual' })).status).toBe(303);
  });
});
