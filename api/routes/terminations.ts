import { Router } from 'express';
import { whatEnds } from '../../db/convention-end';
import { findPaper } from '../../db/paper';
import type { ConventionRow } from '../../db/partner';
import { askJourney } from '../../desk/journey';
import { notifyTermination } from '../../desk/termination';
import { frenchRule } from '../../domain/french/dates';
import { terminationFactWords, terminationStepWords } from '../../domain/french/termination';
import { clauseOf } from '../../domain/journeys/around';
import { termination, type TerminationAct, type TerminationFact } from '../../domain/journeys/termination';
import { earliestEffect } from '../../domain/journeys/termination-dates';
import type { JourneyFact } from '../../domain/journeys/types';
import { NewTerminationPage } from '../../web/pages/convention/new-termination';
import { TerminationPage } from '../../web/pages/convention/termination';
import { newTerminationPath, paperPath, terminationActPath, terminationPath, type TerminationActName } from '../../web/convention-paths';
import type { SentForm } from '../../web/view/register';
import type { FieldError } from '../act-forms';
import { tellConventionNow } from '../convention/tell';
import { keepUploadedPaper, MOST_PAPER_BYTES, paperErrors } from '../convention/papers';
import { journeyOf, journeyView, type Said } from '../convention/view';
import { NotFound } from '../errors';
import { sendAttached } from '../files';
import { posted, signedIn } from '../guard';
import { FormRefused, once, onceKey, refusalOf } from '../once';
import { conventionOf, termsOfCaf } from '../register/convention';
import { dayOf } from '../register/forms';
import type { WebTools } from '../tools';
import { uploadOf, withFile } from '../upload';
import { shellOf } from '../view/shell';
import type { Visit } from '../visit';

const pattern = (path: string): string => path.replaceAll('%3A', ':');
const SAID: Said = { fact: (body) => terminationFactWords(body as TerminationFact), step: terminationStepWords, theirs: (body) => body.kind === 'termination-notified' && (body as { by?: string }).by === 'partner' };

/** The end of a convention by registered letter: entered, followed, moved, withdrawn; and the papers of conventions. */
export function terminationRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(pattern(newTerminationPath(':id')), signedIn(tools, 'work-on-termination', async (visit) => await showForm(visit, await conventionOf(visit), null)));
  router.post(pattern(newTerminationPath(':id')), withFile(tools, MOST_PAPER_BYTES), posted(tools, 'work-on-termination', enter));
  router.get(pattern(terminationPath(':resiliation')), signedIn(tools, 'read-register', async (visit) => await show(visit, null)));
  router.post(pattern(terminationActPath(':resiliation', 'date')), posted(tools, 'work-on-termination', async (visit) => await ask(visit, 'date')));
  router.post(pattern(terminationActPath(':resiliation', 'retrait')), posted(tools, 'work-on-termination', async (visit) => await ask(visit, 'retrait')));
  router.get(pattern(paperPath(':id', ':papier')), signedIn(tools, 'read-register', sendPaper));
  return router;
}

async function showForm(visit: Visit, { id, number, caf, partner_name }: ConventionRow, errors: readonly FieldError[] | null): Promise<void> {
  const contract = await termsOfCaf(visit.tools.sql, caf, visit);
  const delay = clauseOf(contract, 'termination')?.delay;
  visit.show(NewTerminationPage({
    shell: { ...(await shellOf(visit, 'habilitations')), timeZone: contract.calendar.timeZone }, tokens: visit.tokens(), convention: { id, number, partner: partner_name },
    notice: delay === undefined ? null : frenchRule(delay), refused: errors === null ? null : { values: visit.fields(), errors },
  }), errors === null ? 200 : 422);
}

const FIELDS = { receivedOn: 'reception', effectiveOn: 'effet' } as const;

