/** « 01 99 00 00 31 » as « +33199000031 »; what cannot be read is left as typed; null when blank. */
export function phoneOf(typed: string): string | null {
  const digits = typed.replace(/[\s.()-]/g, '');
  if (digits === '') return null;
  return /^0[1-9]\d{8}$/.test(digits) ? `+33${digits.slice(1)}` : digits;
}
