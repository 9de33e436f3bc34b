import type { Side } from '../../domain/contract-types';
import type { Instant, LocalDate } from '../../domain/ids';
import type { RenewalReader } from '../../domain/journeys/convention-year-told';
import type { Meeting, MeetingFact, MeetingPhase } from '../../domain/journeys/meeting-facts';
import type { JourneyStep } from '../../domain/journeys/types';
import type { FormTokens, Refused } from '../components/form';
import type { ShellProps } from './shell';
import type { LetterState } from './ticket';

/** A limit of the convention, with the article that gives it. */
export interface LimitView {
  readonly at: Instant;
  readonly article: string | null;
}

/** A meeting as either side sees it. */
export interface MeetingView {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly id: string;
  /** Of which side the reader is. */
  readonly side: Side;
  readonly state: Meeting;
  readonly partner: string;
  readonly convention: string;
  readonly conventionId: string;
  readonly limit: LimitView | null;
  readonly minutesLimit: LimitView | null;
  /** Whose turn it is, or will be, to write the minutes. */
  readonly writer: Side;
  readonly file: { readonly id: string; readonly name: string; readonly size: number } | null;
  readonly journal: ReadonlyArray<{ readonly at: Instant; readonly fact: MeetingFact; readonly who: string | null }>;
  readonly steps: readonly JourneyStep[];
  /** Seen by the Caf alone. */
  readonly letters: ReadonlyArray<{ readonly id: string; readonly subject: string; readonly to: string; readonly at: Instant; readonly status: LetterState['status'] }>;
  readonly mayAct: boolean;
  /** The date that was set, as a `datetime-local` field shows it; '' = none. */
  readonly heldDefault: string;
  /** « heure de Paris » */
  readonly zoneWords: string;
  readonly sent: ({ readonly act: string } & Refused) | null;
}

export interface MeetingLineView {
  readonly id: string;
  readonly subject: string;
  readonly phase: MeetingPhase;
  readonly requestedAt: Instant;
  readonly when: Instant | null;
  readonly owes: Side | null;
  readonly lateSince: Instant | null;
  readonly overdue: boolean;
}

/** The Cafs' meetings. */
export interface MeetingsView {
  readonly shell: ShellProps;
  readonly caf: string;
  readonly cafs: ReadonlyArray<{ readonly code: string; readonly name: string }>;
  readonly lines: ReadonlyArray<MeetingLineView & { readonly caf: string; readonly conventionId: string; readonly number: string; readonly partner: string }>;
}

/** A convention's years as either side sees them. */
export interface LifeView {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly side: Side;
  readonly id: string;
  readonly number: string;
  readonly partner: string;
  readonly today: LocalDate;
  readonly signedOn: LocalDate | null;
  readonly endsOn: LocalDate | null;
  readonly renewals: readonly LocalDate[];
  readonly nextRenewal: LocalDate | null;
  readonly renewalTold: readonly RenewalReader[];
  /** Its dates are known: its years are followed. */
  readonly followed: boolean;
  readonly assessments: ReadonlyArray<{ readonly on: LocalDate; readonly from: LocalDate; readonly to: LocalDate }>;
  readonly nextAssessment: { readonly on: LocalDate; readonly preparedOn: LocalDate } | null;
  readonly meetings: readonly MeetingLineView[];
  readonly writer: Side;
  /** « 1 mois »; null = the convention gives no delay. */
  readonly meetingDelay: string | null;
  readonly mayAsk: boolean;
  readonly maySet: boolean;
  readonly zoneWords: string;
  readonly sent: ({ readonly act: string } & Refused) | null;
}
