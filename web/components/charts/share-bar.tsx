import type { Holder } from '../../../domain/figures';
import { shares } from '../../words/durations';
import { PartnerHatch } from './hatch';

const WIDTH = 342;
const NAMES: Readonly<Record<Holder, string>> = { desk: 'Caf', partner: 'Partenaire', national: 'Cnaf' };
/** A label needs this much room; a narrower share is said in the table only. */
const LABEL = 58;

/** Who keeps whom waiting: one bar, a share each. */
export function ShareBar({ owedMs }: { owedMs: Readonly<Record<Holder, number>> }) {
  const holders = (['desk', 'partner', 'national'] as const).filter((holder) => owedMs[holder] > 0);
  const percents = shares(holders.map((holder) => owedMs[holder]));
  const said = holders.map((holder, i) => `${NAMES[holder]} ${percents[i]}\u00a0%`).join(', ');
  const widths = percents.map((share) => (share / 100) * WIDTH);
  const starts = widths.map((_, i) => widths.slice(0, i).reduce((sum, one) => sum + one, 0));
  return (
    <svg class="chart narrow" viewBox="-1 0 346 80" role="img" aria-label={`Part du temps d’attente\u00a0: ${said}`}>
      <PartnerHatch id="part" />
      {holders.map((holder, i) => {
        const [x, width] = [starts[i] ?? 0, Math.max(0, (widths[i] ?? 0) - 2)];
        return (
          <>
            <rect class={holder === 'partner' ? 'edge-part' : `fill-${holder === 'desk' ? 'caf' : 'nat'}`} x={x} y="6" width={width} height="30" fill={holder === 'partner' ? 'url(#part)' : undefined} />
            {width >= LABEL || i === 0 ? (
              <>
                <text x={x} y="56" font-weight="700">{`${percents[i]}\u00a0%`}</text>
                <text class="mu" x={x} y="73">
                  {NAMES[holder]}
                </text>
              </>
            ) : (
              <text x={WIDTH} y="56" text-anchor="end">{`${percents[i]}\u00a0% ${NAMES[holder]}`}</text>
            )}
          </>
        );
      })}
    </svg>
  );
}
