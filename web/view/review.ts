import type { Side } from '../../domain/contract-types';
import type { CafCode, Instant, LocalDate } from '../../domain/ids';
import type { Review, ReviewFact, ReviewPerson, ReviewProfile } from '../../domain/journeys/review-facts';
import type { JourneyStep } from '../../domain/journeys/types';
import type { FormTokens, Refused } from '../components/form';
import type { Paging } from './queue';
import type { CampaignMonth, CampaignState } from '../../domain/journeys/campaign';
import type { ShellProps } from './shell';
import type { LetterState } from './ticket';

/** The list to review, as a form shows it. */
export interface ReviewListView {
  readonly people: ReadonlyArray<ReviewPerson & { readonly jobTitle: string | null; readonly suspended: boolean; readonly unit: string | null }>;
  readonly profiles: ReadonlyArray<ReviewProfile & { readonly allowed: number | null; readonly reported: number | null }>;
}

export interface ReviewFileView {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly at: Instant;
  /** Lines of the list that it holds, read by the machine; null = a person reads it. */
  readonly lines: number | null;
}

/** Everything the Caf's page of one review shows. */
export interface ReviewView {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly id: string;
  readonly state: Review;
  readonly partner: string;
  readonly convention: string;
  readonly conventionId: string;
  readonly article: string | null;
  readonly journal: ReadonlyArray<{ readonly at: Instant; readonly fact: ReviewFact; readonly who: string | null }>;
  /** What comes by itself if nobody acts. */
  readonly steps: readonly JourneyStep[];
  readonly letters: ReadonlyArray<{ readonly id: string; readonly subject: string; readonly to: string; readonly at: Instant; readonly status: LetterState['status'] }>;
  readonly files: readonly ReviewFileView[];
  readonly list: ReviewListView;
  /** What the form of the lines is filled with: what was confirmed, else what a file says. */
  readonly proposed: Readonly<Record<string, string>>;
  /** Lines of a file that are nobody's of the list. */
  readonly unknown: readonly string[];
  /** Why it may not be accepted as it stands; null = it may. */
  readonly block: string | null;
  readonly next: LocalDate | null;
  readonly mayWork: boolean;
  readonly mayReadRegister: boolean;
  /** An act that was refused as it was sent. */
  readonly sent: ({ readonly act: string } & Refused) | null;
}

/** What the partner's page of one review shows. */
export interface OwnReviewView {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly id: string;
  readonly state: Review;
  readonly partner: string;
  readonly convention: string;
  readonly article: string | null;
  readonly list: ReviewListView;
  /** What was ticked so far. */
  readonly values: Readonly<Record<string, string>>;
  readonly draftAt: Instant | null;
  readonly files: readonly ReviewFileView[];
  readonly next: LocalDate | null;
  readonly refused: Refused | null;
  readonly fileRefused: Refused | null;
}


export interface CampaignLine {
  readonly caf: CafCode;
  readonly conventionId: string;
  readonly number: string;
  readonly partner: string;
  readonly due: LocalDate;
  /** The review, once it has begun. */
  readonly review: string | null;
  readonly state: CampaignState;
  /** « 44 j de retard », « Preuve refusée » */
  readonly words: string;
  /** « Rappel +30 le mer. 10 juin » */
  readonly next: string;
  readonly doneOn: LocalDate | null;
  readonly owes: Side | null;
  /** Days on which the partner is written to, and whether the letter has left. */
  readonly letters: ReadonlyArray<{ readonly on: LocalDate; readonly left: boolean }>;
}

/** The campaign of a year, as its page shows it. */
export interface CampaignView {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly year: string;
  readonly today: LocalDate;
  readonly article: string | null;
  readonly asked: { readonly etat: string; readonly mois: string; readonly caf: string };
  readonly cafs: ReadonlyArray<{ readonly code: CafCode; readonly name: string }>;
  readonly counts: Readonly<Record<CampaignState, number>>;
  /** Of the late ones, how many have their ladder exhausted. */
  readonly atManager: number;
  readonly share: { readonly done: number; readonly due: number; readonly percent: number | null };
  readonly months: readonly CampaignMonth[];
  /** Those of the filter. */
  readonly lines: readonly CampaignLine[];
  readonly total: number;
  readonly withoutDate: number;
  /** Conventions whose date the Caf may set; [] = the reader may not. */
  readonly conventions: ReadonlyArray<{ readonly value: string; readonly label: string }>;
  readonly paging: Paging;
  readonly refused: Refused | null;
}
