import type { Instant } from '../../domain/ids';
import type { Due } from '../view/ticket';
import { daysUntil, nearDateTime } from '../words/when';
import { frenchDuration as duration } from '../../domain/french/dates';
import { Icon, type IconName } from './icon';
import { Words } from './text';

export type Urgency = 'late' | 'soon' | 'near' | 'later';

/** How near a limit is, by the days of the reader's zone. */
export function urgencyOf(due: Due, now: Instant, timeZone: string): Urgency {
  if (due.at <= now) return 'late';
  const days = daysUntil(due.at, now, timeZone);
  if (days === 0) return 'soon';
  return days <= 7 ? 'near' : 'later';
}

const LOOK: Readonly<Record<Urgency, readonly [icon: IconName, cls: string]>> = {
  late: ['late', 'due t-late'],
  soon: ['alarm', 'due t-soon'],
  near: ['clock', 'due muted'],
  later: ['calendar', 'due muted'],
};
/** Above this, the day of each desk differs: the date says more than hours. */
const SAY_HOURS_UP_TO_MS = 30 * 3_600_000;

/** What falls due: words, date, gauge; never colour alone. */
export function DueCell({ due, now, timeZone }: { due: Due; now: Instant; timeZone: string }) {
  const urgency = urgencyOf(due, now, timeZone);
  const [icon, cls] = LOOK[urgency];
  const date = nearDateTime(due.at, now, timeZone);
  const [strong, small] = headline(due, urgency, date, now, timeZone);
  return (
    <div class={cls}>
      <Icon name={icon} />
      <div>
        <strong>
          <Words text={strong} />
        </strong>
        <span class="small muted">
          <Words text={small} />
        </span>
        <Gauge spent={due.spent} />
      </div>
    </div>
  );
}

function headline(due: Due, urgency: Urgency, date: string, now: Instant, timeZone: string): [string, string] {
  if (urgency === 'late') return [due.openMsLeft > -60_000 ? 'Échue à l’instant' : `En retard de ${duration(-due.openMsLeft)}`, date];
  if (due.openMsLeft <= SAY_HOURS_UP_TO_MS) return [`Dans ${duration(due.openMsLeft)}`, date];
  const days = daysUntil(due.at, now, timeZone);
  return [date, `dans ${days} jours, ${duration(due.openMsLeft)} d’ouverture`];
}

/** The share of the delay that is spent, drawn without any style attribute. */
function Gauge({ spent }: { spent: number }) {
  const percent = Math.max(0, Math.min(100, Math.round(spent * 100)));
  return (
    <svg class="gauge" role="img" aria-label={`${percent} % du délai écoulé`} viewBox="0 0 100 4" preserveAspectRatio="none">
      <rect class="track" width="100" height="4" />
      <rect class="spent" width={percent} height="4" />
    </svg>
  );
}
