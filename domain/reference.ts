import type { CafCode, Reference } from './ids';

/** References as partners see and quote them: « 31-2026-000123 » (Caf, year of receipt, number in that year). */
export const REFERENCE_PATTERN = /\b(?:0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-6])-20\d{2}-\d{6}\b/i;

/** The reference of the `number`th ticket of a Caf in a year of its own time zone. @throws RangeError past 999,999. */
export function formatReference(caf: CafCode, year: number, number: number): Reference {
  if (number < 1 || number > 999_999) throw new RangeError(`Reference number out of range: ${number}`);
  return `${caf}-${year}-${String(number).padStart(6, '0')}` as Reference;
}

/** The first reference written in `text`, or undefined. */
export function findReference(text: string): Reference | undefined {
  return REFERENCE_PATTERN.exec(text)?.[0].toUpperCase() as Reference | undefined;
}
