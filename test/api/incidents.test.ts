import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reference } from '../../domain/ids';
import type { Answer, Browser } from './browser';
import { FROM_31, FROM_95, INES, mail, MELISANDE, opened, startOffice, type Office } from './office';

let office: Office;
let agent: Browser;
beforeAll(async () => {
  office = await startOffice();
  agent = await office.signIn(MELISANDE);
});
afterAll(async () => {
  await office.stop();
});

const FORM = { portee: '31', service: 'CDAP', titre: 'CDAP ne s’ouvre plus', depuis: '2026-11-03T10:00', connu: 'Le national est saisi.' };
const blank = (n: number) => opened(office, '31', mail(FROM_31, `[CDAP] Page blanche ${n}`, `Bonjour, une page blanche, erreur 50${n}, depuis ce matin.`));

async function open(fields: Partial<typeof FORM> & { demande?: string } = {}, as = agent): Promise<string> {
  const form = await as.get('/incidents/nouveau');
  const answer = await as.post('/incidents', { ...FORM, ...fields }, form);
  expect(answer.status).toBe(303);
  return /\/incidents\/(\w+)$/.exec(answer.location ?? '')?.[1] ?? '';
}

const facts = (reference: string) =>
  office.sql<{ kind: string; then: string | null }[]>`select kind, body->>'then' as "then" from fact where reference = ${reference} order by n`;
const lettersOf = (reference: string) => office.sql<{ kind: string; raw: Buffer }[]>`select kind, raw from letter where reference = ${reference} order by queued_at, id`;
const ticket = async (reference: string) => (await office.sql`select phase, owes, incident_id from ticket where reference = ${reference}`)[0];
const boxes = (answer: Answer) => [...answer.body.matchAll(/name="demandes" value="([^"]+)"/g)].map((match) => match[1] ?? '');
const decoded = (raw: Buffer) => raw.toString('latin1').replace(/=\r\n/g, '').replace(/(?:=[0-9A-F]{2})+/g, (hex) => Buffer.from(hex.replaceAll('=', ''), 'hex').toString('utf8'));

