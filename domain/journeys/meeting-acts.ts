import type { PartnerRole, Side } from '../contract-types';
import { epochMs, notBefore, type Instant } from '../ids';
import { managerOf, peopleOf } from './around';
import { otherSide, type Doer, type Meeting, type MeetingDate, type MeetingFact } from './meeting-facts';
import type { Around, JourneyFact, JourneyLetter, Outcome, Refused } from './types';

/** What a side asks of a meeting: `by` the side, `who` the person. */
export type MeetingAct = Doer &
  (
    | ({ readonly kind: 'propose-date' } & MeetingDate)
    | { readonly kind: 'accept-date' }
    /** Agreed otherwise, by phone: the Caf notes it. */
    | ({ readonly kind: 'set-date'; readonly how: string } & MeetingDate)
    | { readonly kind: 'note-held'; readonly on: Instant }
    | { readonly kind: 'note-not-held'; readonly reason: string }
    | { readonly kind: 'call-off'; readonly reason: string }
    | { readonly kind: 'write-minutes'; readonly text: string; readonly file: string | null }
    | { readonly kind: 'ask-corrections'; readonly text: string }
    | { readonly kind: 'validate-minutes' }
  );

/** Whom the partner's letters go to; who signs for it where no administrator can be written to. */
const PARTNER: readonly PartnerRole[] = ['administrator', 'deputy-administrator'];
const IN_PLACE: readonly PartnerRole[] = ['signatory'];

/** To a side: the partner's administrators, or the Caf's manager. */
export function toSide(letter: string, side: Side, around: Around, at: Instant): JourneyLetter[] {
  if (side === 'desk') return toManager(letter, around, at);
  const people = peopleOf(around, PARTNER);
  return (people.length > 0 ? people : peopleOf(around, IN_PLACE)).map((to) => ({ letter, to, data: { side } }));
}
export function toManager(letter: string, around: Around, at: Instant): JourneyLetter[] {
  return [{ letter, to: managerOf(around, at), data: { side: 'desk' } }];
}
export function toBoth(letter: string, around: Around, at: Instant): JourneyLetter[] {
  return [...toSide(letter, 'partner', around, at), ...toSide(letter, 'desk', around, at)];
}

/** Who is asked for a meeting is told; of a yearly assessment, the Caf that must propose a date. */
export function arrivedOnMeeting(facts: readonly JourneyFact<MeetingFact>[], { debt }: Meeting, around: Around): JourneyLetter[] {
  return facts.flatMap((fact) => (fact.kind === 'meeting-requested' && debt !== null ? toSide('meeting-requested', debt.side, around, fact.at) : []));
}

const BEFORE_IT: readonly Meeting['phase'][] = ['to-date', 'proposed', 'set'];

/** What is asked of a meeting, or why it may not be done. */
export function actOnMeeting(asked: MeetingAct, state: Meeting, around: Around, now: Instant): Outcome<MeetingFact> | Refused {
  if (state.endedAt !== null) return { refused: 'Cette réunion est close.' };
  switch (asked.kind) {
    case 'write-minutes':
    case 'ask-corrections':
    case 'validate-minutes':
      return onMinutes(asked, state, around, now);
    default:
      return BEFORE_IT.includes(state.phase) ? beforeIt(asked, state, around, now) : { refused: 'Cette réunion a déjà eu lieu.' };
  }
}

type MinutesAct = Extract<MeetingAct, { kind: 'write-minutes' | 'ask-corrections' | 'validate-minutes' }>;

