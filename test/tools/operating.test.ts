import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { variableNames } from '../../config';

const root = join(__dirname, '..', '..');
const guide = readFileSync(join(root, 'docs', 'operating.md'), 'utf8');

/** Set by one part of the tools for another, never by a person. */
const internal = ['GUICHET_TEST_RUN'];

it('the operating guide names each variable that the product reads', () => {
  expect(variableNames.filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
});

it('the operating guide names each variable that the tools read', () => {
  const tools = readdirSync(join(root, 'tools')).filter((name) => name.endsWith('.mjs'));
  const read = tools.flatMap((name) => readFileSync(join(root, 'tools', name), 'utf8').match(/GUICHET_[A-Z_]*[A-Z]/g) ?? []);
  expect([...new Set(read)].filter((name) => !internal.includes(name) && !guide.includes(`\`${name}\``))).toEqual([]);
});

it('the operating guide names no variable that nothing reads', () => {
  const sources = ['config.ts', 'docker-compose.yml', ...readdirSync(join(root, 'tools')).filter((name) => name.endsWith('.mjs')).map((name) => join('tools', name))];
  const known = sources.map((file) => readFileSync(join(root, file), 'utf8')).join('\n');
  const named = [...new Set(guide.match(/GUICHET_[A-Z_]*[A-Z]/g) ?? [])].map((name) => name.replace(/^GUICHET_DATABASE_URL_FILE$/, 'GUICHET_DATABASE_URL'));
  expect(named.filter((name) => !known.includes(name))).toEqual([]);
});
