import type { TerminationFact } from '../journeys/termination';
import type { JourneyStep } from '../journeys/types';
import type { LocalDate } from '../ids';
import { frenchDate } from './dates';
import { typo } from './typography';

/** What a fact of a termination says, in one line. */
export function terminationFactWords(fact: TerminationFact): string {
  return typo(factWords(fact));
}

function factWords(fact: TerminationFact): string {
  switch (fact.kind) {
    case 'termination-notified':
      return `${fact.by === 'partner' ? 'Lettre de résiliation du partenaire reçue par la Caf' : 'Lettre de résiliation de la Caf reçue par le partenaire'} : effet le ${frenchDate(fact.effectiveOn)}`;
    case 'effect-moved':
      return `Date d’effet déplacée au ${frenchDate(fact.effectiveOn)} : ${fact.reason}`;
    case 'termination-reminded':
      return `Rappel aux deux côtés, ${fact.days} jours avant l’effet`;
    case 'termination-withdrawn':
      return `Résiliation retirée : ${fact.reason}`;
    case 'termination-overtaken':
      return 'Sans objet : la convention a pris fin autrement';
    case 'convention-terminated':
      return 'La convention prend fin : habilitations retirées, demandes closes';
    case 'letter-bounced':
      return 'Une lettre est revenue';
  }
}

/** What a step of a termination does, in one line. */
export function terminationStepWords({ rule, key = '' }: JourneyStep): string {
  if (rule === 'remind') return `Rappel aux deux côtés, ${key} jours avant l’effet`;
  if (rule === 'terminate') return typo(`La convention prend fin le ${frenchDate(key as LocalDate)} : habilitations retirées, demandes closes, chacune par un courrier`);
  throw new Error(`no words for the step ${rule}`);
}
