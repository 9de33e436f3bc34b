import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conventionFile, habilitationsOf, registerActsOf } from '../../db/register';
import { registerLines } from '../../db/register-list';
import { beginJourney } from '../../desk/journey';
import { terminateConvention } from '../../desk/register';
import type { CafCode, LocalDate } from '../../domain/ids';
import type { Browser } from './browser';
import { everyFormTwice, formsOf } from './every-form-twice';
import { FROM_31, mail, MELISANDE, opened, startOffice, type Office } from './office';
import { visit } from './visitor';

const CONVENTION = '31-2024-017';
const PAGE = `/registre/${CONVENTION}`;
const MCP = 'habilitations@caf31.example';
let office: Office;
let twice: Awaited<ReturnType<typeof everyFormTwice>>;
let keys = 0;
beforeAll(async () => {
  office = await startOffice();
  twice = await everyFormTwice(office);
});
afterAll(async () => {
  await office?.stop();
});
/** Sends a form of a page with the tokens of it. */
const send = async (who: Browser, page: string, to: string, fields: Record<string, string>) => {
  keys += 1;
  return await who.post(to, { _cle: `convention-${String(keys).padStart(12, '0')}`, ...fields }, await who.get(page));
};
const kinds = async (kind: string) => (await office.sql<{ kind: string }[]>`select kind from letter where kind = ${kind}`).length;

describe('the end of a convention on screen', () => {
  const entry = `${PAGE}/resiliation`;

  it('a registered letter is entered by an agent: its dates are checked, the form comes back filled; others may only read', async () => {
    const agent = await office.signIn(MELISANDE);
    expect((await agent.get(PAGE)).body).toContain('Saisir une résiliation');
    const empty = await send(agent, entry, entry, { reception: '', effet: '2027-02-31', motif: 'Fin du service' });
    expect([empty.status, empty.body.includes('Dites qui résilie.'), empty.body.includes('Donnez une date.'), empty.body.includes('Date incorrecte'), empty.body.includes('Fin du service')]).toEqual([422, true, true, true, true]);
    const early = await send(agent, entry, entry, { auteur: 'partenaire', reception: '2026-10-30', effet: '2027-01-29' });
    expect([early.status, /ne prend pas effet avant le sam\.\s30\sjanv\.\s2027/.test(early.body)]).toEqual([422, true]);
    const future = await send(agent, entry, entry, { auteur: 'partenaire', reception: '2026-11-30' });
    expect(future.body).toContain('La date de réception ne peut pas être à venir.');
    const done = await send(agent, entry, entry, { auteur: 'partenaire', reception: '2026-10-30', motif: 'Fin du service', suivi: '1A 234' });
    expect([done.status, done.location]).toEqual([303, '/resiliations/31-RES-2026-000001']);
    const page = (await agent.get(done.location ?? '')).body;
    expect(page).toMatch(/La convention prend fin le samedi\s30\sjanvier\s2027\./);
    expect(page).toContain('1A 234');
    expect(await conventionFile(office.sql, CONVENTION)).toMatchObject({ terminated_on: '2027-01-30' });
    expect(await kinds('termination-received')).toBeGreaterThan(1);
    expect((await send(agent, entry, entry, { auteur: 'caf', reception: '2026-10-30' })).body).toContain('Une résiliation est déjà en cours');
    const mcp = await office.signIn(MCP);
    expect((await mcp.get(PAGE)).body).toContain('/resiliations/31-RES-2026-000001');
    expect((await mcp.get('/resiliations/31-RES-2026-000001')).body).not.toContain('Retirer la résiliation</summary>');
    expect((await send(mcp, PAGE, '/resiliations/31-RES-2026-000001/retrait', { motif: 'Non' })).status).toBe(403);
    const elsewhere = await office.signIn('ines.vigneroy@caf95.example');
    expect((await elsewhere.get('/resiliations/31-RES-2026-000001')).status).toBe(404);
  });

  it('its day is moved, then it is withdrawn with a reason: the register says who did it', async () => {
    const agent = await office.signIn(MELISANDE);
    const here = '/resiliations/31-RES-2026-000001';
    expect((await send(agent, here, `${here}/date`, { effet: '2027-01-01', motif: 'Plus tôt' })).body).toMatch(/Trop tôt/);
    expect((await send(agent, here, `${here}/date`, { effet: '2027-03-31', motif: 'Le temps de reprendre les dossiers' })).status).toBe(303);
    expect((await send(agent, here, `${here}/retrait`, { motif: '' })).body).toContain('Donnez un motif');
    expect((await send(agent, here, `${here}/retrait`, { motif: 'Accord trouvé' })).status).toBe(303);
    expect((await agent.get(here)).body).toContain('La résiliation est retirée');
    expect(await conventionFile(office.sql, CONVENTION)).toMatchObject({ terminated_on: null });
    expect((await registerActsOf(office.sql, CONVENTION)).slice(0, 3).map(({ kind, actor }) => [kind, actor]).sort()).toEqual([['termination-entered', MELISANDE], ['termination-moved', MELISANDE], ['termination-withdrawn', MELISANDE]]);
    expect((await agent.get(PAGE)).body).toContain('Saisir une résiliation');
  });
});

