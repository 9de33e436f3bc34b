import type { DelayRule } from '../../domain/calendar-types';
import type { Side } from '../../domain/contract-types';
import { frenchDateTime } from '../../domain/french/dates';
import type { Instant } from '../../domain/ids';
import type { Step } from '../../domain/plan';
import type { Phase } from '../../domain/ticket-state';
import type { TicketRow } from '../../db/ticket';
import { ruleWords } from '../../web/words/articles';
import type { StandingView } from '../../web/view/portal';

/** As much of the next step as its sentence needs; a ticket's row keeps it, the forecast makes it. */
export interface StepSeen {
  readonly what: string;
  readonly side: Side | null;
  readonly role: string | null;
  readonly at: Instant;
  readonly article: string | null;
  readonly rule: DelayRule | null;
}

/** What the lists keep of the next step; null when there is none, or when something came that nothing has moved for yet. */
export function stepOfRow({ next_step: step, next_at, last_n, moved_n }: TicketRow): StepSeen | null {
  if (step === null || next_at === null || moved_n < last_n) return null;
  return { what: step.what, side: step.side, role: step.role, at: step.limit ?? next_at, article: step.article, rule: step.rule as DelayRule | null };
}

export function stepOfPlan(step: Step): StepSeen {
  const { what, side = null, rung, limit, why } = step;
  return { what, side, role: rung?.role ?? rung?.name ?? null, at: limit, article: why.article, rule: why.reckoning?.rule ?? null };
}

/** What decides the sentence, of a row or of a state. */
export interface Standing {
  readonly phase: Phase;
  readonly owes: Side | null;
  readonly since: Instant | null;
  /** A promise that is broken. */
  readonly lateSince: Instant | null;
  /** The steps ahead, soonest first; the first that tells something to the partner is told. */
  readonly steps: readonly StepSeen[];
  readonly timeZone: string;
  readonly now: Instant;
}

/** Who must answer and what happens by when, in the partner's words. */
export function standingWords(standing: Standing): StandingView {
  const { phase, owes } = standing;
  if (owes === 'partner') return { owes: 'you', title: 'Votre réponse est attendue', sentence: partnerSentence(standing) };
  if (owes === 'desk') return { owes: 'caf', title: phase === 'received' ? 'Reçue par la Caf' : 'La Caf doit répondre', sentence: deskSentence(standing) };
  return { owes: 'nobody', title: OVER[phase] ?? 'Suivie par la Caf', sentence: overSentence(standing) };
}

const OVER: Partial<Record<Phase, string>> = { resolved: 'Résolue', closed: 'Close', merged: 'Suivie avec une autre demande', 'handed-over': 'Transférée à une autre Caf' };

const LADDER = ['contact-rung', 'propose-rung', 'ladder-exhausted'];

function partnerSentence({ steps, since, timeZone, now }: Standing): string {
  const step = steps.find((one) => one.side === 'partner' && LADDER.includes(one.what));
  if (step === undefined) return since === null ? '' : `Depuis le **${date(since, timeZone, now)}**. Aucun délai n’est fixé par votre contrat.`;
  const limit = date(step.at, timeZone, now);
  const whom = step.role === null ? 'au contact suivant de votre organisme' : `au contact suivant de votre organisme (${step.role})`;
  const then = step.what === 'ladder-exhausted' ? 'le responsable du guichet est prévenu' : step.what === 'propose-rung' ? `le guichet pourra écrire ${whom}` : `nous écrirons ${whom}`;
  return `Sans réponse avant le **${limit}**, ${then} (${ruleWords(step.article, step.rule)}).`;
}

function deskSentence({ steps, since, lateSince, phase, timeZone, now }: Standing): string {
  if (lateSince !== null) return `${phase === 'received' ? 'La prise en charge promise' : 'La réponse'} était due le **${date(lateSince, timeZone, now)}** : le responsable du guichet est prévenu.`;
  const pickup = steps.find((one) => one.what === 'pickup-breach');
  if (pickup !== undefined) return `Une personne du guichet la prend en charge avant le **${date(pickup.at, timeZone, now)}** (${ruleWords(pickup.article, pickup.rule)}).`;
  const step = steps.find((one) => one.side === 'desk' && LADDER.includes(one.what));
  if (step === undefined) return since === null ? '' : `Depuis le **${date(since, timeZone, now)}**. Aucun délai de réponse n’est promis.`;
  const whom = step.role === null ? 'son contact suivant' : `son contact suivant (${step.role})`;
  const then = step.what === 'ladder-exhausted' ? 'le responsable du guichet est prévenu' : step.what === 'propose-rung' ? `${whom} pourra être prévenu` : `nous prévenons ${whom}`;
  return `La Caf répond avant le **${date(step.at, timeZone, now)}** ; sinon, ${then} (${ruleWords(step.article, step.rule)}).`;
}

function overSentence({ phase, steps, timeZone, now }: Standing): string {
  const close = steps.find((one) => one.what === 'close');
  if (phase !== 'resolved' || close === undefined) return '';
  return `Si tout n’est pas réglé, répondez : elle sera rouverte. Sans nouvelles de vous, elle est close le **${date(close.at, timeZone, now)}**.`;
}

function date(at: Instant, timeZone: string, now: Instant): string {
  return frenchDateTime(at, timeZone, { now });
}
