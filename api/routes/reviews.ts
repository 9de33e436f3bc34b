import { createHash } from 'node:crypto';
import { Router } from 'express';
import type { Tx } from '../../db/connect';
import { keepReviewFile, reviewFile } from '../../db/review';
import { askJourney } from '../../desk/journey';
import { certificateOf, nextReviewOf } from '../../desk/review';
import { reviewList } from '../../desk/review-list';
import { reviewCsv, reviewOds } from '../../desk/review-sheet';
import type { ReviewAct } from '../../domain/journeys/review-acts';
import { ReviewPage } from '../../web/pages/review/review';
import { certificatePath, reviewActPath, reviewFilePath, reviewListPath, reviewPath, type ReviewActName } from '../../web/paths-review';
import type { FieldError } from '../act-forms';
import { tellJourneyNow } from '../change/tell';
import { NotFound } from '../errors';
import { sendAttached, sendCsv, sendFile } from '../files';
import { posted, signedIn } from '../guard';
import { FormRefused, once, onceKey, refusalOf } from '../once';
import { readReviewForm } from '../review/form';
import type { WebTools } from '../tools';
import { uploadOf, withFile, type Uploaded } from '../upload';
import { reviewOfCaf, reviewView, type LoadedReview } from '../view/review';
import type { Visit } from '../visit';

export const MOST_PROOF_BYTES = 10_000_000;
const pattern = (path: string): string => path.replaceAll('%3A', ':');

/** A reverse review, at the Caf: its page, what is done on it, its files and its certificate. */
export function reviewRoutes(tools: WebTools): Router {
  const router = Router();
  const read = (path: string, handle: (visit: Visit) => Promise<void>) => router.get(pattern(path), signedIn(tools, 'read-reviews', handle));
  const act = (name: ReviewActName, handle: (visit: Visit) => Promise<void>) => router.post(pattern(reviewActPath(':revue', name)), posted(tools, 'work-on-review', handle));
  read(certificatePath(':faite'), async (visit) => await sendCertificate(visit, await reviewOfCaf(visit, visit.param('faite'))));
  read(reviewListPath(':revue', 'csv'), async (visit) => await sendList(visit, await reviewOfCaf(visit), 'csv'));
  read(reviewListPath(':revue', 'ods'), async (visit) => await sendList(visit, await reviewOfCaf(visit), 'ods'));
  read(reviewFilePath(':revue', ':preuve'), async (visit) => await sendProof(visit, await reviewOfCaf(visit)));
  read(reviewPath(':revue'), async (visit) => visit.show(ReviewPage(await reviewView(visit, null))));
  router.post(pattern(reviewActPath(':revue', 'resultat')), withFile(tools, MOST_PROOF_BYTES), posted(tools, 'work-on-review', receive));
  act('lignes', confirmLines);
  act('acceptation', async (visit) => await ask(visit, 'acceptation', { kind: 'accept-result' }));
  act('renvoi', async (visit) => await ask(visit, 'renvoi', { kind: 'return-result', reason: reasonOf(visit) }));
  act('abandon', async (visit) => await ask(visit, 'abandon', { kind: 'call-off', reason: reasonOf(visit) }));
  return router;
}

const reasonOf = (visit: Visit): string => (visit.fields()['motif'] ?? '').trim().slice(0, 5_000);

/** A result that came by post, or by a mail that did not thread: kept as it is. */
async function receive(visit: Visit): Promise<void> {
  const { voie, note = '' } = visit.fields();
  const file = uploadOf(visit.req);
  const errors: FieldError[] = [
    ...(voie === 'post' || voie === 'mail' ? [] : [{ field: 'voie', message: 'Dites comment ce résultat est arrivé.' }]),
    ...(file?.tooLong === true ? [{ field: 'fichier', message: 'Ce fichier dépasse 10 Mo.' }] : []),
    ...(file === null && note.trim() === '' ? [{ field: 'note', message: 'Joignez le résultat, ou dites ce qu’il dit.' }] : []),
  ];
  if (errors.length > 0) return await again(visit, 'resultat', errors);
  const act: ReviewAct = { kind: 'record-result', how: voie === 'mail' ? 'mail' : 'post', note: note.trim().slice(0, 5_000), result: null, sender: null };
  await ask(visit, 'resultat', act, async (tx, id) => await keepUpload(tx, id, file, visit));
}

