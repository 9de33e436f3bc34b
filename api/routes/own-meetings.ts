import { Router } from 'express';
import type { ConventionRow } from '../../db/partner';
import { OwnLifePage } from '../../web/pages/portal/life';
import { OwnMeetingPage } from '../../web/pages/portal/meeting';
import { askOwnMeetingPath, MEETING_ACTS, ownLifePath, ownMeetingActPath, ownMeetingFilePath, ownMeetingPath, ownMinutesPath, ownPreparedPath, type MeetingActName } from '../../web/paths-meeting';
import type { FieldError } from '../act-forms';
import { posted, signedIn } from '../guard';
import { carryOutAsk, carryOutMeeting, SAID, type Actor } from '../meeting/carry-out';
import { sendJoined, sendMinutes, sendPrepared } from '../meeting/send';
import { contactFor, ownContacts, ownConvention } from '../portal/reach';
import { visitorOf } from '../portal/shell';
import { rights } from '../rights';
import type { WebTools } from '../tools';
import { withFiles } from '../upload';
import type { SentAct } from '../view/change';
import { lifeView, loadMeeting, meetingView, type LoadedMeeting } from '../view/meeting';
import type { Visit } from '../visit';
import { MINUTES_LIMITS } from './meetings';

const pattern = (path: string): string => path.replaceAll('%3A', ':');

/** Meetings and a convention's years, on the partner's portal. */
export function ownMeetingRoutes(tools: WebTools): Router {
  const router = Router();
  const read = (path: string, handle: (visit: Visit) => Promise<void>) => router.get(pattern(path), signedIn(tools, 'ask-own-meeting', handle));
  read(ownMeetingPath(':reunion'), async (visit) => await show(visit, null));
  read(ownMinutesPath(':reunion'), async (visit) => await sendMinutes(visit, await ownMeeting(visit)));
  read(ownMeetingFilePath(':reunion', ':annexe'), async (visit) => await sendJoined(visit, await ownMeeting(visit)));
  for (const name of MEETING_ACTS.filter((one) => one !== 'date')) router.post(pattern(ownMeetingActPath(':reunion', name)), ...(name === 'compte-rendu' ? [withFiles(tools, MINUTES_LIMITS)] : []), posted(tools, 'ask-own-meeting', async (visit) => await act(visit, name)));
  read(ownLifePath(':id'), async (visit) => await showLife(visit, await ownConvention(visit, visit.param('id')), null));
  read(ownPreparedPath(':id', ':jour'), async (visit) => await sendPrepared(visit, await ownConvention(visit, visit.param('id'))));
  router.post(pattern(askOwnMeetingPath(':id')), posted(tools, 'ask-own-meeting', ask));
  return router;
}

/** A meeting of a convention for which this person speaks. @throws NotFound as when there is none */
async function ownMeeting(visit: Visit): Promise<LoadedMeeting> {
  const mine = rights.conventionsWhere(visit.session.grants, 'ask-own-meeting');
  return await loadMeeting(visit, ({ convention_id }) => convention_id !== null && mine.includes(convention_id));
}

async function actor(visit: Visit, conventionId: string): Promise<Actor> {
  return { by: 'partner', who: contactFor(await ownContacts(visit), conventionId)?.name ?? visit.session.name };
}

const sentAct = (visit: Visit, name: string, errors: readonly FieldError[]): SentAct => ({ act: name, values: visit.fields(), errors });

async function show(visit: Visit, sent: SentAct | null): Promise<void> {
  const { shell } = await visitorOf(visit, 'autre');
  visit.show(OwnMeetingPage(await meetingView(visit, await ownMeeting(visit), { side: 'partner', shell, mayAct: true, sent })), sent === null ? 200 : 422);
}

async function showLife(visit: Visit, convention: ConventionRow, sent: SentAct | null): Promise<void> {
  const { shell } = await visitorOf(visit, 'autre');
  visit.show(OwnLifePage(await lifeView(visit, convention, { side: 'partner', shell, mayAsk: true, maySet: false, sent })), sent === null ? 200 : 422);
}

async function act(visit: Visit, name: MeetingActName): Promise<void> {
  const found = await ownMeeting(visit);
  const done = await carryOutMeeting(visit, found, name, await actor(visit, found.conventionId), ownMeetingPath(found.row.id));
  if ('errors' in done) return await show(visit, sentAct(visit, name, done.errors));
  await visit.goTo(done.path, { tone: 'done', text: SAID[name] });
}

async function ask(visit: Visit): Promise<void> {
  const convention = await ownConvention(visit, visit.param('id'));
  const done = await carryOutAsk(visit, convention, await actor(visit, convention.id), ownMeetingPath);
  if ('errors' in done) return await showLife(visit, convention, sentAct(visit, 'reunion', done.errors));
  await visit.goTo(done.path, { tone: 'done', text: 'Réunion demandée : la Caf est prévenue.' });
}
