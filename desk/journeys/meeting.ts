import { meetingFile } from '../../db/meeting';
import { frenchDate } from '../../domain/french/dates';
import { localDateOf } from '../../domain/calendar';
import type { Side } from '../../domain/contract-types';
import { clauseOf } from '../../domain/journeys/around';
import { meetingLimit, minutesLimit } from '../../domain/journeys/meeting';
import type { Meeting } from '../../domain/journeys/meeting-facts';
import type { JourneyLetter } from '../../domain/journeys/types';
import type { LetterAttachment } from '../../mail/compose';
import { MEETING_LETTERS } from '../../mail/letters/journeys/meeting';
import { meetingPath, ownMeetingPath } from '../../web/paths-meeting';
import { minutesPdf } from '../meeting';
import type { JourneyDesk, JourneyWords, JourneyWriting } from './words';

/** What a meeting writes; the minutes go with what asks for their validation, and once they are validated. */
export const meetingDesk: JourneyDesk = {
  words,
  ladder: ({ state, around }) => {
    const { requested, phase } = state as Meeting;
    return { title: `réunion demandée le ${frenchDate(localDateOf(around.calendar, requested.at))}`, expected: EXPECTED[phase] ?? 'Proposer une date de réunion.' };
  },
  path: (id, reader) => (reader === 'caf' ? meetingPath(id) : ownMeetingPath(id)),
};

const EXPECTED: Readonly<Partial<Record<Meeting['phase'], string>>> = {
  proposed: 'Accepter la date proposée, ou en proposer une autre.',
  set: 'Dire si la réunion s’est tenue.',
  'minutes-to-write': 'Écrire le compte rendu, ou le corriger.',
  'minutes-to-validate': 'Valider le compte rendu, ou demander des corrections.',
};

const WITH_MINUTES: ReadonlySet<string> = new Set(['minutes-to-validate', 'minutes-validated']);

async function words(letter: JourneyLetter, writing: JourneyWriting): Promise<JourneyWords> {
  const { context, around } = writing;
  const state = writing.state as Meeting;
  const write = MEETING_LETTERS[letter.letter];
  if (write === undefined) throw new Error(`a meeting writes no letter ${letter.letter}`);
  const clause = clauseOf(around.contract, letter.letter.startsWith('minutes') ? 'minutes' : 'meeting');
  const side: Side = letter.data?.['side'] === 'partner' ? 'partner' : 'desk';
  const written = write({ context, state, side, limit: meetingLimit(state, around)?.deadline ?? null, minutesLimit: minutesLimit(state, around)?.deadline ?? null, article: clause?.article ?? null });
  return WITH_MINUTES.has(letter.letter) ? { ...written, attachments: await attached(writing, state) } : written;
}

/** The minutes as a PDF, and the file that goes with them. */
async function attached({ tx, loaded }: JourneyWriting, state: Meeting): Promise<LetterAttachment[]> {
  const pdf: LetterAttachment = { filename: `compte-rendu-${loaded.row.id}.pdf`, contentType: 'application/pdf', content: await minutesPdf(tx, loaded, state) };
  const file = state.minutes?.file == null ? undefined : await meetingFile(tx, loaded.row.id, state.minutes.file);
  return file === undefined ? [pdf] : [pdf, { filename: file.name, contentType: file.type, content: file.bytes }];
}
