import { describe, expect, it } from 'vitest';
import { answerLine, LONGEST_LINE } from '../../cli/deadline-line';
import { linesOf } from '../../cli/deadlines';

const GOOD = {
  id: 'a',
  timeZone: 'Europe/Paris',
  territory: 'FR',
  openingHours: { mon: [['09:00', '16:00']], tue: [['09:00', '16:00']], wed: [['09:00', '16:00']], thu: [['09:00', '16:00']], fri: [['09:00', '16:00']] },
  start: '2026-05-22T15:50:00+02:00',
  rule: { elapsedHours: 48 },
  whenClosed: 'next-opening',
};

function answer(fields: object): { id?: unknown; deadline?: string; error?: string } {
  return JSON.parse(answerLine(JSON.stringify(fields))) as { id?: unknown; deadline?: string; error?: string };
}

/** With plain spaces, for reading. */
function errorOf(line: string): string {
  const told = JSON.parse(answerLine(line)) as { error?: string };
  return (told.error ?? '').replace(/[\u00a0\u202f]/g, ' ');
}

describe('a deadline', () => {
  it('is an instant in UTC, beside its id', () => {
    expect(answerLine(JSON.stringify(GOOD))).toBe('{"id":"a","deadline":"2026-05-26T07:00:00.000Z"}');
  });

  it.each([
    [{ rule: { openingHours: 6 } }, '2026-05-26T12:50:00.000Z'],
    [{ rule: { calendarDays: 3 } }, '2026-05-26T07:00:00.000Z'],
    [{ rule: { workingDays: 3 } }, '2026-05-28T13:50:00.000Z'],
    [{ rule: { calendarMonths: 1 } }, '2026-06-22T13:50:00.000Z'],
    [{ whenClosed: 'as-is' }, '2026-05-24T13:50:00.000Z'],
    [{ whenClosed: 'next-working-day-same-time' }, '2026-05-26T13:50:00.000Z'],
    [{ whenClosed: undefined }, '2026-05-26T07:00:00.000Z'],
    [{ openingHours: null }, '2026-05-24T13:50:00.000Z'],
    [{ territory: null }, '2026-05-25T07:00:00.000Z'],
    [{ openHolidays: ['2026-05-25'] }, '2026-05-25T07:00:00.000Z'],
    [{ closedDays: ['2026-05-26'] }, '2026-05-27T07:00:00.000Z'],
    [{ closedDays: null, openHolidays: null }, '2026-05-26T07:00:00.000Z'],
    [{ start: '2026-05-22T13:50Z' }, '2026-05-26T07:00:00.000Z'],
    [{ start: '2026-05-22T13:50:00.123456Z', whenClosed: 'as-is' }, '2026-05-24T13:50:00.123Z'],
    [{ openingHours: { tue: [['14:00', '24:00'], ['08:00', '12:00']] } }, '2026-05-26T06:00:00.000Z'],
    [{ openingHours: {}, whenClosed: 'as-is' }, '2026-05-24T13:50:00.000Z'],
  ])('%o', (change, deadline) => {
    expect(answer({ ...GOOD, ...change })).toEqual({ id: 'a', deadline });
  });
});

describe('the id is kept whatever it is', () => {
  it.each(['"é"', '0', '-0', '1.50', '1e400', '12345678901234567890', 'null', 'true', '[1,"2"]', '{"id":3}'])('%s', (id) => {
    const line = JSON.stringify(GOOD).replace('"a"', id);
    expect(answerLine(line)).toContain(`{"id":${id},"deadline"`);
  });
  it('an absent one is null', () => {
    expect(answer({ ...GOOD, id: undefined })).toEqual({ id: null, deadline: '2026-05-26T07:00:00.000Z' });
  });
});

