import { findJourney, type JourneyRow } from '../../db/journey';
import { lettersByMessageIds } from '../../db/letter';
import { contactsByAddress } from '../../db/partner';
import type { Db } from '../../db/connect';
import type { CafCode } from '../../domain/ids';
import { JOURNEY_CODES, type JourneyName } from '../../domain/journeys/types';
import type { ReadMail } from '../../mail/read/types';

/** « [59-REV-2027-000012] » */
function numberOf(kind: JourneyName): RegExp {
  return new RegExp(`\\b\\d[\\dAB]\\d?-${JOURNEY_CODES[kind]}-\\d{4}-\\d{6,}\\b`);
}

/** Whether a subject quotes a number of that kind. */
export function quotesNumber(kind: JourneyName, subject: string): boolean {
  return numberOf(kind).test(subject);
}

/** The journey of that kind, of this Caf, whose letter a mail answers: by its thread first, then by the number that its subject quotes. */
export async function namedJourney(db: Db, kind: JourneyName, caf: CafCode, read: ReadMail): Promise<JourneyRow | undefined> {
  const letters = await lettersByMessageIds(db, threadOf(read));
  for (const id of [...letters.map(({ journey }) => journey), numberOf(kind).exec(read.subject)?.[0] ?? null]) {
    const row = id === null ? undefined : await findJourney(db, id);
    if (row?.kind === kind && row.caf === caf) return row;
  }
  return undefined;
}

/** Whether a mail answers a letter of this Caf's desk that is of no request. */
export async function answersLetter(db: Db, caf: CafCode, read: ReadMail): Promise<boolean> {
  return (await lettersByMessageIds(db, threadOf(read))).some((letter) => letter.caf === caf && letter.reference === null);
}

/** Whether that address is of somebody whom the journey's convention names. */
export async function isOfConvention(db: Db, { caf, convention_id }: JourneyRow, from: string): Promise<boolean> {
  return (await contactsByAddress(db, caf, from)).some((contact) => contact.convention_id === convention_id);
}

function threadOf({ inReplyTo, references }: ReadMail): string[] {
  return [...(inReplyTo === null ? [] : [inReplyTo]), ...references];
}
