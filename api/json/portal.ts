import * as z from 'zod';
import { countOwn, findOwn, listOwn } from '../../db/portal';
import { findTicket } from '../../db/ticket';
import { statementSections } from '../../domain/contract-statement';
import type { ContractDocument } from '../../domain/contract-terms-types';
import { UPLOAD_LIMITS } from '../portal/limits';
import { ownLines } from '../portal/lines';
import { ownConvention, ownReach, requireOwn } from '../portal/reach';
import { contractOfCaf, visitorOf } from '../portal/shell';
import { ownTicketView } from '../portal/ticket-view';
import { openOwn, writeOwn, type Written } from '../portal/write';
import { ownAttachmentOf, referenceOf } from '../routes/own-tickets';
import { afterOf, paged, pageOf } from './cursor';
import { filesField } from './files';
import { Invalid, ok, operation, type Operation } from './operation';
import { attachment, caf, instant, kind, localDate, reference, service, statement } from './shapes';
import type { ApiVisit } from './visit';

const standing = z.object({ owes: z.enum(['you', 'caf', 'nobody']), title: z.string(), sentence: z.string().meta({ description: '« **…** » marque les dates. / “**…**” marks dates.' }) });
const line = z.object({ reference, subject: z.string(), service: service.nullable(), urgent: z.boolean(), standing, receivedAt: instant, timeZone: z.string(), missing: z.array(z.string()) }).meta({ id: 'OwnTicketLine' });
const ticket = z.object({
  reference, subject: z.string(), service: service.nullable(), kind: kind.nullable(), urgent: z.boolean(), standing, missing: z.array(z.object({ code: z.string(), label: z.string(), optional: z.boolean() })),
  messages: z.array(z.object({ id: z.string(), at: instant, side: z.enum(['partner', 'caf']), author: z.string(), text: z.string(), automatic: z.boolean(), attachments: z.array(attachment) })),
  timeline: z.array(z.object({ at: instant, when: z.enum(['past', 'future']), title: z.string(), detail: z.array(z.string()) })),
  reply: z.object({ effect: z.string() }).nullable(), urgency: z.string().nullable().meta({ description: 'Ce que fait l’urgence ; null = elle ne peut être déclarée. / What declaring it urgent does; null = it cannot be.' }), mergedInto: reference.nullable(),
}).meta({ id: 'OwnTicket' });
const kept = z.object({ reference, visible: z.boolean().meta({ description: 'Faux pour un incident de sécurité que seul son responsable lit. / False for a security incident that its officer alone reads.' }) }).meta({ id: 'OwnTicketKept' });
const written = { texte: z.string().max(20_000).default(''), service: z.union([service, z.literal('')]).default(''), rappelNom: z.string().max(200).default(''), rappelTelephone: z.string().max(60).default(''), fichiers: filesField(UPLOAD_LIMITS) };
const read = { method: 'get', tag: 'portail', action: 'visit-portal', scope: null } as const;
const own = (visit: ApiVisit) => findTicket(visit.tools.sql, referenceOf(visit)).then((found) => requireOwn(visit, found));

