import type { Instant } from './ids';
import { UNMANAGED } from './manager-facts';
import { EMPTY_LADDER, type Draft } from './ticket-moves';

/** The state of a request of which nothing is known but that it was received. */
export function begin(receivedAt: Instant): Draft {
  return {
    phase: 'received',
    receivedAt,
    pickedUpAt: null,
    pickupWarnings: [],
    pickupBreachedAt: null,
    debt: null,
    ladders: { desk: EMPTY_LADDER, partner: EMPTY_LADDER },
    urgent: { desk: null, partner: null },
    urgentFor: { desk: null, partner: null },
    callBacks: [],
    inVain: [],
    internal: [],
    resolvedAt: null,
    resolvedN: 0,
    exchanged: false,
    ...UNMANAGED,
    lastN: 0,
    lastAt: receivedAt,
  };
}
