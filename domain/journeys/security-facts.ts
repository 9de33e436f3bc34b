import type { Channel } from '../contract-types';
import type { Instant, Reference } from '../ids';
import type { LadderFact, SilenceFact } from './fold';
import type { JourneyState } from './types';

export const NATURES = ['account-used', 'data-leak', 'phishing', 'malware', 'loss-or-theft', 'excess-access', 'other'] as const;
export type Nature = (typeof NATURES)[number];
export const SEVERITIES = ['minor', 'serious', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];
/** Whom a notification of the law, or of the convention, goes to. */
export const NOTIFIED = ['cnil', 'partner-dpo', 'caf-dpo', 'people-concerned'] as const;
export type Notified = (typeof NOTIFIED)[number];
/** What a measure does to the register of habilitations, in the same transaction; null = it is noted only. */
export const REGISTER_MEASURES = ['suspend', 'force-password', 'resume'] as const;
export type RegisterMeasure = (typeof REGISTER_MEASURES)[number];

/** Who reported it, as far as is known. */
export interface Reporter {
  readonly name: string | null;
  readonly address: string | null;
}
/** What could be read of a request, and by whom, before it was known to be a security incident. */
export interface ReadableBefore {
  readonly since: Instant;
  readonly until: Instant;
  readonly messages: number;
  readonly files: number;
  /** Names of those of the Caf who could read it. */
  readonly people: readonly string[];
  /** It was referred to the national level meanwhile. */
  readonly national: boolean;
}

/** What happens on a security incident. `by`: the account. Texts stay here, in PostgreSQL, under restricted access. */
export type SecurityFactBody =
  | { readonly kind: 'incident-reported'; readonly channel: Channel; readonly reporter: Reporter; readonly mail: string | null; readonly acknowledge: boolean; readonly readable: ReadableBefore | null }
  | { readonly kind: 'officer-told'; readonly to: string; readonly as: 'officer' | 'manager' }
  | { readonly kind: 'reporter-told'; readonly to: string }
  | { readonly kind: 'officer-reminded'; readonly to: string; readonly hours: number }
  | { readonly kind: 'manager-told'; readonly to: string }
  | { readonly kind: 'notification-reminded' }
  | { readonly kind: 'quiet-reminded'; readonly after: number }
  | { readonly kind: 'request-linked'; readonly reference: Reference }
  | { readonly kind: 'taken-on'; readonly by: string }
  | { readonly kind: 'qualified'; readonly nature: Nature; readonly severity: Severity; readonly personalData: boolean; readonly summary: string; readonly by: string }
  | { readonly kind: 'measure-taken'; readonly what: string; readonly register: { readonly habilitation: string; readonly name: string; readonly act: RegisterMeasure } | null; readonly by: string }
  | { readonly kind: 'person-informed'; readonly who: string; readonly how: string; readonly by: string }
  | { readonly kind: 'notified'; readonly to: Notified; readonly number: string; readonly note: string; readonly by: string }
  | { readonly kind: 'incident-dismissed'; readonly reason: string; readonly by: string }
  | { readonly kind: 'incident-closed'; readonly report: string; readonly by: string }
  | { readonly kind: 'letter-bounced'; readonly letter: string }
  | SilenceFact
  | LadderFact;

/** What the security officer does, or whoever stands in. */
export type SecurityAct =
  | { readonly kind: 'take-on'; readonly by: string }
  | { readonly kind: 'qualify'; readonly nature: Nature; readonly severity: Severity; readonly personalData: boolean; readonly summary: string; readonly by: string }
  | { readonly kind: 'take-measure'; readonly what: string; readonly register: { readonly habilitation: string; readonly name: string; readonly act: RegisterMeasure } | null; readonly by: string }
  | { readonly kind: 'inform'; readonly who: string; readonly how: string; readonly at: Instant; readonly by: string }
  | { readonly kind: 'notify'; readonly to: Notified; readonly number: string; readonly note: string; readonly at: Instant; readonly by: string }
  | { readonly kind: 'link-request'; readonly reference: Reference }
  | { readonly kind: 'dismiss'; readonly reason: string; readonly by: string }
  | { readonly kind: 'close'; readonly report: string; readonly by: string };

export type SecurityPhase = 'reported' | 'handling' | 'closed' | 'dismissed';

export interface SecurityIncident extends JourneyState {
  readonly phase: SecurityPhase;
  readonly reportedAt: Instant | null;
  readonly reporter: Reporter;
  readonly acknowledge: boolean;
  readonly mail: string | null;
  readonly readable: ReadableBefore | null;
  /** Whom the alert reached, the last of them. */
  readonly told: { readonly to: string; readonly as: 'officer' | 'manager'; readonly n: number } | null;
  readonly acknowledged: boolean;
  readonly reminded: readonly number[];
  readonly managerTold: boolean;
  readonly qualification: { readonly nature: Nature; readonly severity: Severity; readonly personalData: boolean; readonly summary: string } | null;
  readonly notified: readonly Notified[];
  readonly notificationReminded: boolean;
  /** The last thing that a person did: when, and its number. */
  readonly lastAct: { readonly at: Instant; readonly n: number } | null;
  /** The act after which a long quiet was recalled. */
  readonly quietAfter: number;
}
