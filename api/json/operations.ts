import { ACCOUNT } from './account';
import { ACCOUNTS } from './accounts';
import { ACTS } from './acts';
import { CALLS } from './calls';
import { CONTRACTS } from './contracts';
import { DECISIONS } from './decisions';
import { IDENTIFICATION } from './identification';
import { INCIDENTS } from './incidents';
import type { Operation } from './operation';
import { PARTNERS } from './partners';
import { SETTINGS } from './settings';
import { STEERING } from './steering';
import { TEMPLATES } from './templates';
import { TICKET_PARTS } from './ticket-parts';
import { TICKETS } from './tickets';
import { WEBHOOKS } from './webhooks';

/** Everything that programs may ask: the routes and the description are both made of this list. */
export const OPERATIONS: readonly Operation[] = [
  TICKETS, TICKET_PARTS, ACTS, CALLS, IDENTIFICATION, INCIDENTS, PARTNERS, CONTRACTS, DECISIONS, STEERING, TEMPLATES, SETTINGS, ACCOUNTS, WEBHOOKS, ACCOUNT,
].flat();
