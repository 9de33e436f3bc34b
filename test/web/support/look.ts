import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { newPairs, rememberPairs } from './pairs';

export type Colours = 'light' | 'dark';

/** What axe-core refuses, or what runs over the window, at one width (CSS pixels) in one colour scheme. */
export interface Fault {
  readonly width: number;
  readonly colours: Colours;
  /** axe-core's name of the rule, or « overflow ». */
  readonly rule: string;
  readonly what: string;
}

interface Found {
  readonly violations: ReadonlyArray<{ readonly id: string; readonly nodes: ReadonlyArray<{ readonly html: string; readonly failureSummary?: string }> }>;
}
interface AxeWindow {
  readonly axe: { run(context: unknown, options: object): Promise<Found> };
}

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
export const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] as const;
const COMMON = { resultTypes: ['violations'], iframes: false };
/** Contrast is measured apart (pairs.ts): it is three quarters of axe-core's time. */
const ALL_BUT_CONTRAST = { ...COMMON, runOnly: STANDARDS, rules: { 'color-contrast': { enabled: false } } };
const CONTRAST = { ...COMMON, runOnly: { type: 'rule', values: ['color-contrast'] } };
/** What a width can change of a page whose structure has been looked at. */
const WIDTH = { ...COMMON, runOnly: { type: 'rule', values: ['target-size', 'scrollable-region-focusable', 'region', 'aria-hidden-focus'] } };

export const WIDE = { width: 1440, height: 900 } as const;
export const PHONE = { width: 360, height: 780 } as const;

/** Lets axe-core into every page that this one opens. The page must be of a context with `bypassCSP`. */
export async function prepareToLook(page: Page): Promise<void> {
  await page.addInitScript(AXE);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
}

/** Looks at the page that is open: every rule on a wide screen, what the width changes on a phone, contrasts on both in both schemes. */
export async function look(page: Page): Promise<Fault[]> {
  const faults: Fault[] = [];
  // From the width at which the page before was left: a change of window is a tenth of the time.
  for (const size of page.viewportSize()?.width === PHONE.width ? [PHONE, WIDE] : [WIDE, PHONE]) {
    await page.setViewportSize(size);
    faults.push(...(await asked(page, size.width, 'light', size === WIDE ? ALL_BUT_CONTRAST : WIDTH)), ...(await overflow(page, size.width)));
    for (const colours of ['dark', 'light'] as const) faults.push(...(await contrasts(page, size.width, colours)));
  }
  return faults;
}

async function asked(page: Page, width: number, colours: Colours, options: object): Promise<Fault[]> {
  const found = await page.evaluate(async (how) => (window as unknown as AxeWindow).axe.run(document, how), options);
  return faultsOf(found, width, colours);
}

/** Only pairs of colours that were not yet found good are measured. */
async function contrasts(page: Page, width: number, colours: Colours): Promise<Fault[]> {
  await page.emulateMedia({ colorScheme: colours, reducedMotion: 'reduce' });
  if ((await page.evaluate(newPairs)) === 0) return [];
  const found = await page.evaluate(async (how) => {
    const include = [...document.querySelectorAll('[data-new-pair]')];
    return await (window as unknown as AxeWindow).axe.run({ include }, how);
  }, CONTRAST);
  await page.evaluate(rememberPairs, found.violations.length === 0);
  return faultsOf(found, width, colours);
}

function faultsOf({ violations }: Found, width: number, colours: Colours): Fault[] {
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => ({ width, colours, rule: id, what: `${node.html.slice(0, 200)} ${node.failureSummary ?? ''}` })));
}

/** How far the page itself runs over its window. */
async function overflow(page: Page, width: number): Promise<Fault[]> {
  const pixels = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return pixels <= 0 ? [] : [{ width, colours: 'light', rule: 'overflow', what: `${pixels} pixels` }];
}
