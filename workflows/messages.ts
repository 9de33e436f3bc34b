import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { ActKind } from '../domain/acts';
import type { CafCode, Instant, Reference } from '../domain/ids';
import type { Phase } from '../domain/ticket-state';

/** The task queue of transitions, and the one of letters: a relay that hangs holds up no click (rules: Door 10). */
export const TICKETS_QUEUE = 'guichet-tickets';
export const LETTERS_QUEUE = 'guichet-letters';

/** The one of announcements: letters by thousands, and the tickets that they concern, at a pace that leaves the desk's own alone. */
export const ANNOUNCEMENTS_QUEUE = 'guichet-announcements';

/** The one of webhooks, whose receivers may hang as long as they please. */
export const WEBHOOKS_QUEUE = 'guichet-webhooks';

export interface WebhookInput {
  /** Id of the delivery. */
  readonly delivery: string;
}

/** One each time that the delivery is asked for. */
export function webhookWorkflowId(delivery: string, run: number): string {
  return `webhook/${delivery}/${run}`;
}

/** The one workflow of a ticket, whatever run of it is alive. */
export function ticketWorkflowId(reference: Reference): string {
  return `ticket/${reference}`;
}

export interface TicketInput {
  readonly reference: Reference;
}

/**
 * A fact numbered `n` was recorded for this ticket; dropped when it has been seen (rules: Door 7). `overdue` = its next
 * instant has passed and nothing happened: look again whatever was seen.
 */
export const factRecorded = defineSignal<[FactRecorded]>('factRecorded');
export interface FactRecorded {
  readonly n: number;
  readonly overdue?: true;
}

/** Carry out the act kept under `key`. Refused in French by the rules of domain/acts. */
export const carryOut = defineUpdate<Carried, [{ readonly key: string; readonly kind: ActKind }]>('carryOut');
export interface Carried {
  /** Null when it was carried out, else why not, in French. */
  readonly refused: string | null;
}

export const progress = defineQuery<Progress>('progress');
export interface Progress {
  readonly phase: Phase;
  readonly seen: number;
  readonly wakeAt: Instant | null;
  readonly rule: string | null;
}

/** The one workflow of a journey, whatever run of it is alive. */
export function journeyWorkflowId(id: string): string {
  return `journey/${id}`;
}
export interface JourneyInput {
  /** Its number, « 59-MED-2026-000001 ». */
  readonly id: string;
}
export const journeyProgress = defineQuery<Omit<Progress, 'phase'> & { readonly phase: string }>('journeyProgress');

/** The one workflow of a planned stop, whatever run of it is alive. */
export function stopWorkflowId(id: string): string {
  return `stop/${id}`;
}
export interface StopInput {
  readonly id: string;
}

/** The one workflow that erases what is over its term at a Caf; '' = what is of no Caf. */
export function retentionWorkflowId(caf: CafCode | ''): string {
  return `retention/${caf === '' ? 'instance' : caf}`;
}
export interface RetentionInput {
  readonly caf: CafCode | '';
}
/** Somebody asked for an erasure: look at once. */
export const lookAgain = defineSignal('lookAgain');
