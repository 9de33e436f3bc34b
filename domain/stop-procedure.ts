import type { Instant } from './ids';

/** What a planned stop is at, in order (article 4: « prévenir », beforehand). */
export type StopPhase = 'scheduled' | 'announced' | 'running' | 'over' | 'cancelled';
/** The letters of a stop. */
export const NOTICES = ['announcement', 'reminder', 'change', 'cancellation', 'end'] as const;
export type Notice = (typeof NOTICES)[number];

/** When a stop is told and takes place, and what of it has happened. */
export interface StopState {
  /** When the partners are told: at once, or at a set time. */
  readonly announceAt: Instant;
  /** null = nobody is reminded. */
  readonly remindAt: Instant | null;
  readonly from: Instant;
  readonly until: Instant;
  readonly announcedAt: Instant | null;
  readonly remindedAt: Instant | null;
  readonly beganAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly cancelledAt: Instant | null;
}

export function phaseOf({ announcedAt, beganAt, endedAt, cancelledAt }: StopState): StopPhase {
  if (cancelledAt !== null) return 'cancelled';
  if (endedAt !== null) return 'over';
  if (beganAt !== null) return 'running';
  return announcedAt === null ? 'scheduled' : 'announced';
}

/** One thing that happens by itself. */
export interface StopStep {
  readonly at: Instant;
  readonly what: 'announce' | 'remind' | 'begin' | 'end';
}

/** What is next if nobody acts; null once it is over. A reminder whose time had passed when the partners were told, or once it has begun, is none. */
export function nextStep(stop: StopState): StopStep | null {
  const phase = phaseOf(stop);
  if (phase === 'scheduled') return { at: stop.announceAt, what: 'announce' };
  if (phase === 'announced' && reminds(stop)) return { at: stop.remindAt ?? stop.from, what: 'remind' };
  if (phase === 'announced') return { at: stop.from, what: 'begin' };
  return phase === 'running' ? { at: stop.until, what: 'end' } : null;
}

function reminds({ announcedAt, remindAt, remindedAt, from }: StopState): boolean {
  return remindAt !== null && remindedAt === null && announcedAt !== null && remindAt > announcedAt && remindAt < from;
}

/** The state once that step has happened, and the letters that it sends. */
export function afterStep(stop: StopState, { what, at }: StopStep): { readonly stop: StopState; readonly notice: Notice | null } {
  switch (what) {
    case 'announce':
      return { stop: { ...stop, announcedAt: at }, notice: 'announcement' };
    case 'remind':
      return { stop: { ...stop, remindedAt: at }, notice: 'reminder' };
    case 'begin':
      return { stop: { ...stop, beganAt: at }, notice: null };
    case 'end':
      return { stop: { ...stop, endedAt: at }, notice: 'end' };
  }
}

/** Why a stop may no longer be changed, cancelled or ended, in French; null when it may. */
export function stopRefusal(act: 'change' | 'cancel' | 'end', phase: StopPhase): string | null {
  if (phase === 'cancelled') return 'Cet arrêt a déjà été annulé.';
  if (phase === 'over') return 'Cet arrêt est terminé.';
  if (act === 'cancel' && phase === 'running') return 'Cet arrêt a commencé : déclarez-le terminé, plutôt que de l’annuler.';
  return act === 'end' && phase !== 'running' ? 'Cet arrêt n’a pas commencé : annulez-le.' : null;
}

/** Whether a change of a stop in this phase is told: nobody is told of a change to what they have not been told of. */
export function tellsChange(phase: StopPhase): boolean {
  return phase === 'announced' || phase === 'running';
}