describe('a subcontractor that a partner announces', () => {
  const entry = `${PAGE}/sous-traitant`;
  const ADMINISTRATOR = 'honorine.castelnau@castelbrun.example';

  it('on its portal: what is missing is named, then given; the Caf accepts, the partner reads it', async () => {
    const [row] = await office.sql<{ email: string }[]>`select email from contact where convention_id = ${CONVENTION} and role = 'administrator' and ended_at is null`;
    const partner = await visit(office, row?.email ?? ADMINISTRATOR);
    const form = `/partenaire/conventions/${CONVENTION}/sous-traitant`;
    expect((await partner.get(`/partenaire/conventions/${CONVENTION}/habilitations`)).body).toContain(form);
    expect((await send(partner, form, form, { providers: 'Hébergeur', debut: 'demain' })).body).toMatch(/Date incorrecte[^]*Hébergeur/);
    const done = await send(partner, form, form, { providers: 'Hébergeur', debut: '2027-01-01' });
    expect([done.status, done.location]).toEqual([303, '/partenaire/sous-traitants/31-SST-2026-000001']);
    const here = done.location ?? '';
    const shown = (await partner.get(here)).body;
    expect(shown).toContain('Le partenaire doit compléter l’annonce');
    expect(shown).toMatch(/ne peut pas commencer avant le lun\.\s3\smai\s2027/);
    expect((await send(partner, here, `${here}/complement`, { providers: 'Hébergeur', locations: 'Toulouse', databases: 'Toulouse', 'legal-regime': 'Droit français', tasks: 'Hébergement', debut: '2027-05-03' })).status).toBe(303);
    expect((await partner.get(here)).body).toContain('La Caf doit se prononcer');
    const agent = await office.signIn(MELISANDE);
    expect((await agent.get(PAGE)).body).toContain('/sous-traitants/31-SST-2026-000001');
    const page = '/sous-traitants/31-SST-2026-000001';
    expect((await send(agent, page, `${page}/refus`, { motif: '' })).body).toContain('Donnez le motif du refus');
    expect((await send(agent, page, `${page}/acceptation`, { motif: 'Sous réserve d’un audit' })).status).toBe(303);
    expect((await partner.get(here)).body).toContain('Sous réserve d’un audit');
    expect(await kinds('subcontractor-accepted')).toBeGreaterThan(1);
  });

  it('entered by an agent from a letter: its way and its day of receipt are asked, six months run from that day', async () => {
    const agent = await office.signIn(MELISANDE);
    const wrong = await send(agent, entry, entry, { debut: '2027-05-01', reception: '' });
    expect([wrong.status, wrong.body.includes('Dites comment l’annonce est arrivée.'), wrong.body.includes('Donnez une date.')]).toEqual([422, true, true]);
    const done = await send(agent, entry, entry, { voie: 'post', reception: '2026-10-30', debut: '2027-05-01', providers: 'A', locations: 'B', databases: 'C', 'legal-regime': 'D', tasks: 'E' });
    expect(done.location).toBe('/sous-traitants/31-SST-2026-000002');
    expect((await agent.get(done.location ?? '')).body).toContain('La Caf doit se prononcer');
    expect((await send(agent, done.location ?? '', `${done.location ?? ''}/retrait`, { motif: '' })).status).toBe(303);
  });
});

