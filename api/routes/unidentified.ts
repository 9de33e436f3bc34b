import { Router } from 'express';
import { findArrived, ticketByDecisionOf } from '../../db/identify';
import { rawOf } from '../../db/mail';
import type { Reference } from '../../domain/ids';
import { UnidentifiedPage } from '../../web/pages/unidentified';
import { IDENTIFICATION_ACTS, identificationActPath, ticketPath, unidentifiedEmlPath, unidentifiedPath, type IdentificationAct } from '../../web/paths';
import { NotFound } from '../errors';
import { sendMail } from '../files';
import { identify, type Identification } from '../identify';
import { tellAll } from '../told';
import { shellOf } from '../view/shell';
import { unidentifiedMails } from '../view/unidentified';
import { type Visit } from '../visit';
import { posted, signedIn } from '../guard';
import type { WebTools } from '../tools';
import { sees } from './acts';

const pattern = (path: string): string => path.replaceAll('%3A', ':');
const DONE: Readonly<Record<Identification['what'], string>> = {
  attach: 'Courriel rattaché : une demande est ouverte, à sa date de réception.',
  append: 'Courriel rattaché à la demande.',
  refuse: 'Courriel refusé.',
  spam: 'Courriel classé indésirable.',
};

/** « À identifier »: mails put before a person, and what they decide. */
export function unidentifiedRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(unidentifiedPath(), signedIn(tools, 'read-unidentified', (visit) => show(visit, null)));
  router.get(pattern(unidentifiedEmlPath(':id')), signedIn(tools, 'read-unidentified', sendOriginal));
  for (const act of IDENTIFICATION_ACTS) router.post(pattern(identificationActPath(':id', act)), posted(tools, 'identify', (visit) => decide(visit, act)));
  return router;
}

async function show(visit: Visit, refused: { id: string; field: string | null; message: string } | null): Promise<void> {
  const [{ mails, paging, page }, shell] = await Promise.all([unidentifiedMails(visit, visit.query('page') || (visit.fields()['page'] ?? '')), shellOf(visit, 'a-identifier')]);
  const again = refused === null ? null : { id: refused.id, refused: { values: visit.fields(), errors: [{ field: refused.field, message: refused.message }] } };
  visit.show(UnidentifiedPage({ shell, mails, paging, page, tokens: visit.tokens(), refused: again }), refused === null ? 200 : 422);
}

async function sendOriginal(visit: Visit): Promise<void> {
  const row = await findArrived(visit.tools.sql, visit.cafs, visit.param('id'));
  const raw = row === undefined ? undefined : await rawOf(visit.tools.sql, row.id);
  if (raw === undefined) throw new NotFound('no such mail');
  sendMail(visit.res, 'courriel.eml', raw);
}

async function decide(visit: Visit, act: IdentificationAct): Promise<void> {
  const id = visit.param('id');
  if ((await findArrived(visit.tools.sql, visit.cafs, id)) === undefined) throw new NotFound('no such mail');
  const decision = decisionOf(act, visit.fields());
  if (decision === null) return await show(visit, { id, field: 'convention', message: 'Choisissez une convention, ou une demande ouverte.' });
  const done = await identify(visit.tools, id, decision, { account: visit.session.account_id, cafs: visit.cafs, now: visit.now });
  if ('refused' in done) return await refusedAgain(visit, id, done.field, done.refused);
  await tellAll(visit.tools, done.told);
  const next = done.reference !== null && (await sees(visit, done.reference)) ? ticketPath(done.reference) : unidentifiedPath();
  await visit.goTo(next, { tone: 'done', text: DONE[decision.what] });
}

/** A double click: the second finds what the first decided. */
async function refusedAgain(visit: Visit, id: string, field: string | null, message: string): Promise<void> {
  const reference = await ticketByDecisionOf(visit.tools.sql, visit.session.account_id, id);
  if (reference !== null) return await visit.goTo(ticketPath(reference));
  return await show(visit, { id, field, message });
}

/** Null when neither a convention nor a ticket was chosen. */
export function decisionOf(act: IdentificationAct, fields: Readonly<Record<string, string>>): Identification | null {
  if (act === 'indesirable') return { what: 'spam' };
  if (act === 'refus') return { what: 'refuse', reason: (fields['motif'] ?? '').trim().slice(0, 5_000) };
  const keepAddress = fields['enregistrer'] === 'oui';
  const ticket = fields['demande'] ?? '';
  if (ticket !== '') return { what: 'append', reference: ticket as Reference, keepAddress };
  const convention = fields['convention'] ?? '';
  return convention === '' ? null : { what: 'attach', convention, keepAddress };
}
