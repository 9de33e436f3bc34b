import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { assetsList } from '../../../web/assets';
import { renderPage } from '../../../web/render';
import { STATES } from '../samples/states';

/** The policy the product serves: nothing inline, nothing from elsewhere. */
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-src 'self'; base-uri 'none'";
const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

export interface Gallery {
  readonly origin: string;
  close(): Promise<void>;
}

/** Serves every state at /etat/<name> on a free loopback port, with the product's own policy. */
export async function startGallery(): Promise<Gallery> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://gallery').pathname;
    const asset = assetsList().find((one) => one.url === path);
    if (asset !== undefined) return void response.writeHead(200, { 'content-type': asset.contentType, 'cache-control': 'max-age=86400, immutable' }).end(asset.body);
    if (path.includes('/pieces/')) return void response.writeHead(200, { 'content-type': 'image/png' }).end(PICTURE);
    if (path.endsWith('.html'))
      return void response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "default-src 'none'; sandbox" })
        .end('<!doctype html><html lang="fr"><title>Courriel</title><p>Bonjour</p></html>');
    if (path.includes('/brouillons/')) return void response.writeHead(200, { 'content-type': 'application/json' }).end('{"kept":true,"said":"Brouillon gardé."}');
    if (path.endsWith('/flux')) return void response.writeHead(204).end();
    const state = STATES[decodeURIComponent(path.replace('/etat/', ''))];
    if (state === undefined) return void response.writeHead(404, { 'content-type': 'text/plain' }).end('absent');
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY }).end(renderPage(state()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => closed(server) };
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve, reject) => server.close((error) => (error === undefined ? resolve() : reject(error))));
}
