import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Answer, Browser } from './browser';
import { MELISANDE, RENFORT, startOffice, type Office } from './office';

const HOUR_MS = 3_600_000;
const CALL = {
  appelant: 'castelbrun-niveau-1', service: 'CDAP', nature: 'technical-incident', objet: 'Aucun agent ne peut se connecter', description: 'Depuis 9 h 30, les six agents sont renvoyés à l’accueil.',
  messageErreur: 'Session expirée, code 401', rappelNom: 'Joachim Peyrade', rappelTelephone: '06 39 98 21 07', prendre: 'non',
};

let office: Office;
let agent: Browser;
let form: Answer;
beforeAll(async () => {
  office = await startOffice();
});
afterAll(async () => {
  await office.stop();
});
beforeEach(async () => {
  agent = await office.signIn(MELISANDE);
  form = await agent.get('/appels/nouveau?q=Peyrade');
});

const save = (fields: Partial<typeof CALL> & Record<string, string> = {}) => agent.post('/appels', { ...CALL, ...fields }, form);
const idOf = (answer: Answer): string => (answer.location ?? '').replace('/demandes/', '');

async function ticket(reference: string): Promise<Record<string, unknown>> {
  const [row] = await office.sql`select *, (select json_agg(json_build_object('kind', kind, 'at', at, 'actor', actor) order by n) from fact where fact.reference = ticket.reference) as facts from ticket where reference = ${reference}`;
  return row ?? {};
}

describe('finding the caller', () => {
  it.each([['Peyrade'], ['castelbrun'], ['05 36 49 01 10'], ['0536490110'], ['+33 5 36 49 01 10']])('by name, partner or number: %s', async (q) => {
    expect((await agent.get(`/appels/nouveau?q=${encodeURIComponent(q)}`)).body).toContain('Joachim Peyrade');
  });

  it('shows the contract’s items, the desk’s hours, what is already open, and who may not open a request', async () => {
    expect(form.body).toContain('Ce que le contrat demande');
    expect(form.body).toContain('Le nom de la personne à rappeler');
    expect((await agent.get('/appels/nouveau?q=Dastugue')).body).toContain('Pas un contact du contrat');
    office.clock.pass(12 * HOUR_MS);
    const late = await office.signIn(MELISANDE);
    expect((await late.get('/appels/nouveau')).body).toMatch(/fermé, rouvre/);
    office.clock.pass(-12 * HOUR_MS);
  });
});

describe('saving a call', () => {
  it('opens a ticket by telephone, with what was said and what the contract still wants', async () => {
    const answer = await save();
    expect(answer.status).toBe(303);
    expect(await ticket(idOf(answer))).toMatchObject({ caf: '31', channel: 'phone', service: 'CDAP', kind: 'technical-incident', contact_id: 'castelbrun-niveau-1', subject: CALL.objet, missing: ['screenshot'], phase: 'received' });
    const [message] = await office.sql`select direction, channel, text, phones from message where reference = ${idOf(answer)}`;
    expect(message).toMatchObject({ direction: 'in', channel: 'phone', phones: ['+33639982107'] });
    expect(String(message?.['text'])).toContain('Session expirée, code 401');
  });

  it('is answered by telephone when no address is known: a letter that cannot leave ends no debt', async () => {
    await office.sql`update contact set email = null where id = 'castelbrun-niveau-1'`;
    const path = (await save()).location ?? '';
    const refused = await agent.post(`${path}/reponse`, { texte: 'C’est réparé.', suite: 'resolu' }, await agent.get(path));
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('Aucune adresse de courriel n’est connue pour cette demande : répondez par téléphone');
    expect(refused.body).not.toContain('id="reponse-texte"');
    expect(refused.body).toMatch(/Votre texte, à copier si besoin.*C’est réparé\./s);
    expect(await ticket(path.replace('/demandes/', ''))).toMatchObject({ phase: 'received', owes: 'desk' });
    await office.sql`update contact set email = 'joachim.peyrade@castelbrun.example' where id = 'castelbrun-niveau-1'`;
  });

  it('counts from when the call was taken, that is when the form was opened', async () => {
    const takenAt = office.clock.now();
    office.clock.pass(20 * 60_000);
    const answer = await save({ debut: takenAt });
    expect((await ticket(idOf(answer)))['received_at']).toBe(takenAt);
  });

  it.each([['in the future', HOUR_MS], ['older than twelve hours', -13 * HOUR_MS]])('counts from now when that is %s', async (_when, ms) => {
    const debut = new Date(Date.parse(office.clock.now()) + ms).toISOString();
    const answer = await save({ debut });
    expect((await ticket(idOf(answer)))['received_at']).toBe(office.clock.now());
  });

  it('takes in hand and promises the call back, each with who did it', async () => {
    const answer = await save({ prendre: 'oui', rappelAvant: '2026-11-05T11:30' });
    const row = await ticket(idOf(answer));
    expect(row).toMatchObject({ phase: 'in-hand' });
    expect(row['facts']).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'taken-in-hand', actor: MELISANDE }), expect.objectContaining({ kind: 'call-back-promised', actor: MELISANDE })]));
    office.clock.pass(30 * HOUR_MS);
    const later = await office.signIn(MELISANDE);
    const list = /<section[^>]*id="rappels".*?<\/section>/s.exec((await later.get('/file')).body)?.[0].replaceAll(/<[^>]+>/g, ' ') ?? '';
    expect(list).toContain(String(row['reference']));
    expect(list).toMatch(/11 h 30/);
    office.clock.pass(-30 * HOUR_MS);
  });

  it('declares the urgency in the caller’s name', async () => {
    const row = await ticket(idOf(await save({ urgent: 'oui' })));
    expect(row).toMatchObject({ urgent: true });
    expect(row['facts']).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'urgent' })]));
  });

  it('makes one ticket of a double click', async () => {
    const [before] = await office.sql<{ count: number }[]>`select count(*)::int as count from ticket`;
    const [one, two] = await Promise.all([save(), save()]);
    expect([one.status, two.status]).toEqual([303, 303]);
    expect(one.location).toBe(two.location);
    const [after] = await office.sql<{ count: number }[]>`select count(*)::int as count from ticket`;
    expect((after?.count ?? 0) - (before?.count ?? 0)).toBe(1);
  });

  it('does not take another call typed over the same form for a second request, and says so', async () => {
    const first = await save();
    const again = await save({ objet: 'Tout autre chose' });
    expect(again.location).toBe(first.location);
    expect((await agent.get(again.location ?? '')).body).toContain('déjà enregistré');
  });
});