describe('a service opens after the signatures and the formalities', () => {
  const here = `${PAGE}/services`;

  it('what is missing is named on screen and in the refusal; the opening is an act of the journal; agents only read', async () => {
    const mcp = await office.signIn(MCP);
    await office.sql`update convention_file set formalities_on = null where convention_id = ${CONVENTION}`;
    await office.sql`insert into service_opening (convention_id, service) values (${CONVENTION}, 'AFAS')`;
    expect((await mcp.get(here)).body).toMatch(/Manque\s:\s[^]*les formalités de protection des données/);
    const refused = await send(mcp, here, here, { acte: 'ouvrir', service: 'AFAS', date: '2026-11-03' });
    expect([refused.status, /Rien ne s’ouvre avant\s: les formalités de protection des données\./.test(refused.body)]).toEqual([422, true]);
    expect((await send(mcp, here, here, { acte: 'formalites', service: 'AFAS', date: '2026-11-02', par: '' })).body).toContain('Écrivez qui a fait les formalités.');
    const toCome = await send(mcp, here, here, { acte: 'formalites', service: 'AFAS', date: '2099-11-02', par: 'Ysaure Cazalot' });
    expect([toCome.status, toCome.body.includes('Donnez une date qui n’est pas à venir')]).toEqual([422, true]);
    expect((await send(mcp, here, here, { acte: 'formalites', service: 'AFAS', date: '2026-11-02', par: 'Ysaure Cazalot' })).status).toBe(303);
    expect((await send(mcp, here, here, { acte: 'ouvrir', service: 'AFAS', date: '2026-11-01' })).status).toBe(422);
    expect((await send(mcp, here, here, { acte: 'ouvrir', service: 'AFAS', date: '2026-11-05' })).status).toBe(303);
    expect((await send(mcp, here, here, { acte: 'ouvrir', service: 'AFAS', date: '2026-11-06' })).body).toContain('Ce service est déjà ouvert.');
    expect((await mcp.get(here)).body).toContain('par Ysaure Cazalot');
    expect((await registerActsOf(office.sql, CONVENTION)).filter(({ kind }) => kind.startsWith('service-')).map(({ kind, actor }) => [kind, actor]).sort()).toEqual([['service-formalities', MCP], ['service-opened', MCP]]);
    const agent = await office.signIn(MELISANDE);
    expect((await agent.get(here)).body).not.toContain('Ouvrir le service');
    expect((await send(agent, here, here, { acte: 'ouvrir', service: 'CDAP', date: '2026-11-05' })).status).toBe(403);
  });

  it('a request about a service that is not open is promised no delay, and says so to its sender and to the agent; once open, it is', async () => {
    const agent = await office.signIn(MELISANDE);
    // AFAS opens on 5 November; it is 3 November.
    const early = await opened(office, '31', mail(FROM_31, '[AFAS] Page blanche', 'La page AFAS reste blanche.'));
    const page = (await agent.get(`/demandes/${early}`)).body;
    expect(page).toContain('Le service AFAS n’est pas ouvert à cette convention.');
    expect(page).toContain(here);
    const [ack] = await office.sql<{ raw: Buffer }[]>`select raw from letter where reference = ${early} and kind = 'acknowledgement'`;
    expect((await simpleParser(ack?.raw ?? '')).text).toMatch(/Le service AFAS n’est pas encore ouvert pour votre convention\s?: aucun délai n’est promis/);
    expect((await office.sql<{ next_at: string | null }[]>`select next_at from ticket where reference = ${early}`)[0]?.next_at).toBeNull();
    office.clock.pass(3 * 86_400_000);
    const later = await opened(office, '31', mail(FROM_31, '[AFAS] Encore blanche', 'La page AFAS reste blanche.'));
    expect((await agent.get(`/demandes/${later}`)).body).not.toContain('n’est pas ouvert à cette convention');
    expect((await office.sql<{ next_at: string | null }[]>`select next_at from ticket where reference = ${later}`)[0]?.next_at).not.toBeNull();
  });

  it('a convention’s own amendments: added with their dates and file, listed, the file read by agents', async () => {
    const mcp = await office.signIn(MCP);
    const wrong = await send(mcp, here, `${PAGE}/avenants`, { objet: '', signature: '2026-11-02', effet: '2026-11-01' });
    expect([wrong.status, wrong.body.includes('Écrivez l’objet de l’avenant.'), wrong.body.includes('Un avenant ne prend pas effet avant sa signature.')]).toEqual([422, true, true]);
    expect((await send(mcp, here, `${PAGE}/avenants`, { objet: 'Ajout de la résidence', signature: '2026-11-02', effet: '2026-12-01' })).status).toBe(303);
    expect((await mcp.get(here)).body).toMatch(/Ajout de la résidence[^]*signé le lun\.\s2\snov\.\s2026/);
    await office.sql`insert into convention_paper (id, convention_id, name, type, size, sha256, bytes, at, added_by) values ('avenant-1', ${CONVENTION}, 'avenant.pdf', 'application/pdf', 4, 'x', ${Buffer.from('%PDF')}, ${office.clock.now()}, ${MCP})`;
    expect((await mcp.get(`${PAGE}/papiers/avenant-1`)).body).toBe('%PDF');
    expect((await mcp.get('/registre/31-2024-018/papiers/avenant-1')).status).toBe(404);
  });
});

