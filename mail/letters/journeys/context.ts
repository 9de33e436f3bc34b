import { typo } from '../../../domain/french/typography';
import type { ContractDocument } from '../../../domain/contract-terms-types';
import type { Instant } from '../../../domain/ids';
import type { LetterBody } from '../block';
import type { LetterContext, WrittenLetter } from '../context';
import { writeLetter } from '../write';

/** What every letter of a journey knows. */
export interface JourneyContext {
  /** « 59-MED-2026-000001 », which stands in the subject. */
  readonly id: string;
  readonly contract: ContractDocument;
  readonly partner: string | null;
  /** Number of the convention. */
  readonly convention: string | null;
  /** Name of who reads the letter; null = unknown. */
  readonly toName: string | null;
  readonly now: Instant;
  /** The journey's page for its reader; null = none. */
  readonly url: string | null;
}

/** What the words of tickets' letters are given. */
export function ticketContext({ contract, partner, toName, now, url }: JourneyContext, subject: string): LetterContext {
  return { contract, partner, toName, now, url, subject, reference: null, service: null, kind: null };
}

/** A letter of a journey: its number stands before the subject, where a ticket's reference would. `toPartner`: false inside the Caf. */
export function journeyLetter(context: JourneyContext, body: LetterBody, toPartner = true): WrittenLetter {
  return numbered(context, writeLetter(ticketContext(context, body.subject), body, { toPartner }));
}

/** The same words with the journey's number before the subject. */
export function numbered({ id }: JourneyContext, letter: WrittenLetter): WrittenLetter {
  return { ...letter, subject: typo(`[${id}] ${letter.subject}`) };
}
