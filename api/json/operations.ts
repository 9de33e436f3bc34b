import { ACCOUNT } from './account';
import { ACTS } from './acts';
import { CALLS } from './calls';
import type { Operation } from './operation';
import { TICKET_PARTS } from './ticket-parts';
import { TICKETS } from './tickets';

/** Everything that programs may ask: the routes and the description are both made of this list. */
export const OPERATIONS: readonly Operation[] = [...TICKETS, ...TICKET_PARTS, ...ACTS, ...CALLS, ...ACCOUNT];
