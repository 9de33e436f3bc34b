import { frenchDateTime } from '../../../domain/french/dates';
import { MEETING_PHASE_WORDS } from '../../../domain/french/meeting';
import type { Instant } from '../../../domain/ids';
import type { MeetingPhase } from '../../../domain/journeys/meeting-facts';
import { Note } from '../../components/note';
import { Words } from '../../components/text';
import { ownMeetingPath } from '../../paths-meeting';
import type { ShellProps } from '../../view/shell';

/** A meeting under way, on the partner's home. */
export interface OwnMeetingLine {
  readonly id: string;
  readonly phase: MeetingPhase;
  readonly when: Instant | null;
  /** The next word is the partner's. */
  readonly yours: boolean;
}

/** Meetings under way, those that wait for the partner with their tone. */
export function OwnMeetings({ meetings, shell }: { readonly meetings: readonly OwnMeetingLine[]; readonly shell: ShellProps }) {
  return (
    <>
      {meetings.map(({ id, phase, when, yours }) => (
        <Note tone={yours ? 'warn' : 'info'} icon="calendar" title={<Words text={`Réunion avec la Caf : ${said(phase, when, shell)}`} />}>
          <p class="mb-0">
            <a href={ownMeetingPath(id)}>Ouvrir la réunion</a> <span class="small muted">{id}</span>
          </p>
        </Note>
      ))}
    </>
  );
}

function said(phase: MeetingPhase, when: Instant | null, { timeZone, now }: ShellProps): string {
  if (phase === 'set' && when !== null) return `le ${frenchDateTime(when, timeZone, { now })}`;
  return MEETING_PHASE_WORDS[phase].replace(/^./, (letter) => letter.toLowerCase());
}
