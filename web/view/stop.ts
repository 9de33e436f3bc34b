import type { Instant, Reference } from '../../domain/ids';
import type { StopPhase } from '../../domain/stop-procedure';

/** What the form of a stop holds; boxes that may be several are lists. */
export interface StopFields {
  readonly titre: string;
  readonly consigne: string;
  readonly debut: string;
  readonly fin: string;
  readonly envoi: string;
  readonly envoi_le: string;
  readonly rappel: string;
  readonly portee: string;
  readonly cafs: readonly string[];
  readonly services: readonly string[];
}

/** A stop in a list, and at the head of its page. */
export interface StopView {
  readonly id: string;
  readonly title: string;
  readonly phase: StopPhase;
  /** « Caf 31 · CDAP » */
  readonly scope: string;
  readonly from: Instant;
  readonly until: Instant;
  readonly announceAt: Instant;
  readonly addresses: number;
  readonly linked: number;
}

export type ToldState = 'opened' | 'sent' | 'bounced' | 'waiting' | 'no-address';

/** Somebody who is told, and what became of it. */
export interface ToldView {
  readonly caf: string;
  readonly partner: string;
  readonly name: string | null;
  readonly address: string | null;
  readonly state: ToldState;
  /** « Rappel » */
  readonly notice: string | null;
  readonly at: Instant | null;
}

export interface LinkedView {
  readonly reference: Reference;
  readonly subject: string;
  readonly partner: string;
  readonly receivedAt: Instant;
}

/** One line of the journal. */
export interface StopLine {
  readonly at: Instant;
  readonly what: string;
  readonly who: string | null;
}

/** A stop on the partner's pages. */
export interface OwnStopView {
  readonly title: string;
  readonly running: boolean;
  readonly from: string;
  readonly until: string;
  readonly services: string;
  readonly href: string;
}
