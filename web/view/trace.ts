import type { Instant, LocalDate } from '../../domain/ids';
import type { TraceFactBody, TracePhase, TraceRequest } from '../../domain/journeys/trace-facts';
import type { JourneyStep } from '../../domain/journeys/types';
import type { FormTokens, Refused } from '../components/form';
import type { ShellProps } from './shell';

export interface TraceLineView {
  readonly id: string;
  readonly caf: string;
  readonly partner: string | null;
  readonly phase: TracePhase;
  readonly began: Instant;
  readonly ended: Instant | null;
  readonly late: boolean;
}
/** Who read what, and when. */
export interface ReadingView {
  readonly journey: string;
  readonly at: Instant;
  readonly who: string;
  readonly what: string;
}
/** The answer, for who may read it; it is erased after the last day on which it is kept. */
export interface TraceAnswerView {
  readonly at: Instant;
  readonly body: string;
  readonly keptUntil: LocalDate;
  readonly files: ReadonlyArray<{ readonly id: string; readonly name: string; readonly size: string; readonly href: string }>;
}

/** Everything the page of one request shows, to a trace reader or to its asker. */
export interface TraceView {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly id: string;
  readonly state: TraceRequest;
  readonly partner: string | null;
  readonly convention: string | null;
  readonly journal: ReadonlyArray<{ readonly at: Instant; readonly fact: TraceFactBody; readonly who: string | null }>;
  readonly steps: readonly JourneyStep[];
  /** 'erased' = it was given, and its term is over. */
  readonly answer: TraceAnswerView | 'erased' | null;
  /** Null for the asker. */
  readonly readings: readonly ReadingView[] | null;
  readonly sent: ({ readonly act: string } & Refused) | null;
}
