import { mayTakeOver, ownHand, type Hand } from '../../../domain/journeys/change-hands';
import type { ChangeView } from '../../view/change';

/** Whether the reader, who may not approve, is offered to answer for what another agent did: that one may approve then. */
export function takesOver({ state, me, mayWork }: ChangeView, hand: Hand): boolean {
  return mayWork && state.phase === 'approving' && ownHand(state, me) !== null && mayTakeOver(state, hand, me);
}
