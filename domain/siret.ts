/** La Poste's offices share one SIREN, and their SIRET do not follow Luhn: their digits add up to a multiple of five. */
const LA_POSTE = '356000000';

/** Fourteen digits out of what was typed, blanks and dots left out; null when they are not a SIRET. */
export function readSiret(text: string): string | null {
  const digits = text.replace(/[\s.\u00a0\u202f-]/g, '');
  return /^\d{14}$/.test(digits) && isSiret(digits) ? digits : null;
}

function isSiret(digits: string): boolean {
  if (luhnSum(digits) % 10 === 0) return Number(digits) !== 0;
  return digits.startsWith(LA_POSTE) && [...digits].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0;
}

/** Luhn: from the right, each second digit is doubled, nine taken off what passes nine. */
function luhnSum(digits: string): number {
  return [...digits].reverse().reduce((sum, digit, i) => {
    const value = Number(digit) * (i % 2 === 1 ? 2 : 1);
    return sum + (value > 9 ? value - 9 : value);
  }, 0);
}
