import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Answer, Browser } from './browser';
import { FROM_31, mail, MELISANDE, opened, startOffice, type Office } from './office';
import { Program } from './program';

const SOLVEIG = 'responsable@caf31.example';
const VALERE = 'responsable@caf21.example';
const CASTELBRUN = '/partenaires/mairie-castelbrun';

let office: Office;
let manager: Browser;
beforeAll(async () => {
  office = await startOffice();
});
afterAll(async () => {
  await office.stop();
});
beforeEach(async () => {
  manager = await office.signIn(SOLVEIG);
});

const text = (answer: Answer): string => answer.body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
const changes = async () => await office.sql<{ area: string; what: string; label: string; account_id: string; before: Record<string, unknown> | null; after: Record<string, unknown> | null }[]>`select * from setting_change order by id desc`;
const contact = async (id: string) => (await office.sql`select * from contact where id = ${id}`)[0];
const markOf = (answer: Answer): string => /name="vue" value="([^"]*)"/.exec(answer.body)?.[1] ?? '';

describe('the list of partners', () => {
  it.each([['castelbrun', 2], ['31-2024-018', 1], ['Sarrabère', 1], ['joachim.peyrade@castelbrun.example', 1], ['introuvable', 0], ['100%', 0]])('finds by name, convention or person: %s', async (q, found) => {
    const page = await manager.get(`/partenaires?q=${encodeURIComponent(q)}`);
    expect(page.status).toBe(200);
    expect([...page.body.matchAll(/class="subj"/g)].length).toBe(found);
  });

  it('shows the partners of one’s own Cafs alone, to managers alone', async () => {
    const agent = await office.signIn(MELISANDE);
    const elsewhere = await office.signIn(VALERE);
    expect((await agent.get('/partenaires')).status).toBe(403);
    expect((await agent.get('/reglages/journal')).status).toBe(403);
    expect((await elsewhere.get('/partenaires?q=castelbrun')).body).not.toContain('Mairie de Castelbrun');
    expect((await elsewhere.get(CASTELBRUN)).status).toBe(404);
    expect((await elsewhere.get('/contacts/castelbrun-niveau-1')).status).toBe(404);
    const mine = await elsewhere.get('/partenaires/nouveau');
    expect((await elsewhere.post('/contacts/castelbrun-niveau-1/fin', {}, mine)).status).toBe(404);
    expect((await elsewhere.post('/conventions/31-2024-017/contacts', { nom: 'Intrus', role: 'other' }, mine)).status).toBe(404);
  });

  it('goes on by pages of 25', async () => {
    await office.sql`insert into partner (id, caf, name) select 'p' || n, '31', 'Zone ' || n from generate_series(1, 30) n`;
    expect(text(await manager.get('/partenaires?q=Zone'))).toContain('1 à 25 sur 30');
    expect(text(await manager.get('/partenaires?q=Zone&page=2'))).toContain('26 à 30 sur 30');
  });
});

