import { SERVICE_SHORT } from '../words/labels';
import { ownTicketPath } from '../paths-portal';
import type { OwnTicketLine, StandingView } from '../view/portal';
import { Chip } from './chip';
import { Icon, type IconName } from './icon';
import { Words } from './text';

const LOOK: Readonly<Record<StandingView['owes'], readonly [IconName, string]>> = { you: ['alarm', 't-soon'], caf: ['building', 't-caf'], nobody: ['checkCircle', 't-ok'] };

/** Who must answer, in a word with its mark; what happens by when. */
export function Standing({ standing }: { standing: StandingView }) {
  const [icon, tone] = LOOK[standing.owes];
  return (
    <>
      <p class={`fw6 mb-1 row-flex ${tone}`}>
        <Icon name={icon} />
        {standing.title}
      </p>
      {standing.sentence !== '' && (
        <p class="small mb-2">
          <Words text={standing.sentence} />
        </p>
      )}
    </>
  );
}

/** What the desk asks for, item by item. */
export function MissingItems({ items }: { items: readonly string[] }) {
  if (items.length === 0) return null;
  return (
    <>
      <p class="mb-1">Le guichet vous demande{'\u00a0'}:</p>
      <ul class="check mb-2">
        {items.map((item) => (
          <li>
            <span class="t-soon">
              <Icon name="missing" label="Manque" />
            </span>
            <span>
              <Words text={item} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

export function OwnTicketMeta({ line }: { line: Pick<OwnTicketLine, 'reference' | 'service' | 'urgent' | 'whose'> }) {
  return (
    <p class="small muted mb-1">
      <span class="ref">{line.reference}</span>
      {line.service !== null && ` · ${SERVICE_SHORT[line.service]}`}
      {line.whose !== null && ` · ${line.whose}`}{' '}
      {line.urgent && (
        <Chip tone="late" icon="bolt">
          Urgente
        </Chip>
      )}
    </p>
  );
}

/** One's own requests, each a link; who must answer is said of each. */
export function OwnTicketList({ lines, label }: { lines: readonly OwnTicketLine[]; label: string }) {
  return (
    <ul class="list" aria-label={label}>
      {lines.map((line) => (
        <li>
          <a class="fw6" href={ownTicketPath(line.reference)}>
            {line.subject}
          </a>
          <OwnTicketMeta line={line} />
          <Standing standing={line.standing} />
          {line.missing.length > 0 && (
            <p class="small t-soon mb-2">
              <Icon name="missing" /> <Words text={`Il manque : ${line.missing.join(', ')}`} />
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
