import * as z from 'zod';
import { journalOf } from '../../db/fact';
import { lettersOfTicket, listLettersAfter } from '../../db/letter';
import { messagesOf } from '../../db/message';
import { readMail } from '../../mail/read';
import type { Reference } from '../../domain/ids';
import { disputeData, disputeZip } from '../dispute/file';
import { ticketOf } from '../routes/acts';
import { letterOf, readable } from '../routes/letters';
import { attachmentOf, mailOf } from '../routes/ticket-files';
import { journalJson, letterJson, messageJson } from '../view/ticket-json';
import { afterOf, dated, page, paged, pageOf } from './cursor';
import { ok, operation, type Operation } from './operation';
import { instant, journalLine, letter, message, reference } from './shapes';
import type { ApiVisit } from './visit';

const seen = { find: (visit: ApiVisit) => ticketOf(visit), action: 'read-ticket', scope: 'lecture', method: 'get', tag: 'demandes' } as const;
const EML = 'message/rfc822';
const BYTES = 'application/octet-stream';

/** What is in a ticket, part by part, and the desk's letters. */
export const TICKET_PARTS: readonly Operation[] = [
  operation({
    ...seen, id: 'getJournal', path: '/demandes/{reference}/journal',
    title: { fr: 'Le journal d’une demande', en: 'A ticket’s journal' },
    answers: { 200: { words: { fr: 'Ses faits, dans l’ordre', en: 'Its facts, in order' }, schema: z.object({ reference, items: z.array(journalLine) }).meta({ id: 'Journal' }) } },
    handle: async (visit) => {
      const { reference: of } = await ticketOf(visit);
      return ok({ reference: of, items: (await journalOf(visit.tools.sql, of)).map(journalJson) });
    },
  }),
  operation({
    ...seen, id: 'getMessages', path: '/demandes/{reference}/messages',
    title: { fr: 'Les échanges d’une demande', en: 'A ticket’s messages' },
    answers: { 200: { words: { fr: 'Les échanges, dans l’ordre', en: 'The messages, in order' }, schema: z.object({ reference, items: z.array(message) }).meta({ id: 'Messages' }) } },
    handle: async (visit) => {
      const { reference: of } = await ticketOf(visit);
      return ok({ reference: of, items: (await messagesOf(visit.tools.sql, of)).map(messageJson) });
    },
  }),
  operation({
    ...seen, id: 'getOriginal', path: '/demandes/{reference}/messages/{message}',
    title: { fr: 'Le courriel d’origine, octet pour octet', en: 'The original mail, byte for byte' },
    answers: { 200: { words: { fr: 'Le courriel', en: 'The mail' }, type: EML } },
    handle: async (visit) => {
      const { message: one, raw } = await mailOf(visit, visit.param('message'));
      return { file: { name: `${one.reference ?? 'courriel'}.eml`, type: EML, bytes: raw } };
    },
  }),
  operation({
    ...seen, id: 'getAttachment', path: '/demandes/{reference}/pieces/{piece}',
    title: { fr: 'Une pièce jointe, non vérifiée', en: 'An attachment, not checked' },
    answers: { 200: { words: { fr: 'Ses octets', en: 'Its bytes' }, type: BYTES } },
    handle: async (visit) => {
      const { name, content } = await attachmentOf(visit);
      return { file: { name, type: BYTES, bytes: content } };
    },
  }),
  operation({
    ...seen, id: 'getDisputeFile', path: '/demandes/{reference}/dossier', action: 'read-dispute-file',
    title: { fr: 'Le dossier pour litige : journal, courriels, calculs de chaque date', en: 'The file for a dispute: journal, mails, reckoning of every date' },
    answers: { 200: { words: { fr: 'Un zip avec ses empreintes', en: 'A zip with its digests' }, type: 'application/zip' } },
    handle: async (visit) => {
      const data = await disputeData(visit, visit.param('reference') as Reference);
      return { file: { name: `dossier-${data.row.reference}.zip`, type: 'application/zip', bytes: await disputeZip(data) } };
    },
  }),
  operation({
    ...seen, id: 'getTicketLetters', path: '/demandes/{reference}/courriers', tag: 'courriers',
    title: { fr: 'Les courriers d’une demande', en: 'A ticket’s letters' },
    answers: { 200: { words: { fr: 'Ses courriers', en: 'Its letters' }, schema: z.object({ reference, items: z.array(letter) }).meta({ id: 'TicketLetters' }) } },
    handle: async (visit) => {
      const { reference: of } = await ticketOf(visit);
      return ok({ reference: of, items: (await lettersOfTicket(visit.tools.sql, of)).map(letterJson) });
    },
  }),
  operation({
    id: 'listLetters', method: 'get', path: '/courriers', tag: 'courriers', action: 'read-letters', scope: 'lecture', query: z.object({ ...paged }),
    title: { fr: 'Les courriers du guichet, le dernier d’abord', en: 'The desk’s letters, latest first' },
    answers: { 200: { words: { fr: 'Une page de courriers', en: 'A page of letters' }, schema: pageOf(letter, 'LetterPage') } },
    handle: async (visit, { query }) => {
      const rows = await listLettersAfter(visit.tools.sql, visit.cafs, afterOf(query, dated), query.limite + 1);
      return ok(page(rows, query.limite, (last) => ({ at: last.queued_at, id: last.id }), letterJson));
    },
  }),
  operation({
    id: 'getLetter', method: 'get', path: '/courriers/{id}', tag: 'courriers', action: 'read-letters', scope: 'lecture', find: (visit) => letterOf(visit),
    title: { fr: 'Un courrier avec son texte', en: 'A letter with its text' },
    answers: { 200: { words: { fr: 'Le courrier', en: 'The letter' }, schema: letter.extend({ text: z.string(), at: instant }).meta({ id: 'LetterText' }) } },
    handle: async (visit) => {
      const one = await readable(visit);
      const mail = await readMail(one.raw, { referencePatterns: [] });
      return ok({ ...letterJson(one), at: one.left_at ?? one.queued_at, text: [mail.text, mail.signature, mail.quoted].filter((part) => part !== '').join('\n\n') });
    },
  }),
];
