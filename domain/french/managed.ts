import type { Adjusted } from '../calendar-types';
import type { Instant } from '../ids';
import type { ManagerFact } from '../manager-facts';
import { frenchDateTime } from './dates';
import { typo } from './typography';

/** What a manager, an amendment or the desk's calendar did to a ticket: a title, and what it does. */
export interface ManagedWords {
  readonly title: string;
  readonly detail: string | null;
}

const MANAGED: ReadonlySet<string> = new Set<ManagerFact['kind']>([
  'assigned', 'deadline-changed', 'paused', 'resumed', 'pause-ended', 'amendment-signed', 'terms-changed', 'calendar-changed',
]);

export function isManaged<T extends { readonly kind: string }>(fact: T): fact is Extract<T, ManagerFact> {
  return MANAGED.has(fact.kind);
}

/** In French; dates are in `timeZone`. */
export function managedWords(fact: ManagerFact, timeZone: string): ManagedWords {
  switch (fact.kind) {
    case 'assigned':
      return words(fact.to === null ? 'Plus d’agent désigné' : 'Agent désigné', null);
    case 'deadline-changed':
      return words(fact.limit.startsWith('close:') ? 'Date de clôture changée à la main' : 'Échéance changée à la main', `Nouvelle date : ${frenchDateTime(fact.due, timeZone)}.`);
    case 'paused':
      return words('Horloge en pause', `Jusqu’au ${frenchDateTime(fact.until, timeZone)}, ou jusqu’à la réponse attendue.`);
    case 'resumed':
      return words('Pause levée', 'Le délai reprend.');
    case 'pause-ended':
      return words('Fin de la pause', 'Le délai reprend.');
    case 'amendment-signed':
      return words(`Avenant signé : version ${fact.version}`, `Cette demande y passe le ${frenchDateTime(fact.effectAt, timeZone)}.`);
    case 'terms-changed':
      return words(`Passage à la version ${fact.version} du contrat`, 'Les délais en cours sont recalculés depuis leur départ.');
    case 'calendar-changed':
      return words('Jours du guichet changés', 'Les délais en cours sont recalculés depuis leur départ.');
  }
}

function words(title: string, detail: string | null): ManagedWords {
  return { title, detail };
}

/** The lines of a reckoning that a person or a planned stop moved: « Pause : du … au …, échéance reportée au … ». */
export function adjustedLines(adjusted: readonly Adjusted[], timeZone: string): { label: string; value: string }[] {
  const at = (instant: Instant) => frenchDateTime(instant, timeZone);
  return adjusted.map((one) => {
    if (one.kind === 'by-hand') return { label: 'À la main', value: typo(`calculée au ${at(one.from)}, portée au ${at(one.to)}`) };
    if (one.kind === 'pause') return { label: 'Pause', value: typo(`du ${at(one.pausedFrom)} au ${at(one.pausedUntil)}, échéance reportée au ${at(one.to)}`) };
    return { label: 'Arrêt planifié', value: typo(`« ${one.title} », du ${at(one.stoppedFrom)} au ${at(one.stoppedUntil)} : le terme du ${at(one.from)} tombe pendant cet arrêt, échéance reportée à sa fin, le ${at(one.to)}`) };
  });
}

/** « échéance changée à la main », « reportée : pause »; null when nobody moved it. */
export function adjustedWords(adjusted: readonly Adjusted[] | undefined): string | null {
  const last = adjusted?.at(-1);
  if (last === undefined) return null;
  if (last.kind === 'stop') return typo(`reportée : arrêt planifié « ${last.title} »`);
  return last.kind === 'by-hand' ? 'changée à la main' : typo('reportée : pause');
}
