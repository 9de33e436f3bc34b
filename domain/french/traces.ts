import type { LegalBasis, TraceFactBody, TracePhase } from '../journeys/trace-facts';
import { isSilence } from '../journeys/silence';
import type { JourneyStep } from '../journeys/types';
import { stepWords } from './happening';
import { silenceFactWords, silenceStepWords } from './silence';
import { typo } from './typography';

export const BASIS_WORDS: Readonly<Record<LegalBasis, string>> = {
  security: 'Incident ou soupçon d’incident de sécurité',
  'data-subject': 'Droit d’accès de la personne à ses données (RGPD, art.\u00a015)',
  discipline: 'Contrôle ou procédure interne de l’organisme',
  justice: 'Réquisition ou procédure judiciaire',
  other: 'Autre fondement, à préciser dans le motif',
};
export const TRACE_PHASE_WORDS: Readonly<Record<TracePhase, string>> = {
  asked: 'La Caf doit répondre',
  unclear: 'Précision attendue du demandeur',
  answered: 'Répondue',
  refused: 'Refusée',
  cancelled: 'Annulée par le demandeur',
};
export const READING_WORDS = { request: 'la demande', answer: 'la réponse', file: 'un fichier de la réponse' } as const;
const CHANNELS = { email: 'par courriel', phone: 'par téléphone', portal: 'sur le portail', post: 'par courrier' } as const;

/** What happened, in one line. */
export function traceFactWords(fact: TraceFactBody): string {
  return typo(words(fact));
}

function words(fact: TraceFactBody): string {
  switch (fact.kind) {
    case 'traces-asked': return `Demandée ${CHANNELS[fact.channel]}${fact.by === null ? '' : ', saisie par la Caf'}`;
    case 'readers-told': return 'Personnes habilitées à lire les traces prévenues';
    case 'precision-asked': return 'Précision demandée';
    case 'precision-given': return 'Précision apportée';
    case 'asker-reminded': return 'Rappel : précision attendue';
    case 'traces-answered': return fact.way === 'portal' ? 'Réponse à lire sur le portail' : 'Réponse envoyée par un lien à usage unique';
    case 'traces-refused': return 'Refusée';
    case 'traces-cancelled': return 'Annulée';
    case 'silence-told': return silenceFactWords(fact);
    case 'rung-proposed': return `Échelon ${fact.rung} : escalade proposée au responsable`;
    case 'rung-decided': return `Échelon ${fact.rung} : contact écrit`;
    case 'rung-contacted': return `Échelon ${fact.rung} : contact sollicité`;
    case 'rung-failed': return `Échelon ${fact.rung} : adresse en erreur`;
    case 'rung-skipped': return `Échelon ${fact.rung} : passé`;
    case 'ladder-exhausted': return 'Échelle épuisée : responsable prévenu';
    case 'letter-bounced': return 'Une lettre est revenue';
    default: return 'Lettre retenue';
  }
}

/** What comes by itself if nobody acts. */
export function traceStepWords(step: JourneyStep): string {
  if (step.ladder !== undefined) return stepWords(step.ladder);
  if (isSilence(step)) return typo(silenceStepWords(step));
  return typo(step.rule === 'remind-asker' ? 'Rappel au demandeur' : 'Les personnes habilitées sont prévenues');
}