describe('what is wrong', () => {
  it.each([
    [{ rappelTelephone: '06 39 98 21' }, 'Il manque 2 chiffres.'],
    [{ rappelTelephone: 'demain' }, 'Ce numéro n’existe pas'],
    [{ objet: ' ' }, 'Donnez un objet'],
    [{ rappelAvant: '2026-11-02T09:00' }, 'à venir'],
    [{ rappelAvant: '9999-12-31T23:59' }, 'd’ici un an'],
    [{ appelant: 'inconnu' }, 'Écrivez le nom'],
    [{ appelant: '' }, 'Choisissez qui appelle'],
  ] as ReadonlyArray<readonly [Record<string, string>, string]>)('%j comes back filled', async (fields, message) => {
    const answer = await save(fields);
    expect(answer.status).toBe(422);
    expect(answer.body).toContain(message);
    expect(answer.body).toContain('les six agents sont renvoyés');
  });
});

describe('a caller who may not open a request', () => {
  it('is put before a person, and sent once to their own level-1 support', async () => {
    const answer = await save({ appelant: 'castelbrun-signataire' });
    expect(answer.location).toBe('/a-identifier');
    const [row] = await office.sql`select outcome, reason, caf, source from arrived_mail where reason = 'not-authorised'`;
    expect(row).toMatchObject({ outcome: 'to-identify', caf: '31', source: { kind: 'phone', account: MELISANDE } });
    expect(await office.sql`select 1 from letter where kind = 'not-authorised'`).toHaveLength(1);
    expect((await agent.get('/a-identifier')).body).toContain('Aucun agent ne peut se connecter');
  });

  it('is heard all the same when it may be a security incident', async () => {
    const answer = await save({ appelant: 'castelbrun-signataire', nature: 'security-incident' });
    expect(answer.location).toBe('/file');
    const [taken] = await office.sql<{ reference: string }[]>`select reference from ticket where kind = 'security-incident' and restricted`;
    expect((await agent.get('/file')).body).toContain(`${taken?.reference} : incident de sécurité, remis au responsable de la sécurité`);
    expect((await agent.get(`/demandes/${taken?.reference}`)).status).toBe(404);
    expect((await (await office.signIn('securite@caf31.example')).get(`/demandes/${taken?.reference}`)).status).toBe(200);
  });

  it('whom nobody knows becomes a ticket by telephone once attached', async () => {
    await save({ appelant: 'inconnu', nomAppelant: 'Personne Nouvelle' });
    const [row] = await office.sql<{ id: string }[]>`select id from arrived_mail where from_name = 'Personne Nouvelle'`;
    const list = await agent.get('/a-identifier');
    expect(list.body).toContain('appel téléphonique');
    const attached = await agent.post(`/a-identifier/${row?.id ?? ''}/rattachement`, { convention: '31-2024-017' }, list);
    expect(await ticket(idOf(attached))).toMatchObject({ channel: 'phone', convention_id: '31-2024-017' });
  });

  it('calls the Caf that an agent of several chooses', async () => {
    const several = await office.signIn(RENFORT);
    const page = await several.get('/appels/nouveau');
    await several.post('/appels', { ...CALL, appelant: 'inconnu', nomAppelant: 'Quelqu’un du Nord', caf: '59' }, page);
    const [row] = await office.sql`select caf from arrived_mail where from_name = 'Quelqu’un du Nord'`;
    expect(row).toMatchObject({ caf: '59' });
  });
});
