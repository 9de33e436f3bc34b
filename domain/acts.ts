import type { ServiceCode, Side, TicketKind } from './contract-types';
import type { CafCode, Instant, Reference } from './ids';
import type { AfterAnswer, CallResult } from './ticket-facts';
import type { ManagerAct } from './manager-acts';
import { isOver, type Phase, type TicketState } from './ticket-state';

/** A file that goes with what an agent writes to the partner; its bytes are kept apart, under their digest (db/sent-file). */
export interface SentFile {
  readonly name: string;
  readonly type: string;
  /** In bytes. */
  readonly size: number;
  readonly sha256: string;
}
interface WithFiles {
  readonly files?: readonly SentFile[];
}

/** An agent's act with its text and arguments, kept as a row under its key before the workflow is asked (rules: Door 9). */
export type Act =
  | ManagerAct
  | { readonly kind: 'take-in-hand' }
  | WithFiles & { readonly kind: 'answer'; readonly text: string; readonly then: 'owes' | 'resolved'; /** The incident whose message this is: for the requests that are attached to it still. */ readonly incident?: string }
  | WithFiles & { readonly kind: 'ask'; readonly text: string }
  | { readonly kind: 'call'; readonly result: CallResult; readonly then: AfterAnswer; readonly text: string; readonly takenAt?: Instant; readonly person?: string }
  | { readonly kind: 'promise-call-back'; readonly due: Instant; readonly text: string }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'route'; readonly sector: string; readonly text: string }
  | { readonly kind: 'refer'; readonly text: string }
  | { readonly kind: 'record-national'; readonly text: string }
  | { readonly kind: 'urgent'; readonly by: Side }
  | { readonly kind: 'correct-verdict'; readonly of: number; readonly counts: boolean }
  | { readonly kind: 'rectify'; readonly service?: ServiceCode | null; readonly ticketKind?: TicketKind; readonly convention?: string }
  | { readonly kind: 'give-item'; readonly item: string }
  | { readonly kind: 'merge'; readonly into: Reference }
  | { readonly kind: 'undo-merge'; readonly other: Reference }
  | { readonly kind: 'split'; readonly message: string; readonly subject: string; readonly text: string }
  | { readonly kind: 'hand-over'; readonly caf: CafCode; readonly text: string }
  | { readonly kind: 'contact-rung'; readonly side: Side; readonly rung: number; readonly result: CallResult; readonly text: string }
  | { readonly kind: 'accept-escalation'; readonly side: Side }
  | WithFiles & { readonly kind: 'resolve'; readonly text: string }
  | { readonly kind: 'attach-incident'; readonly incident: string }
  | { readonly kind: 'detach-incident'; readonly incident: string }
  | { readonly kind: 'unlink-stop'; readonly stop: string }
  | { readonly kind: 'reopen' };
export type ActKind = Act['kind'];

/** What an agent writes to the partner: it may be taken back for some seconds, and whoever writes second is told of the first. */
export function writesToPartner(act: Act): boolean {
  return act.kind === 'answer' || act.kind === 'ask' || (act.kind === 'resolve' && act.text !== '');
}

/** The files of a letter to the partner. */
export function filesOfAct(act: Act): readonly SentFile[] {
  return 'files' in act ? (act.files ?? []) : [];
}

/** As much of a ticket's state as decides whether an act is allowed; it is what the workflow keeps in memory. */
export interface Standing {
  readonly phase: Phase;
  readonly owes: Side | null;
  readonly pickedUp: boolean;
  readonly escalates: boolean;
}

export function standingOf(state: TicketState, escalates: boolean): Standing {
  return { phase: state.phase, owes: state.debt?.side ?? null, pickedUp: state.pickedUpAt !== null, escalates };
}

const ALWAYS: ReadonlySet<ActKind> = new Set(['note', 'correct-verdict', 'rectify', 'give-item', 'record-national', 'detach-incident', 'unlink-stop']);
const OVER: Partial<Record<Phase, string>> = {
  merged: 'Cette demande est fusionnée avec une autre : agissez sur la demande principale, ou annulez la fusion.',
  'handed-over': 'Cette demande a été transférée à une autre Caf : elle ne se traite plus ici.',
  closed: 'Cette demande est close : rouvrez-la d’abord.',
};

/** Why an act is refused now, in French; null when it is allowed. */
export function refusal(kind: ActKind, standing: Standing): string | null {
  const { phase } = standing;
  if (kind === 'undo-merge') return null;
  if (kind === 'reopen') return phase === 'resolved' || phase === 'closed' ? null : 'Seule une demande résolue ou close peut être rouverte.';
  if (ALWAYS.has(kind)) return null;
  if (isOver(phase)) return OVER[phase] ?? null;
  if (kind === 'take-in-hand' && standing.pickedUp) return 'Cette demande est déjà prise en charge.';
  if (phase !== 'resolved') return null;
  if (kind === 'pause' || kind === 'resume') return 'Cette demande est résolue : aucun délai ne court.';
  if (kind === 'resolve') return 'Cette demande est déjà résolue.';
  if (kind === 'urgent' || kind === 'contact-rung' || kind === 'accept-escalation') return 'Cette demande est résolue : rouvrez-la d’abord.';
  return null;
}
