import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Instant, Reference } from '../../domain/ids';
import type { Answer, Browser } from './browser';
import { FROM_31, mail, MELISANDE, opened, startOffice, type Office } from './office';

const HOUR_MS = 3_600_000;
let office: Office;
let agent: Browser;
let list: Answer;
let id: string;
let receivedAt: Instant;

beforeAll(async () => {
  office = await startOffice();
});
afterAll(async () => {
  await office.stop();
});
beforeEach(async () => {
  receivedAt = office.clock.now();
  await office.receive('31', mail('Agathe Nouvelle <agathe@castelbrun.example>', 'Compte bloqué', 'Bonjour, mon compte CDAP est bloqué, erreur 401, que faire ?'));
  office.clock.pass(3 * HOUR_MS);
  agent = await office.signIn(MELISANDE);
  list = await agent.get('/a-identifier');
  [{ id } = { id: '' }] = await office.sql<{ id: string }[]>`select id from arrived_mail where outcome = 'to-identify' order by received_at desc limit 1`;
});

const decide = (act: string, fields: Record<string, string> = {}) => agent.post(`/a-identifier/${id}/${act}`, fields, list);
const row = async () => (await office.sql`select outcome, reference, decided_by, decided_at, decision from arrived_mail where id = ${id}`)[0];

it('the list shows the mail, why it waits, for how long, and the likeliest partner first', () => {
  expect(list.body).toContain('Compte bloqué');
  expect(list.body).toContain('Expéditeur inconnu');
  expect(list.body).toMatch(/attend depuis 3 h d’ouverture/);
  expect(list.body.indexOf('<option value="31-2024-017"')).toBeLessThan(list.body.indexOf('<option value="31-2024-018"'));
});

describe('attached to a partner', () => {
  it('opens a ticket received when the mail was, acknowledged, journalled with who', async () => {
    const answer = await decide('rattachement', { convention: '31-2024-017' });
    const reference = (answer.location ?? '').replace('/demandes/', '');
    const [ticket] = await office.sql`select received_at, convention_id, contact_id, service, missing from ticket where reference = ${reference}`;
    expect(ticket).toMatchObject({ received_at: receivedAt, convention_id: '31-2024-017', contact_id: null });
    const [fact] = await office.sql`select kind, actor from fact where reference = ${reference} and n = 1`;
    expect(fact).toMatchObject({ kind: 'received', actor: MELISANDE });
    expect(await row()).toMatchObject({ outcome: 'ticket', reference, decided_by: MELISANDE, decided_at: office.clock.now(), decision: { what: 'attached' } });
    const letters = await office.sql`select kind, to_address from letter where reference = ${reference}`;
    expect(letters).toMatchObject([{ kind: 'acknowledgement', to_address: 'agathe@castelbrun.example' }]);
  });

  it('keeps the address among the partner’s people when asked, as one who may not open', async () => {
    await decide('rattachement', { convention: '31-2024-017', enregistrer: 'oui' });
    const [contact] = await office.sql`select name, role, convention_id from contact where email = 'agathe@castelbrun.example'`;
    expect(contact).toMatchObject({ name: 'Agathe Nouvelle', role: 'other', convention_id: '31-2024-017' });
    await office.sql`update contact set email = 'ailleurs@castelbrun.example' where email = 'agathe@castelbrun.example'`;
  });

  it('may be a security incident, which whoever attached it no longer sees, and decides of no more', async () => {
    await office.sql`update arrived_mail set reason = 'security' where id = ${id}`;
    const answer = await decide('rattachement', { convention: '31-2024-017' });
    expect(answer.status).toBe(303);
    const [ticket] = await office.sql<{ reference: string; restricted: boolean }[]>`select ticket.reference, restricted from ticket join arrived_mail using (reference) where arrived_mail.id = ${id}`;
    expect(ticket).toMatchObject({ restricted: true });
    expect(await row()).toMatchObject({ outcome: 'ticket', decided_by: MELISANDE });
    for (const path of [`/demandes/${ticket?.reference ?? ''}`, `/demandes/${ticket?.reference ?? ''}/journal`]) expect((await agent.get(path)).status).toBe(404);
    for (const path of ['/file', '/a-identifier', '/courriers', '/escalades', '/recherche?q=bloqu%C3%A9']) expect((await agent.get(path)).body, path).not.toContain(ticket?.reference);
    expect((await decide('rattachement', { convention: '31-2024-018' })).status).not.toBe(500);
  });

  it('makes one ticket of a double click', async () => {
    const [one, two] = await Promise.all([decide('rattachement', { convention: '31-2024-017' }), decide('rattachement', { convention: '31-2024-017' })]);
    expect(one.location).toBe(two.location);
    expect(await office.sql`select 1 from message where arrived_id = ${id}`).toHaveLength(1);
  });
});

describe('appended to a ticket', () => {
  it('is an answer of the partner from when it was received', async () => {
    const reference = await opened(office, '31', mail(FROM_31, 'Autre demande', 'Une page blanche, erreur 500.'));
    const answer = await decide('rattachement', { demande: reference });
    expect(answer.location).toBe(`/demandes/${reference}`);
    const [fact] = await office.sql`select kind, at, body from fact where reference = ${reference} order by n desc limit 1`;
    expect(fact).toMatchObject({ kind: 'partner-wrote', at: receivedAt, body: { counts: true } });
    expect(await row()).toMatchObject({ outcome: 'ticket', reference, decision: { what: 'appended' } });
  });

  it('is refused for a ticket that does not exist', async () => {
    expect((await decide('rattachement', { demande: '31-2026-999999' as Reference })).status).toBe(422);
    expect(await row()).toMatchObject({ outcome: 'to-identify' });
  });
});

describe('not treated', () => {
  it('refused with a reason: one courteous letter leaves', async () => {
    await decide('refus', { motif: 'Ce guichet est celui des partenaires.' });
    expect(await row()).toMatchObject({ outcome: 'refused', decided_by: MELISANDE, decision: { what: 'refused', reason: 'Ce guichet est celui des partenaires.' } });
    const [letter] = await office.sql`select kind, to_address, state, reference from letter where id = ${`refusal/${id}`}`;
    expect(letter).toMatchObject({ kind: 'refused', to_address: 'agathe@castelbrun.example', reference: null });
  });

  it('refused without a reason, or spam: nobody is written to', async () => {
    await decide('refus');
    expect(await row()).toMatchObject({ outcome: 'refused' });
    expect(await office.sql`select 1 from letter where id = ${`refusal/${id}`}`).toHaveLength(0);
  });

  it('spam is kept, and no longer listed', async () => {
    await decide('indesirable');
    expect(await row()).toMatchObject({ outcome: 'spam', decision: { what: 'spam' } });
    const [raw] = await office.sql`select 1 from raw_mail join arrived_mail on raw_sha256 = sha256 where arrived_mail.id = ${id}`;
    expect(raw).toBeDefined();
  });

  it('a second decision finds that it waits no longer', async () => {
    await decide('indesirable');
    const again = await decide('refus', { motif: 'Trop tard.' });
    expect(again.status).toBe(422);
    expect(await row()).toMatchObject({ outcome: 'spam' });
  });
});

it('says what to choose when nothing was', async () => {
  const answer = await decide('rattachement');
  expect(answer.status).toBe(422);
  expect(answer.body).toContain('Choisissez une convention, ou une demande ouverte.');
});
