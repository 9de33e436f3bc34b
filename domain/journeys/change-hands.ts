import { SIGNERS, type Signer } from './change-facts';
import type { Change } from './change-state';

/** What an agent of the Caf vouched for, on which approval rests. */
export type Hand = 'entered' | 'signatory' | 'administrator' | 'verified' | 'called' | 'checked';

/** Who of the Caf answers for each thing: the last to have done it; what the partner did itself, by its form or a link, is nobody's here. */
export function handsOf(state: Change): { readonly hand: Hand; readonly by: string }[] {
  const paper = (who: Signer): string | null => state.signatures[who]?.by ?? null;
  const hands: readonly (readonly [Hand, string | null])[] = [
    ['entered', state.kept?.by ?? null], ...SIGNERS.map((who) => [who, paper(who)] as const), ['verified', state.verifiedBy], ['called', state.calledBack?.by ?? null], ['checked', state.checked?.by ?? null],
  ];
  return hands.flatMap(([hand, by]) => (by === null ? [] : [{ hand, by }]));
}

const WORDS: Readonly<Record<Hand, string>> = {
  entered: 'confirmé le formulaire', signatory: 'attesté la signature du signataire', administrator: 'attesté celle du nouvel administrateur', verified: 'vérifié le signataire', called: 'rappelé le partenaire', checked: 'vérifié la demande',
};

/** Why this account may not approve: whoever approves has had no other hand in it, so that two agents at least have looked. Null = it may. */
export function ownHand(state: Change, by: string | null): string | null {
  const own = handsOf(state).filter((one) => one.by === by).map(({ hand }) => WORDS[hand]);
  if (own.length === 0) return null;
  const all = own.length === 1 ? own[0] : `${own.slice(0, -1).join(', ')} et ${own.at(-1) ?? ''}`;
  return `qui a ${all} n’approuve pas : un autre agent doit approuver`;
}

/** Whether this agent may answer in another's place for what that one did: the other is then free to approve. */
export function mayTakeOver(state: Change, hand: Hand, by: string | null): boolean {
  const held = handsOf(state).find((one) => one.hand === hand);
  return state.approved === null && held !== undefined && held.by !== by;
}
