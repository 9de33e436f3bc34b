import type { Tx } from '../../db/connect';
import type { LoadedJourney } from '../../db/journey-case';
import type { JourneyFactToRecord } from '../../db/journey-fact';
import { localDateOf } from '../../domain/calendar';
import { clauseOf } from '../../domain/journeys/around';
import type { Notice } from '../../domain/journeys/formal-notice';
import { formalNotice } from '../../domain/journeys/formal-notice';
import type { JourneyLetter } from '../../domain/journeys/types';
import { NOTICE_LETTERS } from '../../mail/letters/journeys/formal-notice';
import { endConvention } from '../convention-end';
import type { JourneyDesk, JourneyWords, JourneyWriting } from './words';

/** What a formal notice writes. */
export const formalNoticeDesk: JourneyDesk = {
  words,
  ladder: ({ state }) => ({ title: `mise en demeure (${(state as Notice).tracking ?? 'à envoyer'})`, expected: EXPECTED[(state as Notice).phase] ?? 'Dire ce qui est fait pour remédier au manquement.' }),
  path: () => null,
  carried,
  touches: (facts) => facts.some(({ body }) => body.kind === 'convention-terminated'),
};

/** What the Caf itself has to do, before the partner's month begins. */
const EXPECTED: Readonly<Partial<Record<Notice['phase'], string>>> = {
  'to-post': 'Envoyer la lettre recommandée, et noter son numéro au registre.',
  posted: 'Noter au registre le jour où la lettre recommandée a été reçue.',
};

/** The convention ends, and its habilitations with it. */
async function carried(facts: readonly JourneyFactToRecord[], { row, surroundings }: LoadedJourney, tx: Tx): Promise<void> {
  const end = facts.find(({ body }) => body.kind === 'convention-terminated');
  if (end === undefined || row.convention_id === null) return;
  await endConvention(tx, row.convention_id, localDateOf(surroundings.contract.calendar, end.at), { at: end.at, actor: null, actorName: 'Mise en demeure sans effet', reason: row.id, journey: row.id });
}

function words({ letter }: JourneyLetter, { context, state, around }: JourneyWriting): JourneyWords {
  const write = NOTICE_LETTERS[letter];
  if (write === undefined) throw new Error(`a formal notice writes no letter ${letter}`);
  const notice = state as Notice;
  const deadline = formalNotice.plan(notice, around).find((step) => step.rule === 'terminate')?.at ?? null;
  return write({ context, state: notice, deadline, article: clauseOf(around.contract, 'breach')?.article ?? null });
}
