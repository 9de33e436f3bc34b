import { typo } from '../french/typography';
import type { Instant, LocalDate } from '../ids';
import type { CallResult } from '../ticket-facts';
import { managerOf } from './around';
import { mayBeAccepted } from './change-check';
import { dateRefused } from './change-dates';
import type { ChangeFactBody, KeptForm, ObjectionCall, ReadForm, Signer } from './change-facts';
import type { FormKey } from './change-form';
import { everybody, nobodyTold, orManager } from './change-asking';
import { mayTakeOver, ownHand } from './change-hands';
import { callRefused } from './change-objection';
import { knownSignatory, numbersToRing } from './change-people';
import { isOver, mayBeStopped, unsigned, type Change } from './change-state';
import type { Around, JourneyLetter, Outcome, Refused } from './types';

/** What somebody asks of a change of administrator; `by` names an account, null = somebody of the partner. */
export type ChangeAct =
  | { readonly kind: 'receive-again'; readonly channel: 'email' | 'phone' | 'portal' | 'post'; readonly read: ReadForm | null; readonly files?: number }
  | { readonly kind: 'keep-form'; readonly kept: KeptForm; readonly by: string | null }
  | { readonly kind: 'accept-item'; readonly item: FormKey | 'phone'; readonly reason: string; readonly by: string }
  | { readonly kind: 'sign'; readonly who: Signer; readonly digest: string; readonly by: null }
  | { readonly kind: 'attest-signature'; readonly who: Signer; readonly by: string }
  | { readonly kind: 'verify-signatory'; readonly how: string; readonly by: string }
  | { readonly kind: 'call-back'; readonly number: string; readonly result: CallResult; readonly note: string; readonly by: string }
  /** By the link of a warning (`by` null), or by telephone, as an agent writes it down. */
  | { readonly kind: 'object'; readonly reason: string; readonly name: string; readonly by: string | null; readonly call?: ObjectionCall }
  | { readonly kind: 'lift-objection'; readonly reason: string; readonly by: string }
  | { readonly kind: 'check'; readonly by: string }
  | { readonly kind: 'approve'; readonly note: string; readonly by: string }
  | { readonly kind: 'refuse'; readonly reason: string; readonly by: string }
  | { readonly kind: 'cancel'; readonly reason: string; readonly by: string | null }
  | { readonly kind: 'give-access'; readonly on: LocalDate; readonly by: string }
  | { readonly kind: 'withdraw-access'; readonly on: LocalDate; readonly by: string };
export type ChangeActKind = ChangeAct['kind'];

/** What an act does, or why it may not be done, in French. */
export function actOnChange(asked: ChangeAct, state: Change, around: Around, now: Instant): Outcome<ChangeFactBody> | Refused {
  const refused = changeRefusal(asked.kind, state, 'by' in asked ? asked.by : null, around) ?? refusalOfContent(asked, state, around, now);
  if (refused !== null) return { refused };
  return { facts: [{ body: factOf(asked, state) }], letters: lettersOf(asked, state, around, now) };
}

function factOf(asked: ChangeAct, state: Change): ChangeFactBody {
  switch (asked.kind) {
    case 'receive-again': return { kind: 'received-again', channel: asked.channel, read: asked.read, files: asked.files ?? 0 };
    case 'keep-form': return { kind: 'form-kept', kept: asked.kept, by: asked.by };
    case 'accept-item': return { kind: 'item-accepted', item: asked.item, reason: asked.reason, by: asked.by };
    case 'sign': return { kind: 'signed', who: asked.who, digest: asked.digest, how: 'portal', by: null };
    case 'attest-signature': return { kind: 'signed', who: asked.who, digest: state.kept?.digest ?? '', how: 'paper', by: asked.by };
    case 'verify-signatory': return { kind: 'signatory-verified', how: asked.how, by: asked.by };
    case 'call-back': return { kind: 'called-back', number: asked.number, result: asked.result, note: asked.note, by: asked.by };
    case 'object': return { kind: 'objected', reason: asked.reason, name: asked.name, ...(asked.call === undefined || asked.by === null ? {} : { call: { ...asked.call, by: asked.by } }) };
    case 'lift-objection': return { kind: 'objection-lifted', reason: asked.reason, by: asked.by };
    case 'check': return { kind: 'checked', by: asked.by };
    case 'approve': return { kind: 'approved', note: asked.note, by: asked.by };
    case 'refuse': return { kind: 'refused', reason: asked.reason, by: asked.by };
    case 'cancel': return { kind: 'cancelled', reason: asked.reason, by: asked.by };
    case 'give-access': return { kind: 'access-given', on: asked.on, by: asked.by };
    case 'withdraw-access': return { kind: 'access-withdrawn', on: asked.on, by: asked.by };
  }
}

const TOLD: Readonly<Partial<Record<ChangeActKind, string>>> = { approve: 'change-approved', refuse: 'change-refused', cancel: 'change-cancelled' };

function lettersOf(asked: ChangeAct, state: Change, around: Around, now: Instant): JourneyLetter[] {
  if (asked.kind === 'object') return [{ letter: 'change-objected', to: managerOf(around, now), data: { name: asked.name, reason: asked.reason, phone: asked.call !== undefined } }];
  const letter = TOLD[asked.kind];
  const data = { reason: 'reason' in asked ? asked.reason : '' };
  return letter === undefined ? [] : orManager(everybody(state, around).map((to) => ({ letter, to, data })), 'decision', state, around, { at: now });
}

