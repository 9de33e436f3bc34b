import { clauseOf } from '../../domain/journeys/around';
import type { Notice } from '../../domain/journeys/formal-notice';
import { formalNotice } from '../../domain/journeys/formal-notice';
import type { JourneyLetter } from '../../domain/journeys/types';
import { NOTICE_LETTERS } from '../../mail/letters/journeys/formal-notice';
import type { JourneyDesk, JourneyWords, JourneyWriting } from './words';

/** What a formal notice writes. */
export const formalNoticeDesk: JourneyDesk = {
  words,
  ladder: ({ state }) => ({ title: `mise en demeure (${(state as Notice).tracking ?? 'à envoyer'})`, expected: 'Dire ce qui est fait pour remédier au manquement.' }),
  path: () => null,
};

function words({ letter }: JourneyLetter, { context, state, around }: JourneyWriting): JourneyWords {
  const write = NOTICE_LETTERS[letter];
  if (write === undefined) throw new Error(`a formal notice writes no letter ${letter}`);
  const notice = state as Notice;
  const deadline = formalNotice.plan(notice, around).find((step) => step.rule === 'terminate')?.at ?? null;
  return write({ context, state: notice, deadline, article: clauseOf(around.contract, 'breach')?.article ?? null });
}
