import type { Instant, LocalDate } from '../../domain/ids';
import type { FormTokens } from '../components/form';
import type { ReviewView } from './review';
import type { SentForm } from './register';
import type { ShellProps } from './shell';

export interface PaperView {
  readonly id: string;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly at: Instant;
}

/** What every page of a procedure of a convention shows: who, its past and future in words, its letters, its papers. */
export interface ConventionJourneyView {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly id: string;
  readonly partner: string;
  readonly convention: string;
  readonly conventionId: string;
  readonly journal: ReadonlyArray<{ readonly at: Instant; readonly words: string; readonly who: string | null; readonly theirs: boolean }>;
  readonly steps: ReadonlyArray<{ readonly at: Instant; readonly words: string; readonly why: string | null }>;
  readonly letters: ReviewView['letters'];
  readonly papers: readonly PaperView[];
  readonly today: LocalDate;
  readonly sent: SentForm | null;
}