async function enter(visit: Visit): Promise<void> {
  const convention = await conventionOf(visit);
  const { auteur, effet = '', suivi = '', motif = '' } = visit.fields();
  const file = uploadOf(visit.req);
  const errors: FieldError[] = paperErrors(file);
  if (auteur !== 'partenaire' && auteur !== 'caf') errors.push({ field: 'auteur', message: 'Dites qui résilie.' });
  const receivedOn = dayOf(visit.fields()['reception'], 'reception', errors);
  const effectiveOn = effet.trim() === '' ? null : dayOf(effet, 'effet', errors);
  if (errors.length > 0 || receivedOn === null) return await showForm(visit, convention, errors);
  const { id: conventionId, caf } = convention;
  const done = await once(visit, async (tx) => {
    const letter = { caf, conventionId, by: auteur === 'caf' ? 'desk' : 'partner', receivedOn, effectiveOn, tracking: suivi.trim().slice(0, 60), reason: motif.trim().slice(0, 5_000), actor: visit.session.account_id, key: onceKey(visit) } as const;
    const begun = await notifyTermination(tx, visit.tools, letter, visit.now);
    if ('refused' in begun) throw new FormRefused([{ field: begun.of === null ? null : FIELDS[begun.of], message: begun.refused }]);
    await keepUploadedPaper(tx, visit, file, { conventionId, journey: begun.id });
    return terminationPath(begun.id);
  }).catch(refusalOf);
  if (!('path' in done)) return await showForm(visit, convention, done);
  await tellConventionNow(visit.tools, conventionId);
  await visit.goTo(done.path, { tone: 'done', text: 'Résiliation enregistrée : les courriers partent aux deux côtés.' });
}

async function show(visit: Visit, sent: SentForm | null): Promise<void> {
  const one = await journeyOf(visit, 'termination', visit.param('resiliation'));
  const state = termination.fold(one.loaded.facts as JourneyFact<TerminationFact>[]);
  const { contract } = one.loaded.surroundings;
  const [view, ends] = await Promise.all([journeyView(visit, one, SAID, sent), whatEnds(visit.tools.sql, one.conventionId)]);
  const article = clauseOf(contract, 'termination')?.article ?? null;
  visit.show(TerminationPage({ ...view, state, ends, earliest: earliestEffect(contract, state.receivedOn), article: article === null ? 'convention, résiliation' : `convention, ${article}`, mayWork: visit.may('work-on-termination') }), sent === null ? 200 : 422);
}

const DONE: Readonly<Record<TerminationActName, string>> = { date: 'Date d’effet déplacée : les deux côtés sont prévenus.', retrait: 'Résiliation retirée : la convention continue, les deux côtés sont prévenus.' };

async function ask(visit: Visit, name: TerminationActName): Promise<void> {
  const { row: { id }, conventionId } = await journeyOf(visit, 'termination', visit.param('resiliation'));
  const again = async (errors: readonly FieldError[]) => await show(visit, { act: name, values: visit.fields(), errors });
  const errors: FieldError[] = [];
  const reason = (visit.fields()['motif'] ?? '').trim().slice(0, 5_000);
  if (reason === '') errors.push({ field: 'motif', message: 'Donnez un motif : il est gardé au journal.' });
  const on = name === 'date' ? dayOf(visit.fields()['effet'], 'effet', errors) : null;
  if (errors.length > 0) return await again(errors);
  const act: TerminationAct = on === null ? { kind: 'withdraw-termination', reason } : { kind: 'move-effect', effectiveOn: on, reason };
  const done = await once(visit, async (tx) => {
    const answer = await askJourney(tx, visit.tools, { key: onceKey(visit), journey: id, act, actor: visit.session.account_id }, visit.now);
    if (answer.state === 'refused') throw new FormRefused([{ field: name === 'date' ? 'effet' : null, message: answer.reason }]);
    return terminationPath(id);
  }).catch(refusalOf);
  if (!('path' in done)) return await again(done);
  await tellConventionNow(visit.tools, conventionId);
  await visit.goTo(done.path, { tone: 'done', text: DONE[name] });
}

async function sendPaper(visit: Visit): Promise<void> {
  const { id } = await conventionOf(visit);
  const paper = await findPaper(visit.tools.sql, id, visit.param('papier'));
  if (paper === undefined) throw new NotFound('no such paper');
  sendAttached(visit.res, { name: paper.name, type: 'application/octet-stream', bytes: paper.bytes });
}
