import { Router } from 'express';
import type { WebTools } from '../tools';
import { accountRoutes } from './account';
import { actRoutes } from './acts';
import { absenceRoutes } from './absences';
import { amendmentRoutes } from './amendments';
import { callRoutes } from './calls';
import { contactRoutes } from './contacts';
import { contractRoutes } from './contracts';
import { deskDayRoutes } from './desk-days';
import { draftRoutes } from './drafts';
import { disputeRoutes } from './dispute';
import { escalationRoutes } from './escalations';
import { importRoutes } from './imports';
import { incidentRoutes } from './incidents';
import { figureRoutes } from './figures';
import { letterRoutes } from './letters';
import { mailChoiceRoutes } from './mail-choices';
import { partnerRoutes } from './partners';
import { queueRoutes } from './queue';
import { savedViewRoutes } from './saved-views';
import { searchRoutes } from './search';
import { sendingRoutes } from './sending';
import { severalRoutes } from './several';
import { settingRoutes } from './settings';
import { partnerHomeRoutes } from './partner-home';
import { sessionRoutes } from './sessions';
import { signInRoutes } from './sign-in';
import { steeringRoutes } from './steering';
import { signInCodeRoutes } from './sign-in-code';
import { signInLinkRoutes } from './sign-in-link';
import { signInOidcRoutes } from './sign-in-oidc';
import { templateInsertRoutes } from './template-insert';
import { templateRoutes } from './templates';
import { ticketRoutes } from './ticket';
import { ticketFileRoutes } from './ticket-files';
import { unidentifiedRoutes } from './unidentified';

/** Every route, one file per noun. */
export function routes(tools: WebTools): Router {
  const entrance = [signInRoutes, signInCodeRoutes, signInOidcRoutes, signInLinkRoutes, accountRoutes, sessionRoutes, partnerHomeRoutes];
  const ours = [queueRoutes, savedViewRoutes, severalRoutes, callRoutes, letterRoutes, escalationRoutes, unidentifiedRoutes, contractRoutes, searchRoutes];
  const ticket = [ticketFileRoutes, ticketRoutes, actRoutes, draftRoutes, sendingRoutes, templateInsertRoutes];
  const settings = [partnerRoutes, contactRoutes, importRoutes, settingRoutes, templateRoutes];
  const decisions = [amendmentRoutes, deskDayRoutes, absenceRoutes];
  const outages = [incidentRoutes, disputeRoutes];
  const steering = [steeringRoutes, figureRoutes, mailChoiceRoutes];
  return Router().use(...[...entrance, ...ours, ...ticket, ...outages, ...settings, ...decisions, ...steering].map((of) => of(tools)));
}
