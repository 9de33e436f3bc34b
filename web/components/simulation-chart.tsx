import { holidayOf, openMsOfDay } from '../../domain/calendar';
import type { Calendar } from '../../domain/calendar-types';
import { frenchDateTime } from '../../domain/french/dates';
import { closedWords } from '../../domain/french/reckoning';
import { typo } from '../../domain/french/typography';
import { epochMs, type Instant } from '../../domain/ids';
import { DAY_MS, dateOfDay, weekdayOf } from '../../domain/local-date';
import { localMsAt, zoneOf } from '../../domain/zone';
import type { TimelineEntry } from '../view/ticket';

const WIDTH = 1340;
const BAND = 58;
const LABEL_ROW = 58;
const LABEL_WIDTH = 230;
const MONTHS = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'];

interface Scale {
  readonly firstDay: number;
  readonly days: number;
  readonly x: (at: Instant) => number;
  readonly dayX: (day: number) => number;
}

/** Whole weeks around what is shown, at least two. */
function scaleOf(entries: readonly TimelineEntry[], timeZone: string): Scale {
  const local = (at: Instant) => localMsAt(zoneOf(timeZone), epochMs(at)) / DAY_MS;
  const points = entries.map((entry) => local(entry.at));
  const monday = (day: number) => day - ((day + 3) % 7);
  const firstDay = monday(Math.floor(Math.min(...points)));
  const days = Math.max(14, monday(Math.floor(Math.max(...points))) + 14 - firstDay);
  const dayX = (day: number) => ((day - firstDay) / days) * WIDTH;
  return { firstDay, days, dayX, x: (at) => dayX(local(at)) };
}

/** A forecast drawn on the calendar: closed days shaded, holidays hatched, moved limits shown. Its table stands beside it. */
export function SimulationChart({ entries, calendar, title }: { entries: readonly TimelineEntry[]; calendar: Calendar; title: string }) {
  const scale = scaleOf(entries, calendar.timeZone);
  const rows = labelRows(entries, scale);
  const top = (Math.max(...rows) + 1) * LABEL_ROW + 6;
  const height = top + BAND + 58;
  return (
    <svg class="chart" viewBox={`-2 0 ${WIDTH + 4} ${height}`} role="img" aria-label={title}>
      <Hatch id="ferie" />
      <rect class="frame" x="0" y={top} width={WIDTH} height={BAND} />
      <Days scale={scale} calendar={calendar} top={top} />
      <Line entries={entries} scale={scale} y={top + BAND / 2} />
      {entries.map((entry, i) => (
        <Point entry={entry} scale={scale} row={rows[i] ?? 0} top={top} calendar={calendar} />
      ))}
    </svg>
  );
}

export function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="hatch-bg" width="6" height="6" />
        <rect class="hatch" width="2.4" height="6" />
      </pattern>
    </defs>
  );
}

/** The lowest row above the band where a label does not run over the one before it. */
function labelRows(entries: readonly TimelineEntry[], scale: Scale): number[] {
  const ends: number[] = [];
  return entries.map((entry) => {
    const from = startOf(scale.x(entry.at));
    const free = ends.findIndex((end) => end < from);
    const row = free === -1 ? ends.length : free;
    ends[row] = from + LABEL_WIDTH;
    return row;
  });
}

/** Where a label begins: to the left of its point near the right edge. */
const startOf = (x: number): number => (x > WIDTH - LABEL_WIDTH ? x - LABEL_WIDTH : x);

