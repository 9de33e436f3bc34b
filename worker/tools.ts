import type { Client } from '@temporalio/client';
import { postOutcome } from '../desk/relay';
import type { AnnouncementTools } from '../activities/planned-stop';
import type { Sql } from '../db/connect';
import { tellJourney, tellTicket } from '../engine/tell';
import type { Poster } from '../mail/post';
import type { Log } from '../mail/log';

interface ToolSetting {
  readonly sql: Sql;
  readonly client: Client;
  readonly poster: Poster;
  readonly publicUrl: string;
  readonly instance: string;
  readonly log: Log;
}

/** The tools of the activities, made of real things. */
export function createTools({ sql, client, poster, publicUrl, instance, log }: ToolSetting): AnnouncementTools {
  return {
    sql,
    publicUrl,
    instance,
    log,
    tell: (reference, n) => tellTicket(client, reference, { n }),
    tellJourney: (journey, n) => tellJourney(client, journey, { n }),
    nudge: (reference, n) => tellTicket(client, reference, { n, overdue: true }),
    nudgeJourney: (journey, n) => tellJourney(client, journey, { n, overdue: true }),
    post: (letter, timeoutMs) => postOutcome(poster, letter, timeoutMs),
  };
}
