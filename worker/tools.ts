import type { Client } from '@temporalio/client';
import type { PostOutcome, Tools } from '../activities/tools';
import type { Sql } from '../db/connect';
import { tellTicket } from '../engine/tell';
import { PermanentRefusal, TransientFailure, type Poster, type Refusal } from '../mail/post';
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

/** What the relay said, of the addressee: people in copy do not decide what becomes of a letter. */
async function posted(poster: Poster, letter: { raw: Buffer; envelope: { from: string; to: readonly string[] } }, timeoutMs: number): Promise<PostOutcome> {
  try {
    const taken = await poster.post(letter, timeoutMs);
    const refusal = taken.outcome === 'sent' ? taken.refused.find(({ address }) => address === letter.envelope.to[0]) : undefined;
    return refusal === undefined ? { outcome: taken.outcome } : refusedFor(refusal);
  } catch (error) {
    if (error instanceof PermanentRefusal) return { outcome: 'refused', problem: error.message, address: error.at === 'recipient', code: error.code };
    if (error instanceof TransientFailure) return { outcome: 'later', problem: error.message };
    throw error;
  }
}

/** Taken for those in copy only. */
function refusedFor({ permanent, code }: Refusal): PostOutcome {
  if (!permanent) return { outcome: 'later', problem: `the relay put the addressee off (${code ?? 'no code'})` };
  return { outcome: 'refused', problem: `the relay refused the addressee for good (${code ?? 'no code'})`, address: true, code: code ?? 550 };
}
