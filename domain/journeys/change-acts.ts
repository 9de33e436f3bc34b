import { typo } from '../french/typography';
import { SIGNERS, type Signer } from './change-facts';
import { isOver, type ChangeState } from './change-state';

/** What somebody does on a change of administrator. */
export type ChangeAct =
  | 'keep-form' | 'accept-item' | 'attest-signature' | 'sign' | 'verify-signatory' | 'call-back' | 'object' | 'lift-objection' | 'check' | 'approve' | 'refuse' | 'cancel' | 'give-access' | 'withdraw-access';

/** Why an act cannot be done now by this account (null = the partner), in French; null when it can. */
export function changeRefusal(act: ChangeAct, state: ChangeState, by: string | null): string | null {
  const no = isOver(state.phase) ? `ce changement est déjà ${OVER[state.phase as keyof typeof OVER]}` : reason(act, state, by);
  return no === null ? null : typo(`Impossible : ${no}.`);
}

const OVER = { done: 'terminé', refused: 'refusé', cancelled: 'annulé' } as const;

function reason(act: ChangeAct, state: ChangeState, by: string | null): string | null {
  switch (act) {
    case 'cancel':
    case 'refuse':
    case 'keep-form':
    case 'object':
      return state.approved === null ? null : 'il est déjà approuvé';
    case 'accept-item':
      return state.wrong.length > 0 ? null : 'rien n’est à accepter';
    case 'sign':
    case 'attest-signature':
      return state.phase === 'signing' ? null : 'aucune signature n’est attendue';
    case 'lift-objection':
      return state.objections.length > 0 ? null : 'aucune opposition n’est ouverte';
    case 'check':
      return state.phase === 'checking' ? whole(checkBlocks(state)) : 'il n’est pas à vérifier';
    case 'approve':
      return whole(approvalBlocks(state, by));
    case 'give-access':
      return carryOut(state, state.given === null);
    case 'withdraw-access':
      return carryOut(state, state.withdrawn === null && state.form?.replaces === true);
    case 'verify-signatory':
    case 'call-back':
      return state.approved === null ? null : 'il est déjà approuvé';
  }
}

function whole(blocks: readonly string[]): string | null {
  return blocks.length === 0 ? null : blocks.join(' ; ');
}

function carryOut(state: ChangeState, waited: boolean): string | null {
  if (state.phase !== 'carrying-out') return 'il n’est pas encore approuvé';
  return waited ? null : 'c’est déjà fait';
}

/** What stands against checking, in French; [] = nothing. */
function checkBlocks({ form, signatoryVerified }: ChangeState): string[] {
  return form === null || form.signatoryKnown || signatoryVerified ? [] : ['le signataire n’est pas connu à la convention et n’est pas vérifié'];
}

/** What stands against approving by this account, in French, most important first; [] = it may be approved. */
export function approvalBlocks(state: ChangeState, by: string | null): string[] {
  if (state.approved !== null) return ['il est déjà approuvé'];
  const missing = SIGNERS.filter((who) => state.signatures[who] === undefined);
  return [
    ...(state.objections.length > 0 ? ['une opposition n’est pas levée'] : []),
    ...(state.form === null || state.unconfirmed !== null ? ['le formulaire n’est pas confirmé'] : []),
    ...(state.wrong.length > 0 ? ['le formulaire est incomplet'] : []),
    ...missing.map((who) => `la signature ${SIGNER_OF[who]} manque`),
    ...(state.checked === null ? ['il n’est pas vérifié'] : []),
    ...(state.checked !== null && state.checked.by === by ? ['qui vérifie n’approuve pas : un autre agent doit approuver'] : []),
    ...(state.calledBack === null ? ['le rappel à un numéro inscrit n’est pas consigné'] : []),
    ...(state.warned === null || !state.objectionTimeOver ? ['le délai d’opposition n’est pas terminé'] : []),
  ];
}

const SIGNER_OF: Readonly<Record<Signer, string>> = { signatory: 'du signataire', administrator: 'du nouvel administrateur' };
