import type { PartnerRole } from '../contract-types';
import type { Instant } from '../ids';
import { peopleOf } from './around';
import type { ReceivedResult, Review, ReviewFact, ReviewResult } from './review-facts';
import type { Around, JourneyFact, JourneyLetter, JourneyStep, Outcome, Refused } from './types';

export type ReviewAct =
  | ({ readonly kind: 'record-result' } & ReceivedResult)
  | { readonly kind: 'read-result'; readonly result: ReviewResult }
  | { readonly kind: 'accept-result' }
  | { readonly kind: 'return-result'; readonly reason: string }
  | { readonly kind: 'call-off'; readonly reason: string };

/** Whom the letters go to; who replaces an absent administrator comes next. */
export const BEFORE_DATE: readonly PartnerRole[] = ['administrator'];
export const AFTER_DATE: readonly PartnerRole[] = ['administrator', 'deputy-administrator'];
const IN_PLACE: readonly PartnerRole[] = ['deputy-administrator', 'signatory'];

export function toPartner(letter: string, around: Around, roles: readonly PartnerRole[], step?: JourneyStep): JourneyLetter[] {
  const people = peopleOf(around, roles);
  const told = people.length > 0 ? people : peopleOf(around, IN_PLACE).slice(0, 1);
  return told.map((to) => ({ letter, to, ...(step === undefined ? {} : { step }) }));
}

/** What is asked of a review, or why it may not be done. */
export function actOnReview(asked: ReviewAct, state: Review, around: Around, now: Instant): Outcome<ReviewFact> | Refused {
  if (state.endedAt !== null) return { refused: 'Cette revue est close.' };
  switch (asked.kind) {
    case 'record-result': {
      if (state.phase === 'to-check') return { refused: 'Un résultat est déjà reçu : acceptez-le ou redemandez-le.' };
      const { kind: _kind, ...received } = asked;
      return { facts: [{ body: { kind: 'result-received', ...received } }], letters: toPartner('review-received', around, BEFORE_DATE) };
    }
    case 'call-off':
      return blank(asked.reason) ? { refused: 'Donnez un motif.' } : calledOff(asked.reason, around, now);
    default:
      return state.phase === 'to-check' ? checked(asked, state, around) : { refused: 'Aucun résultat n’est reçu.' };
  }
}

/** What an agent does of a result. */
function checked(asked: Extract<ReviewAct, { kind: 'read-result' | 'accept-result' | 'return-result' }>, state: Review, around: Around): Outcome<ReviewFact> | Refused {
  switch (asked.kind) {
    case 'read-result':
      return { facts: [{ body: { kind: 'result-read', result: asked.result } }] };
    case 'accept-result': {
      const refused = acceptRefused(state, around);
      return refused === null ? { facts: [{ body: { kind: 'review-accepted' } }], letters: toPartner('review-accepted', around, AFTER_DATE) } : { refused };
    }
    case 'return-result':
      if (blank(asked.reason)) return { refused: 'Dites ce qui manque au résultat.' };
      return { facts: [{ body: { kind: 'result-returned', reason: asked.reason } }], letters: toPartner('review-returned', around, BEFORE_DATE) };
  }
}

/** Why a result may not be accepted as it stands, in French; null when it may. */
export function acceptRefused({ result }: Pick<Review, 'result'>, { contacts }: Pick<Around, 'contacts'>): string | null {
  if (result === null) return 'Confirmez d’abord ce que dit le résultat, ligne par ligne.';
  const gone = result.people.filter(({ rank, decision }) => rank !== 'user' && decision === 'withdraw');
  const left = contacts.filter(({ role, name, email }) => (role === 'administrator' || role === 'deputy-administrator') && !gone.some((one) => (email === null ? one.name === name : one.email?.toLowerCase() === email.toLowerCase())));
  return gone.length > 0 && left.length === 0 ? 'Il ne resterait aucun administrateur : redemandez le résultat, un changement d’administrateur (annexe 3) vient d’abord.' : null;
}

/** The review is over without a result: its people are told. */
export function calledOff(reason: string, around: Around, at: Instant): Outcome<ReviewFact> {
  return { facts: [{ body: { kind: 'review-called-off', reason }, at }], letters: toPartner('review-called-off', around, BEFORE_DATE) };
}

/** A result that a mail brought is acknowledged once its workflow moves. */
export function arrivedOnReview(facts: readonly JourneyFact<ReviewFact>[], around: Around): readonly JourneyLetter[] {
  return facts.some(({ kind }) => kind === 'result-received' || kind === 'result-completed') ? toPartner('review-received', around, BEFORE_DATE) : [];
}

function blank(text: string): boolean {
  return text.trim() === '';
}