describe('a partner', () => {
  const NEW = { partenaire: 'CCAS de Peyrelande', siret: '732 829 320 00074', convention: '31-2026-101', 'service-CDAP': 'oui' };

  it('is added with its convention, once for its form', async () => {
    const form = await manager.get('/partenaires/nouveau');
    const added = await manager.post('/partenaires', NEW, form);
    expect(added.status).toBe(303);
    expect((await manager.post('/partenaires', NEW, form)).location).toBe(added.location);
    const page = await manager.get(added.location ?? '');
    expect(text(page)).toContain('SIRET 732 829 320 00074');
    expect(text(page)).toContain('personne au support de niveau 1');
    expect(await office.sql`select number, services from convention where number = '31-2026-101'`).toMatchObject([{ services: ['CDAP'] }]);
    expect((await changes()).slice(0, 2)).toMatchObject([{ area: 'convention', what: 'added', label: '31-2026-101' }, { area: 'partner', what: 'added', label: 'CCAS de Peyrelande', account_id: SOLVEIG }]);
  });

  it.each([
    ['siret', { ...NEW, siret: '732 829 320 00075' }, 'SIRET incorrect'],
    ['siret', { ...NEW, partenaire: 'Un autre nom' }, 'est déjà connu de cette Caf avec ce SIRET'],
    ['partenaire', { ...NEW, siret: '', partenaire: 'mairie de castelbrun-d’arros' }, 'est déjà connu de cette Caf avec ce nom'],
    ['convention', { ...NEW, siret: '', partenaire: 'Un autre nom', convention: '31-2024-017' }, 'est déjà celle de « Mairie de Castelbrun-d’Arros »'],
    ['convention', { ...NEW, convention: '<script>' }, 'Numéro de convention incorrect'],
  ])('comes back filled when its %s is wrong', async (_, fields, message) => {
    const answer = await manager.post('/partenaires', fields, await manager.get('/partenaires/nouveau'));
    expect(answer.status).toBe(422);
    expect(text(answer)).toContain(message);
    expect(answer.body).toContain(`value="${fields.partenaire}"`);
  });

  it('changes its name, its services, and gets another convention, each journalled', async () => {
    const page = await manager.get(CASTELBRUN);
    expect((await manager.post(`${CASTELBRUN}/modification`, { partenaire: 'Ville de Castelbrun', siret: '' }, page)).status).toBe(303);
    const again = await manager.get(CASTELBRUN);
    expect((await manager.post('/conventions/31-2024-017/services', { 'service-DGFIP': 'oui', _cle: 'services-autre-1' }, again)).status).toBe(303);
    expect((await manager.post(`${CASTELBRUN}/conventions`, { convention: '31-2026-200', _cle: 'convention-autre-1' }, again)).status).toBe(303);
    expect((await changes()).slice(0, 3)).toMatchObject([
      { area: 'convention', what: 'added', label: '31-2026-200' },
      { area: 'convention', what: 'changed', before: { services: ['CDAP', 'AFAS'] }, after: { services: ['DGFIP'] } },
      { area: 'partner', what: 'changed', before: { name: 'Mairie de Castelbrun-d’Arros' }, after: { name: 'Ville de Castelbrun' } },
    ]);
    const journal = text(await manager.get('/reglages/journal'));
    expect(journal).toContain('Services : CDAP, AFAS → Offre DGFiP');
    expect(journal).toContain('Nom : Mairie de Castelbrun-d’Arros → Ville de Castelbrun');
    expect(text(await manager.get('/reglages/journal?objet=contact'))).not.toContain('Ville de Castelbrun');
  });
});

