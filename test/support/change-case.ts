import { instant } from '../../domain/ids';
import { EMPTY_FORM, type ChangeForm } from '../../domain/journeys/change-form';
import type { Surroundings } from '../../domain/journeys/around';
import type { ChangeFactBody, KeptForm } from '../../domain/journeys/change-facts';
import type { ChangeFact } from '../../domain/journeys/change-state';
import { loadPublishedContract } from '../../contracts/load';
import { contactsOf } from './ticket-case';

/** Facts of one change, numbered in the order given: [instant, fact]. */
export function changeFacts(...lines: ReadonlyArray<readonly [string, ChangeFactBody]>): ChangeFact[] {
  return lines.map(([at, body], i): ChangeFact => ({ ...body, n: i + 1, at: instant(at) }));
}

/** A published contract, with the seed's contacts of that Caf's first convention. */
export function around(caf: string, changes: Partial<Surroundings> = {}): Surroundings {
  const contract = loadPublishedContract(caf);
  return { id: 'a-change', caf: contract.caf, contract, contacts: contactsOf(caf), deadAddresses: new Set(), covers: [], heldUntil: null, frozen: new Map(), convention: null, ...changes };
}

/** A form as annex 3 asks, complete. */
export const FILLED: ChangeForm = {
  ...EMPTY_FORM,
  partner: 'CCAS de Valmirande-sur-Oise', conventionNumber: '95-2024-042', lastName: 'Marchetti', firstName: 'Hugo', job: 'chef du pôle social', replaces: true,
  replacedLastName: 'Arnoult', replacedFirstName: 'Sylvie', replacedEmail: 's.arnoult@ccas-valmirande.example', mobile: '06 39 98 40 12',
  personalEmail: 'h.marchetti@ccas-valmirande.example', signatoryName: 'Brigitte Olivain', signatoryFunction: 'présidente',
};

const form: KeptForm = { form: FILLED, digest: 'd1', people: 'p1', wrong: [] };
export const kept = (changes: Partial<KeptForm> = {}, by: string | null = null): ChangeFactBody => ({ kind: 'form-kept', kept: { ...form, ...changes }, by });
export const received: ChangeFactBody = { kind: 'received', channel: 'portal', requester: null, kept: form, read: null, by: null };
export const receivedWith = (changes: Partial<KeptForm>): ChangeFactBody => ({ ...received, kept: { ...form, ...changes } }) as ChangeFactBody;
export const byMail: ChangeFactBody = { kind: 'received', channel: 'email', requester: null, kept: null, read: null, by: null };
export const warned = (people = 'p1'): ChangeFactBody => ({ kind: 'warned', people, told: ['autre.administrateur@ccas-valmirande.example'] });
export const asked: ChangeFactBody = { kind: 'signatures-asked', digest: 'd1', of: ['signatory', 'administrator'] };
export const signed = (who: 'signatory' | 'administrator', digest = 'd1'): ChangeFactBody => ({ kind: 'signed', who, digest, how: 'portal', by: null });
export const calledBack: ChangeFactBody = { kind: 'called-back', number: '+33199002417', result: 'reached', note: 'confirmé', by: 'agent-1' };
