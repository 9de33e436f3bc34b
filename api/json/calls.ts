import * as z from 'zod';
import { findReference } from '../../domain/reference';
import { callSchema } from '../call-form';
import { sees } from '../routes/acts';
import { followUp, takeCall } from '../routes/calls';
import { Conflict, Invalid, ok, operation, type Operation } from './operation';
import { reference } from './shapes';
import type { ApiVisit } from './visit';

const kept = z.object({
  outcome: z.enum(['opened', 'to-identify', 'again']),
  reference: reference.nullable().meta({ description: 'Null si l’appel attend dans « À identifier », ou si ce compte ne voit pas la demande. / Null when the call waits to be identified, or when this account does not see the ticket.' }),
  confirmed: z.boolean().meta({ description: 'Faux : la suite (prise en charge, rappel) est gardée et sera faite. / False: what follows is kept and will be done.' }),
}).meta({ id: 'CallKept' });
const CALLED = { words: { fr: 'Appel gardé', en: 'The call is kept' }, schema: kept };

/** A call taken by telephone. */
export const CALLS: readonly Operation[] = [
  operation({
    id: 'takeCall', method: 'post', path: '/appels', tag: 'appels', action: 'take-call', scope: 'appels', body: callSchema,
    title: { fr: 'Enregistrer un appel : ouvre une demande, ou attend une personne si l’appelant ne peut pas saisir le guichet', en: 'Keep a call: opens a ticket, or waits for a person when the caller may not open one' },
    answers: { 200: CALLED, 201: CALLED },
    handle: save,
  }),
];

async function save(visit: ApiVisit) {
  const call = await takeCall(visit, visit.fields(), visit.key);
  if ('errors' in call) throw new Invalid(call.errors);
  if (call.outcome === 'to-identify') return ok({ outcome: 'to-identify', reference: null, confirmed: true }, 201);
  if (call.outcome === 'again') {
    if (!call.same) throw new Conflict('Cette clé a servi à un autre appel.');
    return ok({ outcome: 'again', reference: findReference(call.path) ?? null, confirmed: true });
  }
  const confirmed = await followUp(visit, call);
  return ok({ outcome: 'opened', reference: (await sees(visit, call.reference)) ? call.reference : null, confirmed }, 201);
}
