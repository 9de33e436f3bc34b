import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import pino from 'pino';
import { DEFAULT_SIGN_IN } from '../../api/sign-in-settings';
import type { WebTools } from '../../api/tools';
import type { Clock } from '../../clock';
import { askAct } from '../../engine/ask';
import { tellRetention } from '../../engine/retention';
import { tellJourney, tellStop, tellTicket } from '../../engine/tell';
import { TEST_SECRETS } from './secrets';

export const silentLog = pino({ level: 'silent' });

/** What the pages are given, with a real Temporal behind. */
export function webTools(shared: Pick<WebTools, 'sql' | 'publicUrl' | 'instance' | 'log'>, client: Client, clock: Clock, undoSendMs: number): WebTools {
  return {
    ...shared,
    clock,
    trustProxy: 0,
    relayed: true,
    undoSendMs,
    accessibilityContact: null,
    liveEveryMs: 200,
    secrets: TEST_SECRETS, privateWebhooks: false,
    signIn: DEFAULT_SIGN_IN,
    ask: (act, waitMs) => askAct(client, act, waitMs),
    tell: (reference, n) => tellTicket(client, reference, { n }),
    tellJourney: (journey, n) => tellJourney(client, journey, { n }),
    tellStop: (id, n) => tellStop(client, id, { n }),
    tellRetention: (caf) => tellRetention(client, caf),
    temporalReady: async () => void (await client.workflowService.getSystemInfo({})),
    pause: (ms) => pause(ms),
  };
}
