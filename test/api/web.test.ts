import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHash } from 'node:crypto';
import { connect } from '../../db/connect';
import type { Browser } from './browser';
import { FROM_31, mail, MELISANDE, opened, startOffice, TEST_PASSWORD, type Office } from './office';

let office: Office;
let agent: Browser;
beforeAll(async () => {
  office = await startOffice();
  agent = await office.signIn(MELISANDE);
});
afterAll(async () => {
  await office.stop();
});

const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
const HTML = '<p onclick="x()">Bonjour <img src="cid:p@x"> <img src="https://pisteur.example/p.gif"></p><script>alert(1)</script>';

function withFiles(): string {
  const part = (type: string, name: string, bytes: Buffer, more: string[] = []) => ['--b', `Content-Type: ${type}; name="${name}"`, `Content-Disposition: attachment; filename="${name}"`, 'Content-Transfer-Encoding: base64', ...more, '', bytes.toString('base64')];
  return [
    `From: ${FROM_31}`, 'Subject: Pieces', 'Message-ID: <pieces@essai.example>', 'MIME-Version: 1.0', 'Content-Type: multipart/related; boundary=b', '',
    '--b', 'Content-Type: text/html; charset=utf-8', '', HTML,
    ...part('image/png', 'écran 1.png', PICTURE, ['Content-ID: <p@x>']), ...part('image/svg+xml', 'dessin.svg', Buffer.from(SVG)), ...part('text/html', 'page.html', Buffer.from(SVG)), '--b--', '',
  ].join('\r\n');
}

describe('every page', () => {
  it('lets nothing inline, nothing from elsewhere, no frame around it, and is kept by no cache', async () => {
    const { headers } = await agent.get('/file');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("style-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('has no script or style in its own text', async () => {
    for (const path of ['/file', '/connexion', '/appels/nouveau', '/contrats/31?recue=2026-11-03T09:00']) {
      const { body } = await agent.get(path);
      expect(body, path).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*src=)/);
    }
  });

  it('serves its files for ever, at a URL made of their content', async () => {
    const { body } = await agent.get('/file');
    const url = /href="(\/assets\/guichet\.[0-9a-f]+\.css)"/.exec(body)?.[1] ?? '';
    const file = await fetch(office.url + url);
    expect(file.headers.get('cache-control')).toContain('immutable');
    expect(file.headers.get('content-type')).toContain('text/css');
  });
});

describe('what came with a mail', () => {
  let base: string;
  let message: string;
  beforeAll(async () => {
    const reference = await opened(office, '31', withFiles());
    [{ id: message } = { id: '' }] = await office.sql<{ id: string }[]>`select id from message where reference = ${reference}`;
    base = `${office.url}/demandes/${reference}`;
  });
  const fetched = (path: string) => fetch(base + path, { headers: { cookie: `guichet=${agent.cookie('guichet') ?? ''}` } });

  it('a safe picture is shown, byte for byte, in a sandbox', async () => {
    const answer = await fetched(`/pieces/${message}.0`);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('content-disposition')).toMatch(/^inline; filename="_cran 1.png"; filename\*=UTF-8''%C3%A9cran%201.png$/);
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(createHash('sha256').update(PICTURE).digest('hex'));
  });

  it.each([1, 2])('a drawing with a script or a page is only downloaded (%i)', async (n) => {
    const answer = await fetched(`/pieces/${message}.${n}`);
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment;/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await answer.text()).toBe(SVG);
  });

  it('the mail’s own layout has its own pictures, and neither script nor anything remote', async () => {
    const answer = await fetched(`/messages/${message}.html`);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain('sandbox');
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('script-src');
    expect(policy).not.toContain('allow-');
    expect(await answer.text()).toContain(`data:image/png;base64,${PICTURE.toString('base64')}`);
  });

  it('the original is given back as it came', async () => {
    const answer = await fetched(`/messages/${message}.eml`);
    expect(answer.headers.get('content-type')).toBe('message/rfc822');
    expect(await answer.text()).toBe(withFiles());
  });

  it('what does not exist is not found', async () => {
    for (const path of [`/pieces/${message}.9`, '/pieces/x.0', '/messages/x.eml', `/pieces/${message}`]) expect((await fetched(path)).status, path).toBe(404);
  });
});