/** What of the content of an act cannot be: a number that is not registered, an item that may not be accepted, a day on which it cannot have been done. */
function refusalOfContent(asked: ChangeAct, state: Change, around: Around, now: Instant): string | null {
  if (asked.kind === 'give-access' || asked.kind === 'withdraw-access') return dateRefused(asked.kind, asked.on, state, around, now);
  if (asked.kind === 'object' && asked.by !== null) return callRefused(asked, state, around, now);
  if (asked.kind === 'call-back' && !numbersToRing(around.contacts).some(({ number }) => number === asked.number)) return typo('Impossible : ce numéro n’a pas été inscrit à la convention par la Caf. On ne rappelle jamais un numéro donné par la demande, ni inscrit au portail.');
  if (asked.kind === 'accept-item' && !state.wrong.some((one) => one.item === asked.item && mayBeAccepted(one))) return typo('Impossible : cet élément ne peut pas être accepté tel quel, il faut le demander au partenaire.');
  if (asked.kind === 'attest-signature' && state.signatures[asked.who] !== undefined && !mayTakeOver(state, asked.who, asked.by)) return typo('Impossible : cette signature n’est pas attendue.');
  if (asked.kind === 'sign' && asked.digest !== state.kept?.digest) return typo('Impossible : le formulaire a changé depuis, un autre lien vous est envoyé.');
  return null;
}

type Reach = Pick<Around, 'contacts' | 'deadAddresses' | 'standing'>;

/** Why an act cannot be done now by this account, in French; null when it can. */
export function changeRefusal(act: ChangeActKind, state: Change, by: string | null, around: Reach): string | null {
  const no = isOver(state.phase) ? `ce changement est déjà ${OVER[state.phase as keyof typeof OVER]}` : reason(act, state, by, around);
  return no === null ? null : typo(`Impossible : ${no}.`);
}

const OVER = { done: 'terminé', refused: 'refusé', cancelled: 'annulé' } as const;
const APPROVED = 'il est déjà approuvé';
const GIVEN = 'l’accès est déjà donné ; appelez le guichet sans attendre';
const GIVEN_DESK = 'l’accès est déjà donné ; suspendez-le au registre et signalez un incident de sécurité';
const OBJECTED = 'une opposition n’est pas levée';
const NOT_OPEN = 'la convention n’est pas ouverte, et aucun accès ne se donne avant';

function reason(act: ChangeActKind, state: Change, by: string | null, around: Reach): string | null {
  switch (act) {
    case 'accept-item':
      return state.wrong.length > 0 ? null : 'rien n’est à accepter';
    case 'attest-signature':
      return state.phase === 'signing' || mayTakeOver(state, 'signatory', by) || mayTakeOver(state, 'administrator', by) ? null : 'aucune signature n’est attendue';
    case 'sign':
      return state.phase === 'signing' ? null : 'aucune signature n’est attendue';
    case 'lift-objection':
      return state.objections.length > 0 ? null : 'aucune opposition n’est ouverte';
    case 'check':
      return state.phase === 'checking' || mayTakeOver(state, 'checked', by) ? whole(checkBlocks(state, around)) : 'il n’est pas à vérifier';
    case 'approve':
      return whole(approvalBlocks(state, by, around));
    case 'give-access':
      return carryOut(state, state.given === null) ?? (around.standing === 'not-open' ? NOT_OPEN : null);
    case 'withdraw-access':
      return carryOut(state, state.withdrawn === null && state.kept?.form.replaces === true);
    // Until somebody has access, who was warned may still stop it, and the partner give it up; the Caf then refuses, or lifts the objection.
    case 'object':
    case 'cancel':
      return mayBeStopped(state) ? null : by === null ? GIVEN : GIVEN_DESK;
    case 'refuse':
      return state.approved === null || (state.objections.length > 0 && mayBeStopped(state)) ? null : APPROVED;
    default:
      return state.approved === null ? null : APPROVED;
  }
}

function whole(blocks: readonly string[]): string | null {
  return blocks.length === 0 ? null : blocks.join(' ; ');
}

function carryOut(state: Change, waited: boolean): string | null {
  if (state.phase !== 'carrying-out') return 'il n’est pas encore approuvé';
  if (state.objections.length > 0) return OBJECTED;
  return waited ? null : 'c’est déjà fait';
}

/** What stands against checking, in French; [] = nothing. */
export function checkBlocks(state: Change, around: Reach): string[] {
  return state.signatoryVerified || knownSignatory(state, around) !== undefined ? [] : ['le signataire n’est pas connu à la convention et n’est pas vérifié'];
}

/** What stands against approving by this account, in French, most important first; [] = it may be approved. */
export function approvalBlocks(state: Change, by: string | null, around: Reach): string[] {
  if (state.approved !== null) return [APPROVED];
  const hand = ownHand(state, by);
  return [
    ...(state.objections.length > 0 ? [OBJECTED] : []),
    ...(state.kept === null || state.unread ? ['le formulaire n’est pas confirmé'] : []),
    ...(state.wrong.length > 0 ? ['le formulaire est incomplet'] : []),
    ...unsigned(state).map((who) => `la signature ${SIGNER_OF[who]} manque`),
    ...(state.checked === null ? ['il n’est pas vérifié'] : []),
    ...(hand === null ? [] : [hand]),
    ...(nobodyTold(state, around) ? ['personne n’a pu être prévenu : prévenez par téléphone un administrateur ou le signataire, à un numéro inscrit'] : []),
    ...(state.calledBack === null ? ['le rappel à un numéro inscrit n’est pas consigné'] : []),
    ...(state.warned === null || !state.objectionTimeOver ? ['le délai d’opposition n’est pas terminé'] : []),
  ];
}

const SIGNER_OF: Readonly<Record<Signer, string>> = { signatory: 'du signataire', administrator: 'du nouvel administrateur' };