describe('the calendar of a convention and of a Caf', () => {
  const feedOf = (body: string) => /\/calendrier\/abonnement\.ics\?lien=[\w-]+/.exec(body)?.[0] ?? '';

  it('says by month what falls due, past and to come, narrowed by its nature; a convention has its own; another Caf’s is nobody’s here', async () => {
    const agent = await office.signIn(MELISANDE);
    const begun = await send(agent, `${PAGE}/resiliation`, `${PAGE}/resiliation`, { auteur: 'caf', reception: '2026-11-02', effet: '2027-03-31' });
    expect(begun.status).toBe(303);
    const november = (await agent.get('/calendrier?mois=2026-11')).body;
    // Its months are named in French, whatever the language of the browser.
    expect([november.includes('type="month"'), november.includes('<option value="2026-11" selected>novembre 2026</option>'), november.includes('<option value="2028-11">novembre 2028</option>')]).toEqual([false, true, true]);
    expect(november).toContain('Guichet fermé');
    const march = (await agent.get('/calendrier?mois=2027-03')).body;
    expect(march).toContain('Fin de la convention (résiliation)');
    expect(march).toContain(begun.location);
    expect((await agent.get('/calendrier?mois=2027-03&nature=review')).body).not.toContain('Fin de la convention (résiliation)');
    expect((await agent.get(`${PAGE}/calendrier?mois=2027-03`)).body).toContain('Fin de la convention (résiliation)');
    expect((await agent.get('/registre/31-2024-018/calendrier?mois=2027-03')).body).not.toContain('Fin de la convention (résiliation)');
    expect(march).toContain('Résiliation retirée');
    const elsewhere = await office.signIn('ines.vigneroy@caf95.example');
    expect((await elsewhere.get('/calendrier?mois=2027-03')).body).not.toContain('Fin de la convention (résiliation)');
    expect((await elsewhere.get(`${PAGE}/calendrier`)).status).toBe(404);
  });

  it('a secret link gives it to a calendar program, without a request or a name; a date that moves keeps its UID; revoked, it opens nothing', async () => {
    const agent = await office.signIn(MELISANDE);
    const made = await send(agent, '/calendrier', '/calendrier/lien', {});
    const link = feedOf(made.body);
    expect(link).not.toBe('');
    expect(feedOf((await agent.get('/calendrier')).body)).toBe('');
    const read = async (path: string) => await fetch(`${office.url}${path}`);
    const first = await read(link);
    expect([first.status, first.headers.get('content-type'), first.headers.get('cache-control')]).toEqual([200, 'text/calendar; charset=utf-8', 'private, no-store']);
    const whole = async (path: string) => (await (await read(path)).text()).replaceAll('\r\n ', '');
    const before = (await whole(link)).split('BEGIN:VEVENT').find((event) => event.includes('Fin de la convention')) ?? '';
    expect(before).toContain('DTSTART;VALUE=DATE:20270331');
    const names = await office.sql<{ name: string }[]>`select name from contact union select name from account`;
    const all = await whole(link);
    for (const { name } of names) expect(all).not.toContain(name);
    expect(all).not.toMatch(/31-20\d\d-\d{6}|Page blanche/);
    await send(agent, '/resiliations/31-RES-2026-000002', '/resiliations/31-RES-2026-000002/date', { effet: '2027-06-30', motif: 'Le temps de reprendre' });
    const after = (await whole(link)).split('BEGIN:VEVENT').find((event) => event.includes('Fin de la convention')) ?? '';
    expect(after).toContain('DTSTART;VALUE=DATE:20270630');
    expect(/UID:.*/.exec(after)?.[0]).toBe(/UID:.*/.exec(before)?.[0]);
    const second = feedOf((await send(agent, '/calendrier', '/calendrier/lien', {})).body);
    expect([(await read(link)).status, (await read(second)).status]).toEqual([410, 200]);
    expect((await send(agent, '/calendrier', '/calendrier/lien/revocation', {})).status).toBe(303);
    expect([(await read(second)).status, (await read('/calendrier/abonnement.ics?lien=inconnu')).status]).toEqual([410, 410]);
    expect(office.log.join('\n')).not.toContain(second.slice(35, 60));
  });
});

