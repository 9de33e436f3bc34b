import type { Side } from '../contract-types';
import type { MeetingFact, MeetingPhase } from '../journeys/meeting-facts';
import type { JourneyStep } from '../journeys/types';
import type { Instant } from '../ids';
import { frenchDate, frenchDateTime } from './dates';
import { silenceFactWords } from './silence';
import { typo } from './typography';

export const PARTY_WORDS: Readonly<Record<Side, string>> = { desk: 'la Caf', partner: 'le partenaire' };

export const MEETING_PHASE_WORDS: Readonly<Record<MeetingPhase, string>> = {
  'to-date': 'Date à proposer',
  proposed: 'Date proposée, à accepter',
  set: 'Date fixée',
  'minutes-to-write': 'Compte rendu à écrire',
  'minutes-to-validate': 'Compte rendu à valider',
  validated: 'Compte rendu validé par les deux parties',
  'called-off': 'Sans suite',
};

/** What happened, in one line of the journal. */
export function meetingFactWords(fact: MeetingFact, timeZone: string): string {
  return typo(words(fact, (at) => frenchDateTime(at, timeZone)));
}

function words(fact: MeetingFact, at: (instant: Instant) => string): string {
  switch (fact.kind) {
    case 'meeting-requested': return `Réunion demandée par ${PARTY_WORDS[fact.by]}${fact.date ? `, proposée pour le ${at(fact.date.when)}` : ''}`;
    case 'date-proposed': return `Date proposée par ${PARTY_WORDS[fact.by]} : ${at(fact.when)}`;
    case 'date-set': return `Date fixée : ${at(fact.when)}${fact.how === null ? '' : ` (${fact.how})`}`;
    case 'date-reminded': return `Rappel, ${fact.days} jours avant le terme`;
    case 'meeting-reminded': return 'Rappel aux deux parties, la veille';
    case 'outcome-asked': return 'La Caf doit noter si la réunion s’est tenue';
    case 'meeting-late': return 'Le délai de la convention est passé sans réunion';
    case 'meeting-not-held': return 'Réunion non tenue, une autre date est à trouver';
    case 'meeting-called-off': return 'Sans suite';
    case 'meeting-held': return `Réunion tenue le ${at(fact.on)} ; compte rendu écrit par ${PARTY_WORDS[fact.writer]}`;
    case 'minutes-written': return `Compte rendu envoyé par ${PARTY_WORDS[fact.by]}`;
    case 'corrections-asked': return `Corrections demandées par ${PARTY_WORDS[fact.by]}`;
    case 'minutes-reminded': return `Rappel du compte rendu, ${fact.days} jours avant le terme`;
    case 'minutes-overdue': return 'Compte rendu non validé dans le délai : responsable prévenu';
    case 'minutes-validated': return `Compte rendu validé par ${PARTY_WORDS[fact.by]}`;
    case 'convention-ends': return fact.on === null ? 'La convention ne prend plus fin' : `La convention prend fin le ${frenchDate(fact.on)}`;
    case 'silence-told': return silenceFactWords(fact);
    case 'rung-proposed': return `Échelon ${fact.rung} : escalade proposée au responsable`;
    case 'rung-decided': return `Échelon ${fact.rung} : contact écrit`;
    case 'rung-contacted': return `Échelon ${fact.rung} : lettre partie`;
    case 'rung-failed': return `Échelon ${fact.rung} : adresse en erreur`;
    case 'rung-skipped': return `Échelon ${fact.rung} : passé`;
    case 'ladder-exhausted': return 'Échelle épuisée : responsable prévenu';
    case 'rung-withheld': return 'Lettre retenue';
    default: return 'Une lettre est revenue';
  }
}

/** What a step of a meeting does by itself; undefined when it is none of a meeting. */
export function meetingStepWords({ rule, key = '', side }: JourneyStep): string | undefined {
  const whom = side === 'partner' ? 'au partenaire' : 'à la Caf';
  switch (rule) {
    case 'remind-date': return `Rappel ${whom} : la réunion est à fixer, ${key} jours avant le terme`;
    case 'remind-meeting': return 'Rappel de la réunion aux deux parties';
    case 'ask-outcome': return 'La Caf est invitée à dire si la réunion s’est tenue';
    case 'meeting-late': return 'Le délai de la convention est passé : la réunion est en retard';
    case 'remind-minutes': return `Rappel ${whom} : compte rendu, ${key} jours avant le terme`;
    case 'minutes-overdue': return 'Compte rendu non validé dans le délai : le responsable est prévenu';
    default: return undefined;
  }
}
