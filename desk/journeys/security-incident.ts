import type { Tx } from '../../db/connect';
import { keepAct } from '../../db/act';
import type { LoadedJourney } from '../../db/journey-case';
import type { JourneyFactToRecord } from '../../db/journey-fact';
import type { SecurityIncident } from '../../domain/journeys/security-facts';
import type { JourneyLetter } from '../../domain/journeys/types';
import { SECURITY_LETTERS } from '../../mail/letters/journeys/security-incident';
import { securityPath } from '../../web/paths-security';
import type { JourneyDesk, JourneyWords, JourneyWriting } from './words';

/** What a security incident writes: no letter says more than its number and what to do. */
export const securityIncidentDesk: JourneyDesk = {
  words,
  ladder: () => ({ title: 'incident de sécurité', expected: 'Joindre le responsable de la sécurité de la Caf : un incident signalé n’est pas pris en charge.' }),
  // Whoever is contacted up the ladder may not open it.
  path: () => null,
  carried,
};

/** What turned out to be no incident is the desk's again: its request is given back by an act, for whoever dismisses it may not see it any more. */
async function carried(facts: readonly JourneyFactToRecord[], { row }: LoadedJourney, tx: Tx): Promise<void> {
  const dismissed = facts.find(({ body }) => body.kind === 'incident-dismissed');
  if (dismissed === undefined || row.reference === null) return;
  await keepAct(tx, { key: givenBackKey(row.id), reference: row.reference, kind: 'rectify', body: { kind: 'rectify', ticketKind: 'other' }, actor: dismissed.actor ?? 'guichet', asked_at: dismissed.at });
}

/** The key of the act by which a request is given back to the desk. */
export function givenBackKey(id: string): string {
  return `security-dismissed/${id}`;
}

function words({ letter }: JourneyLetter, { context, state, publicUrl, loaded }: JourneyWriting): JourneyWords {
  const write = SECURITY_LETTERS[letter];
  if (write === undefined) throw new Error(`a security incident writes no letter ${letter}`);
  return write({ context, state: state as SecurityIncident, href: `${publicUrl}${securityPath(loaded.row.id)}` });
}
