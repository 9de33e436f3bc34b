import type { LocalDate } from '../../../domain/ids';
import { dayOf } from '../../../domain/local-date';
import type { CampaignLine } from '../../view/review';
import { MONTHS } from './months';

const WIDTH = 560;

/** Where a day stands on the year's line; null outside of it. */
function placeOf(date: LocalDate, year: string): number | null {
  if (date.slice(0, 4) !== year) return null;
  const [first, next] = [dayOf(`${year}-01-01` as LocalDate), dayOf(`${Number(year) + 1}-01-01` as LocalDate)];
  return ((dayOf(date) - first) / (next - first)) * WIDTH;
}

const starts = (year: string): number[] => MONTHS.map((_, i) => placeOf(`${year}-${String(i + 1).padStart(2, '0')}-01` as LocalDate, year) ?? 0);

/** The months above the lines of a year. */
export function YearHead({ year }: { year: string }) {
  return (
    <svg class="strip chart" viewBox={`0 0 ${WIDTH} 14`} aria-hidden="true">
      {starts(year).map((x, i) => (
        <text class="mu" x={x + 2} y="11" font-size="11">
          {MONTHS[i]}
        </text>
      ))}
    </svg>
  );
}

/** A convention's year: its letters, the date of its review, when it was done, today. Said in words in the cells beside. */
export function YearStrip({ line, year, today }: { line: CampaignLine; year: string; today: LocalDate }) {
  const letters = line.letters.flatMap(({ on, left }) => {
    const x = placeOf(on, year);
    return x === null ? [] : [{ x, left }];
  });
  const [due, now, done] = [placeOf(line.due, year), placeOf(today, year), line.doneOn === null ? null : placeOf(line.doneOn, year)];
  const all = [...letters.map(({ x }) => x), ...(due === null ? [] : [due])];
  const [from, to] = [Math.min(...all), done ?? Math.max(...all)];
  const middle = Math.min(Math.max(now ?? (today > line.due ? WIDTH : 0), from), to);
  return (
    <svg class="strip chart" viewBox={`0 0 ${WIDTH} 32`} aria-hidden="true">
      {starts(year).map((x) => (
        <line class="grid" x1={x} x2={x} y1="2" y2="30" />
      ))}
      {line.state !== 'void' && middle > from && <line class="line-past" x1={from} x2={middle} y1="16" y2="16" />}
      {line.state !== 'void' && done === null && to > middle && <line class="line-next" x1={middle} x2={to} y1="16" y2="16" />}
      {letters
        .filter(({ x, left }) => left || done === null || x < done)
        .map(({ x, left }) => (
          <circle class={left ? 'dot left' : 'dot'} cx={x} cy="16" r="3.6" />
        ))}
      {due !== null && <rect class={line.due <= today ? 'gem past' : 'gem'} x={due - 5} y="11" width="10" height="10" transform={`rotate(45 ${due} 16)`} />}
      {done !== null && (
        <>
          <circle class="fill-ok" cx={done} cy="16" r="7" />
          <path class="tick" d={`M${done - 3} 16l2.2 2.2l4-4.2`} />
        </>
      )}
      {now !== null && <line class="today" x1={now} x2={now} y1="0" y2="32" />}
    </svg>
  );
}
