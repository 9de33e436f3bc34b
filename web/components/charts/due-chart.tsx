import { frenchDate } from '../../../domain/french/dates';
import type { LocalDate } from '../../../domain/ids';
import type { DueDay } from '../../view/steering';
import { PartnerHatch } from './hatch';

const WIDTH = 880;
const LEFT = 34;
const TOP = 46;
const BOTTOM = 196;
const STEPS = 4;

/** What falls due day by day, by who must act: numbers on the bars, closed days shaded and written. Its table stands below. */
export function DueChart({ days, title }: { days: readonly DueDay[]; title: string }) {
  const top = scaleTop(Math.max(...days.map((day) => day.desk + day.partner)));
  const y = (count: number) => BOTTOM - (count / top) * (BOTTOM - TOP);
  const width = (WIDTH - LEFT) / Math.max(days.length, 1);
  return (
    <svg class="chart" viewBox={`0 18 ${WIDTH} 220`} role="img" aria-label={title}>
      <PartnerHatch id="partenaire" />
      {Array.from({ length: STEPS + 1 }, (_, i) => (top / STEPS) * i).map((count) => (
        <>
          <line class="grid" x1={LEFT} x2={WIDTH} y1={y(count)} y2={y(count)} />
          <text class="mu" x={LEFT - 8} y={y(count) + 4} text-anchor="end">
            {count}
          </text>
        </>
      ))}
      {days.map((day, i) => (
        <Bar day={day} x={LEFT + i * width} width={width} y={y} first={i === 0} month={i === 0 || day.date.endsWith('-01')} />
      ))}
    </svg>
  );
}

/** A round number that the steps divide. */
function scaleTop(most: number): number {
  const step = Math.max(1, Math.ceil(most / STEPS));
  const magnitude = 10 ** Math.floor(Math.log10(step));
  const round = [1, 2, 3, 4, 5, 10].find((one) => one * magnitude >= step) ?? 10;
  return round * magnitude * STEPS;
}

interface BarProps {
  readonly day: DueDay;
  readonly x: number;
  readonly width: number;
  readonly y: (count: number) => number;
  readonly first: boolean;
  readonly month: boolean;
}

function Bar({ day, x, width, y, first, month }: BarProps) {
  const middle = x + width / 2;
  const total = day.desk + day.partner;
  const [name, ...rest] = frenchDate(day.date, { now: day.date }).split('\u00a0');
  return (
    <>
      {day.closed && <rect class="shut" x={x} y={TOP} width={width} height={BOTTOM - TOP} />}
      {day.closed && total === 0 && (
        <text class="mu" x={middle} y={BOTTOM - 8} text-anchor="middle">
          fermé
        </text>
      )}
      {day.desk > 0 && <rect class="fill-caf" x={middle - 18} y={y(day.desk)} width="36" height={BOTTOM - y(day.desk)} />}
      {day.partner > 0 && <rect class="edge-part" x={middle - 18} y={y(total)} width="36" height={y(day.desk) - y(total)} fill="url(#partenaire)" />}
      {total > 0 && (
        <text x={middle} y={y(total) - 7} text-anchor="middle" font-weight="700">
          {total}
        </text>
      )}
      <text x={middle} y={BOTTOM + 18} text-anchor="middle" font-weight={first ? '700' : undefined}>
        {`${name} ${rest[0] ?? ''}`}
      </text>
      {month && (
        <text class="mu" x={middle} y={BOTTOM + 35} text-anchor="middle">
          {monthOf(day.date)}
        </text>
      )}
    </>
  );
}

function monthOf(date: LocalDate): string {
  return frenchDate(date, { now: date, form: 'long' }).split('\u00a0').at(-1) ?? '';
}
