import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { attempt } from '../../tools/run.mjs';
import { freshFolder } from './support';

const root = join(__dirname, '..', '..');

/** Files with planted faults, « room/file: rule »; those with none are right. */
const PLANTED: Readonly<Record<string, readonly [text: string, rule?: string]>> = {
  'domain/reads-files.ts': ["import { readFileSync } from 'node:fs';\nexport const text = readFileSync('a');\n", 'no-restricted-imports'],
  'domain/asks-the-time.ts': ['export const now = (): number => Date.now();\n', 'no-restricted-properties'],
  'domain/asks-the-desk.ts': ["import { a } from '../desk/a';\nexport const b = a;\n", 'no-restricted-imports'],
  'desk/a.ts': ["import { plain } from '../domain/plain';\nexport const a = plain;\n"],
  'domain/plain.ts': ['export const plain = 1;\n'],
  'api/asks-messages.ts': ["import { told } from '../workflows/messages';\nexport const b = told;\n"],
  'api/asks-a-workflow.ts': ["import { journey } from '../workflows/journey';\nexport const b = journey;\n", 'no-restricted-imports'],
  'workflows/messages.ts': ["export const told = 'told';\n"],
  'workflows/journey.ts': ["import type { Acts } from '../activities/acts';\nexport const journey = (acts: Acts): Acts => acts;\n"],
  'workflows/acts.ts': ["import { acts } from '../activities/acts';\nexport const b = acts;\n", 'no-restricted-imports'],
  'workflows/reckons.ts': ["import { calendarOf } from '../domain/calendar';\nexport const b = calendarOf;\n", 'no-restricted-imports'],
  'workflows/reads-the-clock.ts': ['export const now = (): unknown => Temporal.Now.instant();\ndeclare const other: { Now: unknown };\nexport { other };\n', 'no-restricted-globals'],
  'activities/acts.ts': ['export const acts = 1;\nexport interface Acts {\n  readonly n: number;\n}\n'],
  'worker/forgets.ts': ['async function work(): Promise<void> {\n  await Promise.resolve();\n}\nexport function start(): void {\n  work();\n}\n', 'no-floating-promises'],
  'worker/mistakes.ts': ['async function ready(): Promise<boolean> {\n  return await Promise.resolve(true);\n}\nexport const state = (): string => (ready() ? "yes" : "no");\n', 'no-misused-promises'],
  'worker/any.ts': ['export const b: any = 1;\n', 'no-explicit-any'],
  'worker/ignores.ts': ['// @ts-ignore\nexport const b: number = "1";\n', 'ban-ts-comment'],
  'worker/swallows.ts': ['export function b(): void {\n  try {\n    JSON.parse("");\n  } catch {}\n}\n', 'no-empty'],
  'worker/keeps-what-is-not-used.ts': ['const a = 1;\nexport const b = 2;\n', 'no-unused-vars'],
};

it('finds each planted fault of the rooms, of promises, of types, and nothing else', { timeout: 60_000 }, async () => {
  const folder = freshFolder();
  for (const file of ['oxlint.config.mjs', 'tsconfig.json', 'package.json']) copyFileSync(join(root, file), join(folder, file));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [file, [text]] of Object.entries(PLANTED)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const { output } = await attempt(process.execPath, [join('node_modules', 'oxlint', 'bin', 'oxlint'), '-c', 'oxlint.config.mjs', '-f', 'unix'], { cwd: folder });
  const found = [...output.matchAll(/^(\S+?):\d+:\d+: .*\((.+)\)\]$/gm)].map(([, file, rule]) => `${file}: ${rule}`);
  const wanted = Object.entries(PLANTED).flatMap(([file, [, rule]]) => (rule === undefined ? [] : [`${file}: ${rule}`]));
  expect([...new Set(found)].sort(), output).toEqual(wanted.sort());
});
