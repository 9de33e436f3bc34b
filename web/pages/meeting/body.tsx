import type { ComponentChildren } from 'preact';
import type { Side } from '../../../domain/contract-types';
import { frenchDate, frenchDateTime } from '../../../domain/french/dates';
import { MEETING_PHASE_WORDS, PARTY_WORDS } from '../../../domain/french/meeting';
import type { Instant } from '../../../domain/ids';
import { Chip } from '../../components/chip';
import { Icon } from '../../components/icon';
import { Note } from '../../components/note';
import { Facts, Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { meetingFilePath, minutesPath, ownMeetingFilePath, ownMinutesPath } from '../../paths-meeting';
import type { LimitView, MeetingLineView, MeetingView } from '../../view/meeting';
import { fileSize } from '../../words/labels';
import { DatePanel } from './date';
import { MinutesActs } from './minutes';

export interface Of {
  readonly view: MeetingView;
}

/** A side as its reader calls it: « vous », « la Caf », « le partenaire ». */
export function partyFor(side: Side, reader: Side): string {
  return side === reader && reader === 'partner' ? 'vous' : PARTY_WORDS[side];
}

/** Where a meeting stands, in a chip. */
export function PhaseChip({ phase, lateSince, owes, overdue }: Pick<MeetingLineView, 'phase' | 'lateSince' | 'owes' | 'overdue'>) {
  if (phase === 'validated') return <Chip tone="ok" icon="checkCircle">Compte rendu validé</Chip>;
  if (phase === 'called-off') return <Chip tone="line" icon="x">Sans suite</Chip>;
  if (overdue) return <Chip tone="late" icon="late">Compte rendu non validé dans le délai</Chip>;
  if (lateSince !== null) return <Chip tone="late" icon="late">En retard</Chip>;
  return <Chip tone={owes === 'desk' ? 'caf' : owes === 'partner' ? 'part' : 'soon'} icon={owes === 'desk' ? 'building' : owes === 'partner' ? 'users' : 'clock'}>{MEETING_PHASE_WORDS[phase]}</Chip>;
}

/** What both sides see of a meeting, and what the reader's side may do now. */
export function MeetingBody({ view }: Of) {
  return (
    <>
      <Standing view={view} />
      <FactsPanel view={view} />
      <DatePanel view={view} />
      <MinutesPanel view={view} />
    </>
  );
}

/** Where it stands, then why: what was not held, what is to be corrected. */
function Standing({ view }: Of) {
  const { calledOff, validated, corrections, notHeld, phase } = view.state;
  if (calledOff !== null) return <Told tone="info" title="Cette réunion n’a pas de suite.">{calledOff}</Told>;
  if (validated !== null) return <Told tone="done" title="Le compte rendu est validé par les deux parties.">{null}</Told>;
  return (
    <>
      <Owed view={view} />
      {phase === 'minutes-to-write' && corrections !== null && <Told tone="warn" title="Des corrections sont demandées.">{corrections}</Told>}
      {phase === 'to-date' && notHeld !== null && <Told tone="warn" title="La réunion ne s’est pas tenue.">{notHeld}</Told>}
    </>
  );
}

function Owed({ view: { state, shell, side } }: Of) {
  const { debt, phase, overdueAt, lateSince } = state;
  const at = (instant: Instant) => frenchDateTime(instant, shell.timeZone, { now: shell.now });
  const owed = debt === null ? null : `${debt.side === side ? 'C’est à vous' : `On attend ${PARTY_WORDS[debt.side]}`}, depuis le ${at(debt.since)}.`;
  if (overdueAt !== null) return <Told tone="stop" title="Compte rendu non validé dans le délai.">{`Le délai est passé le ${at(overdueAt)}. ${owed ?? ''}`}</Told>;
  if (lateSince !== null) return <Told tone="stop" title="Le délai de la convention est passé sans réunion.">{owed}</Told>;
  return owed === null ? null : <Told tone={debt?.side === side ? 'warn' : 'info'} title={MEETING_PHASE_WORDS[phase]}>{owed}</Told>;
}

function Told({ tone, title, children }: { tone: 'info' | 'warn' | 'stop' | 'done'; title: string; children: string | null }) {
  return (
    <Note tone={tone} title={<Words text={title} />}>
      {children !== null && (
        <p class="pre mb-0">
          <Words text={children} />
        </p>
      )}
    </Note>
  );
}

function FactsPanel({ view: { state, shell, side, limit, minutesLimit, writer } }: Of) {
  const at = (instant: Instant) => <Words text={frenchDateTime(instant, shell.timeZone, { now: shell.now })} />;
  const { requested, date, held } = state;
  const by = (who: string | null, of: Side): string => (who === null ? partyFor(of, side) : `${who} (${PARTY_WORDS[of]})`);
  const term = (one: LimitView | null): ComponentChildren => (one === null ? null : <Words text={`${frenchDateTime(one.at, shell.timeZone, { now: shell.now })} (convention${one.article === null ? '' : `, ${one.article}`})`} />);
  return (
    <Panel title="La réunion">
      <Facts
        rows={[
          ['Objet', <span class="pre anywhere">{state.subject}</span>],
          ['Demandée', <Words text={`${frenchDateTime(requested.at, shell.timeZone, { now: shell.now })}, par ${by(requested.who, requested.by)}`} />],
          ['À tenir avant', held === null ? term(limit) : null],
          [state.phase === 'proposed' ? 'Date proposée' : 'Date', date === null || held !== null ? null : at(date.when)],
          ['Proposée par', state.phase === 'proposed' && date !== null ? by(date.who, date.by) : null],
          ['Lieu', date === null ? null : <span class="anywhere">{date.place}</span>],
          ['Tenue', held === null ? null : at(held.on)],
          ['Compte rendu', `écrit par ${partyFor(writer, side)}, à tour de rôle`],
          ['À valider avant', state.validated === null ? term(minutesLimit) : null],
          ['Validé', state.validated === null ? null : <Words text={`${frenchDateTime(state.validated.at, shell.timeZone, { now: shell.now })}, par ${by(state.validated.who, state.validated.by)}`} />],
          ['Fin de la convention', state.endsOn === null ? null : <Words text={frenchDate(state.endsOn)} />],
        ]}
      />
    </Panel>
  );
}

/** The minutes as they stand, their file, and what the reader's side may do of them. */
function MinutesPanel({ view }: Of) {
  const { state, id, side, file, shell } = view;
  const { minutes, held } = state;
  if (held === null) return null;
  const [pdf, joined] = side === 'desk' ? [minutesPath(id), meetingFilePath] : [ownMinutesPath(id), ownMeetingFilePath];
  return (
    <Panel title="Compte rendu" end={minutes === null ? undefined : <a href={pdf}>PDF</a>}>
      {minutes === null ? (
        <p class="muted">Il n’est pas encore écrit.</p>
      ) : (
        <>
          <p class="small muted">
            <Words text={`Version ${minutes.version}, envoyée le ${frenchDateTime(minutes.at, shell.timeZone, { now: shell.now })} par ${minutes.who ?? PARTY_WORDS[minutes.by]}.`} />
          </p>
          {minutes.text.trim() !== '' && <blockquote class="pre">{minutes.text}</blockquote>}
          {file !== null && (
            <p>
              <a class="anywhere" href={joined(id, file.id)}>
                <Icon name="file" />
                {file.name}
              </a>{' '}
              <span class="small muted">
                <Words text={fileSize(file.size)} />
              </span>
            </p>
          )}
        </>
      )}
      <MinutesActs view={view} />
    </Panel>
  );
}
