import type { CafCode, Instant } from '../../domain/ids';
import type { StepKind } from '../../domain/plan';
import type { Side } from '../../domain/contract-types';
import type { Scripted } from '../../domain/simulation';
import { instant } from '../../domain/ids';

export type Story =
  | 'desk silent'
  | 'partner silent'
  | 'urgent by the partner'
  | 'urgent by the desk'
  | 'answered late'
  | 'dead address'
  | 'holiday'
  | 'daylight saving';

/** One thing that happens by itself: local time with its offset, to the second. */
export interface Expected {
  readonly at: string;
  readonly what: StepKind;
  /** Whose ladder or promise; for `urgent-flag`, who declared it; null for a closing. */
  readonly side: Side | null;
  readonly rung: number | null;
}

/** A request received by mail from a partner of that convention, what is then done, and all that happens by itself. */
export interface Row {
  readonly caf: CafCode;
  readonly story: Story;
  /** What tells it from the other rows of the same Caf and story. */
  readonly detail: string;
  readonly convention: string;
  readonly received: string;
  readonly script: readonly Scripted[];
  /** Addresses known dead from the start. */
  readonly dead: readonly string[];
  readonly expected: readonly Expected[];
}

export type RowOf = Pick<Row, 'story' | 'received' | 'expected'> & Partial<Pick<Row, 'detail' | 'script' | 'dead'>>;

/** The rows of one Caf, with what goes without saying. */
export function rowsOf(caf: string, convention: string, rows: readonly RowOf[]): Row[] {
  return rows.map((row) => ({ caf: caf as CafCode, convention, detail: '', script: [], dead: [], ...row }));
}

export const step = (at: string, what: StepKind, side: Side | null = null, rung: number | null = null): Expected => ({ at, what, side, rung });
export const contact = (at: string, side: Side, rung: number) => step(at, 'contact-rung', side, rung);
export const skip = (at: string, side: Side, rung: number) => step(at, 'skip-rung', side, rung);
export const exhausted = (at: string, side: Side) => step(at, 'ladder-exhausted', side);
export const close = (at: string) => step(at, 'close');

const told = (at: string, body: Scripted['body']): Scripted => ({ at: at_(at), body });
const at_ = (at: string): Instant => instant(at);

export const deskAsks = (at: string) => told(at, { kind: 'desk-wrote', then: 'asks', message: 'table' });
export const deskResolves = (at: string) => told(at, { kind: 'desk-wrote', then: 'resolved', message: 'table' });
export const partnerWrites = (at: string) => told(at, { kind: 'partner-wrote', channel: 'email', message: 'table', counts: true });
export const automaticReply = (at: string) => told(at, { kind: 'partner-wrote', channel: 'email', message: 'table', counts: false });
export const urgent = (at: string, by: Side) => told(at, { kind: 'urgent', by });
export const bounce = (at: string, side: Side, rung: number) => told(at, { kind: 'rung-failed', side, rung });
