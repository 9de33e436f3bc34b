import type { LocalDate } from '../ids';
import { isSilence } from '../journeys/silence';
import type { JourneyStep } from '../journeys/types';
import { frenchDate } from './dates';
import { stepWords, whyWords } from './happening';
import { meetingStepWords } from './meeting';
import { silenceStepWords } from './silence';
import { typo } from './typography';

/** What a step of a convention's year or of a reverse review does, in one line. */
export function journeyStepWords(step: JourneyStep): string {
  return step.ladder === undefined ? typo(words(step)) : stepWords(step.ladder);
}

function words(step: JourneyStep): string {
  if (isSilence(step)) return silenceStepWords(step);
  const { rule, key = '' } = step;
  switch (rule) {
    case 'renew':
      return `Convention renouvelée par tacite reconduction au ${frenchDate(key as LocalDate)}`;
    case 'prepare-assessment':
      return `Bilan annuel préparé, avant le ${frenchDate(key as LocalDate)}`;
    case 'begin-review':
      return `Début de la revue inverse attendue le ${frenchDate(key as LocalDate)}`;
    case 'tell':
      return toldWords(Number(key));
    case 'tell-again':
      return `Rappel à l’administrateur, ${key} jours après le renvoi du résultat`;
    case 'result-received':
      return 'Résultat reçu';
    case 'result-returned':
      return 'Résultat redemandé';
    case 'overdue':
      return 'La revue inverse est en retard';
    case 'end':
    case 'convention-over':
      return `Fin de la convention au ${frenchDate(key as LocalDate)}`;
    default:
      return meetingStepWords(step) ?? unnamed(rule);
  }
}

function unnamed(rule: string): never {
  throw new Error(`no words for the step ${rule}`);
}

function toldWords(days: number): string {
  if (days < 0) return `Lettre à l’administrateur, ${-days} jours avant la date`;
  return days === 0 ? 'Lettre à l’administrateur, le jour même' : `Rappel à l’administrateur, ${days} jours après la date`;
}

/** Why a step happens when it does; null when the line says it all. */
export function journeyWhyWords({ article, ladder }: JourneyStep, timeZone: string): string | null {
  if (ladder !== undefined) return whyWords(ladder, timeZone);
  return article === null ? null : typo(article);
}
