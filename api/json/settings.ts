import * as z from 'zod';
import { ownSettings } from '../../db/desk-setting';
import { findMailbox, mailboxesOf } from '../../db/mailbox';
import { listChanges } from '../../db/setting-change';
import { withSettings } from '../../domain/desk-settings';
import { AREA_WORDS, WHAT_WORDS } from '../../web/words/settings';
import { addDeskMailbox, endDeskMailbox, setDesk } from '../desk-settings';
import { NotFound } from '../errors';
import { once } from '../once';
import { ago } from '../session';
import { readSettings } from '../settings-form';
import { signedContract, valuesOf } from '../view/desk-settings';
import { afterOf, page, paged, pageOf } from './cursor';
import { Invalid, ok, operation, type Operation } from './operation';
import { caf, done, instant, open } from './shapes';
import type { ApiVisit } from './visit';

const values = {
  nom: z.string(), responsable: z.string(), responsableCourriel: z.string(), reouverture: z.string(), cloture: z.string(), attente: z.string(), relance: z.string(), relanceUnite: z.enum(['heures', 'jours']), conservation: z.string(),
};
const desk = z.object({ ...values, caf, alertes: z.string().nullable(), escalade: z.enum(['automatic', 'proposed']).nullable() }).meta({ id: 'DeskSettings', description: 'Comme le formulaire les montre ; null = ce contrat n’en a pas l’usage. / As the form shows them; null = of no use to this contract.' });
const mailbox = z.object({ address: z.string(), caf, addedAt: instant.nullable(), endedAt: instant.nullable(), lastMailAt: instant.nullable(), lastWeek: z.number().int() });
const change = z.object({ id: z.string(), at: instant, account: z.string(), caf: caf.nullable(), area: z.enum(Object.keys(AREA_WORDS) as [keyof typeof AREA_WORDS]), what: z.enum(Object.keys(WHAT_WORDS) as [keyof typeof WHAT_WORDS]), subject: z.string(), label: z.string(), before: open.nullable(), after: open.nullable() });
const WEEK_MS = 7 * 86_400_000;
const read = { method: 'get', tag: 'reglages', action: 'manage-desk', scope: 'lecture' } as const;
const write = { method: 'post', tag: 'reglages', action: 'manage-desk', scope: 'reglages' } as const;
const DONE = { 200: { words: { fr: 'Enregistré', en: 'Kept' }, schema: done } } as const;

/** What the contract leaves to the desk, its mailboxes, and who changed what. */
export const SETTINGS: readonly Operation[] = [
  operation({
    ...read, id: 'getDeskSettings', path: '/reglages/guichets/{caf}', find: signed, title: { fr: 'Les réglages d’un guichet', en: 'A desk’s settings' }, answers: { 200: { words: { fr: 'Les réglages', en: 'The settings' }, schema: desk } },
    handle: async (visit) => {
      const contract = await signed(visit);
      return ok({ caf: contract.caf, ...valuesOf(withSettings(contract, await ownSettings(visit.tools.sql, contract.caf))) });
    },
  }),
  operation({
    ...write, id: 'setDeskSettings', path: '/reglages/guichets/{caf}', find: signed, body: z.object({ ...values, alertes: z.string().nullable().default(null), escalade: z.enum(['automatic', 'proposed']).nullable().default(null) }), title: { fr: 'Régler un guichet', en: 'Set a desk' }, answers: DONE,
    handle: async (visit) => {
      const contract = await signed(visit);
      const asked = readSettings(visit.fields(), contract);
      if ('errors' in asked) throw new Invalid(asked.errors);
      await once(visit, (tx) => setDesk(tx, visit, contract.caf, contract.version, asked));
      return ok({ state: 'done' });
    },
  }),
  operation({
    ...read, id: 'listMailboxes', path: '/reglages/boites', title: { fr: 'Les boîtes des guichets', en: 'The desks’ mailboxes' }, answers: { 200: { words: { fr: 'Les boîtes', en: 'The mailboxes' }, schema: z.object({ items: z.array(mailbox) }).meta({ id: 'Mailboxes' }) } },
    handle: async ({ tools, cafs, now }) => ok({ items: (await mailboxesOf(tools.sql, cafs, ago(now, WEEK_MS))).map((one) => ({ address: one.address, caf: one.caf, addedAt: one.added_at, endedAt: one.ended_at, lastMailAt: one.last_mail_at, lastWeek: one.last_week })) }),
  }),
  operation({
    ...write, id: 'addMailbox', path: '/reglages/boites', body: z.object({ adresse: z.string().trim().toLowerCase().pipe(z.email().max(254)), caf: z.string().default('') }), title: { fr: 'Ajouter une boîte', en: 'Add a mailbox' }, answers: DONE,
    handle: async (visit, { body }) => {
      const of = visit.cafs.find((one) => one === body.caf || visit.cafs.length === 1);
      if (of === undefined) throw new Invalid([{ field: 'caf', message: 'Choisissez une de vos Caf.' }]);
      await once(visit, (tx) => addDeskMailbox(tx, visit, of, body.adresse));
      return ok({ state: 'done' });
    },
  }),
  operation({
    ...write, id: 'endMailbox', path: '/reglages/boites/{adresse}/fin', title: { fr: 'Retirer une boîte ajoutée', en: 'End a mailbox that was added' }, answers: DONE,
    find: async (visit) => {
      const known = await findMailbox(visit.tools.sql, visit.param('adresse'));
      if (known === undefined || !visit.cafs.includes(known.caf)) throw new NotFound('no such mailbox');
    },
    handle: async (visit) => {
      await once(visit, (tx) => endDeskMailbox(tx, visit, visit.param('adresse')));
      return ok({ state: 'done' });
    },
  }),
  operation({
    ...read, id: 'listChanges', path: '/reglages/journal', query: z.object({ ...paged, objet: z.enum(Object.keys(AREA_WORDS) as [keyof typeof AREA_WORDS]).optional() }), title: { fr: 'Qui a réglé quoi, le dernier changement d’abord', en: 'Who set what, latest first' },
    answers: { 200: { words: { fr: 'Une page du journal', en: 'A page of the journal' }, schema: pageOf(change, 'ChangePage') } },
    handle: async ({ tools, cafs }, { query }) => {
      const before = afterOf(query, z.string().regex(/^\d{1,18}$/));
      const rows = await listChanges(tools.sql, { cafs, instance: false, area: query.objet ?? '', ...(before === null ? {} : { before }) }, query.limite + 1, 0);
      return ok(page(rows, query.limite, (last) => String(last.id), ({ account_name, ...row }) => ({ ...row, id: String(row.id), account: account_name })));
    },
  }),
];

async function signed(visit: ApiVisit) {
  return await signedContract(visit);
}
