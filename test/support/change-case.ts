import { instant } from '../../domain/ids';
import { EMPTY_FORM, type ChangeForm } from '../../domain/journeys/change-form';
import type { ChangeFact, ChangeFactBody } from '../../domain/journeys/change-facts';
import type { ChangeCase } from '../../domain/journeys/change-plan';
import { contactsOf, published } from './ticket-case';

/** Facts of one change, numbered in the order given: [instant, fact]. */
export function changeFacts(...lines: ReadonlyArray<readonly [string, ChangeFactBody]>): ChangeFact[] {
  return lines.map(([at, body], i): ChangeFact => ({ ...body, n: i + 1, at: instant(at) }));
}

/** A change under a published contract, with the seed's contacts of that Caf's first convention. */
export function changeCase(caf: string, facts: readonly ChangeFact[], changes: Partial<ChangeCase> = {}): ChangeCase {
  return { contract: published(caf), contacts: contactsOf(caf), deadAddresses: new Set(), facts, frozen: new Map(), heldUntil: null, ...changes };
}

/** A form as annex 3 asks, complete. */
export const FILLED: ChangeForm = {
  ...EMPTY_FORM,
  partner: 'CCAS de Valmirande-sur-Oise', conventionNumber: '95-2024-042', lastName: 'Marchetti', firstName: 'Hugo', job: 'chef du pôle social', replaces: true,
  replacedLastName: 'Arnoult', replacedFirstName: 'Sylvie', replacedEmail: 's.arnoult@ccas-valmirande.example', mobile: '06 39 98 40 12',
  personalEmail: 'h.marchetti@ccas-valmirande.example', signatoryName: 'Brigitte Olivain', signatoryFunction: 'présidente',
};

export const received: ChangeFactBody = { kind: 'received', channel: 'portal', form: null };
export const kept = (changes: Partial<Extract<ChangeFactBody, { kind: 'form-kept' }>> = {}): ChangeFactBody => ({
  kind: 'form-kept', form: 'f1', digest: 'd1', people: 'p1', replaces: true, signatoryKnown: true, wrong: [], by: null, ...changes,
});
export const warned = (people = 'p1'): ChangeFactBody => ({ kind: 'warned', people });
export const asked: ChangeFactBody = { kind: 'signatures-asked', digest: 'd1', of: ['signatory', 'administrator'] };
export const signed = (who: 'signatory' | 'administrator', digest = 'd1'): ChangeFactBody => ({ kind: 'signed', who, digest, how: 'portal', by: null });
export const calledBack: ChangeFactBody = { kind: 'called-back', result: 'reached', message: 'm', by: 'agent-1' };
