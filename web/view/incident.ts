import type { ServiceCode, Side } from '../../domain/contract-types';
import type { Instant, Reference } from '../../domain/ids';

/** An incident as lists and notices show it. */
export interface IncidentView {
  readonly id: string;
  readonly title: string;
  /** « Caf 31 · CDAP », « National · tout Mon Compte Partenaire » */
  readonly scope: string;
  readonly since: Instant;
  readonly closedAt: Instant | null;
  readonly openedBy: string;
  readonly attached: number;
  readonly attachedOpen: number;
}

/** A request attached to an incident, or like it. */
export interface IncidentTicketView {
  readonly reference: Reference;
  readonly partner: string;
  readonly subject: string;
  readonly service: ServiceCode | null;
  readonly receivedAt: Instant;
  /** « Résolue », when nobody owes. */
  readonly phase: string;
  readonly owes: Side | null;
  readonly open: boolean;
  /** The next limit, broken or to come. */
  readonly due: Instant | null;
}

/** A message written on an incident, and what became of it. */
export interface IncidentMessageView {
  readonly at: Instant;
  readonly author: string;
  readonly text: string;
  readonly resolves: boolean;
  readonly closing: boolean;
  readonly sent: number;
  /** On their way: their act is kept and will be carried out. */
  readonly waiting: number;
  readonly refused: ReadonlyArray<{ readonly reference: Reference; readonly reason: string }>;
}

/** The fields of the form that opens an incident, beside `_csrf` and `_cle`. `depuis` is a `datetime-local`. */
export interface IncidentFields {
  readonly portee: string;
  readonly service: string;
  readonly titre: string;
  readonly depuis: string;
  readonly connu: string;
  readonly demande: string;
}
