import type { Phase } from '../../domain/ticket-state';

const OPEN: ReadonlySet<Phase> = new Set(['received', 'in-hand', 'waiting-desk', 'waiting-partner']);

/** Somebody may still owe an answer: what the lists call open. */
export function isOpenPhase(phase: Phase): boolean {
  return OPEN.has(phase);
}
