import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KIND_OF } from '../../api/view/ticket-acts';
import { holds } from '../../domain/roles';
import { TICKET_ACTS } from '../../web/paths';
import type { Reference } from '../../domain/ids';
import type { Answer, Browser } from './browser';
import { FROM_31, FROM_95, INES, mail, MELISANDE, opened, startOffice, type Office } from './office';

/** Words that only the ticket of Val-d'Oise holds: none may be read from Haute-Garonne. */
const SECRET = 'Foyer Vallauris quatre-vingt-quinze';
const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

let office: Office;
let agent: Browser;
let other: Browser;
let reference: Reference;
let message: string;
let letter: string;
let stranger: string;
let page: Answer;

beforeAll(async () => {
  office = await startOffice();
  await opened(office, '31', mail(FROM_31, 'Ma demande', 'Une page blanche, erreur 500, depuis ce matin.'));
  reference = await opened(office, '95', withPicture());
  await office.receive('95', mail('Inconnu <inconnu@ailleurs.example>', SECRET, SECRET));
  [{ id: message } = { id: '' }] = await office.sql<{ id: string }[]>`select id from message where reference = ${reference}`;
  [{ id: letter } = { id: '' }] = await office.sql<{ id: string }[]>`select id from letter where reference = ${reference}`;
  [{ id: stranger } = { id: '' }] = await office.sql<{ id: string }[]>`select id from arrived_mail where outcome = 'to-identify'`;
  agent = await office.signIn(MELISANDE);
  other = await office.signIn(INES);
  page = await agent.get('/file');
});
afterAll(async () => {
  await office.stop();
});

function withPicture(): string {
  return [
    `From: ${FROM_95}`, 'Subject: Vallauris', 'Message-ID: <secret@essai.example>', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b', '',
    '--b', 'Content-Type: text/html; charset=utf-8', '', `<p>${SECRET}</p>`,
    '--b', 'Content-Type: image/png; name="vallauris.png"', 'Content-Disposition: attachment; filename="vallauris.png"', 'Content-Transfer-Encoding: base64', '', PICTURE.toString('base64'), '--b--', '',
  ].join('\r\n');
}

const paths = (): string[] => [
  `/demandes/${reference}`,
  `/demandes/${reference}/messages/${message}.eml`,
  `/demandes/${reference}/messages/${message}.html`,
  `/demandes/${reference}/pieces/${message}.0`,
  `/courriers/${encodeURIComponent(letter)}`,
  `/courriers/${encodeURIComponent(letter)}.eml`,
  `/courriers/${encodeURIComponent(letter)}.html`,
  `/a-identifier/${stranger}.eml`,
  '/contrats/95',
  `/api/v1/demandes/${reference}`,
];

describe('an agent of another Caf', () => {
  it('gets 404, never 403, for each page, file and letter that its own agent gets', async () => {
    for (const path of paths()) {
      expect((await other.get(path)).status, path).toBe(200);
      const answer = await agent.get(path);
      expect(answer.status, path).toBe(404);
      expect(answer.body).not.toContain('Vallauris');
    }
  });

  it('gets the same page for what is not theirs and for what does not exist', async () => {
    const [theirs, nothing] = [await agent.get(`/demandes/${reference}`), await agent.get('/demandes/95-2026-999999')];
    expect(theirs.body).toBe(nothing.body);
  });

  it.each(TICKET_ACTS)('cannot act: %s', async (act) => {
    const answer = await agent.post(`/demandes/${reference}/${act}`, { texte: 'x', suite: 'resolu', cote: 'desk' }, page);
    // What an agent does nowhere tells nothing.
    expect(answer.status).toBe(holds('agent', KIND_OF[act]) ? 404 : 403);
    expect(await office.sql`select 1 from act where reference = ${reference}`).toHaveLength(0);
  });

  it.each(['rattachement', 'refus', 'indesirable'])('cannot decide of its mails: %s', async (act) => {
    expect((await agent.post(`/a-identifier/${stranger}/${act}`, {}, page)).status).toBe(404);
    const [row] = await office.sql<{ outcome: string }[]>`select outcome from arrived_mail where id = ${stranger}`;
    expect(row?.outcome).toBe('to-identify');
  });

  it('sees nothing of it in any list, count, search or caller', async () => {
    const lists = ['/file', '/file?caf=95', '/a-identifier', '/courriers', '/escalades', '/contrats', '/recherche?q=Vallauris', `/recherche?q=${reference}`, '/appels/nouveau?q=Tassigny', '/appels/nouveau?q=Tassigny&caf=95', '/appels/nouveau?appelant=valmirande-niveau-1', '/api/v1/demandes', '/api/v1/demandes?caf=95'];
    for (const path of lists) {
      const answer = await agent.get(path);
      expect(answer.status, path).toBe(200);
      expect(answer.body.replaceAll(/value="[^"]*"/g, '').replaceAll(/<title>.*?<\/title>/g, ''), path).not.toMatch(/Vallauris|Tassigny|95-2026/);
    }
  });

  it('cannot take a call for one of its partners, nor rattach to its conventions', async () => {
    const form = await agent.get('/appels/nouveau');
    const call = await agent.post('/appels', { appelant: 'valmirande-niveau-1', objet: 'x', description: 'une description assez longue' }, form);
    expect(call.status).toBe(422);
    await office.receive('31', mail('Autre <autre@ailleurs.example>', 'Bonjour', 'Bonjour, une question.'));
    const [waiting] = await office.sql<{ id: string }[]>`select id from arrived_mail where outcome = 'to-identify' and caf = '31'`;
    const list = await agent.get('/a-identifier');
    const wrong: Record<string, string>[] = [{ convention: '95-2024-042' }, { demande: reference }];
    for (const fields of wrong) {
      expect((await agent.post(`/a-identifier/${waiting?.id ?? ''}/rattachement`, fields, list)).status).toBe(422);
    }
  });
});

describe('nobody', () => {
  it('is sent to sign in, and an API call gets 401', async () => {
    for (const path of paths().filter((one) => !one.startsWith('/api/'))) expect((await fetch(office.url + path, { redirect: 'manual' })).status, path).toBe(303);
    const answer = await fetch(`${office.url}/api/v1/demandes`);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ status: 401, title: 'Authentification requise' });
  });
});
