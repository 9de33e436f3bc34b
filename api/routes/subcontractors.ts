import { Router } from 'express';
import type { ConventionRow } from '../../db/partner';
import { askJourney } from '../../desk/journey';
import { announceSubcontractor } from '../../desk/subcontractor';
import { frenchRule } from '../../domain/french/dates';
import { subcontractorFactWords, subcontractorStepWords } from '../../domain/french/subcontractor';
import { clauseOf } from '../../domain/journeys/around';
import type { SubcontractorAct, SubcontractorFact } from '../../domain/journeys/subcontractor';
import { NewSubcontractorPage } from '../../web/pages/convention/new-subcontractor';
import { SubcontractorPage } from '../../web/pages/convention/subcontractor';
import { newSubcontractorPath, subcontractorActPath, SUBCONTRACTOR_ACTS, subcontractorPath, type SubcontractorActName } from '../../web/convention-paths';
import { registerConventionPath } from '../../web/register-paths';
import type { SentForm } from '../../web/view/register';
import type { FieldError } from '../act-forms';
import { tellJourneyNow } from '../change/tell';
import { keepUploadedPaper, MOST_PAPER_BYTES, paperErrors } from '../convention/papers';
import { earliestWords, itemLines, readSubcontractor, subcontractorState } from '../convention/subcontractor';
import { journeyOf, journeyView, type Said } from '../convention/view';
import { posted, signedIn } from '../guard';
import { FormRefused, once, onceKey, refusalOf } from '../once';
import { conventionOf, termsOfCaf } from '../register/convention';
import { dayOf } from '../register/forms';
import type { WebTools } from '../tools';
import { uploadOf, withFiles } from '../upload';
import { shellOf } from '../view/shell';
import type { Visit } from '../visit';

const pattern = (path: string): string => path.replaceAll('%3A', ':');
const THEIRS: ReadonlySet<string> = new Set(['subcontractor-announced', 'items-given']);
const SAID: Said = { fact: (body) => subcontractorFactWords(body as SubcontractorFact), step: subcontractorStepWords, theirs: ({ kind }) => THEIRS.has(kind) };
/** Texts of a form that sends a file too. */
export const NOTICE_UPLOAD = { bytes: MOST_PAPER_BYTES, files: 1, fieldBytes: 25_000, fields: 20 };

/** Subcontractors that partners announce, at the Caf. */
export function subcontractorRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(pattern(newSubcontractorPath(':id')), signedIn(tools, 'work-on-subcontractor', async (visit) => await showForm(visit, await conventionOf(visit), null)));
  router.post(pattern(newSubcontractorPath(':id')), withFiles(tools, NOTICE_UPLOAD), posted(tools, 'work-on-subcontractor', enter));
  router.get(pattern(subcontractorPath(':annonce')), signedIn(tools, 'read-register', async (visit) => await show(visit, null)));
  for (const name of SUBCONTRACTOR_ACTS) router.post(pattern(subcontractorActPath(':annonce', name)), posted(tools, 'work-on-subcontractor', async (visit) => await ask(visit, name)));
  return router;
}

async function showForm(visit: Visit, { id, number, caf, partner_name }: ConventionRow, errors: readonly FieldError[] | null): Promise<void> {
  const contract = await termsOfCaf(visit.tools.sql, caf, visit);
  const delay = clauseOf(contract, 'subcontractor-notice')?.delay;
  visit.show(NewSubcontractorPage({
    shell: { ...(await shellOf(visit, 'habilitations')), timeZone: contract.calendar.timeZone }, tokens: visit.tokens(), convention: { id, number, partner: partner_name }, action: newSubcontractorPath(id), agent: true,
    back: { href: registerConventionPath(id), label: `${partner_name}, convention ${number}` }, lines: itemLines(contract, {}), notice: delay === undefined ? null : frenchRule(delay), earliest: null,
    refused: errors === null ? null : { values: visit.fields(), errors },
  }), errors === null ? 200 : 422);
}

