import type { GroupView } from '../../view/steering';

const WIDTH = 400;
const ROW = 26;
const NAME = 178;
const NUMBER = 34;

/** How many by group, a bar each, the number at its end. Its table stands below. */
export function GroupChart({ groups, title }: { groups: readonly GroupView[]; title: string }) {
  const most = Math.max(1, ...groups.map((group) => group.count));
  return (
    <svg class="chart narrow" viewBox={`0 0 ${WIDTH} ${groups.length * ROW + 4}`} role="img" aria-label={title}>
      {groups.map(({ label, count }, i) => {
        const width = Math.max(2, (count / most) * (WIDTH - NAME - NUMBER));
        return (
          <>
            <text x="0" y={i * ROW + 18}>
              {label.length > 30 ? `${label.slice(0, 29)}…` : label}
            </text>
            <rect class="fill-neutral" x={NAME} y={i * ROW + 4} width={width} height={ROW - 8} rx="2" />
            <text x={NAME + width + 7} y={i * ROW + 18} font-weight="600">
              {count}
            </text>
          </>
        );
      })}
    </svg>
  );
}
