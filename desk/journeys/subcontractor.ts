import type { Tx } from '../../db/connect';
import type { LoadedJourney } from '../../db/journey-case';
import type { JourneyFactToRecord } from '../../db/journey-fact';
import { frenchDate } from '../../domain/french/dates';
import type { Subcontractor, SubcontractorFact } from '../../domain/journeys/subcontractor';
import type { JourneyLetter } from '../../domain/journeys/types';
import { SUBCONTRACTOR_LETTERS } from '../../mail/letters/journeys/subcontractor';
import { ownSubcontractorPath, subcontractorPath } from '../../web/convention-paths';
import { noted } from '../register';
import type { JourneyDesk, JourneyWords, JourneyWriting } from './words';

/** What is written of a subcontractor that a partner announces; the decision is an act of the register. */
export const subcontractorDesk: JourneyDesk = {
  words,
  ladder: ({ state }) => ({ title: `sous-traitant annoncé pour le ${frenchDate((state as Subcontractor).startsOn)}`, expected: state.debt?.side === 'desk' ? 'Accepter ou refuser le sous-traitant annoncé.' : 'Compléter l’annonce du sous-traitant.' }),
  path: (id, reader) => (reader === 'caf' ? subcontractorPath(id) : ownSubcontractorPath(id)),
  carried,
};

function words({ letter }: JourneyLetter, { context, state }: JourneyWriting): JourneyWords {
  const write = SUBCONTRACTOR_LETTERS[letter];
  if (write === undefined) throw new Error(`a subcontractor's notice writes no letter ${letter}`);
  return write({ context, state: state as Subcontractor });
}

async function carried(facts: readonly JourneyFactToRecord[], { row }: LoadedJourney, tx: Tx): Promise<void> {
  for (const { body, at, actor } of facts) {
    const fact = body as SubcontractorFact;
    if (row.convention_id === null || (fact.kind !== 'subcontractor-accepted' && fact.kind !== 'subcontractor-refused')) continue;
    const [account] = actor === null ? [] : await tx<{ name: string }[]>`select name from account where id = ${actor}`;
    await noted(tx, row.convention_id, fact.kind, row.id, { at, actor, actorName: account?.name ?? 'le guichet', journey: row.id, reason: fact.kind === 'subcontractor-refused' ? fact.reason : fact.note });
  }
}