async function enter(visit: Visit): Promise<void> {
  const convention = await conventionOf(visit);
  const fields = visit.fields();
  const file = uploadOf(visit.req);
  const errors: FieldError[] = paperErrors(file);
  const way = (['post', 'email', 'phone'] as const).find((one) => one === fields['voie']);
  if (way === undefined) errors.push({ field: 'voie', message: 'Dites comment l’annonce est arrivée.' });
  const receivedOn = dayOf(fields['reception'], 'reception', errors);
  const { items, startsOn } = readSubcontractor(fields, errors);
  if (errors.length > 0 || startsOn === null || way === undefined) return await showForm(visit, convention, errors);
  const { id: conventionId, caf } = convention;
  let begun = '';
  const done = await once(visit, async (tx) => {
    const answer = await announceSubcontractor(tx, visit.tools, { caf, conventionId, way, items, startsOn, receivedOn, actor: visit.session.account_id, key: onceKey(visit) }, visit.now);
    if ('refused' in answer) throw new FormRefused([{ field: answer.of === null ? null : 'reception', message: answer.refused }]);
    await keepUploadedPaper(tx, visit, file, { conventionId, journey: answer.id });
    begun = answer.id;
    return subcontractorPath(answer.id);
  }).catch(refusalOf);
  if (!('path' in done)) return await showForm(visit, convention, done);
  if (begun !== '') await tellJourneyNow(visit.tools, begun);
  await visit.goTo(done.path, { tone: 'done', text: 'Annonce enregistrée : le partenaire en reçoit le courrier.' });
}

async function show(visit: Visit, sent: SentForm | null): Promise<void> {
  const one = await journeyOf(visit, 'subcontractor', visit.param('annonce'));
  const state = subcontractorState(one);
  const { contract } = one.loaded.surroundings;
  const view = await journeyView(visit, one, SAID, sent);
  visit.show(SubcontractorPage({ ...view, state, lines: itemLines(contract, state.items), earliest: earliestWords(contract, state.announcedOn), mayWork: visit.may('work-on-subcontractor') }), sent === null ? 200 : 422);
}

const DONE: Readonly<Record<SubcontractorActName, string>> = { complement: 'Annonce complétée.', acceptation: 'Sous-traitant accepté : le partenaire en reçoit le courrier.', refus: 'Sous-traitant refusé : le partenaire en reçoit le motif.', retrait: 'Annonce retirée.' };

async function ask(visit: Visit, name: SubcontractorActName): Promise<void> {
  const one = await journeyOf(visit, 'subcontractor', visit.param('annonce'));
  const again = async (errors: readonly FieldError[]) => await show(visit, { act: name, values: visit.fields(), errors });
  const errors: FieldError[] = [];
  const act = readAct(visit, name, errors);
  if (errors.length > 0 || act === null) return await again(errors);
  const { id } = one.row;
  const done = await once(visit, async (tx) => {
    const answer = await askJourney(tx, visit.tools, { key: onceKey(visit), journey: id, act, actor: visit.session.account_id }, visit.now);
    if (answer.state === 'refused') throw new FormRefused([{ field: name === 'refus' ? 'motif' : null, message: answer.reason }]);
    return subcontractorPath(id);
  }).catch(refusalOf);
  if (!('path' in done)) return await again(done);
  await tellJourneyNow(visit.tools, id);
  await visit.goTo(done.path, { tone: 'done', text: DONE[name] });
}

function readAct(visit: Visit, name: SubcontractorActName, errors: FieldError[]): SubcontractorAct | null {
  const fields = visit.fields();
  const words = (fields['motif'] ?? '').trim().slice(0, 5_000);
  if (name === 'acceptation') return { kind: 'accept-subcontractor', note: words };
  if (name === 'retrait') return { kind: 'withdraw-subcontractor', reason: words };
  if (name === 'refus') return { kind: 'refuse-subcontractor', reason: words };
  const { items, startsOn } = readSubcontractor(fields, errors);
  return startsOn === null ? null : { kind: 'give-items', way: 'email', items, startsOn };
}
