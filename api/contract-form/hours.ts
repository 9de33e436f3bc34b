/** « 9 h 00 - 12 h 30, 13:30-16:00 » as ranges « 09:00 » to « 12:30 »; what cannot be read is left as typed, for the schema to refuse. */
export function rangesOf(typed: string): [string, string][] {
  return typed
    .split(/[,;\n]|\bet\b/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [from = '', to = '', ...more] = part.split(/\s*(?:-|–|—|à)\s*/);
      return [timeOf(from), more.length > 0 ? part : timeOf(to)];
    });
}

function timeOf(typed: string): string {
  const read = /^(\d{1,2})\s*(?:h|:)?\s*(\d{2})?$/.exec(typed.trim());
  return read === null ? typed.trim() : `${(read[1] ?? '').padStart(2, '0')}:${read[2] ?? '00'}`;
}

/** « 09:00 - 12:30, 13:30 - 16:00 », as the form shows ranges. */
export function typedRanges(ranges: ReadonlyArray<readonly [string, string]> | undefined): string {
  return (ranges ?? []).map(([from, to]) => `${from} - ${to}`).join(', ');
}

/** One date a line, « 24/12/2026 » or « 2026-12-24 », as « 2026-12-24 »; what cannot be read is left as typed. */
export function datesOf(typed: string): string[] {
  return typed
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const read = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(line);
      return read === null ? line : `${read[3] ?? ''}-${(read[2] ?? '').padStart(2, '0')}-${(read[1] ?? '').padStart(2, '0')}`;
    });
}

/** « 24/12/2026 » of « 2026-12-24 ». */
export function typedDate(date: string): string {
  return date.split('-').reverse().join('/');
}
