import { expect, it } from 'vitest';
import { readSiret } from '../../domain/siret';

it.each([
  ['732 829 320 00074', '73282932000074'],
  ['732.829.320.00074', '73282932000074'],
  ['35600000000048', '35600000000048'],
  ['35600000049837', '35600000049837'],
])('%s is a SIRET', (typed, read) => {
  expect(readSiret(typed)).toBe(read);
});

it.each([['73282932000075'], ['7328293200007'], ['732829320000740'], ['00000000000000'], ['A3282932000074'], ['35600000049836'], ['']])('%s is none', (typed) => {
  expect(readSiret(typed)).toBeNull();
});
