/** Written by hand from the French labour code, so that the tests do not share the product's source of holidays. */
const FIXED = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'];

const MOVABLE: Readonly<Record<number, { goodFriday: string; easterMonday: string; ascension: string; whitMonday: string }>> = {
  2024: { goodFriday: '03-29', easterMonday: '04-01', ascension: '05-09', whitMonday: '05-20' },
  2025: { goodFriday: '04-18', easterMonday: '04-21', ascension: '05-29', whitMonday: '06-09' },
  2026: { goodFriday: '04-03', easterMonday: '04-06', ascension: '05-14', whitMonday: '05-25' },
  2027: { goodFriday: '03-26', easterMonday: '03-29', ascension: '05-06', whitMonday: '05-17' },
  2028: { goodFriday: '04-14', easterMonday: '04-17', ascension: '05-25', whitMonday: '06-05' },
};

const ABOLITION: Readonly<Record<string, string>> = {
  'FR-GP': '05-27',
  'FR-MQ': '05-22',
  'FR-GF': '06-10',
  'FR-RE': '12-20',
  'FR-YT': '04-27',
};

export const STEPPER_YEARS = Object.keys(MOVABLE).map(Number);

/** The statutory holidays of a territory in 2024 to 2028, « 2026-05-25 », in order. */
export function stepperHolidays(territory: string, year: number): string[] {
  const movable = MOVABLE[year];
  if (!movable) throw new Error(`The stepper knows no holidays of ${year}`);
  const days = [...FIXED, movable.easterMonday, movable.ascension, movable.whitMonday];
  if (['FR-57', 'FR-67', 'FR-68'].includes(territory)) days.push(movable.goodFriday, '12-26');
  const abolition = ABOLITION[territory];
  if (abolition) days.push(abolition);
  return days.map((day) => `${year}-${day}`).sort();
}
