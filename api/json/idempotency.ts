import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { freeAnswerKey, keepAnswer, takeAnswerKey } from '../../db/api-answer';
import { epochMs } from '../../domain/ids';
import { BadRequest } from '../errors';
import { Problem } from './problem';
import type { ApiVisit } from './visit';

/** A request is not answered for longer than this: beyond, whoever took its key has died. */
const UNDER_WAY_MS = 60_000;
/** Kept, and not yet known to be done: asked again, it is looked at again. */
const KEPT = 202;

/** @throws BadRequest without a key. */
export function keyOf(req: Request): string {
  const key = req.headers['idempotency-key'];
  if (typeof key !== 'string' || !/^[\w.-]{8,200}$/.test(key)) throw new BadRequest('L’en-tête Idempotency-Key manque : de 8 à 200 lettres, chiffres, points ou tirets.');
  return key;
}

interface Given {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Does a request once for its key and account. Sent again it is given the same answer; what was refused is not kept, and may be corrected.
 * Who dies between the act and the answer loses nothing: the act itself is done once for the same key.
 * @throws Problem when the key was taken for another request (422), or when the same is under way (409)
 */
export async function onceForKey(visit: ApiVisit, work: () => Promise<Given>, forget: (body: unknown) => unknown = (body) => body): Promise<Given> {
  const { tools: { sql }, session: { account_id: account }, key, now } = visit;
  const digest = digestOf(visit.req);
  const known = await takeAnswerKey(sql, account, key, digest, now);
  if (known !== null) {
    if (known.digest !== digest) throw new Problem('key-reused', 'Cette clé a servi à une autre requête : prenez-en une nouvelle.');
    if (known.status !== null && known.status !== KEPT) {
      visit.res.set('Idempotent-Replayed', 'true');
      return { status: known.status, body: known.body };
    }
    if (known.status === null && epochMs(now) - epochMs(known.at) < UNDER_WAY_MS) throw new Problem('under-way', 'La même requête est en cours : renvoyez-la dans un instant.', { 'Retry-After': '1' });
  }
  try {
    const given = await work();
    await keepAnswer(sql, account, key, given.status, forget(given.body));
    return given;
  } catch (error) {
    await freeAnswerKey(sql, account, key);
    throw error;
  }
}

function digestOf({ method, path, body }: Request): string {
  return createHash('sha256').update(JSON.stringify([method, path, body ?? null])).digest('hex');
}
