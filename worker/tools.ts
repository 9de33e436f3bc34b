import type { Client } from '@temporalio/client';
import type { PostOutcome, Tools } from '../activities/tools';
import type { Sql } from '../db/connect';
import { tellTicket } from '../engine/tell';
import { PermanentRefusal, TransientFailure, type Poster } from '../mail/post';
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
export function createTools({ sql, client, poster, publicUrl, instance, log }: ToolSetting): Tools {
  return {
    sql,
    publicUrl,
    instance,
    log,
    tell: (reference, n) => tellTicket(client, reference, { n }),
    post: ({ raw, from, to }, timeoutMs) => posted(poster, { raw, envelope: { from, to } }, timeoutMs),
  };
}

async function posted(poster: Poster, letter: { raw: Buffer; envelope: { from: string; to: readonly string[] } }, timeoutMs: number): Promise<PostOutcome> {
  try {
    const { outcome } = await poster.post(letter, timeoutMs);
    return { outcome };
  } catch (error) {
    if (error instanceof PermanentRefusal) return { outcome: 'refused', problem: error.message };
    if (error instanceof TransientFailure) return { outcome: 'later', problem: error.message };
    throw error;
  }
}
