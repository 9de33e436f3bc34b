import tseslint from 'typescript-eslint';

/** Which rooms a room may import from; arrows go one way (docs/architecture.md). */
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

const roomRules = names.map((room) => {
  const forbidden = names.filter((other) => other !== room && !rooms[room].some((allowed) => allowed === other));
  const patterns = forbidden.map((other) => ({
    regex: other === 'workflows' && rooms[room].includes('workflows/messages') ? '^(\\.\\./)+workflows/(?!messages$)' : `^(\\.\\./)+${other}(/|$)`,
    message: `${room}/ may not import ${other}/ (docs/architecture.md)`,
  }));
  if (room === 'workflows') {
    patterns.push({ regex: '^(\\.\\./)+activities(/|$)', allowTypeImports: true, message: 'workflows/ may take only types from activities/' });
    patterns.splice(patterns.findIndex((p) => p.message.includes('activities/ (docs')), 1);
    patterns.push({ regex: '^(zod|node:.*|date-holidays|temporal-polyfill|@js-temporal/polyfill|postgres|nodemailer)$', message: 'not in the workflow sandbox' });
    patterns.push({ regex: '^(\\.\\./)+domain/(calendar|deadline|plan|forecast|holidays|french)', allowTypeImports: true, message: 'dates are reckoned outside the workflow sandbox' });
  }
  if (room === 'domain') patterns.push({ regex: '^(node:|express|postgres|nodemailer|@temporalio)', message: 'domain/ is pure: no I/O' });
  return {
    files: [`${room}/**/*.ts`, `${room}/**/*.tsx`],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
  };
});

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', 'data/', 'docs/'] },
  ...tseslint.configs.recommended.map((c) => ({ ...c, files: ['**/*.ts', '**/*.tsx'] })),
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['vitest.config.ts'] }, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-empty': ['error', { allowEmptyCatch: false }],
    },
  },
  {
    files: ['domain/**/*.ts', 'workflows/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', { name: 'Temporal', message: 'reads the real clock in the workflow sandbox' }],
      'no-restricted-properties': ['error', { object: 'Date', property: 'now', message: 'the clock is injected (rules: Clock 8)' }],
    },
  },
  { files: ['workflows/**/*.ts'], rules: { 'no-restricted-properties': 'off' } },
  ...roomRules,
);
