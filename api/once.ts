import { beginAgain, type Tx } from '../db/connect';
import { takeFormKey, writeFormResult } from '../db/form-key';
import type { FieldError } from './act-forms';
import { onceKey } from './form-key';
import type { Visit } from './visit';

export { onceKey } from './form-key';

/** A form that cannot be done as it was sent: nothing is kept of it, and it comes back filled with these errors. */
export class FormRefused extends Error {
  override readonly name = 'FormRefused';
  constructor(readonly errors: readonly FieldError[]) {
    super('a form was refused');
  }
}

/** What a form led to: where to go, and whether it was done just now or by the same form sent before. */
export interface Once {
  readonly path: string;
  readonly again: boolean;
}

/**
 * Does what a form asks in one transaction, once for its key: the second of a double click is led where the first led.
 * Broken by a deadlock, it is done again once.
 * @throws FormRefused when `work` refuses; nothing is then kept, so that the corrected form may come with the same key.
 */
export async function once(visit: Visit, work: (tx: Tx) => Promise<string>): Promise<Once> {
  const key = onceKey(visit);
  return await beginAgain(visit.tools.sql, async (tx) => {
    const known = await takeFormKey(tx, key, visit.now);
    if (known !== null) return { path: known.path, again: true };
    const path = await work(tx);
    await writeFormResult(tx, key, { digest: '', path });
    return { path, again: false };
  });
}

/** The errors of a refused form; any other error is thrown on. */
export function refusalOf(error: unknown): readonly FieldError[] {
  if (error instanceof FormRefused) return error.errors;
  throw error;
}
