import type { Channel } from '../../domain/contract-types';
import type { Instant, Reference } from '../../domain/ids';
import type { SecurityFactBody, SecurityIncident, SecurityPhase } from '../../domain/journeys/security-facts';
import type { JourneyStep } from '../../domain/journeys/types';
import type { FormTokens, Option, Refused } from '../components/form';
import type { ShellProps } from './shell';

/** One line of the officer's list. */
export interface SecurityLineView {
  readonly id: string;
  readonly caf: string;
  readonly partner: string | null;
  readonly reference: Reference | null;
  readonly phase: SecurityPhase;
  readonly began: Instant;
  readonly ended: Instant | null;
}

/** Everything the page of one security incident shows. */
export interface SecurityView {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly id: string;
  readonly state: SecurityIncident;
  readonly channel: Channel;
  readonly partner: string | null;
  readonly convention: string | null;
  readonly reference: Reference | null;
  /** What was said, where no request shows it yet. */
  readonly mail: { readonly subject: string; readonly text: string; readonly from: string } | null;
  /** Conventions to which it may be attached, where it is of none yet. */
  readonly conventions: readonly Option[];
  /** The accesses that the register knows. */
  readonly accesses: readonly Option[];
  readonly journal: ReadonlyArray<{ readonly at: Instant; readonly fact: SecurityFactBody; readonly who: string | null }>;
  /** What comes by itself if nobody acts. */
  readonly steps: readonly JourneyStep[];
  /** When the CNIL must be notified at the latest; null = no personal data, or not known yet. */
  readonly cnilLimit: Instant | null;
  /** Now, as a `datetime-local` field shows it. */
  readonly nowLocal: string;
  readonly sent: ({ readonly act: string } & Refused) | null;
}
