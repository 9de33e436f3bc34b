import type { JourneyStep } from '../journeys/types';
import { counted, type ResultWay, type ReviewDecision, type ReviewFact, type ReviewPerson, type ReviewPhase } from '../journeys/review-facts';
import { frenchDate } from './dates';
import { journeyStepWords } from './journeys';
import { silenceFactWords } from './silence';
import { typo } from './typography';

export const DECISION_WORDS: Readonly<Record<ReviewDecision, string>> = { keep: 'conserver', withdraw: 'retirer', change: 'modifier' };
export const RANK_WORDS: Readonly<Record<ReviewPerson['rank'], string>> = { administrator: 'administrateur', 'deputy-administrator': 'suppléant', user: 'utilisateur' };
export const WAY_WORDS: Readonly<Record<ResultWay, string>> = { portal: 'par le portail', mail: 'par courriel', post: 'par courrier' };

export const REVIEW_PHASE_WORDS: Readonly<Record<ReviewPhase, string>> = {
  announced: 'Le partenaire doit faire sa revue',
  overdue: 'Revue en retard',
  'to-check': 'La Caf doit vérifier le résultat',
  returned: 'Le partenaire doit compléter le résultat',
  accepted: 'Faite',
  'called-off': 'Sans objet',
};

/** What happened, in one line of the journal; null for what only the machine needs. */
export function reviewFactWords(fact: ReviewFact): string {
  return typo(words(fact));
}

function words(fact: ReviewFact): string {
  switch (fact.kind) {
    case 'review-begun': return `Revue inverse attendue le ${frenchDate(fact.due)}`;
    case 'review-told': return `${fact.days < 0 ? 'Lettre' : 'Rappel'} au partenaire${fact.days === 0 ? ', le jour même' : `, ${Math.abs(fact.days)} jours ${fact.days < 0 ? 'avant la date' : fact.since === 'return' ? 'après le renvoi du résultat' : 'après la date'}`}`;
    case 'review-overdue': return 'La date est passée : revue en retard';
    case 'result-received': return `Résultat reçu ${WAY_WORDS[fact.how]}`;
    case 'result-completed': return `Complément reçu ${WAY_WORDS[fact.how]}`;
    case 'result-read': return 'Résultat confirmé ligne par ligne';
    case 'result-returned': return 'Résultat redemandé';
    case 'review-accepted': return 'Résultat accepté comme preuve, attestation envoyée';
    case 'review-called-off': return 'Revue sans objet';
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

/** What comes by itself, in one line. */
export function reviewStepWords(step: JourneyStep): string {
  return journeyStepWords(step);
}

/** « 3 conservées, 1 retrait, 2 modifications ». */
export function resultWords(result: Parameters<typeof counted>[0]): string {
  const { kept, withdrawn, changed } = counted(result);
  const said = (n: number, one: string): string => `${n} ${one}${n > 1 ? 's' : ''}`;
  return typo([said(kept, 'conservée'), said(withdrawn, 'retrait'), said(changed, 'modification')].join(', '));
}