describe('a convention that has ended', () => {
  const OVER = '31-2024-018';
  const page = `/registre/${OVER}`;
  const own = `/partenaire/conventions/${OVER}`;
  const held = async () => (await habilitationsOf(office.sql, OVER)).filter(({ state }) => state !== 'withdrawn').map(({ name }) => name);

  it('gives nobody an access, and no act brings one back; nothing is begun under it, by either side, from a page of before neither', async () => {
    const by = { at: office.clock.now(), actor: null, actorName: 'Essai' };
    await office.desk.begin(async (tx) => await terminateConvention(tx, OVER, '2026-11-01' as LocalDate, by));
    const [mcp, agent, partner] = [await office.signIn(MCP), await office.signIn(MELISANDE), await visit(office, 'ombeline.fourcade@ccas-castelbrun.example')];
    const shown = (await mcp.get(page)).body;
    expect(shown).toMatch(/Personne n’a d’accès connu[^]*accès retirés[^]*Ombeline Fourcade/);
    for (const words of ['Saisir un départ', 'Saisir une résiliation', 'Mise en demeure']) expect(shown).not.toContain(words);
    expect((await registerLines(office.sql, { cafs: ['31' as CafCode], words: OVER, state: 'terminated', service: null, today: '2026-11-03' as LocalDate })).map(({ administrators }) => administrators)).toEqual([0]);
    const acts = `${page}/acces/ccas-castelbrun-administratrice/actes`;
    expect((await send(mcp, page, acts, { acte: 'suspendre', motif: 'Trop tard' })).body).toContain('Cette habilitation est déjà retirée.');
    expect((await send(agent, `${page}/depart`, `${page}/depart`, { personne: 'ccas-castelbrun-suppleante', cause: 'depart', date: '2026-11-02', 'signale-par': 'X', canal: 'telephone' })).status).toBe(422);
    expect(await held()).toEqual([]);
    const refused = [await send(mcp, page, `${page}/actes`, { acte: 'mise-en-demeure', motif: 'Manquement' }), await send(agent, `${page}/vie`, `${page}/vie/reunions`, { objet: 'Bilan', quand: '', lieu: '' }), await send(partner, `${own}/vie`, `${own}/vie/reunions`, { objet: 'Bilan', quand: '', lieu: '' }), await send(partner, `${own}/habilitations`, `${own}/sous-traitant`, { debut: '2027-09-01' })];
    expect(refused.map(({ status, body }) => [status, body.includes('Cette convention est résiliée')])).toEqual(refused.map(() => [422, true]));
    expect((await partner.get(`${own}/vie`)).body).not.toContain('Demander une réunion');
    const mine = (await partner.get(`${own}/habilitations`)).body;
    for (const words of ['Signaler un départ', 'Changer d’administrateur</a>', 'Annoncer un sous-traitant']) expect(mine.slice(mine.indexOf('<main'))).not.toContain(words);
  });
});

