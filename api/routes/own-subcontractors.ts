import { Router } from 'express';
import type { ConventionRow } from '../../db/partner';
import { askJourney } from '../../desk/journey';
import { announceSubcontractor } from '../../desk/subcontractor';
import { localDateOf } from '../../domain/calendar';
import { frenchRule } from '../../domain/french/dates';
import { clauseOf } from '../../domain/journeys/around';
import type { SubcontractorAct } from '../../domain/journeys/subcontractor';
import { NewSubcontractorPage } from '../../web/pages/convention/new-subcontractor';
import { OwnSubcontractorPage } from '../../web/pages/portal/subcontractor';
import { newOwnSubcontractorPath, ownSubcontractorActPath, ownSubcontractorPath } from '../../web/convention-paths';
import { ownRegisterPath } from '../../web/paths-portal';
import type { Refused } from '../../web/components/form';
import type { FieldError } from '../act-forms';
import { tellJourneyNow } from '../change/tell';
import { keepUploadedPaper, paperErrors } from '../convention/papers';
import { earliestWords, itemLines, readSubcontractor, subcontractorState } from '../convention/subcontractor';
import { journeyOf, type OneJourney } from '../convention/view';
import { posted, signedIn } from '../guard';
import { FormRefused, once, onceKey, refusalOf } from '../once';
import { ownConvention } from '../portal/reach';
import { visitorOf } from '../portal/shell';
import { termsOfCaf } from '../register/convention';
import { rights } from '../rights';
import type { WebTools } from '../tools';
import { uploadOf, withFiles } from '../upload';
import type { Visit } from '../visit';
import { NOTICE_UPLOAD } from './subcontractors';

const pattern = (path: string): string => path.replaceAll('%3A', ':');

/** A partner announces a subcontractor on its portal, completes the notice, or takes it back. */
export function ownSubcontractorRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(pattern(newOwnSubcontractorPath(':id')), signedIn(tools, 'announce-subcontractor', async (visit) => await showForm(visit, await ownConvention(visit, visit.param('id')), null)));
  router.post(pattern(newOwnSubcontractorPath(':id')), withFiles(tools, NOTICE_UPLOAD), posted(tools, 'announce-subcontractor', announce));
  router.get(pattern(ownSubcontractorPath(':annonce')), signedIn(tools, 'announce-subcontractor', async (visit) => await show(visit, null)));
  router.post(pattern(ownSubcontractorActPath(':annonce', 'complement')), withFiles(tools, NOTICE_UPLOAD), posted(tools, 'announce-subcontractor', complete));
  router.post(pattern(ownSubcontractorActPath(':annonce', 'retrait')), posted(tools, 'announce-subcontractor', async (visit) => await ask(visit, { kind: 'withdraw-subcontractor', reason: (visit.fields()['motif'] ?? '').trim().slice(0, 5_000) }, 'Annonce retirée.')));
  return router;
}

async function showForm(visit: Visit, { id, number, caf, partner_name }: ConventionRow, errors: readonly FieldError[] | null): Promise<void> {
  const contract = await termsOfCaf(visit.tools.sql, caf, visit);
  const delay = clauseOf(contract, 'subcontractor-notice')?.delay;
  const { shell } = await visitorOf(visit, 'autre');
  visit.show(NewSubcontractorPage({
    shell: { ...shell, timeZone: contract.calendar.timeZone }, tokens: visit.tokens(), convention: { id, number, partner: partner_name }, action: newOwnSubcontractorPath(id), agent: false,
    back: { href: ownRegisterPath(id), label: `Convention ${number}` }, lines: itemLines(contract, {}), notice: delay === undefined ? null : frenchRule(delay), earliest: earliestWords(contract, localDateOf(contract.calendar, visit.now)),
    refused: errors === null ? null : { values: visit.fields(), errors },
  }), errors === null ? 200 : 422);
}

async function announce(visit: Visit): Promise<void> {
  const convention = await ownConvention(visit, visit.param('id'));
  const file = uploadOf(visit.req);
  const errors: FieldError[] = paperErrors(file);
  const { items, startsOn } = readSubcontractor(visit.fields(), errors);
  if (errors.length > 0 || startsOn === null) return await showForm(visit, convention, errors);
  const { id: conventionId, caf } = convention;
  let begun = '';
  const done = await once(visit, async (tx) => {
    const answer = await announceSubcontractor(tx, visit.tools, { caf, conventionId, way: 'portal', items, startsOn, receivedOn: null, actor: visit.session.account_id, key: onceKey(visit) }, visit.now);
    if ('refused' in answer) throw new FormRefused([{ field: null, message: answer.refused }]);
    await keepUploadedPaper(tx, visit, file, { conventionId, journey: answer.id });
    begun = answer.id;
    return ownSubcontractorPath(answer.id);
  }).catch(refusalOf);
  if (!('path' in done)) return await showForm(visit, convention, done);
  if (begun !== '') await tellJourneyNow(visit.tools, begun);
  await visit.goTo(done.path, { tone: 'done', text: 'Annonce envoyée à la Caf.' });
}

/** One's own notice. @throws NotFound as when there is none */
async function ownNotice(visit: Visit): Promise<OneJourney> {
  const mine = rights.conventionsWhere(visit.session.grants, 'announce-subcontractor');
  return await journeyOf(visit, 'subcontractor', visit.param('annonce'), ({ convention_id }) => convention_id !== null && mine.includes(convention_id));
}

async function show(visit: Visit, refused: Refused | null): Promise<void> {
  const one = await ownNotice(visit);
  const state = subcontractorState(one);
  const { contract, convention } = one.loaded.surroundings;
  const { shell } = await visitorOf(visit, 'autre');
  visit.show(OwnSubcontractorPage({
    shell: { ...shell, timeZone: contract.calendar.timeZone }, tokens: visit.tokens(), id: one.row.id, convention: { id: one.conventionId, number: convention?.number ?? '', partner: convention?.partnerName ?? '' }, state,
    lines: itemLines(contract, state.items), earliest: earliestWords(contract, state.announcedOn), refused,
  }), refused === null ? 200 : 422);
}

async function complete(visit: Visit): Promise<void> {
  const file = uploadOf(visit.req);
  const errors: FieldError[] = paperErrors(file);
  const { items, startsOn } = readSubcontractor(visit.fields(), errors);
  if (errors.length > 0 || startsOn === null) return await show(visit, { values: visit.fields(), errors });
  await ask(visit, { kind: 'give-items', way: 'portal', items, startsOn }, 'Envoyé à la Caf.');
}

async function ask(visit: Visit, act: SubcontractorAct, said: string): Promise<void> {
  const { row: { id }, conventionId } = await ownNotice(visit);
  const done = await once(visit, async (tx) => {
    const answer = await askJourney(tx, visit.tools, { key: onceKey(visit), journey: id, act, actor: visit.session.account_id }, visit.now);
    if (answer.state === 'refused') throw new FormRefused([{ field: null, message: answer.reason }]);
    await keepUploadedPaper(tx, visit, uploadOf(visit.req), { conventionId, journey: id });
    return ownSubcontractorPath(id);
  }).catch(refusalOf);
  if (!('path' in done)) return await show(visit, { values: visit.fields(), errors: done });
  await tellJourneyNow(visit.tools, id);
  await visit.goTo(done.path, { tone: 'done', text: said });
}
