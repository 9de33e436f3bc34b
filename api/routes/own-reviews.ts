import { Router } from 'express';
import { keepReviewDraft, reviewDraft, reviewFiles } from '../../db/review';
import { askJourney } from '../../desk/journey';
import { nextReviewOf } from '../../desk/review';
import { reviewList } from '../../desk/review-list';
import type { ReviewAct } from '../../domain/journeys/review-acts';
import { articleOf } from '../../domain/journeys/reverse-review';
import { OwnReviewPage } from '../../web/pages/portal/review';
import { ownCertificatePath, ownReviewFilesPath, ownReviewListPath, ownReviewPath } from '../../web/paths-review';
import type { Refused } from '../../web/components/form';
import type { FieldError } from '../act-forms';
import { tellJourneyNow } from '../change/tell';
import { posted, signedIn } from '../guard';
import { FormRefused, once, onceKey, refusalOf } from '../once';
import { visitorOf } from '../portal/shell';
import { fieldsOfList, readReviewForm } from '../review/form';
import { rights } from '../rights';
import type { WebTools } from '../tools';
import { uploadOf, withFile } from '../upload';
import { loadReview, type LoadedReview } from '../view/review';
import type { Visit } from '../visit';
import { keepUpload, MOST_PROOF_BYTES, sendCertificate, sendList } from './reviews';

const MOST_FILES = 10;
const pattern = (path: string): string => path.replaceAll('%3A', ':');

/** A reverse review on the partner's portal: the list to tick, kept as a draft, sent once. */
export function ownReviewRoutes(tools: WebTools): Router {
  const router = Router();
  const read = (path: string, handle: (visit: Visit) => Promise<void>) => router.get(pattern(path), signedIn(tools, 'answer-review', handle));
  read(ownCertificatePath(':faite'), async (visit) => await sendCertificate(visit, await ownReview(visit, visit.param('faite'))));
  read(ownReviewListPath(':revue', 'csv'), async (visit) => await sendList(visit, await ownReview(visit), 'csv'));
  read(ownReviewListPath(':revue', 'ods'), async (visit) => await sendList(visit, await ownReview(visit), 'ods'));
  read(ownReviewPath(':revue'), async (visit) => await show(visit, {}));
  router.post(pattern(ownReviewPath(':revue')), posted(tools, 'answer-review', save));
  router.post(pattern(ownReviewFilesPath(':revue')), withFile(tools, MOST_PROOF_BYTES), posted(tools, 'answer-review', join));
  return router;
}

/** A review of a convention that this person administers. @throws NotFound as when there is none */
async function ownReview(visit: Visit, id = visit.param('revue')): Promise<LoadedReview> {
  const mine = rights.conventionsWhere(visit.session.grants, 'answer-review');
  return await loadReview(visit, id, ({ convention_id }) => convention_id !== null && mine.includes(convention_id));
}

async function show(visit: Visit, { refused = null, fileRefused = null }: { readonly refused?: Refused | null; readonly fileRefused?: Refused | null }): Promise<void> {
  const { row, loaded, state, conventionId } = await ownReview(visit);
  const { sql } = visit.tools;
  const [visitor, list, draft, files, next] = await Promise.all([visitorOf(visit, 'autre'), reviewList(sql, conventionId, visit.now), reviewDraft(sql, row.id), reviewFiles(sql, row.id), nextReviewOf(sql, conventionId, visit.now)]);
  const { contract, convention } = loaded.surroundings;
  visit.show(OwnReviewPage({
    shell: { ...visitor.shell, timeZone: contract.calendar.timeZone }, tokens: visit.tokens(), id: row.id, state, partner: convention?.partnerName ?? '', convention: convention?.number ?? '', article: articleOf(loaded.surroundings),
    list, values: draft?.fields ?? {}, draftAt: draft?.saved_at ?? null, files: files.map(({ id, name, size, at }) => ({ id, name, size, at, lines: null })), next, refused, fileRefused,
  }), refused === null && fileRefused === null ? 200 : 422);
}

/** What is ticked is kept, whatever else is wrong; it is sent when that is asked. */
async function save(visit: Visit): Promise<void> {
  const { row, conventionId, state } = await ownReview(visit);
  const fields = visit.fields();
  const list = await reviewList(visit.tools.sql, conventionId, visit.now);
  const draft = { fields: fieldsOfList(list, fields), saved_at: visit.now, saved_by: visit.session.account_id };
  if (state.endedAt === null && state.phase !== 'to-check') await visit.tools.sql.begin(async (tx) => await keepReviewDraft(tx, row.id, draft));
  if (fields['acte'] !== 'envoi') return await visit.goTo(ownReviewPath(row.id), { tone: 'done', text: 'Brouillon enregistré : rien n’est encore envoyé à la Caf.' });
  const read = readReviewForm(list, fields);
  if ('errors' in read) return await show(visit, { refused: { values: fields, errors: read.errors } });
  await send(visit, row.id, { kind: 'record-result', how: 'portal', note: '', result: read.result, sender: await nameOf(visit, conventionId) });
}

async function nameOf(visit: Visit, conventionId: string): Promise<string> {
  return (await visitorOf(visit, 'autre')).contacts.find((contact) => contact.convention_id === conventionId)?.name ?? visit.session.name;
}

/** Sent once: the second of a double click, or of two administrators, finds it sent. */
async function send(visit: Visit, id: string, act: ReviewAct): Promise<void> {
  const done = await once(visit, async (tx) => {
    const answer = await askJourney(tx, visit.tools, { key: onceKey(visit), journey: id, act, actor: visit.session.account_id }, visit.now);
    if (answer.state === 'refused') throw new FormRefused([{ field: null, message: answer.reason }]);
    return ownReviewPath(id);
  }).catch(refusalOf);
  if (!('path' in done)) return await show(visit, { refused: { values: visit.fields(), errors: done } });
  await tellJourneyNow(visit.tools, id);
  await visit.goTo(done.path, { tone: 'done', text: 'Résultat envoyé : la Caf le vérifie et vous répond.' });
}

/** A file beside the ticked list: the export of Mon Compte Partenaire, a signed list. */
async function join(visit: Visit): Promise<void> {
  const { row } = await ownReview(visit);
  const file = uploadOf(visit.req);
  const before = await reviewFiles(visit.tools.sql, row.id);
  const errors: FieldError[] = [
    ...(before.length < MOST_FILES ? [] : [{ field: 'fichier', message: `Une revue a ${MOST_FILES} fichiers au plus : répondez par courriel pour le reste.` }]),
    ...(file === null ? [{ field: 'fichier', message: 'Choisissez un fichier.' }] : []),
    ...(file?.tooLong === true ? [{ field: 'fichier', message: 'Ce fichier dépasse 10 Mo.' }] : []),
    ...(row.ended_at === null ? [] : [{ field: null, message: 'Cette revue est close.' }]),
  ];
  if (errors.length > 0) return await show(visit, { fileRefused: { values: {}, errors } });
  const done = await once(visit, async (tx) => {
    await keepUpload(tx, row.id, file, visit);
    return ownReviewPath(row.id);
  });
  await visit.goTo(done.path, { tone: 'done', text: 'Fichier joint à la revue.' });
}