describe('an incident', () => {
  it('opens from a request, which is attached to it; its form sent twice makes one', async () => {
    const reference = await blank(1);
    const form = await agent.get(`/incidents/nouveau?demande=${reference}`);
    expect(form.body).toContain(reference);
    const twice = [await agent.post('/incidents', { ...FORM, demande: reference }, form), await agent.post('/incidents', { ...FORM, demande: reference }, form)];
    expect(new Set(twice.map((answer) => answer.location)).size).toBe(1);
    const id = twice[0]?.location?.split('/').at(-1);
    expect(await ticket(reference)).toMatchObject({ incident_id: id, owes: 'desk', phase: 'received' });
    expect((await facts(reference)).map((fact) => fact.kind)).toEqual(['received', 'incident-attached']);
    const page = await agent.get(`/demandes/${reference}`);
    expect(page.body).toContain('Rattachée à un incident en cours.');
    expect((await agent.get('/file')).body).toContain('CDAP ne s’ouvre plus');
  });

  it('refuses what is wrong, filled again', async () => {
    const form = await agent.get('/incidents/nouveau');
    const answer = await agent.post('/incidents', { ...FORM, titre: ' ', depuis: '2027-01-01T08:00' }, form);
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('Dites en quelques mots ce qui se passe.');
    expect(answer.body).toContain('donnez une heure passée');
    expect((await agent.post('/incidents', { ...FORM, depuis: '1900-01-01T08:00' }, form)).body).toContain('remonte à plus d’un an');
    expect(answer.body).toContain('Le national est saisi.');
    expect((await agent.post('/incidents', { ...FORM, portee: 'national' }, form)).status).toBe(422);
    expect((await agent.post('/incidents', { ...FORM, portee: '95' }, form)).status).toBe(422);
  });

  it('says in the acknowledgement of a new request that it is known, proposes it, and attaches several at once', async () => {
    const before = await office.sql<{ reference: Reference }[]>`select reference from ticket where caf = '31'`;
    const id = await open();
    const same = [await blank(2), await blank(3)];
    const unsaid = await opened(office, '31', mail(FROM_31, 'Impossible de travailler', 'Bonjour, une page blanche, erreur 500, depuis ce matin.'));
    const other = await opened(office, '31', mail(FROM_31, '[AFAS] Fichier refusé', 'Bonjour, fichier AFAS refusé, erreur 500.'));
    const [ack] = await lettersOf(same[0] ?? '');
    expect(ack?.kind).toBe('acknowledgement');
    expect(decoded(ack?.raw ?? Buffer.alloc(0))).toMatch(/Un incident est déjà connu depuis le [^:]*: CDAP ne s’ouvre plus/);
    expect(decoded(ack?.raw ?? Buffer.alloc(0))).toContain('Le national est saisi.');
    for (const reference of [unsaid, other]) expect(decoded((await lettersOf(reference))[0]?.raw ?? Buffer.alloc(0))).not.toContain('déjà connu');
    expect((await agent.get(`/demandes/${same[0]}`)).body).toContain('même service, mêmes heures');

    const page = await agent.get(`/incidents/${id}`);
    expect(boxes(page)).toEqual(expect.arrayContaining([...same, unsaid]));
    expect(boxes(page)).not.toContain(other);
    expect(page.body).toMatch(new RegExp(`value="${same[0]}"[^>]*checked`));
    expect(page.body).not.toMatch(new RegExp(`value="${unsaid}"[^>]*checked`));
    const done = await agent.post(`/incidents/${id}/rattachement`, [['demandes', same[0] ?? ''], ['demandes', same[1] ?? ''], ['demandes', other]], page);
    expect(done.status).toBe(303);
    for (const reference of same) expect((await ticket(reference))?.['incident_id']).toBe(id);
    expect((await ticket(other))?.['incident_id']).toBeNull();
    expect(before.length).toBeGreaterThan(0);
  });

  it('answers every attached request by one message, once however often it is sent; another request owes as before', async () => {
    const id = await open({ titre: 'Panne A' });
    const attached = [await blank(4), await blank(5)];
    const alone = await blank(6);
    await agent.post(`/incidents/${id}/rattachement`, attached.map((reference) => ['demandes', reference] as const), await agent.get(`/incidents/${id}`));
    const page = await agent.get(`/incidents/${id}`);
    const form = { texte: 'Nous cherchons, retour à midi.', suite: 'encore' };
    expect((await agent.post(`/incidents/${id}/message`, form, page)).status).toBe(303);
    expect((await agent.post(`/incidents/${id}/message`, form, page)).status).toBe(303);
    for (const reference of attached) {
      expect((await facts(reference)).map(({ kind, then }) => (then === null ? kind : `${kind} ${then}`))).toEqual(['received', 'incident-attached', 'desk-wrote owes']);
      expect((await lettersOf(reference)).map((letter) => letter.kind)).toEqual(['acknowledgement', 'answer']);
      expect(decoded((await lettersOf(reference))[1]?.raw ?? Buffer.alloc(0))).toContain('retour à midi');
    }
    expect((await facts(alone)).map((fact) => fact.kind)).toEqual(['received']);
    expect((await agent.get(`/incidents/${id}`)).body).toContain('Envoyé à 2 demandes');
  });

  it('closes with a last message that resolves those ticked; the others stay attached and owe as before', async () => {
    const id = await open({ titre: 'Panne B' });
    const attached = [await blank(7), await blank(8)];
    await agent.post(`/incidents/${id}/rattachement`, attached.map((reference) => ['demandes', reference] as const), await agent.get(`/incidents/${id}`));
    const page = await agent.get(`/incidents/${id}`);
    const silent = await agent.post(`/incidents/${id}/cloture`, [['demandes', attached[0] ?? ''], ['texte', ' ']], page);
    expect(silent.status).toBe(422);
    expect(silent.body).toContain('Écrivez le dernier message');
    expect((await agent.post(`/incidents/${id}/cloture`, [['demandes', attached[0] ?? ''], ['texte', 'C’est réparé.']], page)).status).toBe(303);
    expect(await ticket(attached[0] ?? '')).toMatchObject({ phase: 'resolved', owes: null });
    expect(await ticket(attached[1] ?? '')).toMatchObject({ phase: 'received', owes: 'desk', incident_id: id });
    const after = await agent.get(`/incidents/${id}`);
    expect(after.body).toContain('Clos');
    expect(after.body).not.toContain('Clore l’incident');
    const fresh = await blank(9);
    expect(decoded((await lettersOf(fresh))[0]?.raw ?? Buffer.alloc(0))).not.toContain('Panne B');
    // What was left open can still be written to.
    expect((await agent.post(`/incidents/${id}/message`, { texte: 'Chez vous aussi ?', suite: 'resolu' }, after)).status).toBe(303);
    expect(await ticket(attached[1] ?? '')).toMatchObject({ phase: 'resolved' });
  });

  it('does not answer what was resolved, or taken out, before its own move', async () => {
    const id = await open({ titre: 'Panne C' });
    const [gone, solved] = [await blank(10), await blank(11)];
    await agent.post(`/incidents/${id}/rattachement`, [['demandes', solved]], await agent.get(`/incidents/${id}`));
    await agent.post(`/demandes/${solved}/resolution`, { texte: '' }, await agent.get(`/demandes/${solved}`));
    const refusals = [];
    for (const reference of [gone, solved]) {
      const body = { kind: 'answer', text: 'Retour à midi.', then: 'owes', incident: id };
      await office.sql`insert into act (key, reference, kind, body, actor, asked_at) values (${`late-${reference}`}, ${reference}, 'answer', ${office.sql.json(body)}, ${MELISANDE}, ${office.clock.now()})`;
      await office.move(reference, [`late-${reference}`]);
      refusals.push((await office.sql`select refused from act where key = ${`late-${reference}`}`)[0]?.['refused']);
    }
    expect(refusals).toEqual(['Cette demande n’est plus rattachée à cet incident.', 'Cette demande est déjà résolue.']);
    expect(await ticket(solved)).toMatchObject({ phase: 'resolved', owes: null });
  });

  it('taken out from the incident’s page, comes back to it; attached twice, says so', async () => {
    const reference = await blank(13);
    const id = await open({ titre: 'Panne D', demande: reference });
    expect((await ticket(reference))?.['incident_id']).toBe(id);
    const again = await agent.post(`/demandes/${reference}/incident`, { incident: id }, await agent.get(`/demandes/${reference}`));
    expect(again.status).toBe(422);
    expect(again.body).toContain('déjà rattachée à cet incident');
    const out = await agent.post(`/demandes/${reference}/hors-incident`, { incident: id, retour: 'incident' }, await agent.get(`/incidents/${id}`));
    expect(out.location).toBe(`/incidents/${id}`);
    expect((await ticket(reference))?.['incident_id']).toBeNull();
  });

  it('of another Caf does not exist; no request of another Caf is told, listed or answered', async () => {
    const id = await open({ titre: 'Panne E' });
    const ines = await office.signIn(INES);
    expect((await ines.get(`/incidents/${id}`)).status).toBe(404);
    expect((await ines.get('/incidents')).body).not.toContain('Panne E');
    expect((await ines.post(`/incidents/${id}/message`, { texte: 'x', suite: 'encore' }, await ines.get('/incidents/nouveau'))).status).toBe(404);
    const theirs = await opened(office, '95', mail(FROM_95, '[CDAP] Page blanche', 'Bonjour, une page blanche, erreur 500.'));
    expect(decoded((await lettersOf(theirs))[0]?.raw ?? Buffer.alloc(0))).not.toContain('déjà connu');
    const refused = await ines.post(`/demandes/${theirs}/incident`, { incident: id }, await ines.get(`/demandes/${theirs}`));
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('n’existe pas dans cette Caf');
  });

  it('is proposed when several alike came within the hour and there is none', async () => {
    await office.sql`update incident set closed_at = ${office.clock.now()}, closed_by = ${MELISANDE} where closed_at is null`;
    office.clock.pass(6 * 3_600_000);
    const references = [await blank(14), await blank(15), await blank(16)];
    expect((await agent.get(`/demandes/${references[0]}`)).body).toContain('3 demandes semblables en une heure');
  });
});

