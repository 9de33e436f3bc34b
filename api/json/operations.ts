import { ACCOUNT } from './account';
import { ACCOUNTS } from './accounts';
import { ACTS } from './acts';
import { AMENDMENTS } from './amendments';
import { CALLS } from './calls';
import { CONTRACTS } from './contracts';
import { DECISIONS } from './decisions';
import { EXPORTS } from './exports';
import { IDENTIFICATION } from './identification';
import { IMPORTS } from './imports';
import { INCIDENTS } from './incidents';
import type { Operation } from './operation';
import { PARTNERS } from './partners';
import { PORTAL } from './portal';
import { PORTAL_PEOPLE } from './portal-people';
import { SETTINGS } from './settings';
import { STEERING } from './steering';
import { TEMPLATES } from './templates';
import { TICKET_PARTS } from './ticket-parts';
import { TICKETS } from './tickets';
import { VIEWS } from './views';
import { WEBHOOKS } from './webhooks';

/** Everything that programs may ask: the routes and the description are both made of this list. */
export const OPERATIONS: readonly Operation[] = [
  TICKETS, VIEWS, TICKET_PARTS, ACTS, CALLS, IDENTIFICATION, INCIDENTS, PARTNERS, IMPORTS, CONTRACTS, DECISIONS, AMENDMENTS, STEERING, EXPORTS, TEMPLATES, SETTINGS, ACCOUNTS, WEBHOOKS, ACCOUNT, PORTAL, PORTAL_PEOPLE,
].flat();
