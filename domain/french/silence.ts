import type { SilenceFact } from '../journeys/fold';
import type { JourneyStep } from '../journeys/types';

/** Whoever keeps silent was reminded, in one line of the journal; punctuation as typed. */
export function silenceFactWords({ side, nth, last }: SilenceFact): string {
  return `${side === 'desk' ? 'Rien de la Caf' : 'Rien du partenaire'} : ${last ? 'le responsable est prévenu' : `rappel n° ${nth}`}`;
}

/** What such a step does, in one line; punctuation as typed. */
export function silenceStepWords({ side, key }: JourneyStep): string {
  const who = side === 'partner' ? 'le partenaire' : 'la Caf';
  return key === 'last' ? `Le responsable est prévenu du silence : ${who} n’a rien fait` : `Rappel n° ${key ?? ''}, si ${who} n’a rien fait`;
}