describe('an incident of the national level', () => {
  it('is a manager’s to open, seen by every Caf; each Caf answers its own requests', async () => {
    await office.sql`insert into account_role (account_id, role, caf) values (${MELISANDE}, 'manager', '31')`;
    const manager = await office.signIn(MELISANDE);
    office.clock.pass(60_000);
    const id = await open({ portee: 'national', titre: 'Panne nationale', depuis: '2026-11-03T16:00' }, manager);
    const mine = await blank(17);
    const theirs = await opened(office, '95', mail(FROM_95, '[CDAP] Page blanche encore', 'Bonjour, une page blanche, erreur 501.'));
    expect(decoded((await lettersOf(theirs))[0]?.raw ?? Buffer.alloc(0))).toContain('Panne nationale');
    const ines = await office.signIn(INES);
    await ines.post(`/incidents/${id}/rattachement`, [['demandes', theirs], ['demandes', mine]], await ines.get(`/incidents/${id}`));
    expect((await ticket(mine))?.['incident_id']).toBeNull();
    const page = await ines.get(`/incidents/${id}`);
    expect(page.body).toContain('Incident national');
    expect((await ines.post(`/incidents/${id}/cloture`, {}, page)).status).toBe(403);
    expect((await manager.get(`/incidents/${id}`)).body).not.toContain(theirs);
    await manager.post(`/incidents/${id}/message`, { texte: 'Pour les miennes.', suite: 'encore' }, await manager.get(`/incidents/${id}`));
    expect((await facts(theirs)).map((fact) => fact.kind)).not.toContain('desk-wrote');
    await ines.post(`/incidents/${id}/message`, { texte: 'Pour les nôtres.', suite: 'resolu' }, page);
    expect(await ticket(theirs)).toMatchObject({ phase: 'resolved' });
  });
});
