import type { Page } from 'playwright-core';
import { LETTERS } from '../../mail/letters/all-letters';
import { launchChromium } from './chromium';
import { startGallery } from './gallery';
import { look, PHONE, prepareToLook, STANDARDS, WIDE, type Fault } from './look';
import { LOOKED_AT } from './looked-at';
import { swapTo } from './swap';
import { unfold } from './unfold';

/** What was found of each state and each letter. */
export interface Report {
  readonly tool: string;
  readonly rules: readonly string[];
  /** CSS pixels. */
  readonly widths: readonly number[];
  readonly colours: readonly string[];
  readonly states: Readonly<Record<string, readonly Fault[]>>;
  readonly letters: Readonly<Record<string, readonly Fault[]>>;
}

/**
 * Looks at everything, one state after the other, and gives the report as JSON and in short. `say` is told from time to time.
 * With `before`, a report's JSON, only `names` are looked at again, and what is new in the lists.
 */
export async function makeReport(say: (line: string) => void, names: readonly string[] = [], before: string | null = null): Promise<{ json: string; markdown: string; faults: number }> {
  const [gallery, browser] = await Promise.all([startGallery(), launchChromium()]);
  try {
    const page = await browser.newPage({ bypassCSP: true, viewport: WIDE });
    await prepareToLook(page);
    const known = before === null ? null : (JSON.parse(before) as Report);
    const states = await lookAtAll(page, LOOKED_AT, (name) => `${gallery.origin}/etat/${name}`, say, known?.states ?? {}, names);
    const letters = await lookAtAll(page, Object.keys(LETTERS), (name) => `${gallery.origin}/lettre/${name}`, say, known?.letters ?? {}, names);
    const version = await page.evaluate(() => (window as unknown as { axe: { version: string } }).axe.version);
    const report: Report = { tool: `axe-core ${version}, Chromium`, rules: STANDARDS, widths: [WIDE.width, PHONE.width], colours: ['light', 'dark'], states, letters };
    return { json: `${JSON.stringify(report, null, 1)}\n`, markdown: inShort(report), faults: faultsOf(report).length };
  } finally {
    await browser.close();
    await gallery.close();
  }
}

async function lookAtAll(page: Page, names: readonly string[], urlOf: (name: string) => string, say: (line: string) => void, known: Report['states'], again: readonly string[]): Promise<Record<string, readonly Fault[]>> {
  const found: Record<string, readonly Fault[]> = {};
  await page.goto(urlOf(names[0] ?? ''));
  for (const [i, name] of names.entries()) {
    const before = again.includes(name) ? undefined : known[name];
    if (before !== undefined) {
      found[name] = before;
      continue;
    }
    await swapTo(page, urlOf(name));
    await unfold(page, name === 'demande');
    found[name] = await look(page);
    if (i % 25 === 24) say(`${i + 1} of ${names.length}`);
  }
  return found;
}

function faultsOf({ states, letters }: Report): (Fault & { where: string })[] {
  return [...Object.entries(states), ...Object.entries(letters)].flatMap(([where, faults]) => faults.map((fault) => ({ ...fault, where })));
}

function inShort(report: Report): string {
  const faults = faultsOf(report);
  const lines = faults.map(({ where, rule, width, colours, what }) => `- ${where}, ${width} px, ${colours}: ${rule}. ${what.replace(/\s+/g, ' ').slice(0, 160)}`);
  return [
    '# Accessibility report',
    '',
    'Made by `npm run accessibility`; the same look is a test (`test/web/gallery-*.browser.test.ts`). The declaration itself is the page « Accessibilité » of the product.',
    '',
    `- ${Object.keys(report.states).length} states of pages and ${Object.keys(report.letters).length} letters, each at ${report.widths.join(' and ')} px, light and dark, everything unfolded.`,
    `- ${report.tool}; rules ${report.rules.join(', ')}; and no page wider than its window.`,
    `- **${faults.length === 0 ? 'No violation.' : `${faults.length} violations.`}**`,
    '',
    ...lines,
    'Not seen by a tool, tested elsewhere: keyboard alone (`test/browser/agent-morning.test.ts`), without JavaScript, zoom, forced colours, focus across updates (`test/browser/reading-modes.test.ts`, `test/web/modes.browser.test.ts`).',
    'Not tested: a screen reader in the hands of somebody who uses one.',
    '',
  ].join('\n');
}
