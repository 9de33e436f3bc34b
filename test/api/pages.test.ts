import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from './browser';
import { FROM_31, mail, opened, RENFORT, startOffice, type Office } from './office';

let office: Office;
let agent: Browser;
beforeAll(async () => {
  office = await startOffice();
  agent = await office.signIn(RENFORT);
});
afterAll(async () => {
  await office.stop();
});

describe('letters', () => {
  it('are listed with their state, shown as text, and given back byte for byte', async () => {
    const reference = await opened(office, '31', mail(FROM_31, 'Page blanche', 'Une page blanche, erreur 500.'));
    const list = await agent.get('/courriers');
    expect(list.body).toContain('Aucun relais n’est réglé');
    expect(list.body).toContain('Gardée dans Courriers');
    const [letter] = await office.sql<{ id: string; raw: Buffer }[]>`select id, raw from letter where reference = ${reference}`;
    const path = `/courriers/${encodeURIComponent(letter?.id ?? '')}`;
    expect((await agent.get(path)).body).toContain('Demande reçue');
    const original = await fetch(`${office.url}${path}.eml`, { headers: { cookie: `guichet=${agent.cookie('guichet') ?? ''}` } });
    expect(Buffer.from(await original.arrayBuffer()).equals(letter?.raw ?? Buffer.alloc(0))).toBe(true);
    const html = await agent.get(`${path}.html`);
    expect(html.headers.get('content-security-policy')).toContain('sandbox');
  });
});

describe('more letters than are counted', () => {
  it('are said to be more, and all can be turned to', async () => {
    await office.sql`insert into letter (id, caf, kind, to_address, from_address, subject, message_id, raw, automatic, queued_at, lease_until, state)
      select 'many-' || n, '31', 'told-level-one', 'quelquun@partenaire.example', 'guichet@caf31.example', 'Lettre ' || n, '<many-' || n || '@caf31.example>', '', true, now() - n * interval '1 minute', now(), 'inside'
      from generate_series(1, 1100) n`;
    expect((await agent.get('/courriers')).body).toContain('1 à 25 sur plus de 1000');
    expect((await agent.get('/courriers?page=44')).body).toContain('1076 à 1100 sur plus de 1100');
    expect((await agent.get('/courriers?page=45')).body).toMatch(/1101 à (\d+) sur \1\b/);
  });
});

describe('a contract', () => {
  it('is stated sentence by sentence, with its checks', async () => {
    const { body } = await agent.get('/contrats/59');
    expect(body).toContain('10 jours ouvrés');
    expect(body).toContain('art. 3.3');
    expect(body).toContain('Contrôles');
  });

  it('without a service contract says so, and its simulator invents no date', async () => {
    const { body } = await agent.get('/contrats/76?recue=2026-05-13T15:50&silence=desk');
    expect(body).toContain('Aucun contrat de service publié');
    expect(body).toContain('Rien ne se fait seul.');
  });

  /** By hand: 13 May + 1 month = Saturday 13 June, moved to Monday 15 at 9:00; then 15 July; then 15 August, a holiday, moved to Monday 17. */
  it('frames what anybody may read with the reader’s own desk', async () => {
    const desk = /class="small desk"[^]*?<\/div>/;
    expect(desk.exec((await agent.get('/aide')).body)?.[0]).toBe(desk.exec((await agent.get('/file')).body)?.[0]);
  });

  it('says that a receipt is too far off to be reckoned, and keeps what was typed', async () => {
    const { status, body } = await agent.get('/contrats/95?recue=9999-12-31T23:59&silence=desk');
    expect(status).toBe(200);
    expect(body).toContain('Cette réception est trop loin');
    expect(body).toContain('value="9999-12-31T23:59"');
  });

  it('simulates: Val-d’Oise, the partner silent since 13 May at 15:50', async () => {
    const { body } = await agent.get('/contrats/95?recue=2026-05-13T15:50&silence=partner');
    for (const date of ['lun. 15 juin à 9 h 00', 'mer. 15 juil. à 9 h 00', 'lun. 17 août à 9 h 00']) expect(body).toContain(date);
  });

  it('asks again for a date that is none', async () => {
    expect((await agent.get('/contrats/95?recue=2026-02-31T10:00')).body).toContain('Donnez le jour et l’heure de réception.');
  });

  it('of a Caf that does not exist is not found', async () => {
    expect((await agent.get('/contrats/99')).status).toBe(404);
  });
});

describe('the live link', () => {
  it('tells the readers of a Caf that its queue changed, and no others', async () => {
    const listen = async (login: string) => {
      const browser = await office.signIn(login);
      const answer = await fetch(`${office.url}/file/flux`, { headers: { cookie: `guichet=${browser.cookie('guichet') ?? ''}` } });
      expect(answer.headers.get('content-type')).toContain('text/event-stream');
      return answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    };
    const [mine, theirs] = [await listen('melisande.aucamville@caf31.example'), await listen('ines.vigneroy@caf95.example')];
    const next = async (reader: typeof mine): Promise<string> => (await reader?.read())?.value ?? '';
    await heard(next, mine, 'still here');
    await heard(next, theirs, 'still here');
    await opened(office, '31', mail(FROM_31, 'Une de plus', 'Une page blanche, erreur 500.'));
    expect(await heard(next, mine, 'event: file')).toContain('event: file');
    expect(await heard(next, theirs, 'still here')).not.toContain('event: file');
    await Promise.all([mine?.cancel(), theirs?.cancel()]);
  });

  it('tells a page, once, what changed after it was made and before it listened', async () => {
    const browser = await office.signIn('melisande.aucamville@caf31.example');
    const made = async () => {
      const page = await browser.get('/file');
      office.clock.pass(1_000);
      return /data-live="([^"]*)"/.exec(page.body)?.[1] ?? 'none';
    };
    const firstWords = async (path: string): Promise<string> => {
      const answer = await fetch(new URL(path, office.url), { headers: { cookie: `guichet=${browser.cookie('guichet') ?? ''}` } });
      const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
      let said = '';
      while (!/event: file|still here/.test(said)) said += (await reader?.read())?.value ?? '';
      await reader?.cancel();
      return said;
    };
    const before = await made();
    await opened(office, '31', mail(FROM_31, 'Entre-temps', 'Une page blanche, erreur 500.'));
    expect(await firstWords(before)).toContain('event: file');
    office.clock.pass(1_000);
    expect(await firstWords(await made())).not.toContain('event: file');
  });
});

/** Reads until `words` were said; what was said meanwhile. */
async function heard<R>(next: (reader: R) => Promise<string>, reader: R, words: string): Promise<string> {
  let said = '';
  while (!said.includes(words)) said += await next(reader);
  return said;
}
