import type { Instant, Reference } from '../../domain/ids';
import type { FormTokens, Option, Refused } from '../components/form';
import type { TicketAct } from '../paths';

/** What somebody had begun to write in a form. */
export interface DraftView {
  readonly values: Readonly<Record<string, string>>;
  readonly at: Instant;
}

/** What others did while a text was written. */
export interface NewsView {
  readonly at: Instant;
  readonly what: string;
  readonly quote: string | null;
}

/** The forms whose text goes to the partner, where a reply template may be put. */
export const WITH_TEMPLATES = ['reponse', 'question', 'resolution'] as const satisfies readonly TicketAct[];

/** The field in which files are chosen. */
export const FILE_FIELD = 'fichiers';
/** The field that says that a file which is kept already goes with a form. */
export const keptFileField = (sha256: string): string => `piece.${sha256}`;

/** A file that is kept and may go with what is written. */
export interface KeptFile {
  /** Its digest. */
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
}

/** What the forms of a ticket's acts offer. */
export interface ActsProps {
  readonly reference: Reference;
  readonly tokens: FormTokens;
  /** Why an act is refused now, in French; an act that is not named is allowed. */
  readonly refusals: Readonly<Partial<Record<TicketAct, string>>>;
  /** The form to show open, with what was refused; null = the answer's. */
  readonly open: { readonly act: TicketAct; readonly refused: Refused | null } | null;
  /** What this page shows of the ticket, sent back with each form: whoever writes second is told of the first. */
  readonly seen: string;
  readonly drafts: Readonly<Partial<Record<TicketAct, DraftView>>>;
  /** What others did while the open form was written; nothing was sent. */
  readonly news: readonly NewsView[];
  /** Seconds during which what is sent may be taken back; 0 = it leaves at once. */
  readonly undoSeconds: number;
  readonly templates: readonly Option[];
  /** Files that this person has chosen on this ticket; each form says which go with it. */
  readonly files: readonly KeptFile[];
  readonly timeZone: string;
  readonly now: Instant;
  readonly takenInHand: boolean;
  /** « Claire Delmas <…> », then those in copy. */
  readonly to: readonly string[];
  readonly cc: readonly string[];
  /** What the contract requires and is missing, for the question's text. */
  readonly missing: readonly string[];
  /** Who may be called, by contact id. */
  readonly people: readonly Option[];
  readonly sectors: readonly Option[];
  /** What this person's role never does here: not shown at all, where a refusal of the moment is shown with its reason. */
  readonly notTheirs: readonly TicketAct[];
  /** The national level was asked and has not answered. */
  readonly nationalWaiting: boolean;
  /** What declaring urgent does, for each side that may declare it (article 3.3). */
  readonly urgency: { readonly desk: string; readonly partner: string };
  /** Rungs that may be contacted by phone (« partner-2 » → « 2e contact du partenaire, … »). */
  readonly rungs: readonly Option[];
  readonly services: readonly Option[];
  readonly kinds: readonly Option[];
  readonly conventions: readonly Option[];
  readonly current: { readonly service: string; readonly kind: string; readonly convention: string };
  readonly mergeCandidates: readonly Option[];
  readonly messages: readonly Option[];
  readonly cafs: readonly Option[];
  /** What only a manager decides; null for anybody else. */
  readonly manage: ManageProps | null;
  /** Zone in which local times are typed, « heure de Paris ». */
  readonly zoneWords: string;
}

/** What a manager's forms offer. */
export interface ManageProps {
  readonly agents: readonly Option[];
  /** The account in charge; '' = nobody. */
  readonly assignee: string;
  /** The limits that run, by key (« pickup »), with the date that each has now. */
  readonly limits: readonly Option[];
  /** Until when the clock is paused, in words; null when it runs. */
  readonly pausedUntil: string | null;
}

/**
 * The fields each form posts beside `_csrf` and `_cle`, all text; the routes read exactly these.
 * Local times are `datetime-local` in the Caf's zone.
 */
export interface ActFields {
  'prise-en-charge': Record<never, string>;
  reponse: { texte: string; suite: 'encore' | 'resolu' };
  question: { texte: string };
  'appel-telephonique': {
    personne: string;
    resultat: 'joint' | 'non-joint' | 'message-laisse';
    suite: 'encore' | 'question' | 'resolu';
    texte: string;
  };
  rappel: { echeance: string; texte: string };
  note: { texte: string };
  transmission: { secteur: string; texte: string };
  national: { sens: 'saisine' | 'reponse'; texte: string };
  urgence: { cote: 'desk' | 'partner' };
  verdict: { fait: string; compte: 'oui' | 'non' };
  element: { element: string };
  echelon: { echelon: string; resultat: 'joint' | 'non-joint' | 'message-laisse'; texte: string };
  escalade: { cote: 'desk' | 'partner' };
  rectification: { service: string; nature: string; convention: string };
  fusion: { avec: string };
  defusion: { avec: string };
  scission: { message: string; objet: string; texte: string };
  transfert: { caf: string; texte: string };
  resolution: { texte: string };
  reouverture: Record<never, string>;
  affectation: { agent: string };
  echeance: { limite: string; date: string; motif: string };
  pause: { fin: string; motif: string };
  reprise: { motif: string };
  incident: { incident: string };
  'hors-incident': { incident: string };
  'hors-arret': { arret: string };
}
