import type { Calendar, DelayRule, WhenClosed } from './calendar-types';
import type { CafCode, LocalDate } from './ids';

/** The two sides of a service contract: either may stay silent (article 3.3). */
export type Side = 'desk' | 'partner';
export type Channel = 'email' | 'phone' | 'portal' | 'post';
export type ServiceCode = 'CDAP' | 'AFAS' | 'DGFIP';
export type TicketKind =
  | 'technical-incident'
  | 'administrative-question'
  | 'administrator-change'
  | 'reverse-review'
  | 'security-incident'
  | 'habilitation'
  | 'other';

/** A term of the contract with the article that states it, or `null` when it is a setting of the desk. */
export interface Sourced<T> {
  readonly value: T;
  readonly article: string | null;
}

/** A delay in the contract's own words, before any reading: « 48 h », « 5 jours », « 10 jours ouvrés », « 1 mois ». */
export type StatedDelay =
  | { readonly hours: number }
  | { readonly days: number }
  | { readonly workingDays: number }
  | { readonly months: number };

/** The promise that a person takes a request in hand within a delay of its receipt. */
export interface PickupPromise {
  /** The words that `rule` is a reading of. */
  readonly stated?: StatedDelay;
  readonly rule: DelayRule;
  readonly whenClosed: WhenClosed;
  readonly article: string;
}

/** Escalation up an ordered list of people when either side gives no answer within a delay. */
export interface Escalation {
  /** The words that `rule` is a reading of. */
  readonly stated?: StatedDelay;
  readonly rule: DelayRule;
  readonly whenClosed: WhenClosed;
  readonly article: string;
  /** At once when either side judges the situation urgent. */
  readonly urgent: boolean;
  /** « peut être mise en œuvre »: done by the product, or proposed to the manager. */
  readonly mode: 'automatic' | 'proposed';
  /** Who may fail to answer; absent = both sides. */
  readonly sides?: readonly Side[];
  /** Also for administrator changes and reverse reviews (rules: Ladder 6); absent = yes. */
  readonly outsideIncidents?: boolean;
}

/** A rung of the Caf's ladder. The person is a fictional one, or a role. */
export interface DeskRung {
  readonly rank: number;
  /** The function as the contract states it, in French; null when it states none. */
  readonly role: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** Whom this person stands in for; set by a cover, never by a contract. */
  readonly insteadOf?: string;
}

/** A rung of the partner's ladder: which of the convention's contacts it is. */
export interface PartnerRung {
  readonly rank: number;
  /** French label of the function (« administrateur 1 », « directrice adjointe »). */
  readonly role: string;
  /** The convention's contact that fills it: the contact whose `ladderRank` is this rank. */
  readonly filledBy: 'convention';
  /** The office that this rung's person also holds, when the contract says so (Val-d'Oise: its two administrators). */
  readonly office?: PartnerRole;
  /** The rank of the earlier rung that the contract gives to the same person (Nord: 4 is 3). */
  readonly samePersonAs?: number;
}

export type RequiredItemCode =
  | 'caller-name'
  | 'caller-contact'
  | 'service'
  | 'description'
  | 'error-message'
  | 'screenshot'
  | 'partner-name'
  | 'subject-format'
  | 'callback-phone';

/** What a request must carry (article 3.x). `optional`: « si possible », « si un rappel est souhaité ». */
export interface RequiredItem {
  readonly code: RequiredItemCode;
  readonly label: string;
  readonly optional: boolean;
  readonly article: string;
  /** For `subject-format`: the exact subjects, `[NOM ORGANISME]` standing for the partner's name. */
  readonly formats?: readonly string[];
}

export type SectorRole =
  | 'assistant'
  | 'administrator'
  | 'mcp-manager'
  | 'security-officer'
  | 'it'
  | 'dpo'
  | 'desk'
  | 'director'
  | 'habilitation-manager';

export interface Sector {
  readonly code: string;
  readonly label: string;
  readonly people: number;
  readonly service: ServiceCode | null;
  readonly email: string | null;
  readonly role?: SectorRole;
  /** The code of the sector that the same person holds (Haute-Garonne: security, IT and DPO). */
  readonly samePersonAs?: string;
  /** The article or annex that names it; absent = a setting of the desk. */
  readonly article?: string;
}

/** Settings of one desk; shown on screen as « réglage du guichet », never as a term of the contract. */
export interface DeskSettings {
  readonly reopenWithinCalendarDays: number;
  readonly closeAfterCalendarDays: number;
  /** Internal reminder to a sector or the national level that does not answer; null = none. */
  readonly internalReminder: DelayRule | null;
  /** How long before the pickup promise falls the desk is warned, in elapsed minutes of opening time; [] = no warning. */
  readonly pickupWarningsOpenMinutes: readonly number[];
  /** After an outage, escalations by delay wait this long (rule Ladder 7). */
  readonly afterOutageHoldMinutes: number;
}

/** One version of one Caf's service contract, as data that executes. */
export interface Contract {
  readonly caf: CafCode;
  /** « Caf de la Haute-Garonne » */
  readonly name: string;
  /** « Haute-Garonne » */
  readonly department: string;
  readonly version: number;
  readonly effectiveFrom: LocalDate;
  /** false: convention only, no service contract published (76): no deadline is invented. */
  readonly serviceContract: boolean;
  readonly calendar: Calendar;
  readonly hoursArticle: string | null;
  readonly channels: Sourced<readonly Channel[]> | null;
  readonly pickup: PickupPromise | null;
  readonly escalation: Escalation | null;
  readonly deskLadder: readonly DeskRung[];
  readonly partnerLadder: readonly PartnerRung[];
  readonly requiredItems: readonly RequiredItem[];
  readonly sectors: readonly Sector[];
  readonly desk: {
    /** The desk's own mailboxes: mail to one of these is for this Caf. The first is the sender of its letters. */
    readonly mailboxes: readonly string[];
    readonly phone: string | null;
    readonly name: string;
  };
  /** Who is told of a breach and of an exhausted ladder. */
  readonly manager: { readonly name: string; readonly email: string };
  readonly settings: DeskSettings;
  /** Where the national level (Cnaf) is written to; a setting of the desk, absent = it is only journalled. */
  readonly national?: { readonly email: string };
}

/** A person a convention names, as far as the door and the ladder need to know. */
export interface PartnerContact {
  readonly id: string;
  readonly name: string;
  readonly role: PartnerRole;
  /** Free French function, « directrice adjointe ». */
  readonly jobTitle: string | null;
  readonly email: string | null;
  readonly phones: readonly string[];
  /** Rung of the partner's ladder that this person fills (article 3.3), from 1; null = none. */
  readonly ladderRank: number | null;
}

export type PartnerRole =
  | 'level-one-support'
  | 'administrator'
  | 'deputy-administrator'
  | 'escalation-contact'
  | 'security-officer'
  | 'dpo'
  | 'signatory'
  | 'other';
