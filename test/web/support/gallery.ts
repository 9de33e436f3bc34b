import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { assetsList } from '../../../web/assets';
import { guidePicture } from '../../../web/guides';
import { renderPage } from '../../../web/render';
import { LETTERS } from '../../mail/letters/all-letters';
import { STATES } from '../samples/states';
import { galleryIndex, inTheDark } from './gallery-index';

/** The policy the product serves: nothing inline, nothing from elsewhere. */
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-src 'self'; base-uri 'none'";
/** A letter's own, in a mail client: its style sheet stands inside. */
const LETTER_POLICY = "default-src 'none'; style-src 'unsafe-inline'";
/** A partner's screenshot: a window with a message in it. */
const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200" width="320" height="200"><rect width="320" height="200" fill="#eef1f5"/><rect width="320" height="24" fill="#586070"/><circle cx="14" cy="12" r="4" fill="#fff"/><circle cx="28" cy="12" r="4" fill="#fff"/><rect x="50" y="70" width="220" height="70" rx="6" fill="#fff" stroke="#9d2318"/><rect x="66" y="88" width="120" height="10" fill="#9d2318"/><rect x="66" y="108" width="180" height="8" fill="#b9c0ca"/><rect x="66" y="122" width="140" height="8" fill="#b9c0ca"/></svg>`;
const HTML = 'text/html; charset=utf-8';

export interface Gallery {
  readonly origin: string;
  close(): Promise<void>;
}

/** Serves every state at /etat/<name> and every letter at /lettre/<name> (`?texte`, `?sombre`) on loopback, with the product's own policy; `port` 0 = any free one; `live`: pages' live links stay open. */
export async function startGallery(port = 0, { live = false }: { live?: boolean } = {}): Promise<Gallery> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://gallery');
    const dark = searchParams.has('sombre') ? inTheDark : (html: string) => html;
    const [, kind = '', name = ''] = pathname.split('/').map(decodeURIComponent);
    const state = kind === 'etat' ? STATES[name] : undefined;
    const letter = kind === 'lettre' ? LETTERS[name] : undefined;
    if (pathname === '/') send(response, HTML, galleryIndex(), "default-src 'none'");
    else if (state !== undefined) send(response, HTML, dark(renderPage(state())), POLICY);
    else if (letter !== undefined && searchParams.has('texte')) send(response, 'text/plain; charset=utf-8', letter().text);
    else if (letter !== undefined) send(response, HTML, dark(letter().html), LETTER_POLICY);
    else if (live && pathname.endsWith('/flux')) response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    else others(pathname, response);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => closed(server) };
}

function send(response: ServerResponse, type: string, body: string | Buffer, policy?: string, more: Record<string, string> = {}): void {
  response.writeHead(200, { 'content-type': type, ...(policy === undefined ? {} : { 'content-security-policy': policy }), ...more }).end(body);
}

/** Static files, and what the pages fetch by themselves. */
function others(path: string, response: ServerResponse): void {
  const asset = assetsList().find((one) => one.url === path);
  const guide = path.startsWith('/aide/images/') ? guidePicture(path.slice('/aide/images/'.length)) : undefined;
  if (asset !== undefined) send(response, asset.contentType, asset.body, undefined, { 'cache-control': 'max-age=86400, immutable' });
  else if (guide !== undefined) send(response, 'image/webp', guide);
  else if (path.includes('/pieces/')) send(response, 'image/svg+xml', PICTURE);
  else if (path.endsWith('.html')) send(response, HTML, '<!doctype html><html lang="fr"><title>Courriel</title><p>Bonjour</p></html>', "default-src 'none'; sandbox");
  else if (path.includes('/brouillons/')) send(response, 'application/json', '{"kept":true,"said":"Brouillon gardé."}');
  else if (path.endsWith('/flux')) response.writeHead(204).end();
  else response.writeHead(404, { 'content-type': 'text/plain' }).end('absent');
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve, reject) => server.close((error) => (error === undefined ? resolve() : reject(error))));
}
