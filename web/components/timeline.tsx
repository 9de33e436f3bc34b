import type { Calendar, Reckoning } from '../../domain/calendar-types';
import { frenchDateTime, frenchDuration } from '../../domain/french/dates';
import { closedWords, explainReckoning } from '../../domain/french/reckoning';
import type { Instant } from '../../domain/ids';
import type { TimelineEntry } from '../view/ticket';
import { daysUntil } from '../words/when';
import { Chip } from './chip';
import { Icon } from './icon';
import { Words } from './text';

/** One list, one order: the past solid, now, the future dashed. Entries are in time order. */
export function Timeline({
  entries,
  now,
  calendar,
  opened,
}: {
  entries: readonly TimelineEntry[];
  now: Instant;
  calendar: Calendar;
  opened?: boolean;
}) {
  const past = entries.filter((entry) => entry.when === 'past');
  const future = entries.filter((entry) => entry.when === 'future');
  const firstReckoned = future.find((entry) => hasReckoning(entry));
  return (
    <ol class="fil">
      {past.map((entry) => (
        <Entry entry={entry} now={now} calendar={calendar} open={false} />
      ))}
      <li class="now">
        <span class="when">{frenchDateTime(now, calendar.timeZone, { now })}</span>
        <span class="what">
          <Chip tone="soon">Maintenant</Chip>{' '}
          <span class="muted small fw4">{future.length === 0 ? 'plus rien ne se fera seul.' : 'puis, si personne n’agit :'}</span>
        </span>
      </li>
      {future.map((entry) => (
        <Entry entry={entry} now={now} calendar={calendar} open={opened !== false && entry === firstReckoned} />
      ))}
    </ol>
  );
}

const hasReckoning = (entry: TimelineEntry): boolean => entry.reckoning !== null && entry.reckoning !== undefined;

function classOf(entry: TimelineEntry): string {
  const numbered = entry.mark === 'rung' || entry.mark === 'exhausted' ? 'rg' : '';
  const future = entry.when === 'future' ? 'next' : '';
  const side =
    entry.mark === 'ignored' ? 'ign' : entry.side === 'desk' ? 'mine' : entry.side === 'partner' ? 'theirs' : entry.side === 'national' ? 'nat' : '';
  return [future, numbered, entry.when === 'past' ? side : ''].filter((name) => name !== '').join(' ');
}

function Entry({ entry, now, calendar, open }: { entry: TimelineEntry; now: Instant; calendar: Calendar; open: boolean }) {
  return (
    <li class={classOf(entry)}>
      <RungMark entry={entry} />
      <span class="when">
        {entry.when === 'future' ? (
          <span class="ink">
            <Words text={frenchDateTime(entry.at, calendar.timeZone, { now })} />
          </span>
        ) : (
          <Words text={frenchDateTime(entry.at, calendar.timeZone, { now })} />
        )}
        <Left entry={entry} now={now} timeZone={calendar.timeZone} />
      </span>
      <span class="what">
        <Words text={entry.title} />
      </span>
      {entry.detail?.map((line) => (
        <p class="muted">
          <Words text={line} />
        </p>
      ))}
      {entry.rule !== null && entry.rule !== undefined && (
        <p class="small">
          {entry.rule.href === null ? (
            <Words text={entry.rule.text} />
          ) : (
            <a href={entry.rule.href}>
              <Words text={entry.rule.text} />
            </a>
          )}
        </p>
      )}
      {entry.reckoning?.moved !== null && entry.reckoning?.moved !== undefined && (
        <p class="small muted">Reportée : {closedWords(entry.reckoning.moved)}</p>
      )}
      {entry.problem !== null && entry.problem !== undefined && (
        <p class="t-late small fw6">
          <Icon name="alert" /> <Words text={entry.problem} />
        </p>
      )}
      {entry.reckoning !== null && entry.reckoning !== undefined && <Why reckoning={entry.reckoning} calendar={calendar} open={open} />}
    </li>
  );
}

/** A day's length differs by desk: hours of opening up to about a day, days of the calendar beyond. */
const SAY_HOURS_UP_TO_MS = 30 * 3_600_000;

function Left({ entry, now, timeZone }: { entry: TimelineEntry; now: Instant; timeZone: string }) {
  const { openMsLeft } = entry;
  if (entry.when === 'past' || openMsLeft === undefined) return null;
  if (openMsLeft !== null && openMsLeft > 0 && openMsLeft <= SAY_HOURS_UP_TO_MS) return <> — dans {frenchDuration(openMsLeft)} d’ouverture</>;
  const days = daysUntil(entry.at, now, timeZone);
  return days < 1 ? null : <> — {days === 1 ? 'demain' : `dans ${days} jours`}</>;
}

/** Numbered square of a rung, « ! » when the ladder is exhausted; filled once it happened. */
function RungMark({ entry }: { entry: TimelineEntry }) {
  if (entry.mark !== 'rung' && entry.mark !== 'exhausted') return null;
  const tone = entry.mark === 'exhausted' ? 'late' : entry.side === 'partner' ? 'part' : 'caf';
  const cls = entry.when === 'past' ? `rung full ${tone}` : `rung t-${tone}`;
  return (
    <span class={cls} aria-hidden="true">
      {entry.mark === 'exhausted' ? '!' : entry.rung}
    </span>
  );
}

/** « Pourquoi cette date ? »: the reckoning line by line, printable for a dispute. */
export function Why({ reckoning, calendar, open }: { reckoning: Reckoning; calendar: Calendar; open: boolean }) {
  return (
    <details open={open}>
      <summary class="small">Pourquoi cette date ?</summary>
      <Calculation reckoning={reckoning} calendar={calendar} />
    </details>
  );
}

export function Calculation({ reckoning, calendar }: { reckoning: Reckoning; calendar: Calendar }) {
  return (
    <table class="calc">
      <caption class="visually-hidden">Calcul de l’échéance, ligne par ligne</caption>
      <tbody>
        {explainReckoning(reckoning, calendar).map((line) => (
          <tr>
            <th scope="row">{line.label}</th>
            <td>
              <Words text={line.value} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
