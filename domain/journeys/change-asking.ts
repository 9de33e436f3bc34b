import { managerOf, peopleOf } from './around';
import type { Signer } from './change-facts';
import { knownSignatory, MAY_OBJECT, newAdministrator, whomRung, whomToWarn } from './change-people';
import { unsigned, type Change } from './change-state';
import type { Addressee, Around, JourneyLetter, JourneyStep } from './types';

type Reach = Pick<Around, 'contacts' | 'deadAddresses'>;

/** Whether letters reach this address, as far as is known: it is not dead, and no letter of this change came back from it. */
export function isReachable({ returned }: Pick<Change, 'returned'>, { deadAddresses }: Pick<Reach, 'deadAddresses'>, { address }: Addressee): boolean {
  return !deadAddresses.has(address.toLowerCase()) && !returned.includes(address.toLowerCase());
}

/** Who is asked for what is missing: who made the request, else the administrators; [] = nobody can be written to. */
export function whoAnswers(state: Pick<Change, 'requester' | 'returned'>, around: Reach): Addressee[] {
  const { requester } = state;
  if (requester !== null && isReachable(state, around, requester)) return [requester];
  return peopleOf(around, ['administrator', 'deputy-administrator']).filter((one) => isReachable(state, around, one));
}

/** Everybody whom the end of it concerns, each once: who asked, the administrators, the signatory, the new one. */
export function everybody(state: Change, around: Reach): Addressee[] {
  const all = [state.requester, ...whomToWarn(around), newAdministrator(state)].filter((one) => one !== null && isReachable(state, around, one)) as Addressee[];
  return [...new Map(all.map((one): [string, Addressee] => [one.address.toLowerCase(), one])).values()];
}

/** Whose link to sign goes to their own address: the signatory's as registered, the new administrator's as declared; null = there is none that letters reach, and it is signed on paper. */
function ownAddress(who: Signer, state: Change, around: Reach): Addressee | null {
  const signatory = knownSignatory(state, around);
  const to = who === 'administrator' ? newAdministrator(state) : signatory?.email ? { name: signatory.name, address: signatory.email } : null;
  return to !== null && isReachable(state, around, to) ? to : null;
}

/** Who of those who have not signed has to sign on paper: a signatory whom the convention does not know, or somebody whom no letter reaches. */
export function onPaper(state: Change, around: Reach): Signer[] {
  return unsigned(state).filter((who) => ownAddress(who, state, around) === null);
}

/** A link each; who has none is asked through who answers for the request, with the form to be signed on paper. */
export function signingLetters(reminder: boolean, state: Change, around: Reach, step: JourneyStep): JourneyLetter[] {
  const after = reminder ? '-reminder' : '';
  return unsigned(state).flatMap((who): JourneyLetter[] => {
    const own = ownAddress(who, state, around);
    const to = own === null ? whoAnswers(state, around) : [own];
    const unknown = who === 'signatory' && knownSignatory(state, around) === undefined;
    return to.map((one) => ({ letter: `${own === null ? 'change-sign-paper' : 'change-sign'}${after}`, to: one, step, data: { who, unknown } }));
  });
}

/** Of whom no signature can be asked by letter: nobody at the partner can be written to. */
export function cannotBeAsked(state: Change, around: Reach): Signer[] {
  return whoAnswers(state, around).length > 0 ? [] : onPaper(state, around);
}

/** What could be asked of nobody can be now: an address was registered since. */
export function mayBeAskedNow(state: Change, around: Reach): boolean {
  if (!state.unasked) return false;
  return state.phase === 'signing' ? cannotBeAsked(state, around).length === 0 : whoAnswers(state, around).length > 0;
}

/** Those whom the warning reached, as far as is known: who asked for the change does not count, it may be the mailbox of an attacker. */
export function reachedByWarning(state: Change, around: Reach): string[] {
  const asker = state.requester?.address.toLowerCase();
  return (state.warned?.told ?? []).filter((address) => address.toLowerCase() !== asker && isReachable(state, around, { name: null, address }));
}

/** Whether nobody of those who could object knows of it: no letter reached them, and no call since then reached an administrator or the signatory. */
export function nobodyTold(state: Change, around: Reach): boolean {
  const { warned, calledBack } = state;
  if (warned === null || reachedByWarning(state, around).length > 0) return false;
  const rung = calledBack === null || calledBack.n < warned.n ? undefined : whomRung(calledBack.number, around.contacts);
  return rung === undefined || !MAY_OBJECT.has(rung);
}

/** Somebody can be warned who was not, when nobody is: an address was registered since. The time to object begins anew then. */
export function mayBeWarnedNow(state: Change, around: Reach): boolean {
  const told = new Set((state.warned?.told ?? []).map((address) => address.toLowerCase()));
  return state.approved === null && nobodyTold(state, around) && whomToWarn(around).some(({ address }) => !told.has(address.toLowerCase()));
}

/** What a letter to the manager says that nobody received. */
export type Unreached = 'warning' | 'items' | 'signatures' | 'reminder' | 'decision' | 'report';

/** These letters; when none of them reaches anybody but the new administrator, the Caf's manager is told too, so that somebody calls the partner. */
export function orManager(letters: readonly JourneyLetter[], what: Unreached, state: Change, around: Around, step: Pick<JourneyStep, 'at'>): JourneyLetter[] {
  const fresh = what === 'signatures' || what === 'reminder' ? undefined : newAdministrator(state)?.address.toLowerCase();
  const reached = letters.some(({ to }) => to.address.toLowerCase() !== fresh);
  return reached ? [...letters] : [...letters, { letter: 'change-unreached', to: managerOf(around, step.at), data: { what } }];
}
