import { frenchTime } from '../../domain/french/dates';
import type { Instant } from '../../domain/ids';

/** Somebody else at the ticket: reading, writing, or who left something begun. */
export interface OtherView {
  readonly name: string;
  readonly doing: 'reads' | 'writes' | 'began';
  /** What is being written (« une réponse »); null when they only read. */
  readonly what: string | null;
  readonly since: Instant;
}

/** « Malik Rousset rédige une réponse. » For each, a sentence; '' when nobody else is there. */
export function presenceWords(others: readonly OtherView[], timeZone: string): string {
  return others.map((other) => sentence(other, timeZone)).join(' ');
}

function sentence({ name, doing, what, since }: OtherView, timeZone: string): string {
  if (doing === 'writes') return `${name} rédige ${what ?? 'un texte'}.`;
  if (doing === 'began') return `${name} a laissé ${what ?? 'un texte'} en brouillon à ${frenchTime(since, timeZone)}.`;
  return `${name} lit aussi cette demande.`;
}
