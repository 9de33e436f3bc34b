import * as z from 'zod';
import { findArrived } from '../../db/identify';
import { rawOf, toIdentifyAfter } from '../../db/mail';
import { IDENTIFICATION_ACTS, type IdentificationAct } from '../../web/paths';
import { NotFound } from '../errors';
import { identify } from '../identify';
import { sees } from '../routes/acts';
import { decisionOf } from '../routes/unidentified';
import { tellAll } from '../told';
import { aroundMails, mailView } from '../view/unidentified';
import { afterOf, dated, page, paged, pageOf } from './cursor';
import { Conflict, Invalid, ok, operation, type Operation } from './operation';
import { instant, reference } from './shapes';
import type { ApiVisit } from './visit';

const option = z.object({ value: z.string(), label: z.string() });
const mail = z.object({
  id: z.string(), receivedAt: instant, openMsWaited: z.number(), from: z.string(), fromName: z.string().nullable(), to: z.string(), subject: z.string(), text: z.string(), doubt: z.string(), detail: z.string().nullable(),
  attachments: z.number().int(),
  conventions: z.array(option).meta({ description: 'Conventions possibles, la plus probable d’abord. / Conventions it may be of, likeliest first.' }),
  tickets: z.array(option).meta({ description: 'Demandes ouvertes possibles. / Open tickets it may belong to.' }),
}).meta({ id: 'UnidentifiedMail' });
const decided = z.object({ state: z.literal('done'), reference: reference.nullable() }).meta({ id: 'Identified' });
const of = { tag: 'identification', action: 'identify', scope: 'demandes', method: 'post', find: (visit: ApiVisit) => arrived(visit) } as const;

const BODIES = {
  rattachement: z.object({ convention: z.string().default(''), demande: z.string().default('').meta({ description: 'Une demande ouverte ; sinon une demande est ouverte sous la convention. / An open ticket; otherwise one is opened under the convention.' }), enregistrer: z.boolean().default(false) }),
  refus: z.object({ motif: z.string().max(5_000).default('') }),
  indesirable: z.object({}),
} as const satisfies Record<IdentificationAct, z.ZodType>;
const TITLES: Readonly<Record<IdentificationAct, readonly [string, string]>> = {
  rattachement: ['Rattacher un courriel à une convention ou à une demande', 'Attach a mail to a convention or to a ticket'],
  refus: ['Refuser un courriel, avec une lettre à son auteur', 'Refuse a mail, with a letter to its author'],
  indesirable: ['Classer un courriel comme indésirable', 'File a mail as spam'],
};

/** Mails put before a person, and what they decide. */
export const IDENTIFICATION: readonly Operation[] = [
  operation({
    id: 'listUnidentified', method: 'get', path: '/a-identifier', tag: 'identification', action: 'read-unidentified', scope: 'lecture', query: z.object({ ...paged, limite: paged.limite.pipe(z.number().max(50)).default(10) }),
    title: { fr: 'Les courriels à identifier, le plus ancien d’abord', en: 'Mails to identify, oldest first' },
    answers: { 200: { words: { fr: 'Une page de courriels', en: 'A page of mails' }, schema: pageOf(mail, 'UnidentifiedPage') } },
    handle: async (visit, { query }) => {
      const rows = await toIdentifyAfter(visit.tools.sql, visit.cafs, afterOf(query, dated), query.limite + 1);
      const { items, next } = page(rows, query.limite, (last) => ({ at: last.received_at, id: last.id }), (row) => row);
      const around = await aroundMails(visit, items);
      return ok({ items: await Promise.all(items.map((row) => mailView(visit, row, around))), next });
    },
  }),
  operation({
    id: 'getUnidentified', method: 'get', path: '/a-identifier/{id}', tag: 'identification', action: 'read-unidentified', scope: 'lecture', find: (visit) => arrived(visit),
    title: { fr: 'Le courriel d’origine, octet pour octet', en: 'The original mail, byte for byte' },
    answers: { 200: { words: { fr: 'Le courriel', en: 'The mail' }, type: 'message/rfc822' } },
    handle: async (visit) => {
      const raw = await rawOf(visit.tools.sql, (await arrived(visit)).id);
      if (raw === undefined) throw new NotFound('no such mail');
      return { file: { name: 'courriel.eml', type: 'message/rfc822', bytes: raw } };
    },
  }),
  ...IDENTIFICATION_ACTS.map((act) =>
    operation({
      ...of, id: `identify-${act}`, path: `/a-identifier/{id}/${act}`, body: BODIES[act] as z.ZodType,
      title: { fr: TITLES[act][0], en: TITLES[act][1] },
      answers: { 200: { words: { fr: 'Décidé', en: 'Decided' }, schema: decided } },
      handle: (visit) => decide(visit, act),
    }),
  ),
];

async function arrived(visit: ApiVisit) {
  const row = await findArrived(visit.tools.sql, visit.cafs, visit.param('id'));
  if (row === undefined) throw new NotFound('no such mail');
  return row;
}

async function decide(visit: ApiVisit, act: IdentificationAct) {
  const decision = decisionOf(act, visit.fields());
  if (decision === null) throw new Invalid([{ field: 'convention', message: 'Choisissez une convention, ou une demande ouverte.' }]);
  const done = await identify(visit.tools, visit.param('id'), decision, { account: visit.session.account_id, cafs: visit.cafs, now: visit.now });
  if ('refused' in done) {
    if (done.field === null) throw new Conflict(done.refused);
    throw new Invalid([{ field: done.field, message: done.refused }]);
  }
  await tellAll(visit.tools, done.told);
  return ok({ state: 'done', reference: done.reference !== null && (await sees(visit, done.reference)) ? done.reference : null });
}