describe('health', () => {
  it('is up, and ready when both servers are', async () => {
    expect((await agent.get('/sante')).status).toBe(200);
    expect(JSON.parse((await agent.get('/sante/pret')).body)).toEqual({ state: 'ready', postgresql: true, temporal: true });
  });

  it('is not ready without Temporal, and says which', async () => {
    const broken = await startOffice();
    Object.assign(broken.tools, { temporalReady: async () => Promise.reject(new Error('down')) });
    const answer = await fetch(`${broken.url}/sante/pret`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ state: 'not-ready', postgresql: true, temporal: false });
    await broken.stop();
  });

  it('gives Prometheus its counts, to this machine itself', async () => {
    await opened(office, '31', mail(FROM_31, 'Une demande', 'Une page blanche, erreur 500.'));
    const { status, body } = await agent.get('/metrics');
    expect(status).toBe(200);
    expect(body).toMatch(/guichet_mails\{outcome="ticket"\} \d/);
    expect(body).toMatch(/guichet_tickets\{phase="received"\} \d/);
    expect(body).toMatch(/guichet_letters\{state="inside"\} \d/);
    expect(body).toMatch(/guichet_http_request_duration_seconds_count\{method="GET",page="\/file",status="2xx"\} \d/);
    expect((await agent.get('/metrics', { 'x-forwarded-for': '203.0.113.9' })).status).toBe(404);
  });

  it('gives them to whoever has the token, when one is set', async () => {
    const guarded = await startOffice({ metricsToken: 'un jeton' });
    expect((await fetch(`${guarded.url}/metrics`)).status).toBe(404);
    expect((await fetch(`${guarded.url}/metrics`, { headers: { authorization: 'Bearer un jeton' } })).status).toBe(200);
    await guarded.stop();
  });
});

describe('what goes wrong', () => {
  it('is a page in French with a reference that finds the line of the log', async () => {
    const broken = await startOffice();
    const browser = await broken.signIn(MELISANDE);
    Object.assign(broken.tools, { sql: Object.assign(() => Promise.reject(new Error('a bug with joachim.peyrade@castelbrun.example in it')), {}) });
    const answer = await browser.get('/file');
    const reference = answer.headers.get('x-request-id') ?? 'none';
    expect(answer.status).toBe(500);
    expect(answer.body).toContain('de notre fait');
    expect(answer.body).toContain(reference);
    expect(answer.body).not.toContain('a bug');
    const lines = broken.log.filter((line) => line.includes(reference));
    expect(lines.some((line) => line.includes('a request failed'))).toBe(true);
    expect(lines.join()).not.toContain('castelbrun');
    await broken.stop();
  });

  it('says when it is worth trying again while PostgreSQL is out of reach, to people and to programs, and finds its line', async () => {
    const cut = await startOffice();
    const browser = await cut.signIn(MELISANDE);
    const { sql } = cut.tools;
    const nowhere = connect('postgres://guichet_web@127.0.0.1:1/guichet', { max: 1 });
    Object.assign(cut.tools, { sql: nowhere });
    const [page, json] = await Promise.all([browser.get('/file'), browser.get('/api/v1/vues')]);
    for (const { status, headers } of [page, json]) expect([status, headers.get('retry-after')]).toEqual([503, '60']);
    expect(page.body).toContain('Aucun courriel n’est perdu');
    expect(page.body).toContain(page.headers.get('x-request-id') ?? 'none');
    expect(JSON.parse(json.body)).toMatchObject({ status: 503, title: 'Momentanément indisponible' });
    expect(cut.log.some((line) => line.includes(page.headers.get('x-request-id') ?? 'none') && line.includes('ECONNREFUSED'))).toBe(true);
    Object.assign(cut.tools, { sql });
    expect((await browser.get('/file')).status).toBe(200);
    await nowhere.end();
    await cut.stop();
  });

  it('is logged without names, addresses, texts nor what was searched', async () => {
    await agent.get('/recherche?q=Peyrade');
    await agent.get('/appels/nouveau?q=0536490110');
    const log = office.log.join('\n');
    expect(log).toContain('"page":"/recherche"');
    expect(log).not.toMatch(/Peyrade|0536490110|castelbrun\.example|erreur 500|127\.0\.0\.1/);
    expect(log).not.toContain(TEST_PASSWORD);
    expect(log).not.toContain('@');
    expect(log).toMatch(/"account":"[0-9a-f]{12}"/);
  });

  it('is JSON under /api', async () => {
    const answer = await agent.get('/api/nulle-part');
    expect(answer.status).toBe(404);
    expect(JSON.parse(answer.body)).toMatchObject({ status: 404, title: 'Introuvable' });
  });

  it('too long a form is refused, not swallowed', async () => {
    const page = await agent.get('/appels/nouveau');
    expect((await agent.post('/appels', { description: 'x'.repeat(600_000) }, page)).status).toBe(413);
  });
});
