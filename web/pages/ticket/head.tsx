import type { Instant } from '../../../domain/ids';
import { frenchDateTime } from '../../../domain/french/dates';
import { ErrorSummary } from '../../components/form';
import { Chip } from '../../components/chip';
import { Icon } from '../../components/icon';
import { Words } from '../../components/text';
import { timelineAnchor, type TicketAct } from '../../paths';
import type { ActsProps } from '../../view/acts';
import type { Owes, TimelineEntry } from '../../view/ticket';
import { KIND_SHORT, SERVICE_SHORT, SIDE_SENTENCE } from '../../words/labels';
import { presenceWords } from '../../words/presence';
import { nearDateTime } from '../../words/when';
import type { TicketProps } from '../ticket';

/** What the request is, who owes an answer, and who else is there. */
export function Head({ others, shell, subject, reference, partner, service, kind, owes, phase, phaseSince, urgent, calendar }: TicketProps) {
  const since = owes?.since ?? phaseSince;
  return (
    <>
      <h1 class="mb-1">{subject}</h1>
      <div class="row-flex mb-3" data-fresh="entete">
        <span class="ref">{reference}</span>
        <span class="muted hide-s" aria-hidden="true">
          ·
        </span>
        <span class="fw6">{partner}</span>
        <span class="muted hide-s" aria-hidden="true">
          ·
        </span>
        {service !== null && <Chip>{SERVICE_SHORT[service]}</Chip>}
        {kind !== null && <Chip>{KIND_SHORT[kind]}</Chip>}
        {urgent && (
          <Chip tone="late" icon="boltFilled">
            Urgent
          </Chip>
        )}
        {owes === null ? (
          <Chip tone="ok" icon="checkCircle">
            {phase}
          </Chip>
        ) : (
          <OwesSentence owes={owes} />
        )}
        <span class="muted small">
          depuis le <Words text={frenchDateTime(since, calendar.timeZone, { now: shell.now })} />
        </span>
        <span class="ms-auto small muted presence" role="status" data-presence>
          <Words text={presenceWords(others, calendar.timeZone)} />
        </span>
      </div>
    </>
  );
}

/** Who owes is a sentence, with who holds it inside. */
function OwesSentence({ owes }: { owes: Owes }) {
  return (
    <>
      <Chip tone={owes.side === 'desk' ? 'caf' : 'part'} icon={owes.side === 'desk' ? 'building' : 'users'}>
        {SIDE_SENTENCE[owes.side]}
      </Chip>
      {owes.holder === 'national' && (
        <Chip tone="nat" icon="flag">
          Cnaf saisie
        </Chip>
      )}
      {owes.holder !== null && owes.holder !== 'national' && (
        <Chip tone="line" icon="route">
          Transmise : {owes.holder.sector}
        </Chip>
      )}
    </>
  );
}

/** On a phone the timeline is far below: what comes next is said first. */
export function NextStep({ entry, now, timeZone }: { entry: TimelineEntry; now: Instant; timeZone: string }) {
  return (
    <a class="note info show-s mb-3" href={`#${timelineAnchor()}`}>
      <Icon name="clock" />
      <span>
        <span class="small muted">Prochaine étape, si personne n’agit</span>
        <br />
        <b>
          <Words text={nearDateTime(entry.at, now, timeZone)} />
        </b>
        {'\u00a0: '}
        <Words text={entry.title} />
        {entry.rule !== null && entry.rule !== undefined && (
          <span class="small muted">
            {' '}
            (<Words text={entry.rule.text} />)
          </span>
        )}
      </span>
    </a>
  );
}

/** Acts that are one click beside what they are about: refused, the reason stands on top, there being no form of theirs. */
const WITHOUT_FORM: readonly TicketAct[] = ['element', 'verdict', 'escalade', 'defusion'];

export function ActApart({ acts: { open, notTheirs } }: { acts: ActsProps }) {
  if (open === null || open.refused === null || !(WITHOUT_FORM.includes(open.act) || notTheirs.includes(open.act))) return null;
  const errors = open.refused.errors.map(({ message }) => ({ field: null, message }));
  return <ErrorSummary refused={{ values: open.refused.values, errors }} idOf={(field) => field} />;
}
