import * as z from 'zod';
import { findAmendment, saveDraft, withdrawDraft } from '../../db/amendment';
import { signAmendment } from '../../desk/amendment';
import { spreadChanges } from '../../desk/spread';
import type { LocalDate } from '../../domain/ids';
import { readAmendment } from '../contract-form/read';
import { amendmentValues } from '../contract-form/values';
import { deskCaf, latestContract, oneKey } from '../desk-caf';
import { NotFound } from '../errors';
import { signErrors } from '../routes/amendments';
import { amendmentView } from '../view/amendment';
import { Conflict, Invalid, ok, operation, type Operation } from './operation';
import { amendment, done, drafted } from './shapes-desk';
import type { ApiVisit } from './visit';

const terms = z.record(z.string().max(40), z.string().max(5_000)).meta({
  description: 'Les champs du formulaire d’avenant qui changent (« effet », « horaires-mon », « escalade-delai », « echelon-1-nom »…) ; les autres restent comme au contrat. / Fields of the amendment’s form that change; the others stay as in the contract.',
  example: { effet: '2027-01-01', 'horaires-fri': '7 h 30 - 16 h 30' },
});
const find = (visit: ApiVisit) => Promise.resolve(deskCaf(visit));
const read = { method: 'get', tag: 'contrats', action: 'manage-desk', scope: 'lecture', find } as const;
const write = { method: 'post', tag: 'contrats', action: 'manage-desk', scope: 'reglages', find } as const;
const DONE = { 200: { words: { fr: 'Fait', en: 'Done' }, schema: done } } as const;

/** Amendments: prepared as a form, tried on the open tickets, signed or given up. */
export const AMENDMENTS: readonly Operation[] = [
  operation({
    ...read, id: 'getAmendmentForm', path: '/contrats/{caf}/avenants/formulaire', title: { fr: 'Les champs d’un avenant, tels qu’au contrat', en: 'The fields of an amendment, as in the contract' },
    answers: { 200: { words: { fr: 'Les champs', en: 'The fields' }, schema: z.object({ baseVersion: z.number().int(), champs: z.record(z.string(), z.string()) }).meta({ id: 'AmendmentForm' }) } },
    handle: async (visit) => {
      const base = await latestContract(visit, deskCaf(visit));
      return ok({ baseVersion: base.version, champs: { ...amendmentValues(base), effet: '' } });
    },
  }),
  operation({
    ...write, id: 'prepareAmendment', path: '/contrats/{caf}/avenants', body: terms, title: { fr: 'Préparer un projet d’avenant : rien ne change', en: 'Prepare a draft amendment: nothing changes' },
    answers: { 201: { words: { fr: 'Le projet', en: 'The draft' }, schema: drafted } },
    handle: (visit, { body }) => prepare(visit, null, body),
  }),
  operation({
    ...write, id: 'changeAmendment', path: '/contrats/{caf}/avenants/{id}/modification', find: draftOf, body: terms, title: { fr: 'Modifier un projet d’avenant', en: 'Change a draft amendment' },
    answers: { 200: { words: { fr: 'Le projet', en: 'The draft' }, schema: drafted } },
    handle: (visit, { body }) => prepare(visit, visit.param('id'), body),
  }),
  operation({
    ...read, id: 'getAmendment', path: '/contrats/{caf}/avenants/{id}', find: amended, query: z.object({ ouvertes: z.enum(['keep-version', 'move']).optional(), toutes: z.enum(['oui']).optional() }), title: { fr: 'Un avenant ; d’un projet, l’essai à blanc', en: 'An amendment; of a draft, the dry run' },
    answers: { 200: { words: { fr: 'L’avenant', en: 'The amendment' }, schema: amendment } },
    handle: async (visit) => ok(await amended(visit)),
  }),
  operation({
    ...write, id: 'signAmendment', path: '/contrats/{caf}/avenants/{id}/signature', find: amended, body: z.object({ caf: z.string().max(200), partenaire: z.string().max(200), date: z.string().max(20), ouvertes: z.enum(['keep-version', 'move']).default('keep-version') }), title: { fr: 'Signer un projet d’avenant', en: 'Sign a draft amendment' },
    answers: { 200: { words: { fr: 'Signé', en: 'Signed' }, schema: z.object({ version: z.number().int() }).meta({ id: 'AmendmentSigned' }) } },
    handle: async (visit, { body }) => {
      const of = deskCaf(visit);
      const errors = await signErrors(visit, of);
      if (errors.length > 0) throw new Invalid(errors);
      const signatures = { caf: body.caf.trim(), partner: body.partenaire.trim(), on: body.date as LocalDate };
      const outcome = await signAmendment(visit.tools.sql, { caf: of, id: visit.param('id'), by: visit.session.account_id, at: visit.now, openTickets: body.ouvertes, signatures });
      if (outcome.state === 'refused') throw new Conflict(outcome.reason);
      await spreadChanges(visit.tools, visit.now);
      return ok({ version: outcome.version });
    },
  }),
  operation({
    ...write, id: 'dropAmendment', path: '/contrats/{caf}/avenants/{id}/abandon', find: amended, title: { fr: 'Abandonner un projet d’avenant', en: 'Give a draft amendment up' }, answers: DONE,
    handle: async (visit) => {
      await withdrawDraft(visit.tools.sql, deskCaf(visit), visit.param('id'), visit.now);
      return ok({ state: 'done' });
    },
  }),
];

async function amended(visit: ApiVisit) {
  return await amendmentView(visit, deskCaf(visit), visit.param('id'), null);
}

/** @throws NotFound when it is none, or signed or given up */
async function draftOf(visit: ApiVisit) {
  const draft = await findAmendment(visit.tools.sql, deskCaf(visit), visit.param('id'));
  if (draft?.state !== 'draft') throw new NotFound('no such draft');
  return draft;
}

/** What is not sent stays as the draft, or the contract, has it. @throws Invalid */
async function prepare(visit: ApiVisit, draft: string | null, typed: Readonly<Record<string, string>>) {
  const of = deskCaf(visit);
  const base = await latestContract(visit, of);
  const before = draft === null ? { ...amendmentValues(base), effet: '' } : amendmentValues((await draftOf(visit)).body);
  const amendedTerms = readAmendment(base, { ...before, ...typed });
  if ('errors' in amendedTerms) throw new Invalid(amendedTerms.errors);
  const id = draft ?? oneKey(visit);
  await saveDraft(visit.tools.sql, { id, caf: of, base_version: base.version, body: amendedTerms.contract, open_tickets: amendedTerms.contract.openTicketsOnAmendment }, visit.session.account_id, visit.now);
  return ok({ id, effectiveFrom: amendedTerms.contract.effectiveFrom }, draft === null ? 201 : 200);
}
