import type { ConventionDates, ConventionState, Mode } from '../../domain/register/rules';
import type { ServiceCode } from '../../domain/contract-types';
import type { CafCode, Instant, LocalDate, Reference } from '../../domain/ids';
import type { FormTokens, Option, Refused } from '../components/form';
import type { RegisterQuery } from '../register-paths';
import type { Paging } from './queue';
import type { ShellProps } from './shell';

/** A convention in the register's list. */
export interface RegisterRow {
  readonly id: string;
  readonly caf: CafCode;
  readonly number: string;
  readonly partner: string;
  readonly services: readonly ServiceCode[];
  readonly state: ConventionState;
  /** Null = to be chosen. */
  readonly mode: Mode | null;
  readonly takenBack: boolean;
  readonly administrators: number;
  /** Accesses held (centralised) or reported (delegated); null = never reported. */
  readonly users: number | null;
  /** What the bulletins allow; null when one is to be entered. */
  readonly allowed: number | null;
  readonly suspended: number;
  readonly toEnter: number;
  readonly exceeded: number;
}

export interface RegisterListProps {
  readonly shell: ShellProps;
  readonly asked: RegisterQuery;
  readonly rows: readonly RegisterRow[];
  readonly paging: Paging;
  readonly cafs: readonly Option[];
  readonly due: readonly DueView[];
  readonly mayManage: boolean;
}

/** A change of administrator that is due: whoever had this rank no longer has access, and nobody succeeds them. */
export interface DueView {
  readonly conventionId: string;
  readonly convention: string;
  readonly partner: string;
  readonly name: string;
  readonly as: string;
  readonly since: Instant;
  /** They left, as it was reported; else their access was withdrawn. */
  readonly departed: boolean;
  /** A change of that convention is under way, by its number. */
  readonly underWay: string | null;
}

export interface QuotaView {
  readonly profile: string;
  readonly label: string | null;
  /** Null = « à saisir ». */
  readonly users: number | null;
  /** Held (centralised) or reported (delegated); null = never reported. */
  readonly held: number | null;
  readonly reportedAt: Instant | null;
  readonly state: 'to-enter' | 'within' | 'full' | 'exceeded';
}
export interface BulletinView {
  readonly id: string;
  readonly service: ServiceCode;
  readonly unit: string;
  readonly signedOn: LocalDate | null;
  readonly quotas: readonly QuotaView[];
}

export interface AccessView {
  /** A habilitation's, or a contact's while nothing was decided of them. */
  readonly id: string;
  readonly name: string;
  readonly as: string;
  readonly bulletin: string | null;
  readonly email: string | null;
  readonly jobTitle: string | null;
  readonly state: 'active' | 'suspended' | 'withdrawn';
  readonly passwordSince: Instant | null;
  /** Null = before the register. */
  readonly givenAt: Instant | null;
  readonly endedAt: Instant | null;
  /** Who decided what it is now. */
  readonly decidedBy: string | null;
}

export interface ActView {
  readonly at: Instant;
  /** When it was entered, where that is later. */
  readonly recordedAt?: Instant;
  readonly what: string;
  readonly label: string;
  readonly reason: string;
  readonly who: string;
  /** By somebody of the partner. */
  readonly theirs: boolean;
  readonly told: readonly string[];
}

export interface DepartureView {
  readonly id: string;
  readonly name: string;
  readonly as: string;
  readonly cause: string;
  readonly on: LocalDate;
  readonly by: string;
  readonly at: Instant;
  /** The register does not name them: delegated mode. */
  readonly own: boolean;
}

export interface NoticeView {
  readonly id: string;
  readonly phase: 'to-post' | 'posted' | 'running' | 'remedied' | 'withdrawn' | 'terminated';
  readonly breach: string;
  readonly tracking: string | null;
  readonly decidedAt: Instant;
  readonly receivedAt: Instant | null;
  /** The last answer of the partner, and the request that holds it. */
  readonly answered: { readonly at: Instant; readonly who: string; readonly reference: Reference | null } | null;
  readonly deadline: Instant | null;
}

/** What else happens to a convention. */
export interface LifeView {
  readonly terminations: ReadonlyArray<{ readonly id: string; readonly open: boolean; readonly words: string }>;
  readonly mayTerminate: boolean;
  readonly subcontractors: ReadonlyArray<{ readonly id: string; readonly words: string }>;
  readonly mayEnterSubcontractor: boolean;
}

/** A form that came back, and which. */
export type SentForm = Refused & { readonly act: string };

export interface RegisterConventionProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly id: string;
  readonly caf: CafCode;
  readonly number: string;
  readonly partner: string;
  readonly article: string;
  readonly state: ConventionState;
  readonly dates: ConventionDates;
  /** Those that contradict one another, with why: entered before they were checked. */
  readonly dateFaults: ReadonlyArray<{ readonly which: keyof ConventionDates; readonly why: string }>;
  readonly mode: Mode | null;
  /** The contract leaves the choice of the mode to each convention. */
  readonly choosesMode: boolean;
  readonly takenBackAt: Instant | null;
  readonly bulletins: readonly BulletinView[];
  /** The codes of the profiles that its contract names. */
  readonly profiles?: readonly string[];
  readonly holding: readonly AccessView[];
  readonly gone: readonly AccessView[];
  readonly acts: readonly ActView[];
  readonly departures: readonly DepartureView[];
  readonly due: readonly DueView[];
  readonly notices: readonly NoticeView[];
  /** This convention's contract gives a delay for a breach. */
  readonly mayNotice: boolean;
  /** Its other procedures. */
  readonly life?: LifeView;
  readonly mayManage: boolean;
  readonly today: LocalDate;
  readonly sent: SentForm | null;
}

export interface AccessProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly convention: { readonly id: string; readonly number: string; readonly partner: string };
  readonly access: AccessView;
  readonly article: string;
  readonly acts: readonly ActView[];
  readonly mayManage: boolean;
  readonly sent: SentForm | null;
}

export interface DepartureProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly convention: { readonly id: string; readonly number: string; readonly partner: string };
  readonly people: readonly Option[];
  /** Delegated mode: a user whom the register does not name may be reported. */
  readonly others: boolean;
  readonly today: LocalDate;
  readonly article: string;
  readonly refused: Refused | null;
}