describe('a line that cannot be reckoned says why, in French', () => {
  const wrong: ReadonlyArray<readonly [object, string]> = [
    [{ timeZone: 'Mars/Phobos' }, 'Fuseau horaire inconnu : « Mars/Phobos »'],
    [{ timeZone: undefined }, 'timeZone : manque'],
    [{ timeZone: '+02:00' }, 'Fuseau horaire inconnu'],
    [{ territory: 'FR-99' }, 'territory : territoire inconnu, trouvé "FR-99"'],
    [{ territory: undefined }, 'territory : territoire inconnu, manque'],
    [{ start: '2026-05-22T15:50' }, 'start : date-heure sans décalage horaire'],
    [{ start: '22/05/2026' }, 'start : date-heure illisible'],
    [{ start: '2026-02-30T10:00Z' }, 'start : date-heure impossible'],
    [{ start: '2026-02-20T24:30Z' }, 'start : date-heure impossible'],
    [{ start: '2026-02-20T10:00+25:00' }, 'start : décalage horaire impossible'],
    [{ start: '1815-06-18T10:00Z' }, 'start : date-heure avant 1900'],
    [{ start: 1779457800000 }, 'start : trouvé 1779457800000'],
    [{ rule: { workingDays: -1 } }, 'rule.workingDays : trouvé -1, attendu un nombre entier'],
    [{ rule: { workingDays: 1.5 } }, 'rule.workingDays : trouvé 1.5'],
    [{ rule: { workingDays: '10' } }, 'rule.workingDays : trouvé "10"'],
    [{ rule: { fortnights: 1 } }, 'rule : trouvé {"fortnights":1}, attendu une seule règle'],
    [{ rule: { workingDays: 1, calendarDays: 1 } }, 'attendu une seule règle'],
    [{ rule: {} }, 'attendu une seule règle'],
    [{ rule: null }, 'rule : trouvé null'],
    [{ rule: [10] }, 'rule : trouvé [10]'],
    [{ rule: { elapsedSeconds: 5 } }, 'attendu une seule règle'],
    [{ rule: { calendarMonths: 99_999 } }, 'Limite au-delà de l’an 2199'],
    [{ openingHours: undefined }, 'openingHours : manque'],
    [{ openingHours: { lun: [] } }, 'openingHours : jour inconnu « lun »'],
    [{ openingHours: { mon: '09:00-16:00' } }, 'openingHours.mon : trouvé "09:00-16:00"'],
    [{ openingHours: { mon: [['09:00']] } }, 'openingHours.mon : trouvé ["09:00"], attendu une plage'],
    [{ openingHours: { mon: [['09:00', '25:00']] } }, 'openingHours.mon : Heure inconnue : « 25:00 »'],
    [{ openingHours: { mon: [['9:00', '16:00']] } }, 'Heure inconnue : « 9:00 »'],
    [{ openingHours: { mon: [['16:00', '09:00']] } }, 'openingHours.mon : la plage 16:00–09:00 finit avant de commencer'],
    [{ openingHours: { mon: [['09:00', '09:00']] } }, 'finit avant de commencer'],
    [{ openingHours: { mon: [['09:00', '12:00'], ['11:00', '13:00']] } }, 'les plages 09:00–12:00 et 11:00–13:00 se chevauchent'],
    [{ openingHours: {} }, 'ce guichet n’ouvre jamais'],
    [{ openingHours: { mon: [] }, rule: { openingHours: 1 }, whenClosed: 'as-is' }, 'ce guichet n’ouvre jamais'],
    [{ whenClosed: 'later' }, 'whenClosed : trouvé "later", attendu next-opening'],
    [{ closedDays: '2026-05-15' }, 'closedDays : trouvé "2026-05-15", attendu une liste de dates'],
    [{ closedDays: ['2026-02-30'] }, 'closedDays : Date inconnue : « 2026-02-30 »'],
    [{ openHolidays: [5] }, 'openHolidays : trouvé 5'],
  ];
  it.each(wrong)('%o', (change, said) => {
    const line = JSON.stringify({ ...GOOD, ...change });
    expect(errorOf(line)).toContain(said);
    expect(answer({ ...GOOD, ...change }).id).toBe('a');
  });

  it.each([
    ['{bad', 'JSON illisible'],
    ['[]', 'un objet JSON est attendu'],
    ['"text"', 'un objet JSON est attendu'],
    ['null', 'un objet JSON est attendu'],
    ['\u0000', 'JSON illisible'],
    [`{"id":1,"x":"${'y'.repeat(LONGEST_LINE)}"}`, 'ligne de plus de 1000000 caractères'],
    ['['.repeat(200_000), 'JSON illisible'],
  ])('%#', (line, said) => {
    expect(errorOf(line)).toContain(said);
    expect(JSON.parse(answerLine(line))).toHaveProperty('id', null);
  });

  it('an id nested beyond what can be written back is an error, not a crash', () => {
    const line = JSON.stringify(GOOD).replace('"a"', `${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    expect(JSON.parse(answerLine(line))).toHaveProperty('id');
  });
});

describe('lines of a stream', () => {
  async function linesFrom(...chunks: string[]): Promise<string[]> {
    async function* source(): AsyncGenerator<string> {
      yield* chunks;
    }
    const lines: string[] = [];
    for await (const batch of linesOf(source())) lines.push(...batch);
    return lines.filter((line) => line !== '');
  }

  it('are cut at line ends, wherever the chunks end', async () => {
    expect(await linesFrom('{"a"', ':1}\n{"b":', '2}', '\n{"c":3}')).toEqual(['{"a":1}', '{"b":2}', '{"c":3}']);
  });
  it('lose a byte order mark, and only the first', async () => {
    expect(await linesFrom('\uFEFFa\n', '\uFEFFb')).toEqual(['a', '\uFEFFb']);
  });
  it('of endless length take no endless memory', async () => {
    const [line = ''] = await linesFrom(...Array.from({ length: 5 }, () => 'x'.repeat(LONGEST_LINE)));
    expect(line.length).toBeLessThanOrEqual(2 * LONGEST_LINE + 1);
    expect(errorOf(line)).toContain('ligne de plus de');
  });
});
