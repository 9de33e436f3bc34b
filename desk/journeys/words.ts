import type { LoadedJourney } from '../../db/journey-case';
import type { Around, JourneyLetter, JourneyState } from '../../domain/journeys/types';
import type { LetterAttachment } from '../../mail/compose';
import type { WrittenLetter } from '../../mail/letters/context';
import type { JourneyContext } from '../../mail/letters/journeys/context';
import type { LadderSubject } from '../../mail/letters/journeys/ladder';
import type { Tx } from '../../db/connect';
import type { JourneyFactToRecord } from '../../db/journey-fact';

/** What a kind's letters are made from: the journey as this move leaves it. */
export interface JourneyWriting {
  readonly tx: Tx;
  readonly loaded: LoadedJourney;
  readonly state: JourneyState;
  readonly around: Around;
  readonly context: JourneyContext;
  /** Where the product answers, for the links of a letter. */
  readonly publicUrl: string;
}

export type JourneyWords = WrittenLetter & { readonly attachments?: readonly LetterAttachment[] };

/** The side of a kind that writes: beside its pure module, one file of desk/journeys a kind. */
export interface JourneyDesk {
  /** The words of a letter. @throws Error on a letter that it does not know. */
  words(letter: JourneyLetter, writing: JourneyWriting): JourneyWords | Promise<JourneyWords>;
  /** How the letters of its ladder name it. */
  ladder(writing: JourneyWriting): LadderSubject;
  /** What its facts do to the register, in the same transaction, once its letters are written. */
  carried?(facts: readonly JourneyFactToRecord[], loaded: LoadedJourney, tx: Tx): Promise<void>;
  /** Whether these facts have something recorded on other journeys, or requests, of its convention: their workflows are then told. */
  touches?(facts: readonly JourneyFactToRecord[]): boolean;
  /** Path of its page for someone of the Caf, or of the partner; null = none yet. */
  path(id: string, reader: 'caf' | 'partner'): string | null;
}
