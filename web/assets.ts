import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './root';

/** A static file: its bytes never change under one URL, so it may be cached for ever. */
export interface Asset {
  /** « guichet.css » */
  readonly name: string;
  /** « /assets/guichet.1a2b3c4d5e.css » */
  readonly url: string;
  readonly contentType: string;
  readonly body: Buffer;
}

/** Our own style sheet is its parts, one after the other: the last override the first. */
const CSS = ['tokens', 'base', 'shell', 'parts', 'ticket', 'queue', 'steering', 'reviews', 'small'] as const;
/** Our own script likewise; « dom » is what the others share. */
const JS = ['dom', 'forms', 'drafts', 'keys', 'palette', 'live', 'several', 'ticket'] as const;
const FILES = {
  'bootstrap.css': ['text/css; charset=utf-8', 'node_modules/bootstrap/dist/css/bootstrap.min.css'],
  'guichet.css': ['text/css; charset=utf-8', ...CSS.map((part) => `web/assets/css/${part}.css`)],
  'guichet.js': ['text/javascript; charset=utf-8', ...JS.map((part) => `web/assets/js/${part}.js`)],
  'inter.woff2': ['font/woff2', 'node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'],
  'favicon.svg': ['image/svg+xml', 'web/assets/favicon.svg'],
} satisfies Record<string, [contentType: string, ...files: string[]]>;
export type AssetName = keyof typeof FILES;

let loaded: ReadonlyMap<string, Asset> | undefined;

/** Every static file with its URL, type and bytes, read once; the API serves each at its `url`, immutable. */
export function assetsList(): readonly Asset[] {
  return [...assets().values()];
}

/** The URL of a static file, with the hash of its content. */
export function assetUrl(name: AssetName): string {
  return assets().get(name)?.url ?? `/assets/${name}`;
}

function assets(): ReadonlyMap<string, Asset> {
  loaded ??= loadAll();
  return loaded;
}

/** The font first: the style sheet names it by its hashed URL. */
function loadAll(): ReadonlyMap<string, Asset> {
  const font = load('inter.woff2', (bytes) => bytes);
  const withFont = (bytes: Buffer): Buffer => Buffer.from(bytes.toString('utf8').replaceAll('url(inter.woff2)', `url(${font.url})`));
  const others = (Object.keys(FILES) as AssetName[]).filter((name) => name !== 'inter.woff2').map((name) => load(name, withFont));
  return new Map([font, ...others].map((asset) => [asset.name, asset]));
}

function load(name: AssetName, edit: (bytes: Buffer) => Buffer): Asset {
  const [contentType, ...files] = FILES[name];
  const raw = Buffer.concat(files.map((file) => readFileSync(join(packageRoot(), file))));
  const body = contentType.startsWith('text/') ? edit(raw) : raw;
  const dot = name.lastIndexOf('.');
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 10);
  return { name, url: `/assets/${name.slice(0, dot)}.${hash}${name.slice(dot)}`, contentType, body };
}