describe('a contact', () => {
  const CARD = { nom: 'Garance Puymirol', role: 'level-one-support', fonction: 'assistante', courriel: 'Garance.Puymirol@Castelbrun.example', telephone: '05 36 49 01 20', telephone2: '06 39 98 21 07, +32 2 555 12 12', echelon: '' };
  const add = async (fields: Partial<typeof CARD> = {}) => await manager.post('/conventions/31-2024-017/contacts', { ...CARD, ...fields }, await manager.get('/conventions/31-2024-017/contacts/nouveau'));

  it('is added, and may open a request from then on', async () => {
    expect((await add()).location).toBe(CASTELBRUN);
    const [row] = await office.sql`select * from contact where email = 'garance.puymirol@castelbrun.example'`;
    expect(row).toMatchObject({ name: 'Garance Puymirol', phones: ['+33536490120', '+33639982107', '+3225551212'], ladder_rank: null });
    const reference = await opened(office, '31', mail('garance.puymirol@castelbrun.example', 'Compte bloqué', 'Mon compte est bloqué, erreur 401.'));
    expect(await office.sql`select contact_id from ticket where reference = ${reference}`).toMatchObject([{ contact_id: row?.['id'] }]);
  });

  it.each([
    ['nom', { nom: ' ' }, 'Écrivez le nom de la personne.'],
    ['role', { role: 'sorcier' }, 'Rôle inconnu'],
    ['courriel', { courriel: 'garance@castelbrun' }, 'Adresse de courriel incorrecte'],
    ['courriel', { courriel: 'guichet@caf31.example' }, 'est une boîte du guichet'],
    ['courriel', { courriel: 'joachim.peyrade@castelbrun.example' }, 'Joachim Peyrade est déjà connu dans ce rôle avec cette adresse.'],
    ['courriel', { courriel: '', echelon: '3' }, 'Un échelon se contacte par courriel'],
    ['telephone', { telephone: '05 36 49' }, 'Numéro de téléphone incorrect'],
    ['telephone2', { telephone2: '12' }, 'Numéro de téléphone incorrect'],
    ['echelon', { echelon: '1', courriel: 'x@castelbrun.example' }, 'Échelon 1 : c’est déjà Nadège Courtial.'],
  ])('is refused beside its field, filled: %s', async (field, wrong, message) => {
    const answer = await add(wrong);
    expect(answer.status).toBe(422);
    expect(text(answer)).toContain(message);
    expect(answer.body).toContain(`id="contact-${field}-erreur"`);
    expect(answer.body).toContain('value="assistante"');
  });

  it('changes; two people who change it at once are told', async () => {
    const page = await manager.get('/contacts/castelbrun-suppleant');
    const fields = { nom: 'Timothée Larrouy', role: 'deputy-administrator', fonction: 'directeur', courriel: 'timothee.larrouy@castelbrun.example', telephone: '05 36 49 01 13', echelon: '', vue: markOf(page) };
    expect((await manager.post('/contacts/castelbrun-suppleant/modification', fields, page)).status).toBe(303);
    expect(await contact('castelbrun-suppleant')).toMatchObject({ job_title: 'directeur', phones: ['+33536490113'] });
    expect((await changes())[0]).toMatchObject({ area: 'contact', what: 'changed', before: { jobTitle: 'chef du service population' }, after: { jobTitle: 'directeur' } });
    const late = await manager.post('/contacts/castelbrun-suppleant/modification', { ...fields, fonction: 'adjoint', _cle: 'un-autre-formulaire' }, page);
    expect(late.status).toBe(422);
    expect(text(late)).toContain('modifiée entre-temps par quelqu’un d’autre');
    expect(late.body).toContain('value="adjoint"');
  });

  it('ends and stays: no longer recognised nor called upon, tickets keep its name; and is taken back', async () => {
    const reference = await opened(office, '31', mail('Aliénor Sabathier <alienor.sabathier@castelbrun.example>', 'Page blanche', 'Une page blanche, erreur 500.'));
    const page = await manager.get('/contacts/castelbrun-niveau-1-bis');
    expect(text(page)).toContain('1 demande le cite, dont 1 ouverte');
    expect((await manager.post('/contacts/castelbrun-niveau-1-bis/fin', {}, page)).status).toBe(303);
    await office.receive('31', mail('Aliénor Sabathier <alienor.sabathier@castelbrun.example>', 'Autre chose', 'Encore une page blanche, erreur 500.'));
    expect(await office.sql`select outcome from arrived_mail where subject = 'Autre chose'`).toMatchObject([{ outcome: 'to-identify' }]);
    const agent = await office.signIn(MELISANDE);
    expect((await agent.get('/appels/nouveau?q=Sabathier')).body).not.toContain('alienor.sabathier');
    expect((await agent.get(`/demandes/${reference}`)).body).toContain('Aliénor Sabathier');
    expect(text(await manager.get(CASTELBRUN))).toContain('1 ancien contact');
    expect((await manager.post('/contacts/castelbrun-niveau-1-bis/reprise', {}, await manager.get(CASTELBRUN))).status).toBe(303);
    expect(await contact('castelbrun-niveau-1-bis')).toMatchObject({ ended_at: null });
    expect((await changes()).slice(0, 2).map(({ what }) => what)).toEqual(['resumed', 'ended']);
  });

  it('an administrator who ends here leaves the register too, and is to be succeeded until they count again', async () => {
    const end = async (act: 'fin' | 'reprise') => expect((await manager.post(`/contacts/castelbrun-suppleant/${act}`, {}, await manager.get(CASTELBRUN))).status).toBe(303);
    const states = async () => (await office.sql<{ state: string }[]>`select state from habilitation where contact_id = 'castelbrun-suppleant' order by state`).map(({ state }) => state);
    await end('fin');
    expect([await contact('castelbrun-suppleant'), await states()]).toEqual([expect.objectContaining({ ended_at: office.clock.now() }), ['withdrawn']]);
    expect((await manager.get('/changements')).body).toContain('Timothée Larrouy, suppléant');
    const written = async () => (await office.sql<{ subject: string }[]>`select subject from letter where kind = 'register' and to_address = 'clemence.astugue@castelbrun.example' order by queued_at, id`).map(({ subject }) => subject).sort().reverse();
    expect(await written()).toEqual([expect.stringContaining('Un accès est retiré')]);
    await office.sql`insert into contact (id, convention_id, name, role, email) values ('succede', '31-2024-017', 'Sarah Suite', 'deputy-administrator', 'sarah.suite@castelbrun.example')`;
    const late = await manager.post('/contacts/castelbrun-suppleant/reprise', { _cle: 'reprise-trop-tard' }, await manager.get(CASTELBRUN));
    expect([late.status, text(late).includes('Sarah Suite tient ce rang')]).toEqual([422, true]);
    await office.sql`delete from contact where id = 'succede'`;
    await end('reprise');
    expect(await written()).toEqual([expect.stringContaining('Un accès est retiré'), expect.stringContaining('Un accès est donné')]);
    expect(await states()).toEqual(['active', 'withdrawn']);
    expect((await manager.get('/changements')).body).not.toContain('Timothée Larrouy');
  });

  it('neither makes nor unmakes an administrator or a deputy, by the card or by the API: the form of annex 3 does; the first of a rank is the convention’s to name', async () => {
    const program = await Program.of(office, SOLVEIG);
    const card = { nom: 'Joachim Peyrade', role: 'administrator', fonction: '', courriel: 'joachim.peyrade@castelbrun.example', telephone: '', echelon: '' };
    const own = { nom: 'Clémence Astugue', role: 'level-one-support', fonction: '', courriel: 'clemence.astugue@castelbrun.example', telephone: '', echelon: '' };
    const roles = async () => await office.sql`select id, role from contact where convention_id = '31-2024-017' and ended_at is null order by id`;
    const before = await roles();
    const change = async (id: string, fields: Record<string, string>) => {
      const page = await manager.get(`/contacts/${id}`);
      return await manager.post(`/contacts/${id}/modification`, { ...fields, vue: markOf(page), _cle: `carte-${id}-${fields['role'] ?? ''}-${fields['nom'] ?? ''}`.replaceAll(/[^\w-]/g, '-') }, page);
    };
    for (const [answer, words] of [
      [await change('castelbrun-niveau-1', card), 'Une fiche ne nomme pas d’administrateur'],
      [await change('castelbrun-administratrice', own), 'Une fiche ne retire ni ne change le rôle d’un administrateur'],
      [await change('castelbrun-administratrice', { ...own, role: 'deputy-administrator' }), 'Une fiche ne retire ni ne change le rôle d’un administrateur'],
      [await change('castelbrun-administratrice', { ...own, role: 'administrator', nom: 'Une Autre', courriel: 'une.autre@castelbrun.example' }), 'ce serait quelqu’un d’autre'],
      [await add({ role: 'administrator' }), 'Une fiche ne nomme pas d’administrateur'],
    ] as const) {
      expect([answer.status, text(answer).includes(words)]).toEqual([422, true]);
      expect(answer.body).toMatch(/id="contact-(role|nom)-erreur"/);
    }
    const pages = [await manager.get('/contacts/castelbrun-administratrice'), await manager.get('/conventions/31-2024-017/contacts/nouveau')];
    for (const page of pages) expect(page.body).toContain('href="/changements/nouveau?convention=31-2024-017"');
    expect(pages.map(({ body }) => /<select[^>]*id="contact-role"[\s\S]*?<\/select>/.exec(body)?.[0].match(/value="[a-z-]+"/g))).toEqual([['value="administrator"'], expect.not.arrayContaining(['value="administrator"', 'value="deputy-administrator"'])]);
    const refused = await program.post('/conventions/31-2024-017/contacts', { ...card, courriel: 'x.y@castelbrun.example' });
    expect([refused.status, JSON.stringify(refused.json).includes('formulaire de changement')]).toEqual([422, true]);
    const read = (await program.get('/partenaires/mairie-castelbrun')).json as { conventions: { contacts: { id: string; mark: string }[] }[] };
    const mark = read.conventions.flatMap(({ contacts }) => contacts).find(({ id }) => id === 'castelbrun-administratrice')?.mark;
    expect((await program.post('/contacts/castelbrun-administratrice/modification', { ...own, vue: mark })).status).toBe(422);
    expect(await roles()).toEqual(before);
    const [convention] = await office.sql<{ id: string }[]>`select id from convention where number = '31-2026-101'`;
    expect((await program.post(`/conventions/${convention?.id}/contacts`, { ...card, courriel: 'premier@peyrelande.example' })).status).toBe(201);
    expect((await program.post(`/conventions/${convention?.id}/contacts`, { ...card, courriel: 'second@peyrelande.example' })).status).toBe(422);
  });

  it('an administrator’s name or address corrected on the card follows in the register; withdrawn there, it is the same person who leaves', async () => {
    const mcp = await office.signIn('habilitations@caf31.example');
    const act = async (acte: string, reason: string) => {
      const id = (await office.sql<{ id: string }[]>`select id from habilitation where contact_id = 'castelbrun-suppleant' and state <> 'withdrawn'`)[0]?.id ?? '';
      return await mcp.post(`/registre/31-2024-017/acces/${id}/actes`, { acte, motif: reason, _cle: `acte-${acte}` }, await mcp.get(`/registre/31-2024-017/acces/${id}`));
    };
    const page = await manager.get('/contacts/castelbrun-suppleant');
    const fields = { nom: 'Timothée Larrouy', role: 'deputy-administrator', fonction: 'directeur', courriel: 'timothee.larrouy-vidal@castelbrun.example', telephone: '05 36 49 01 13', echelon: '', vue: markOf(page) };
    expect((await manager.post('/contacts/castelbrun-suppleant/modification', fields, page)).status).toBe(303);
    expect(await office.sql`select email from habilitation where contact_id = 'castelbrun-suppleant' and state = 'active'`).toEqual([{ email: fields.courriel }]);
    // Nobody's place is taken in silence: the former address reads it too.
    const told = await office.sql<{ to_address: string }[]>`select to_address from letter where id like 'register/address-changed/castelbrun-suppleant/%'`;
    expect(told.map(({ to_address }) => to_address).sort()).toEqual(['clemence.astugue@castelbrun.example', 'philibert.dastugue@castelbrun.example', fields.courriel, 'timothee.larrouy@castelbrun.example']);
    expect((await act('retirer', 'Essai')).status).toBe(303);
    expect([await contact('castelbrun-suppleant'), await office.sql`select from habilitation where contact_id = 'castelbrun-suppleant' and state <> 'withdrawn'`]).toEqual([expect.objectContaining({ ended_at: office.clock.now() }), []]);
  });

  it('shows a dead address with its reason; reactivated, letters go to it again', async () => {
    await office.sql`insert into dead_address (address, since, status) values ('nadege.courtial@castelbrun.example', ${office.clock.now()}, '5.2.1')`;
    const page = await manager.get(CASTELBRUN);
    expect(text(page)).toMatch(/Rejetée le .* boîte fermée \(5\.2\.1\) Réactiver/);
    expect((await manager.get('/partenaires?rejets=oui')).body).toContain('1 adresse rejetée');
    expect((await manager.post('/contacts/castelbrun-echelon-1/reactivation', {}, page)).status).toBe(303);
    expect(await office.sql`select from dead_address`).toHaveLength(0);
    expect((await changes())[0]).toMatchObject({ area: 'address', what: 'revived', before: { status: '5.2.1' }, after: { email: 'nadege.courtial@castelbrun.example' } });
  });

  it('is not touched by a form without its token', async () => {
    expect((await manager.post('/contacts/castelbrun-niveau-1/fin', { _csrf: 'faux' }, await manager.get(CASTELBRUN))).status).toBe(403);
    expect(await contact('castelbrun-niveau-1')).toMatchObject({ ended_at: null });
  });
});

it('a mail of a known person still opens a request', async () => {
  expect(await opened(office, '31', mail(FROM_31, 'Page blanche', 'Une page blanche, erreur 500.'))).toMatch(/^31-2026-/);
});
