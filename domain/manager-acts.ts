import type { Act } from './acts';
import { epochMs, type Instant } from './ids';
import type { LimitKey } from './manager-facts';
import { planFrom, type Step, type TicketCase } from './plan';
import type { TicketState } from './ticket-state';

/** What a manager may do to a ticket; the reason is written down with it. */
export type ManagerAct =
  | { readonly kind: 'assign'; readonly to: string | null }
  | { readonly kind: 'change-deadline'; readonly limit: LimitKey; readonly due: Instant; readonly text: string }
  | { readonly kind: 'pause'; readonly until: Instant; readonly text: string }
  | { readonly kind: 'resume'; readonly text: string };

/** A limit that runs now, by the name its reckoning is kept under. */
export interface RunningLimit {
  readonly key: LimitKey;
  readonly step: Step;
}

/** The limits whose date may be changed by hand: those the plan is waiting for. @throws NeverOpens, LimitTooFar */
export function runningLimits(ticket: TicketCase, state: TicketState): RunningLimit[] {
  return planFrom(ticket, state, new Map()).flatMap((step) => {
    const key = step.why.reckoning === null || step.what === 'pickup-warning' ? null : keyOf(step, state);
    return key === null ? [] : [{ key, step }];
  });
}

function keyOf(step: Step, state: TicketState): LimitKey | null {
  switch (step.what) {
    case 'pickup-breach':
      return 'pickup';
    case 'internal-reminder':
      return `internal:${step.of ?? 0}`;
    case 'close':
      return `close:${state.resolvedN}`;
    default:
      return ladderKey(step, state);
  }
}

function ladderKey({ side }: Step, { ladders, debt }: TicketState): LimitKey | null {
  if (side === undefined || debt?.side !== side) return null;
  const last = ladders[side].climbed.at(-1);
  return last === undefined ? `debt:${debt.n}` : `rung:${last.n}`;
}

/** A date beyond this is a slip of the keyboard. */
const LONGEST_MS = 366 * 86_400_000;
const REASON = 'Écrivez le motif : il reste au journal.';

/** Why a manager's act is refused now, in French; null when it is allowed. */
export function managerRefusal(act: Act, ticket: TicketCase, state: TicketState, now: Instant): string | null {
  switch (act.kind) {
    case 'change-deadline':
      return act.text.trim() === '' ? REASON : deadlineRefusal(act, ticket, state, now);
    case 'pause':
      return act.text.trim() === '' ? REASON : pauseRefusal(act.until, state, now);
    case 'resume':
      return state.pause === null ? 'Cette demande n’est pas en pause.' : null;
    default:
      return null;
  }
}

function deadlineRefusal({ limit, due }: { limit: LimitKey; due: Instant }, ticket: TicketCase, state: TicketState, now: Instant): string | null {
  if (!runningLimits(ticket, state).some(({ key }) => key === limit)) return 'Cette échéance ne court plus : rechargez la page.';
  return comingRefusal(due, now, 'La nouvelle échéance');
}

function pauseRefusal(until: Instant, state: TicketState, now: Instant): string | null {
  if (state.pause !== null) return 'Cette demande est déjà en pause.';
  if (state.debt === null) return 'Personne ne doit de réponse : aucun délai ne court.';
  return comingRefusal(until, now, 'La fin de la pause');
}

function comingRefusal(at: Instant, now: Instant, what: string): string | null {
  if (at <= now) return `${what} doit être à venir.`;
  return epochMs(at) - epochMs(now) > LONGEST_MS ? `${what} doit être dans l’année.` : null;
}
