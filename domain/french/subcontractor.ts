import type { SubcontractorFact } from '../journeys/subcontractor';
import type { JourneyStep } from '../journeys/types';
import type { LocalDate } from '../ids';
import { counted, frenchDate } from './dates';
import { stepWords } from './happening';
import { typo } from './typography';

export const WAY_OF_NOTICE: Readonly<Record<'portal' | 'email' | 'post' | 'phone', string>> = { portal: 'par l’espace partenaire', email: 'par courriel', post: 'par courrier', phone: 'par téléphone' };
export const SUBCONTRACTOR_PHASES = { incomplete: 'Le partenaire doit compléter l’annonce', 'to-decide': 'La Caf doit se prononcer', accepted: 'Accepté', refused: 'Refusé', withdrawn: 'Annonce retirée' } as const;

/** What a fact of a subcontractor's notice says, in one line. */
export function subcontractorFactWords(fact: SubcontractorFact): string {
  return typo(factWords(fact));
}

function factWords(fact: SubcontractorFact): string {
  switch (fact.kind) {
    case 'subcontractor-announced':
      return `Sous-traitant annoncé ${WAY_OF_NOTICE[fact.way]}, pour le ${frenchDate(fact.startsOn)}${fact.missing.length === 0 ? '' : ` : ${counted(fact.missing.length, 'élément manque', 'éléments manquent')}`}`;
    case 'items-given':
      return fact.missing.length === 0 ? 'Annonce complétée' : `Annonce complétée en partie : ${counted(fact.missing.length, 'élément manque', 'éléments manquent')}`;
    case 'subcontractor-reminded':
      return `Rappel n° ${fact.nth}`;
    case 'start-reached':
      return 'Date annoncée atteinte sans accord : les deux côtés sont prévenus';
    case 'subcontractor-accepted':
      return `Accepté${fact.note === '' ? '' : ` : ${fact.note}`}`;
    case 'subcontractor-refused':
      return `Refusé : ${fact.reason}`;
    case 'subcontractor-withdrawn':
      return `Annonce retirée${fact.reason === '' ? '' : ` : ${fact.reason}`}`;
    case 'rung-decided':
    case 'rung-contacted':
      return `Échelon ${fact.rung} ${fact.kind === 'rung-contacted' ? 'contacté' : 'à contacter'}`;
    case 'ladder-exhausted':
      return 'Échelle épuisée : le responsable est prévenu';
    case 'letter-bounced':
      return 'Une lettre est revenue';
    default:
      return `Échelon ${fact.rung} passé`;
  }
}

/** What a step of it does, in one line. */
export function subcontractorStepWords(step: JourneyStep): string {
  if (step.ladder !== undefined) return stepWords(step.ladder);
  if (step.rule === 'remind') return typo(`Rappel n° ${step.key ?? ''} ${step.side === 'desk' ? 'au responsable de la Caf' : 'au partenaire'}`);
  if (step.rule === 'start') return typo(`Date annoncée du ${frenchDate((step.key ?? '') as LocalDate)} : si rien n’est accepté, le recours ne peut pas commencer`);
  throw new Error(`no words for the step ${step.rule}`);
}
