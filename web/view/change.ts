import type { PartnerRole, Side } from '../../domain/contract-types';
import type { Instant, LocalDate } from '../../domain/ids';
import type { Signer } from '../../domain/journeys/change-facts';
import type { FormTerms } from '../../domain/journeys/change-form';
import type { Change, ChangeFact, ChangePhase } from '../../domain/journeys/change-state';
import type { JourneyStep } from '../../domain/journeys/types';
import type { FormTokens, Refused } from '../components/form';
import type { ShellProps } from './shell';

/** One line of the list of changes. */
export interface ChangeLine {
  readonly id: string;
  readonly partner: string;
  readonly convention: string;
  readonly person: string;
  readonly phase: ChangePhase;
  readonly owes: Side | null;
  readonly since: Instant | null;
  readonly next: Instant | null;
  readonly began: Instant;
  readonly over: boolean;
  readonly objected: boolean;
}

/** Everything the Caf's page of one change shows. */
export interface ChangeView {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly id: string;
  readonly state: Change;
  readonly terms: FormTerms;
  readonly partner: string;
  readonly convention: string;
  readonly conventionId: string;
  /** The request that it came by. */
  readonly reference: string | null;
  readonly began: Instant;
  readonly journal: ReadonlyArray<{ readonly at: Instant; readonly fact: Omit<ChangeFact, 'n' | 'at'> | ChangeFact; readonly who: string | null }>;
  /** What comes by itself if nobody acts. */
  readonly steps: readonly JourneyStep[];
  /** Names of the accounts that acted. */
  readonly names: ReadonlyMap<string, string>;
  readonly files: ReadonlyArray<{ readonly id: string; readonly name: string; readonly size: number; readonly at: Instant }>;
  readonly signatoryKnown: boolean;
  /** Who is asked to sign on paper, no link going to them. */
  readonly onPaper: readonly Signer[];
  /** Nobody who could object knows of it. */
  readonly nobodyTold: boolean;
  /** Letters that came back, or that the relay refused. */
  readonly failed: ReadonlyArray<{ readonly to: string; readonly letter: string }>;
  readonly replacedKnown: boolean;
  /** Whoever is replaced no longer had access in the register, since then; absent or null = they have, or it is done. */
  readonly replacedGone?: Instant | null;
  /** Nothing is given yet under this convention. */
  readonly notOpen?: boolean;
  /** Registered numbers, which alone may be called back. */
  readonly numbers: ReadonlyArray<{ readonly number: string; readonly name: string; readonly role: PartnerRole }>;
  /** Those of the people who may object. */
  readonly objectors: ChangeView['numbers'];
  /** Now, as a form's field of the Caf's own zone holds it; the zone in words. */
  readonly nowTyped: string;
  readonly zoneWords: string;
  /** Registered addresses, lower case. */
  readonly known: readonly string[];
  /** What stands against approval by the reader; [] = they may approve. */
  readonly blocks: readonly string[];
  readonly checkBlocks: readonly string[];
  readonly me: string;
  readonly mayWork: boolean;
  readonly today: LocalDate;
  readonly article: string | null;
  /** An act that was refused as it was sent. */
  readonly sent: ({ readonly act: string } & Refused) | null;
}
