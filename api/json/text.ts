/** Whether a value holds a text that PostgreSQL cannot keep: a null character, or half of a surrogate pair. */
export function unkeepable(value: unknown): boolean {
  if (typeof value === 'string') return /[\u0000\p{Surrogate}]/u.test(value);
  if (Array.isArray(value)) return value.some(unkeepable);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, inner]) => unkeepable(name) || unkeepable(inner));
}