/** What a partner's person reads and writes on the portal, by the session that their link opened. */
export const PORTAL: readonly Operation[] = [
  operation({
    ...read, id: 'listOwnTickets', path: '/portail/demandes', query: z.object({ ...paged, etat: z.enum(['ouvertes', 'closes']).optional(), q: z.string().max(200).optional() }),
    title: { fr: 'Les demandes de votre organisme', en: 'Your organisation’s tickets' },
    answers: { 200: { words: { fr: 'Une page de demandes', en: 'A page of tickets' }, schema: pageOf(line, 'OwnTicketPage') } },
    handle: async (visit, { query }) => {
      const from = afterOf(query, z.number().int().min(0).max(100_000)) ?? 0;
      const [reach, filter] = [ownReach(visit), { standing: query.etat === 'ouvertes' ? 'open' : query.etat === 'closes' ? 'over' : 'all', words: (query.q ?? '').trim() } as const];
      const [rows, total, visitor] = await Promise.all([listOwn(visit.tools.sql, reach, filter, query.limite, from), countOwn(visit.tools.sql, reach, filter), visitorOf(visit, 'demandes')]);
      const next = rows.length > 0 && from + rows.length < total ? Buffer.from(String(from + rows.length)).toString('base64url') : null;
      return ok({ items: await ownLines(visit, visitor, rows), next });
    },
  }),
  operation({
    ...read, id: 'getOwnTicket', path: '/portail/demandes/{reference}', find: own, title: { fr: 'Une demande de votre organisme, et la suite', en: 'A ticket of your organisation, and what comes' },
    answers: { 200: { words: { fr: 'La demande', en: 'The ticket' }, schema: ticket } },
    handle: async (visit) => ok(await ownJson(visit)),
  }),
  operation({
    ...read, id: 'getOwnAttachment', path: '/portail/demandes/{reference}/pieces/{piece}', find: own, title: { fr: 'Une pièce jointe', en: 'An attachment' },
    answers: { 200: { words: { fr: 'Ses octets', en: 'Its bytes' }, type: 'application/octet-stream' } },
    handle: async (visit) => {
      const { name, content } = await ownAttachmentOf(visit);
      return { file: { name, type: 'application/octet-stream', bytes: content } };
    },
  }),
  operation({
    ...read, id: 'openOwnTicket', method: 'post', path: '/portail/demandes', action: 'open-own-ticket', files: UPLOAD_LIMITS,
    body: z.object({ ...written, convention: z.string().max(200).default(''), objet: z.string().max(500), nature: z.union([kind, z.literal('')]).default(''), messageErreur: z.string().max(2_000).default(''), urgent: z.boolean().default(false), quandMeme: z.boolean().default(false).meta({ description: 'Envoyer sans ce que le contrat demande et qui manque. / Send without what the contract asks for and is missing.' }) }),
    title: { fr: 'Ouvrir une demande', en: 'Open a ticket' },
    answers: { 201: { words: { fr: 'Reçue', en: 'Received' }, schema: kept } },
    handle: async (visit) => await keptJson(visit, await openOwn(visit, await visitorOf(visit, 'nouvelle')), 201),
  }),
  ...(['reponse', 'urgence'] as const).map((act) => operation({
    ...read, id: act === 'reponse' ? 'replyOwnTicket' : 'declareOwnUrgent', method: 'post', path: `/portail/demandes/{reference}/${act}`, action: 'write-own-ticket', find: own, files: UPLOAD_LIMITS, body: z.object(written),
    title: act === 'reponse' ? { fr: 'Répondre à une demande', en: 'Reply to a ticket' } : { fr: 'Déclarer une demande urgente', en: 'Declare a ticket urgent' },
    answers: { 200: { words: { fr: 'Gardé', en: 'Kept' }, schema: kept } },
    handle: async (visit) => await keptJson(visit, await writeOwn(visit, referenceOf(visit), act), 200),
  })),
  operation({
    ...read, id: 'getOwnContract', path: '/portail/conventions/{id}/contrat', find: (visit) => ownConvention(visit, visit.param('id')), title: { fr: 'Le contrat de votre convention, en français', en: 'Your convention’s contract, in French' },
    answers: { 200: { words: { fr: 'Le contrat', en: 'The contract' }, schema: z.object({ caf, name: z.string(), convention: z.string(), version: z.number().int(), effectiveFrom: localDate, statement: z.array(statement) }).meta({ id: 'OwnContract' }) } },
    handle: async (visit) => {
      const convention = await ownConvention(visit, visit.param('id'));
      const contract = contractOfCaf(await visitorOf(visit, 'autre'), convention.caf) as ContractDocument;
      return ok({ caf: convention.caf, name: contract.name, convention: convention.number, version: contract.version, effectiveFrom: contract.effectiveFrom, statement: statementSections(contract) });
    },
  }),
];

async function ownJson(visit: ApiVisit): Promise<object> {
  const { ticket: view } = await ownTicketView(visit, referenceOf(visit));
  return {
    ...view,
    missing: view.missing.map(({ code, label, optional }) => ({ code, label, optional: optional === true })),
    messages: view.conversation.map((one) => ({ ...one, attachments: one.attachments.map(({ id, name, type, sizeBytes }) => ({ id, name, type, size: sizeBytes })) })),
    timeline: view.timeline.map(({ at, when, title, detail = [] }) => ({ at, when, title, detail })),
    mergedInto: view.mergedInto?.reference ?? null,
  };
}

/** @throws Invalid */
async function keptJson(visit: ApiVisit, done: Written, status: number) {
  if ('errors' in done) throw new Invalid(done.errors);
  return ok({ reference: done.reference, visible: (await findOwn(visit.tools.sql, ownReach(visit), done.reference)) !== undefined }, status);
}
