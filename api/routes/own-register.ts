import { Router } from 'express';
import type { ConventionRow } from '../../db/partner';
import { reportDeparture } from '../../desk/departure';
import { conventionState } from '../../domain/register/rules';
import { OwnDepartureDonePage, OwnDeparturePage, OwnRegisterPage } from '../../web/pages/portal/register';
import { ownDeparturePath, ownRegisterPath } from '../../web/paths-portal';
import { partnerHomePath } from '../../web/paths-sign-in';
import { subcontractorsOf } from '../convention/life';
import type { FieldError } from '../act-forms';
import { posted, signedIn } from '../guard';
import { FormRefused, once, refusalOf } from '../once';
import { contactFor, ownContacts, ownConvention } from '../portal/reach';
import { visitorOf } from '../portal/shell';
import { dueOf, registerContent } from '../register/convention';
import { departedFlash } from '../register/departed';
import { departureContent, readDeparture } from '../register/departure';
import { rights } from '../rights';
import type { WebTools } from '../tools';
import { strangerShell } from '../view/shell';
import type { Visit } from '../visit';

const pattern = (path: string): string => path.replaceAll('%3A', ':');

/** The register as a partner reads it of its own convention, and the departures that it reports. */
export function ownRegisterRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(pattern(ownRegisterPath(':id')), signedIn(tools, 'read-own-register', show));
  router.get(pattern(ownDeparturePath(':id')), signedIn(tools, 'report-own-departure', async (visit) => await showForm(visit, await ownConvention(visit, visit.param('id')), null)));
  router.post(pattern(ownDeparturePath(':id')), posted(tools, 'report-own-departure', report));
  return router;
}

async function show(visit: Visit): Promise<void> {
  const convention = await ownConvention(visit, visit.param('id'));
  const { id, number, partner_name } = convention;
  const { file, mode, contract, bulletins, holding, today } = await registerContent(visit, convention);
  const { shell } = await visitorOf(visit, 'autre');
  const may = (action: 'report-own-departure' | 'ask-change' | 'announce-subcontractor') => rights.conventionsWhere(visit.session.grants, action).includes(id);
  const state = conventionState(file, today);
  const over = state === 'terminated';
  visit.show(OwnRegisterPage({
    shell: { ...shell, timeZone: contract.calendar.timeZone }, convention: { id, number, partner: partner_name }, state, mode, takenBack: file !== null && file.delegation_taken_back_at !== null,
    // Who at the Caf decided is the Caf's own.
    article: contract.habilitations.article, bulletins, holding: holding.map((one) => ({ ...one, decidedBy: null })), mayReport: may('report-own-departure') && !over, mayAsk: may('ask-change') && !over, due: await dueOf(visit, [convention.caf], id),
    mayAnnounce: may('announce-subcontractor') && !over, subcontractors: may('announce-subcontractor') ? await subcontractorsOf(visit.tools.sql, id) : [],
  }));
}

async function showForm(visit: Visit, convention: ConventionRow, errors: readonly FieldError[] | null): Promise<void> {
  const { id, number, partner_name } = convention;
  const { shell } = await visitorOf(visit, 'autre');
  visit.show(OwnDeparturePage({
    shell, tokens: visit.tokens(), convention: { id, number, partner: partner_name }, ...(await departureContent(visit, convention)), refused: errors === null ? null : { values: visit.fields(), errors },
  }), errors === null ? 200 : 422);
}

async function report(visit: Visit): Promise<void> {
  const convention = await ownConvention(visit, visit.param('id'));
  const by = contactFor(await ownContacts(visit), convention.id)?.name ?? visit.session.name;
  const read = readDeparture(visit, convention.id, await departureContent(visit, convention), by);
  if ('errors' in read) return await showForm(visit, convention, read.errors);
  let said = null;
  let self = false;
  const done = await once(visit, async (tx) => {
    const outcome = await reportDeparture(tx, visit.tools, read, { at: visit.now, actor: visit.session.account_id, actorName: by });
    if ('refused' in outcome) throw new FormRefused([{ field: 'personne', message: outcome.refused }]);
    self = outcome.withdrawn && outcome.address === visit.session.visitor;
    said = departedFlash({ ...outcome, changeDue: false });
    return partnerHomePath();
  }).catch(refusalOf);
  if (!('path' in done)) return await showForm(visit, convention, done);
  if (self) return visit.show(OwnDepartureDonePage({ shell: strangerShell(visit.now), name: by }));
  await visit.goTo(done.path, said);
}
