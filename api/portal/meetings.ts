import { factsOfJourney } from '../../db/journey-fact';
import { openMeetings } from '../../db/meeting';
import { foldMeeting, type MeetingFact } from '../../domain/journeys/meeting-facts';
import type { JourneyFact } from '../../domain/journeys/types';
import type { OwnMeetingLine } from '../../web/pages/portal/meetings';
import { rights } from '../rights';
import type { Visit } from '../visit';

/** The meetings under way of the conventions for which this person speaks. */
export async function ownMeetings({ tools: { sql }, session }: Visit): Promise<OwnMeetingLine[]> {
  const rows = (await Promise.all(rights.conventionsWhere(session.grants, 'ask-own-meeting').map((id) => openMeetings(sql, id)))).flat();
  return await Promise.all(rows.map(async ({ id }) => {
    const { phase, date, debt } = foldMeeting((await factsOfJourney(sql, id)) as JourneyFact<MeetingFact>[]);
    return { id, phase, when: date?.when ?? null, yours: debt?.side === 'partner' };
  }));
}
