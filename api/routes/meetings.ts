import { Router } from 'express';
import { journeyByKey } from '../../db/journey';
import type { Tx } from '../../db/connect';
import { yearKey } from '../../desk/convention-year';
import { askJourney } from '../../desk/journey';
import { RENEWAL_READERS } from '../../domain/journeys/convention-year-told';
import type { YearAct } from '../../domain/journeys/convention-year';
import { LifePage } from '../../web/pages/meeting/life';
import { MeetingsPage } from '../../web/pages/meeting/list';
import { MeetingPage } from '../../web/pages/meeting/meeting';
import { askMeetingPath, lifePath, MEETING_ACTS, meetingActPath, meetingFilePath, meetingPath, meetingsPath, minutesPath, preparedPath, renewalToldPath, type MeetingActName } from '../../web/paths-meeting';
import type { FieldError } from '../act-forms';
import { tellJourneyNow } from '../change/tell';
import { posted, signedIn } from '../guard';
import { carryOutAsk, carryOutMeeting, SAID } from '../meeting/carry-out';
import { sendJoined, sendMinutes, sendPrepared } from '../meeting/send';
import { FormRefused, once, onceKey, refusalOf } from '../once';
import { conventionOf } from '../register/convention';
import type { WebTools } from '../tools';
import { withFiles } from '../upload';
import type { SentAct } from '../view/change';
import { lifeView, loadMeeting, meetingsView, meetingView, type LoadedMeeting } from '../view/meeting';
import { shellOf } from '../view/shell';
import type { Visit } from '../visit';

/** A form with minutes: a long text, a file. */
export const MINUTES_LIMITS = { bytes: 10_000_000, files: 1, fieldBytes: 150_000, fields: 20 };
const pattern = (path: string): string => path.replaceAll('%3A', ':');

/** Meetings and a convention's years, at the Caf. */
export function meetingRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(meetingsPath(), signedIn(tools, 'read-meetings', async (visit) => visit.show(MeetingsPage(await meetingsView(visit)))));
  router.get(pattern(meetingPath(':reunion')), signedIn(tools, 'read-meetings', async (visit) => await show(visit, null)));
  router.get(pattern(minutesPath(':reunion')), signedIn(tools, 'read-meetings', async (visit) => await sendMinutes(visit, await meetingOfCaf(visit))));
  router.get(pattern(meetingFilePath(':reunion', ':annexe')), signedIn(tools, 'read-meetings', async (visit) => await sendJoined(visit, await meetingOfCaf(visit))));
  for (const name of MEETING_ACTS) router.post(pattern(meetingActPath(':reunion', name)), ...(name === 'compte-rendu' ? [withFiles(tools, MINUTES_LIMITS)] : []), posted(tools, 'work-on-meeting', async (visit) => await act(visit, name)));
  router.get(pattern(lifePath(':id')), signedIn(tools, 'read-meetings', async (visit) => await showLife(visit, null)));
  router.get(pattern(preparedPath(':id', ':jour')), signedIn(tools, 'read-meetings', async (visit) => await sendPrepared(visit, await conventionOf(visit))));
  router.post(pattern(askMeetingPath(':id')), posted(tools, 'work-on-meeting', ask));
  router.post(pattern(renewalToldPath(':id')), posted(tools, 'keep-convention', setTold));
  return router;
}

async function meetingOfCaf(visit: Visit): Promise<LoadedMeeting> {
  return await loadMeeting(visit, ({ caf }) => visit.cafs.includes(caf));
}

async function show(visit: Visit, sent: SentAct | null): Promise<void> {
  const found = await meetingOfCaf(visit);
  visit.show(MeetingPage(await meetingView(visit, found, { side: 'desk', shell: await shellOf(visit, 'reunions'), mayAct: visit.cafsFor('work-on-meeting').includes(found.row.caf), sent })), sent === null ? 200 : 422);
}

async function showLife(visit: Visit, sent: SentAct | null): Promise<void> {
  const convention = await conventionOf(visit);
  const may = (action: 'work-on-meeting' | 'keep-convention') => visit.cafsFor(action).includes(convention.caf);
  visit.show(LifePage(await lifeView(visit, convention, { side: 'desk', shell: await shellOf(visit, 'reunions'), mayAsk: may('work-on-meeting'), maySet: may('keep-convention'), sent })), sent === null ? 200 : 422);
}

const sentAct = (visit: Visit, act: string, errors: readonly FieldError[]): SentAct => ({ act, values: visit.fields(), errors });

async function act(visit: Visit, name: MeetingActName): Promise<void> {
  const found = await meetingOfCaf(visit);
  const done = await carryOutMeeting(visit, found, name, { by: 'desk', who: visit.session.name }, meetingPath(found.row.id));
  if ('errors' in done) return await show(visit, sentAct(visit, name, done.errors));
  await visit.goTo(done.path, { tone: 'done', text: SAID[name] });
}

async function ask(visit: Visit): Promise<void> {
  const convention = await conventionOf(visit);
  const done = await carryOutAsk(visit, convention, { by: 'desk', who: visit.session.name }, meetingPath);
  if ('errors' in done) return await showLife(visit, sentAct(visit, 'reunion', done.errors));
  await visit.goTo(done.path, { tone: 'done', text: 'Réunion demandée : le partenaire est prévenu.' });
}

/** Who is told of each renewal: a setting of the convention. */
async function setTold(visit: Visit): Promise<void> {
  const convention = await conventionOf(visit);
  const year = await journeyByKey(visit.tools.sql, yearKey(convention.id));
  if (year === undefined) return await showLife(visit, sentAct(visit, 'reconduction', [{ field: null, message: 'Saisissez d’abord la date de signature au registre.' }]));
  const asked: YearAct = { kind: 'set-renewal-told', to: RENEWAL_READERS.filter((reader) => visit.fields()[reader] === 'oui') };
  const done = await once(visit, async (tx: Tx) => {
    const answer = await askJourney(tx, visit.tools, { key: onceKey(visit), journey: year.id, act: asked, actor: visit.session.account_id }, visit.now);
    if (answer.state === 'refused') throw new FormRefused([{ field: null, message: answer.reason }]);
    return lifePath(convention.id);
  }).catch(refusalOf);
  if (!('path' in done)) return await showLife(visit, sentAct(visit, 'reconduction', done));
  await tellJourneyNow(visit.tools, year.id);
  await visit.goTo(done.path, { tone: 'done', text: 'Enregistré.' });
}
