import { weekNumber } from '../../../domain/local-date';
import type { WeekCount } from '../../view/steering';

const BASE = 104;
const SLOT = 42;

/** How many each week, the week under way in the accent's colour. */
export function WeekChart({ weeks, title }: { weeks: readonly WeekCount[]; title: string }) {
  const most = Math.max(1, ...weeks.map((week) => week.count));
  const height = (count: number) => (count / most) * 84;
  const width = Math.max(8 * SLOT, weeks.length * SLOT);
  return (
    <svg class={weeks.length > 12 ? 'chart' : 'chart narrow'} viewBox={`0 0 ${width + 8} 126`} role="img" aria-label={title}>
      {weeks.map(({ monday, count }, i) => (
        <>
          <rect class={i === weeks.length - 1 ? 'fill-accent' : 'fill-neutral'} x={6 + i * SLOT} y={BASE - height(count)} width="30" height={height(count)} rx="2" />
          <text x={21 + i * SLOT} y={BASE - 5 - height(count)} text-anchor="middle" font-weight="600">
            {count}
          </text>
          <text class="mu" x={21 + i * SLOT} y="120" text-anchor="middle">
            {`s.\u00a0${weekNumber(monday)}`}
          </text>
        </>
      ))}
    </svg>
  );
}
