import * as z from 'zod';
import { getContract } from '../../db/contract';
import { frenchTime } from '../../domain/french/dates';
import type { Reference } from '../../domain/ids';
import { WITH_TEMPLATES } from '../../web/view/acts';
import { SEVERAL_ACTS } from '../../web/view/queue';
import { TICKET_ACTS, type TicketAct } from '../../web/paths';
import { askForAct } from '../act-asked';
import { attachedFiles, FILE_LIMITS, keepFiles } from '../act-files';
import { actSchema, readActForm } from '../act-forms';
import { cancelSend } from '../given-back';
import { ticketOf, withItsFiles } from '../routes/acts';
import { carryOutSeveral, MOST_AT_ONCE } from '../several';
import { ACT_NAMES } from '../view/act-names';
import { KIND_OF } from '../view/ticket-acts';
import { filesField } from './files';
import { Conflict, Invalid, ok, operation, type Operation } from './operation';
import { carriedOut, done, reference } from './shapes';
import type { ApiVisit } from './visit';

const OUTCOMES = {
  200: { words: { fr: 'Fait', en: 'Done' }, schema: carriedOut },
  202: { words: { fr: 'Gardé : fait dès que le service répond ; renvoyez la même requête pour le savoir', en: 'Kept: done as soon as the service answers; send the same request again to know' }, schema: carriedOut },
} as const;

/** Every act of an agent on a ticket, as on its page; what goes to a partner leaves at once. */
export const ACTS: readonly Operation[] = [
  ...TICKET_ACTS.map(actOperation),
  operation({
    id: 'takeBack', method: 'post', path: '/demandes/{reference}/envois/{key}/annulation', tag: 'actes', action: 'take-back-letter', scope: 'demandes', find: (visit) => ticketOf(visit),
    title: { fr: 'Annuler un envoi fait dans les pages, pendant quelques secondes', en: 'Take back what was just sent from the pages' },
    answers: { 200: { words: { fr: 'Rien n’est parti', en: 'Nothing has left' }, schema: done } },
    handle: async (visit) => {
      const ticket = await ticketOf(visit);
      const cancelled = await cancelSend(visit, ticket.reference, visit.param('key'));
      const { calendar } = await getContract(visit.tools.sql, ticket.caf, ticket.contract_version);
      if (!cancelled.done) throw new Conflict(`Trop tard${cancelled.act.done_at === null ? '' : ` : parti à ${frenchTime(cancelled.act.done_at, calendar.timeZone)}`}.`);
      return ok({ state: 'done' });
    },
  }),
  operation({
    id: 'actOnSeveral', method: 'post', path: '/actes', tag: 'actes', action: 'read-queue', scope: 'demandes',
    title: { fr: 'Un même acte sur plusieurs demandes', en: 'One act on several tickets' },
    body: z.object({ acte: z.enum(SEVERAL_ACTS), demandes: z.array(z.string()).min(1).max(MOST_AT_ONCE), texte: z.string().max(50_000).default(''), secteur: z.string().max(100).default('') }),
    answers: { 200: { words: { fr: 'Ce que chacune est devenue', en: 'What became of each' }, schema: z.object({ items: z.array(z.object({ reference, state: z.enum(['done', 'kept', 'refused']), reason: z.string().nullable() })) }).meta({ id: 'SeveralDone' }) } },
    handle: async (visit, { body }) => {
      const references = [...new Set(body.demandes)] as Reference[];
      return ok({ items: await carryOutSeveral(visit, { act: body.acte, references, fields: { texte: body.texte, secteur: body.secteur } }, visit.key) });
    },
  }),
];

function actOperation(act: TicketAct): Operation {
  const name = ACT_NAMES[KIND_OF[act]];
  const written = (WITH_TEMPLATES as readonly TicketAct[]).includes(act);
  return operation({
    id: `act-${KIND_OF[act]}`, method: 'post', path: `/demandes/{reference}/${act}`, tag: 'actes', action: KIND_OF[act], scope: 'demandes', find: (visit) => ticketOf(visit),
    ...(written ? { body: z.intersection(actSchema(act), z.object({ fichiers: filesField(FILE_LIMITS) })), files: FILE_LIMITS } : { body: actSchema(act) }),
    title: { fr: name, en: `Act: ${KIND_OF[act].replaceAll('-', ' ')}` },
    answers: OUTCOMES,
    handle: (visit) => carryOut(visit, act),
  });
}

/** Times typed are in the zone of the ticket's Caf. */
async function carryOut(visit: ApiVisit, name: TicketAct) {
  const ticket = await ticketOf(visit);
  const contract = await getContract(visit.tools.sql, ticket.caf, ticket.contract_version);
  const unkept = await keepFiles(visit, ticket.reference);
  const read = withItsFiles(readActForm(name, visit.fields(), contract), await attachedFiles(visit, ticket.reference), unkept);
  if ('errors' in read) throw new Invalid(read.errors);
  const answer = await askForAct(visit, ticket, visit.key, read.act);
  if (answer.state === 'refused') throw new Conflict(answer.reason);
  return answer.state === 'done' ? ok({ state: 'done' }) : ok({ state: 'kept' }, 202);
}
