import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../web/root';
import { LETTERS } from '../mail/letters/all-letters';
import { LOOKED_AT } from './support/looked-at';
import type { Report } from './support/report';

it('the accessibility report that is kept is of the states and letters of today, without a violation: `npm run accessibility -- new` brings it up to date', () => {
  const report = JSON.parse(readFileSync(join(packageRoot(), 'docs/accessibility-report.json'), 'utf8')) as Report;
  expect(Object.keys(report.states)).toEqual(LOOKED_AT);
  expect(Object.keys(report.letters)).toEqual(Object.keys(LETTERS));
  expect([...Object.values(report.states), ...Object.values(report.letters)].flat()).toEqual([]);
});