function Days({ scale, calendar, top }: { scale: Scale; calendar: Calendar; top: number }) {
  const days = Array.from({ length: scale.days }, (_, i) => scale.firstDay + i);
  const width = WIDTH / scale.days;
  const weekly = width < 26;
  return (
    <>
      {days.map((day) => {
        const date = dateOfDay(day);
        const holiday = holidayOf(calendar, date);
        const x = scale.dayX(day);
        const onMonday = weekdayOf(day) === 'mon';
        const first = date.endsWith('-01');
        return (
          <>
            {holiday !== null && <rect x={x} y={top} width={width} height={BAND} fill="url(#ferie)" />}
            {holiday === null && calendar.openingHours !== null && openMsOfDay(calendar, date) === 0 && (
              <rect class="shut" x={x} y={top} width={width} height={BAND} />
            )}
            {(onMonday || !weekly) && (
              <text class="mu" x={x + 2} y={top + BAND + 16} font-size="11">
                {Number(date.slice(8))}
              </text>
            )}
            {(first || day === scale.firstDay) && (
              <>
                <line class="rule" x1={x} x2={x} y1={top} y2={top + BAND + 36} />
                <text x={x + 5} y={top + BAND + 34} font-weight="700">
                  {MONTHS[Number(date.slice(5, 7)) - 1]}
                </text>
              </>
            )}
            {holiday !== null && (
              <text class="mu" x={Math.max(x + width / 2, 28)} y={top + BAND + 51} text-anchor="middle" font-size="11">
                {holiday.name.replace(/^(?:lundi|jeudi|vendredi) (?:de l’|de |d’)?/i, '')}
              </text>
            )}
          </>
        );
      })}
    </>
  );
}

function Line({ entries, scale, y }: { entries: readonly TimelineEntry[]; scale: Scale; y: number }) {
  const first = entries[0];
  const last = entries.at(-1);
  if (first === undefined || last === undefined || first === last) return null;
  return (
    <line
      class={last.side === 'partner' ? 'part' : 'caf'}
      x1={scale.x(first.at)}
      x2={scale.x(last.at)}
      y1={y}
      y2={y}
      stroke-width="2.5"
      stroke-dasharray="7 5"
    />
  );
}

function Point({ entry, scale, row, top, calendar }: { entry: TimelineEntry; scale: Scale; row: number; top: number; calendar: Calendar }) {
  const x = scale.x(entry.at);
  const y = top + BAND / 2;
  const tone = entry.mark === 'exhausted' ? 'late' : entry.side === 'partner' ? 'part' : 'caf';
  const left = x > WIDTH - LABEL_WIDTH;
  const textTop = top - 6 - (row + 1) * LABEL_ROW + 16;
  const anchor = left ? 'end' : 'start';
  const moved = entry.reckoning?.moved ?? null;
  return (
    <>
      {moved !== null && entry.reckoning !== null && entry.reckoning !== undefined && <Moved from={scale.x(entry.reckoning.rawLimit)} to={x} y={y} />}
      <line class={tone} x1={x} x2={x} y1={textTop - 10} y2={y} stroke-width="1.5" />
      {entry.mark === 'rung' || entry.mark === 'exhausted' ? (
        <>
          <rect class={`mark ${tone}`} x={x - 10} y={y - 10} width="20" height="20" rx="4" />
          <text class={`t-${tone}`} x={x} y={y + 4.5} text-anchor="middle" font-weight="700">
            {entry.mark === 'exhausted' ? '!' : entry.rung}
          </text>
        </>
      ) : entry.when === 'past' ? (
        <circle class={`fill-${tone === 'late' ? 'caf' : tone}`} cx={x} cy={y} r="8" />
      ) : (
        <circle class={`mark ${tone}`} cx={x} cy={y} r="7" />
      )}
      <text x={left ? x - 6 : x + 6} y={textTop} text-anchor={anchor} font-weight="700" font-size="13.5">
        {frenchDateTime(entry.at, calendar.timeZone)}
      </text>
      <text x={left ? x - 6 : x + 6} y={textTop + 17} text-anchor={anchor} font-size="13">
        {typo(entry.title)}
      </text>
      {moved !== null && (
        <text class="mu" x={left ? x - 6 : x + 6} y={textTop + 33} text-anchor={anchor}>
          {typo(`reportée : ${closedWords(moved)}`)}
        </text>
      )}
    </>
  );
}

/** An arc from the limit as counted to the opening it was moved to. */
function Moved({ from, to, y }: { from: number; to: number; y: number }) {
  if (Math.abs(to - from) < 2) return null;
  return (
    <>
      <circle class="mark soon" cx={from} cy={y} r="5" />
      <path class="soon" d={`M${from} ${y - 10} Q${(from + to) / 2} ${y - 28} ${to} ${y - 12}`} fill="none" stroke-width="1.8" />
    </>
  );
}
