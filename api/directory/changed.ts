import type { Values } from '../../db/setting-change';

/** What differs between two sets of values, before and after; null when nothing does. */
export function changed(before: Values, after: Values): { readonly before: Values; readonly after: Values } | null {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null));
  if (names.length === 0) return null;
  const only = (values: Values): Values => Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
  return { before: only(before), after: only(after) };
}
