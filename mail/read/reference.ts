import type { Problems } from './problems';

/** « 31-2026-000123 »: a Caf's code, the year, six digits; not within a longer number. */
export const ourReference = /(?<![\w-])((?:0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-6])-20\d\d-\d{6})(?![\w]|-\d)/i;

/** Our reference in the first of `places` (subject, new text, quoted text…) that holds one; others are a doubt. */
export function findReference(places: readonly string[], patterns: readonly RegExp[], problems: Problems): string | null {
  for (const place of places) {
    const found = referencesIn(place, patterns);
    if (found.length > 1) problems.add('several-references', found.slice(0, 5).join(', '));
    if (found[0] !== undefined) return found[0];
  }
  return null;
}

function referencesIn(text: string, patterns: readonly RegExp[]): string[] {
  const found = patterns.flatMap((pattern) => [...text.matchAll(global(pattern))].map((match) => ({ at: match.index, reference: (match[1] ?? match[0]).toUpperCase() })));
  return [...new Set(found.sort((a, b) => a.at - b.at).map(({ reference }) => reference))];
}

function global(pattern: RegExp): RegExp {
  return new RegExp(pattern.source, pattern.flags.includes('g') ? pattern.flags : `${pattern.flags}g`);
}