describe('letters that the relay put off until after the end of their convention', () => {
  it('are kept back, for they are no longer true; those of a security incident leave, for it goes on', async () => {
    const begin = async (kind: 'reverse-review' | 'security-incident', first: object): Promise<string> => {
      const { id } = (await office.desk.begin((tx) => beginJourney(tx, office.tools, { kind, caf: '31' as CafCode, conventionId: CONVENTION, restricted: kind === 'security-incident', first: first as never, actor: null, key: `retard/${kind}` }, office.clock.now()))) as { id: string };
      return id;
    };
    const review = await begin('reverse-review', { kind: 'review-begun', due: '2026-12-15', endsOn: '2027-06-30' });
    const incident = await begin('security-incident', { kind: 'incident-reported', channel: 'phone', reporter: { name: null, address: null }, mail: null, acknowledge: false, readable: null });
    office.clock.pass(Date.parse('2027-06-30T06:00:00Z') - Date.parse(office.clock.now()));
    // As the relay leaves them: claimed, their lease over.
    await office.sql`update letter set state = 'claimed', lease_until = ${office.clock.now()}::timestamptz - interval '1 minute' where journey in (${review}, ${incident}) and kind in ('review-coming', 'security-alert')`;
    await office.tools.tellJourney({ id: '31-RES-2026-000002', kind: 'termination' }, 0);
    expect(await conventionFile(office.sql, CONVENTION)).toMatchObject({ terminated_on: '2027-06-30' });
    expect(await office.sql`select distinct kind, state, problem from letter where journey in (${review}, ${incident}) and kind in ('review-coming', 'security-alert') order by kind`).toEqual([
      { kind: 'review-coming', state: 'withheld', problem: 'convention-ended' }, { kind: 'security-alert', state: 'claimed', problem: null },
    ]);
    const [letter] = await office.sql<{ id: string }[]>`select id from letter where journey = ${review} and kind = 'review-coming' limit 1`;
    expect((await (await office.signIn(MELISANDE)).get(`/courriers/${encodeURIComponent(letter?.id ?? '')}`)).body.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain('Retenue : la convention avait pris fin avant qu’elle ne parte.');
  });
});

it('each of these forms is taken once, however often it is sent', () => {
  expect(formsOf(twice.paths)).toEqual([
    '/calendrier/lien/revocation', '/partenaire/conventions/…/sous-traitant', '/partenaire/sous-traitants/…/complement', '/registre/…/avenants', '/registre/…/resiliation', '/registre/…/services', '/registre/…/sous-traitant', '/resiliations/…/date', '/resiliations/…/retrait', '/sous-traitants/…/acceptation', '/sous-traitants/…/retrait',
  ]);
});
