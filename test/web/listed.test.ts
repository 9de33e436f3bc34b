import { Session } from 'node:inspector/promises';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderPage } from '../../web/render';
import { packageRoot } from '../../web/root';
import { LETTERS } from '../mail/letters/all-letters';
import { GUIDE_PICTURES, PICTURED } from './samples/pictured';
import { STATES } from './samples/states';

const root = packageRoot();

/** « web/pages/queue.tsx QueuePage »: the functions that these files export, by a pattern of their declaration. */
function exported(folder: string, pattern: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) => [...readFileSync(join(root, folder, file), 'utf8').matchAll(pattern)].map(([, name]) => `${join(folder, file)} ${name}`))
    .sort();
}

/** The source of a file that ran: « dist/web/pages/queue.js » was built from « web/pages/queue.tsx ». */
function sourceOf(url: string): string {
  const path = relative(root, url.replace('file://', '')).replace(/^dist\//, '');
  return [path.replace(/\.js$/, '.tsx'), path.replace(/\.js$/, '.ts')].find((source) => existsSync(join(root, source))) ?? path;
}

/** What ran of our own files while this did, told by the engine itself: « web/pages/queue.tsx QueuePage ». */
async function ran(work: () => void): Promise<Set<string>> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  work();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  await session.post('Profiler.stopPreciseCoverage');
  session.disconnect();
  const calls = result.flatMap(({ url, functions }) => functions.filter(({ ranges }) => (ranges[0]?.count ?? 0) > 0).map(({ functionName }) => `${sourceOf(url)} ${functionName}`));
  return new Set(calls);
}

const PAGES = exported('web/pages', /^export function (\w+Page)\b/gm);
const missing = (wanted: readonly string[], have: ReadonlySet<string>) => wanted.filter((one) => !have.has(one));

describe('the lists that gallery, pictures and accessibility share', () => {
  it('hold a state of every page', async () => {
    expect(PAGES.length).toBeGreaterThan(50);
    expect(missing(PAGES, await ran(() => Object.values(STATES).forEach((state) => renderPage(state()))))).toEqual([]);
  });

  it('hold a picture of every page', async () => {
    const pictured = [...PICTURED, ...Object.values(GUIDE_PICTURES)];
    expect(pictured.filter((name) => STATES[name] === undefined)).toEqual([]);
    expect(missing(PAGES, await ran(() => PICTURED.forEach((name) => STATES[name]?.())))).toEqual([]);
  });

  it('hold every letter', async () => {
    const letters = exported('mail/letters', /^export function (\w+)\([^]*?\): WrittenLetter/gm).filter((name) => !/ (?:writeLetter|journeyLetter|numbered|ticketContext)$/.test(name));
    expect(letters.length).toBeGreaterThan(15);
    expect(missing(letters, await ran(() => Object.values(LETTERS).forEach((letter) => letter())))).toEqual([]);
  });

  it('show in the guides only pictures that are taken', () => {
    const guides = readdirSync(join(root, 'docs/guide')).filter((file) => file.endsWith('.md'));
    const shown = guides.flatMap((file) => [...readFileSync(join(root, 'docs/guide', file), 'utf8').matchAll(/\(images\/(.+)\.webp\)/g)].map(([, name]) => name ?? ''));
    expect(shown.filter((name) => GUIDE_PICTURES[name] === undefined)).toEqual([]);
    expect(Object.keys(GUIDE_PICTURES).filter((name) => !shown.includes(name))).toEqual([]);
  });
});
