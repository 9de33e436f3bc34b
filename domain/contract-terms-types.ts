import type { DelayRule } from './calendar-types';
import type { Contract, PartnerRole, ServiceCode } from './contract-types';

/** Who creates habilitations (article 2.2). `either`: the document leaves the choice to each convention. */
export type HabilitationMode = 'delegated' | 'centralised' | 'either';

/** How many users of a profile a published bulletin allows; `users: null` = « à saisir », with the reason in `doubt`. */
export interface ProfileQuota {
  readonly profile: string;
  readonly users: number | null;
  readonly doubt: 'illegible' | 'doubtful' | 'not-published' | null;
}

/** A bulletin d'adhésion as published: one service, one unit of the partner, its profiles. */
export interface PublishedBulletin {
  readonly service: ServiceCode;
  readonly unit: string | null;
  readonly quotas: readonly ProfileQuota[];
}

export interface HabilitationTerms {
  readonly mode: HabilitationMode;
  readonly article: string;
  readonly profiles: ReadonlyArray<{ readonly code: string; readonly label: string | null }>;
  readonly bulletins: readonly PublishedBulletin[];
  /** What the Caf may do on a breach, as a precaution or after. */
  readonly onBreach: ReadonlyArray<'suspension' | 'password-change' | 'delegation-withdrawn'>;
  /** Where habilitation demands are written to; null = not stated. */
  readonly mailbox: string | null;
  /**
   * Yearly review of all habilitations by the partner's administrator; null = not published. `tellDays`: days from its date on which the
   * administrator is written to (a setting; absent = 60, 30 and 7 before, the day, 15 and 30 after).
   */
  readonly reverseReview: { readonly everyMonths: number; readonly article: string; readonly tellDays?: readonly number[] } | null;
}

export type ChangeField =
  | 'partner'
  | 'convention-number'
  | 'person-name'
  | 'job'
  | 'replaces'
  | 'replaced-name'
  | 'replaced-email'
  | 'phone'
  | 'personal-email';

/** Where and how the administrator-change form (annex 3) is sent; `route: null` = not published. */
export interface AdministratorChangeTerms {
  readonly route: 'email' | 'post' | null;
  /** To whom, in French, as the form says; null = not stated. */
  readonly addressee: string | null;
  /** What the form asks; `phone`: at least one of landline and mobile. */
  readonly fields: readonly ChangeField[];
  /** What each signature carries; null = the form is not published. */
  readonly signatures: 'name-function-signature' | 'name-signature' | null;
  /** The services the form is for; null = all. */
  readonly services: readonly ServiceCode[] | null;
  readonly article: string;
}

/** Settings of a change of administrator that no article states, seen beside the readings. */
export interface ChangeSettings {
  /** How long those who are told of a change may object, from the letters that tell them. */
  readonly objection: DelayRule;
  /** When a partner who owes something is reminded, each from the instant it began to owe. */
  readonly reminders: readonly DelayRule[];
}

/** Whom the desk tells of a stop it plans (article 4), beforehand (article 3.1). */
export interface PlannedStopTerms {
  /** The contract's own word: « le responsable services » or « le partenaire ». */
  readonly addressee: 'service-manager' | 'partner';
  /** The convention's contacts who are told: a setting, since no annex names that role. */
  readonly toldTo: readonly PartnerRole[];
  readonly article: string;
  readonly beforehandArticle: string;
  /** A limit that falls inside a stop moves to its end, as on a closed day. */
  readonly movesLimits: boolean;
}

export interface TraceTerms {
  readonly keptMonths: number;
  readonly habilitationDataYears: number;
  readonly article: string;
  readonly incidentArticle: string;
}

export type ConventionTermCode =
  | 'duration'
  | 'yearly-assessment'
  | 'meeting'
  | 'minutes'
  | 'subcontractor-notice'
  | 'termination'
  | 'breach'
  | 'amendment'
  | 'opening'
  | 'confidentiality'
  | 'malfunction-notice'
  | 'audits'
  | 'limited-use'
  | 'transfers'
  | 'security-incident'
  | 'no-automated-login'
  | 'end-of-convention'
  | 'bulletin-documents'
  | 'amicable-settlement';

/** A clause of the convention that carries a contract. `delay` is the time it gives, `items` what it names. */
export interface ConventionTerm {
  readonly code: ConventionTermCode;
  /** « art. 9.2 »; null where the published text is known without its number. */
  readonly article: string | null;
  readonly delay?: DelayRule;
  readonly items?: readonly string[];
  /** How many it names, where what they are is not carried over (Nord's missions). */
  readonly count?: number;
  /** Of the yearly assessment: a meeting is held on it each year; absent = the text asks for none. */
  readonly meeting?: boolean;
}

export interface ConventionTerms {
  /** `assumed`: this Caf's convention is not published; the same model is assumed and said so. */
  readonly source: 'published' | 'assumed';
  readonly terms: readonly ConventionTerm[];
}

/** When the silence of a security officer is recalled, in elapsed hours from the report; no article states it. */
export interface SecuritySettings {
  readonly remindHours: readonly number[];
  readonly managerAfterHours: number;
}

/**
 * Readings of what the text leaves open (docs/decisions/0012). Each is written in the contract's file so that it is seen;
 * the engine executes these only, and the schema refuses any other. A contract states those its clauses need.
 */
export interface ContractReadings {
  /** From which message a delay runs. */
  readonly clockStarts?: 'first-unanswered-message';
  /** « 1 mois »: a day number that the month lacks becomes its last day. */
  readonly monthEnd?: 'last-day';
  /** « jours ouvrés »: the day of the event is day 0, whatever day it is. */
  readonly eventDay?: 'day-zero';
  /** When the next person of a ladder is contacted. */
  readonly nextRung?: 'same-delay-from-letter';
  /** What follows the last person: one more delay, then the manager is told, once. */
  readonly afterLastRung?: 'tell-manager-once';
  /** What it means that no office hours are stated. */
  readonly noHoursStated?: 'always-open';
  /** Settings of a change of administrator; absent = those shipped (domain/journeys/change-settings). */
  readonly administratorChange?: ChangeSettings;
  /** Settings of a security incident; absent = those shipped (domain/journeys/security-settings). */
  readonly securityIncident?: SecuritySettings;
}

/** Everything a Caf's published documents say: what runs the clock (`Contract`), and the terms of the other journeys. */
export interface ContractDocument extends Contract {
  readonly readings: ContractReadings;
  readonly habilitations: HabilitationTerms;
  /** null: neither form nor route is published for this Caf. */
  readonly administratorChange: AdministratorChangeTerms | null;
  readonly plannedStops: PlannedStopTerms | null;
  readonly traces: TraceTerms | null;
  readonly convention: ConventionTerms;
  /** The sector that receives what has no addressed sector of its own (Nord leaves two names blank). */
  readonly fallbackSector: string;
  /** What happens to open tickets when an amendment takes effect (rules: Clock 5). */
  readonly openTicketsOnAmendment: 'keep-version' | 'move';
  /** Months a ticket's journal and mails are kept after closing; null = the Caf has not chosen yet. */
  readonly keepTicketsMonths: number | null;
}