/** Keeps a file that was sent with a form, as proof. */
export async function keepUpload(tx: Tx, id: string, file: Uploaded | null, visit: Visit, by: string = visit.session.account_id): Promise<void> {
  if (file === null) return;
  const sha256 = createHash('sha256').update(file.bytes).digest('hex');
  await keepReviewFile(tx, id, { name: file.name, type: file.type, size: file.bytes.length, sha256 }, file.bytes, visit.now, by);
}

async function confirmLines(visit: Visit): Promise<void> {
  const { conventionId } = await reviewOfCaf(visit);
  const read = readReviewForm(await reviewList(visit.tools.sql, conventionId, visit.now), visit.fields());
  if ('errors' in read) return await again(visit, 'lignes', read.errors);
  await ask(visit, 'lignes', { kind: 'read-result', result: read.result });
}

const SAID: Readonly<Record<ReviewActName, string>> = {
  resultat: 'Résultat enregistré : confirmez ses lignes.', lignes: 'Lignes confirmées.', acceptation: 'Résultat accepté comme preuve : le registre suit, l’attestation part.', renvoi: 'Résultat redemandé au partenaire.', abandon: 'Revue déclarée sans objet.',
};

/** Asked once for a form. */
async function ask(visit: Visit, name: ReviewActName, act: ReviewAct, besides?: (tx: Tx, id: string) => Promise<void>): Promise<void> {
  const { row: { id } } = await reviewOfCaf(visit);
  const done = await once(visit, async (tx) => {
    const answer = await askJourney(tx, visit.tools, { key: onceKey(visit), journey: id, act, actor: visit.session.account_id }, visit.now);
    if (answer.state === 'refused') throw new FormRefused([{ field: name === 'renvoi' || name === 'abandon' ? 'motif' : null, message: answer.reason }]);
    await besides?.(tx, id);
    return reviewPath(id);
  }).catch(refusalOf);
  if (!('path' in done)) return await again(visit, name, done);
  await tellJourneyNow(visit.tools, id);
  await visit.goTo(done.path, { tone: 'done', text: SAID[name] });
}

async function again(visit: Visit, act: ReviewActName, errors: readonly FieldError[]): Promise<void> {
  visit.show(ReviewPage(await reviewView(visit, { act, values: visit.fields(), errors })), 422);
}

/** The certificate, for the Caf and for the partner. @throws NotFound before the result is accepted */
export async function sendCertificate(visit: Visit, { row, loaded, state, conventionId }: LoadedReview): Promise<void> {
  if (state.phase !== 'accepted' || state.endedAt === null) throw new NotFound('no certificate yet');
  const bytes = await certificateOf(loaded, state, state.endedAt, await nextReviewOf(visit.tools.sql, conventionId, visit.now));
  sendFile(visit.res, `attestation-${row.id}.pdf`, 'application/pdf', bytes);
}

/** The list to review as the register stands now. */
export async function sendList(visit: Visit, { row, loaded, conventionId }: LoadedReview, kind: 'csv' | 'ods'): Promise<void> {
  const sheet = { id: row.id, list: await reviewList(visit.tools.sql, conventionId, visit.now), calendar: loaded.surroundings.contract.calendar, madeAt: visit.now };
  if (kind === 'csv') return sendCsv(visit.res, `revue-${row.id}.csv`, reviewCsv(sheet));
  sendAttached(visit.res, { name: `revue-${row.id}.ods`, type: 'application/vnd.oasis.opendocument.spreadsheet', bytes: reviewOds(sheet) });
}

async function sendProof(visit: Visit, { row }: LoadedReview): Promise<void> {
  const file = await reviewFile(visit.tools.sql, row.id, visit.param('preuve'));
  if (file === undefined) throw new NotFound('no such file');
  sendAttached(visit.res, { name: file.name, type: 'application/octet-stream', bytes: file.bytes });
}