function beforeIt(asked: Exclude<MeetingAct, MinutesAct>, state: Meeting, around: Around, now: Instant): Outcome<MeetingFact> | Refused {
  const { by, who } = asked;
  switch (asked.kind) {
    case 'propose-date': {
      const refused = dateRefused(asked, now);
      if (refused !== null) return { refused };
      return { facts: [{ body: { kind: 'date-proposed', when: asked.when, place: asked.place, by, who } }], letters: toSide('meeting-proposed', otherSide(by), around, now) };
    }
    case 'set-date': {
      const refused = dateRefused(asked, now) ?? (by === 'desk' ? null : 'Proposez une date : la Caf l’accepte.') ?? (blank(asked.how) ? 'Dites comment cette date a été convenue.' : null);
      if (refused !== null) return { refused };
      return { facts: [{ body: { kind: 'date-set', when: asked.when, place: asked.place, how: asked.how, by, who } }], letters: toBoth('meeting-set', around, now) };
    }
    case 'accept-date':
      return accepted(asked, state, around, now);
    case 'note-held': {
      if (asked.on > now) return { refused: 'La date de la réunion ne peut pas être à venir.' };
      const on = notBefore(asked.on, state.requested.at);
      if (on === null) return { refused: 'La réunion ne peut pas précéder sa demande.' };
      const writer = around.minutesTurn ?? 'desk';
      return { facts: [{ body: { kind: 'meeting-held', on, writer, by, who } }], letters: toSide('minutes-to-write', writer, around, now) };
    }
    case 'note-not-held':
      if (state.phase !== 'set' || state.date === null || state.date.when > now) return { refused: 'Aucune réunion n’était fixée à une date passée.' };
      if (blank(asked.reason)) return { refused: 'Dites pourquoi elle n’a pas eu lieu.' };
      return { facts: [{ body: { kind: 'meeting-not-held', reason: asked.reason, by, who } }], letters: toBoth('meeting-not-held', around, now) };
    case 'call-off':
      if (by !== state.requested.by) return { refused: 'Seul celui qui a demandé la réunion peut y renoncer.' };
      if (blank(asked.reason)) return { refused: 'Donnez un motif.' };
      return { facts: [{ body: { kind: 'meeting-called-off', reason: asked.reason, by, who } }], letters: toBoth('meeting-called-off', around, now) };
  }
}

function accepted({ by, who }: Doer, { phase, date }: Meeting, around: Around, now: Instant): Outcome<MeetingFact> | Refused {
  if (phase !== 'proposed' || date === null) return { refused: 'Aucune date n’est proposée.' };
  if (date.by === by) return { refused: 'Cette date est la vôtre : l’autre partie doit l’accepter.' };
  if (date.when <= now) return { refused: 'Cette date est passée : proposez-en une autre.' };
  return { facts: [{ body: { kind: 'date-set', when: date.when, place: date.place, how: null, by, who } }], letters: toBoth('meeting-set', around, now) };
}

/** A meeting is due within a month of its asking: what is farther is a slip of the keys. */
const FARTHEST_MS = 366 * 86_400_000;

function dateRefused({ when, place }: MeetingDate, now: Instant): string | null {
  if (when <= now) return 'Donnez une date à venir.';
  if (epochMs(when) - epochMs(now) > FARTHEST_MS) return 'Cette date est à plus d’un an : vérifiez-la.';
  return blank(place) ? 'Dites où se tient la réunion, ou comment s’y joindre.' : null;
}

/** Whoever writes has validated what they sent; the other side validates, or asks for corrections. */
function onMinutes(asked: MinutesAct, state: Meeting, around: Around, now: Instant): Outcome<MeetingFact> | Refused {
  const { by, who } = asked;
  if (state.held === null) return { refused: 'La réunion n’a pas encore eu lieu.' };
  const mine = state.held.writer === by;
  switch (asked.kind) {
    case 'write-minutes':
      if (!mine) return { refused: 'C’est à l’autre partie d’écrire ce compte rendu.' };
      if (state.phase !== 'minutes-to-write') return { refused: 'Le compte rendu est à valider : l’autre partie peut demander des corrections.' };
      if (blank(asked.text) && asked.file === null) return { refused: 'Écrivez le compte rendu, ou joignez-le.' };
      return { facts: [{ body: { kind: 'minutes-written', text: asked.text, file: asked.file, by, who } }], letters: toSide('minutes-to-validate', otherSide(by), around, now) };
    case 'ask-corrections':
      if (mine || state.phase !== 'minutes-to-validate') return { refused: 'Aucun compte rendu n’attend votre validation.' };
      if (blank(asked.text)) return { refused: 'Dites ce qui est à corriger.' };
      return { facts: [{ body: { kind: 'corrections-asked', text: asked.text, by, who } }], letters: toSide('minutes-corrections', otherSide(by), around, now) };
    case 'validate-minutes':
      if (mine || state.phase !== 'minutes-to-validate') return { refused: 'Aucun compte rendu n’attend votre validation.' };
      return { facts: [{ body: { kind: 'minutes-validated', by, who } }], letters: toBoth('minutes-validated', around, now) };
  }
}

function blank(text: string): boolean {
  return text.trim() === '';
}
