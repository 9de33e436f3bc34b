import type { CafCode, Instant, LocalDate } from '../../domain/ids';
import type { FormTokens, Refused } from '../components/form';
import type { ShellProps } from './shell';

/** What is kept at a Caf, and for how long. */
export interface TermsView {
  readonly caf: CafCode;
  readonly name: string;
  /** Null = the Caf has not chosen. */
  readonly ticketMonths: number | null;
  readonly years: number;
  readonly months: number;
  /** When its last erasure came to its end; null = there was none. */
  readonly lastAt: Instant | null;
}
export interface HoldView {
  readonly id: string;
  readonly caf: CafCode;
  /** « Demande 31-2026-000123 », « Convention 31-2024-017 ». */
  readonly subject: string;
  readonly href: string | null;
  readonly reason: string;
  readonly until: LocalDate;
  readonly by: string;
  readonly at: Instant;
}
export interface ErasureView {
  readonly id: string;
  /** « Caf 31 », « installation ». */
  readonly scope: string;
  readonly cause: 'night' | 'person';
  readonly beganAt: Instant;
  readonly doneAt: Instant | null;
  readonly rows: number;
  readonly tickets: number;
}
export interface RetentionProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly terms: readonly TermsView[];
  readonly holds: readonly HoldView[];
  readonly erasures: readonly ErasureView[];
  /** What the form of a hold begins with: a request's page leads here. */
  readonly subject: string;
  readonly refused: Refused | null;
}

/** A line of a report: what was erased, by which rule, how many, of which days. */
export interface ErasedLine {
  readonly what: string;
  readonly rule: string;
  readonly n: number;
  readonly period: string;
}
export interface ErasureProps {
  readonly shell: ShellProps;
  readonly erasure: ErasureView;
  /** The terms that held, in words. */
  readonly terms: readonly string[];
  readonly lines: readonly ErasedLine[];
}

/** What will be erased within a month, if nothing is held meanwhile. */
export interface ComingProps {
  readonly shell: ShellProps;
  readonly until: LocalDate;
  readonly desks: ReadonlyArray<{ readonly caf: CafCode; readonly name: string; readonly chosen: boolean; readonly held: number; readonly lines: readonly ErasedLine[] }>;
}

export interface AccessLine {
  readonly at: Instant;
  readonly who: string;
  readonly what: string;
  readonly path: string;
  readonly reference: string | null;
}

/** Why something of a person stays, in words, with how many. */
export interface StayView {
  readonly what: string;
  readonly n: number;
  readonly why: string;
}
export interface PersonProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly asked: string;
  /** Whoever the words may mean; empty = nobody, or nothing was asked. */
  readonly found: ReadonlyArray<{ readonly address: string; readonly names: string; readonly as: string; readonly href: string }>;
  /** The one whose address was given. */
  readonly person: { readonly address: string; readonly names: string; readonly desks: ReadonlyArray<{ readonly caf: CafCode; readonly name: string; readonly stays: readonly StayView[] }> } | null;
  readonly requests: ReadonlyArray<{ readonly at: Instant; readonly caf: CafCode; readonly kind: 'export' | 'erasure'; readonly by: string; readonly reason: string; readonly done: boolean; readonly erasure: string | null; readonly stays: readonly StayView[] }>;
  readonly refused: Refused | null;
}
