import { frenchDuration } from '../../domain/french/dates';
import { typo } from '../../domain/french/typography';

/** Opening time as people say it: « 4 h 40 », and in open days where all have one length: « 2 j 3 h »; « — » when there is none. */
export function openDuration(ms: number | null, dayMs: number | null): string {
  if (ms === null) return '—';
  if (dayMs === null || ms < dayMs) return frenchDuration(ms);
  const hours = Math.floor((ms % dayMs) / 3_600_000);
  return typo(`${Math.floor(ms / dayMs)} j${hours === 0 ? '' : ` ${hours} h`}`);
}

/** « 41 % »; « — » of nothing. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '—' : typo(`${Math.round((part / whole) * 100)} %`);
}

/** Whole percents that add up to a hundred: the greatest remainders are rounded up. */
export function shares(parts: readonly number[]): number[] {
  const whole = parts.reduce((sum, part) => sum + part, 0);
  if (whole === 0) return parts.map(() => 0);
  const exact = parts.map((part) => (part / whole) * 100);
  const missing = 100 - exact.reduce((sum, share) => sum + Math.floor(share), 0);
  const first = exact.map((share, i) => ({ i, rest: share % 1 })).sort((a, b) => b.rest - a.rest).slice(0, missing);
  return exact.map((share, i) => Math.floor(share) + (first.some((one) => one.i === i) ? 1 : 0));
}
