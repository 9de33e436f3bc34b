import { createHash } from 'node:crypto';
import { formLed } from '../db/form-key';
import { BadRequest } from './errors';
import type { Visit } from './visit';

const KEY = /^[\w.-]{8,200}$/;

/** The key of a form's rendering. @throws BadRequest when it carries none */
export function formKeyOf(visit: Visit): string {
  const key = visit.fields()['_cle'] ?? '';
  if (!KEY.test(key)) throw new BadRequest('Ce formulaire est incomplet : rechargez la page.');
  return key;
}

/** What a form is known by: whose it is, and the key of its rendering. @throws BadRequest when it carries none */
export function onceKey(visit: Visit): string {
  return createHash('sha256').update(JSON.stringify([visit.session.account_id, formKeyOf(visit)])).digest('hex').slice(0, 40);
}

/**
 * Where this very form led when it was sent before; null when it was not, or has no key. Asked before anything is checked again: what was done
 * may no longer be possible, and whoever sends it twice is to see what it made, not a refusal.
 */
export async function ledBefore(visit: Visit): Promise<string | null> {
  return KEY.test(visit.fields()['_cle'] ?? '') ? await formLed(visit.tools.sql, onceKey(visit)) : null;
}
