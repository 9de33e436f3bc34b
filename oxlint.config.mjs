// @ts-check
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Which rooms a room may import from; arrows go one way (docs/architecture.md). */
/** @type {Record<string, string[]>} */
const rooms = {
  domain: [],
  contracts: ['domain'],
  workflows: ['domain'],
  mail: ['domain'],
  web: ['domain'],
  paper: ['domain'],
  db: ['domain'],
  desk: ['domain', 'db', 'mail', 'web', 'paper'],
  activities: ['domain', 'db', 'desk'],
  engine: ['domain', 'workflows/messages'],
  worker: ['domain', 'db', 'mail', 'engine', 'desk', 'activities', 'workflows'],
  api: ['domain', 'db', 'mail', 'paper', 'web', 'engine', 'desk', 'workflows/messages'],
  cli: ['domain', 'contracts', 'db', 'mail', 'paper', 'web', 'api', 'engine', 'desk', 'worker', 'workflows', 'activities'],
};
const names = Object.keys(rooms);
/** Everything of workflows/ but the names of its messages, which doors may know. */
const notMessages = readdirSync(join(import.meta.dirname, 'workflows')).map((file) => file.replace(/\.ts$/, '')).filter((name) => name !== 'messages');

/** @param {string} room */
function importsOf(room) {
  const allowed = rooms[room] ?? [];
  const forbidden = names.filter((other) => other !== room && !allowed.includes(other) && !(room === 'workflows' && other === 'activities'));
  /** @type {{ regex: string, message: string, allowTypeImports?: boolean }[]} */
  const patterns = forbidden.map((other) => ({
    regex: other === 'workflows' && allowed.includes('workflows/messages') ? `^(\\.\\./)+workflows/(${notMessages.join('|')})(/|$)` : `^(\\.\\./)+${other}(/|$)`,
    message: `${room}/ may not import ${other}/ (docs/architecture.md)`,
  }));
  if (room === 'workflows') {
    patterns.push({ regex: '^(\\.\\./)+activities(/|$)', allowTypeImports: true, message: 'workflows/ may take only types from activities/' });
    patterns.push({ regex: '^(zod|node:.*|date-holidays|temporal-polyfill|@js-temporal/polyfill|postgres|nodemailer)$', message: 'not in the workflow sandbox' });
    patterns.push({ regex: '^(\\.\\./)+domain/(calendar|deadline|plan|forecast|holidays|french)', allowTypeImports: true, message: 'dates are reckoned outside the workflow sandbox' });
  }
  if (room === 'domain') patterns.push({ regex: '^(node:|express|postgres|nodemailer|@temporalio)', message: 'domain/ is pure: no I/O' });
  return { files: [`${room}/**/*.ts`, `${room}/**/*.tsx`], rules: { 'no-restricted-imports': ['error', { patterns }] } };
}

export default {
  plugins: ['typescript'],
  options: { typeAware: true },
  categories: { correctness: 'error' },
  ignorePatterns: ['node_modules', 'dist', 'dist-partial', 'data', 'docs'],
  rules: {
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
    'typescript/no-explicit-any': 'error',
    'typescript/ban-ts-comment': 'error',
    'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    'no-empty': ['error', { allowEmptyCatch: false }],
    // Mails hold any character: patterns that clear them name control characters, and lists are sorted by their text.
    'no-control-regex': 'off',
    'no-misleading-character-class': 'off',
    'typescript/require-array-sort-compare': 'off',
    'typescript/no-misused-spread': 'off',
    'typescript/no-base-to-string': 'off',
    'typescript/restrict-template-expressions': 'off',
    'typescript/no-useless-default-assignment': 'off',
    'typescript/unbound-method': 'off',
    'no-var': 'error',
    'prefer-const': 'error',
  },
  overrides: [
    {
      files: ['domain/**/*.ts', 'workflows/**/*.ts'],
      rules: { 'no-restricted-globals': ['error', { name: 'Temporal', message: 'reads the real clock in the workflow sandbox' }] },
    },
    {
      files: ['domain/**/*.ts'],
      rules: { 'no-restricted-properties': ['error', { object: 'Date', property: 'now', message: 'the clock is injected (rules: Clock 8)' }] },
    },
    // Scripts of the pages share their names across files; a test swaps a page's scripts.
    { files: ['web/assets/js/*.js'], rules: { 'no-unused-vars': 'off' } },
    { files: ['test/web/support/swap.ts'], rules: { 'typescript/no-implied-eval': 'off' } },
    ...names.map(importsOf),
  ],
};
