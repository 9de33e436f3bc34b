import { lockChanges, openChanges } from '../db/change';
import type { Tx } from '../db/connect';
import { readJourney } from '../db/journey-case';
import type { Channel } from '../domain/contract-types';
import type { CafCode, Instant, Reference } from '../domain/ids';
import { isName } from '../domain/journeys/change-check';
import type { ChangeAct } from '../domain/journeys/change-acts';
import type { ChangeFactBody, KeptForm, ReadForm, Requester } from '../domain/journeys/change-facts';
import { foldChange, type Change, type ChangeFact } from '../domain/journeys/change-state';
import { askJourney, beginJourney } from './journey';
import type { WriteTools } from './tools';

/** A change of administrator as it reaches the Caf, by any channel. */
export interface ReceivedChange {
  readonly caf: CafCode;
  readonly conventionId: string;
  readonly channel: Channel;
  readonly requester: Requester | null;
  /** A form that needs nobody to read it again; null = an agent reads it. */
  readonly kept: KeptForm | null;
  readonly read: ReadForm | null;
  /** How many files came with it; absent = none. */
  readonly files?: number;
  /** The change whose letter it answers, or whose number it quotes. */
  readonly answers?: string;
  /** The ticket that it came by. */
  readonly reference: Reference | null;
  /** The account, or « partner:<address> ». */
  readonly actor: string;
  /** The account when somebody of the Caf enters it, else null. */
  readonly by: string | null;
  /** What makes it one: the form's key, the mail's ticket. */
  readonly key: string;
}

/**
 * One request, whatever comes first and twice: what names the same person under the same convention, answers its letters or comes by the same ticket, feeds
 * the change that is under way; anything else begins one. @returns its number, and whether it was there.
 */
export async function receiveChange(tx: Tx, tools: WriteTools, given: ReceivedChange, now: Instant): Promise<{ readonly id: string; readonly again: boolean }> {
  await lockChanges(tx, given.conventionId);
  const same = await underWay(tx, given, now);
  if (same === undefined) {
    const { caf, conventionId, reference, channel, requester, kept, read, by, actor, key } = given;
    const first: ChangeFactBody = { kind: 'received', channel, requester, kept, read, by };
    const begun = await beginJourney(tx, tools, { kind: 'administrator-change', caf, conventionId, reference, first, actor, key: `change/${key}` }, now);
    return { id: begun.id, again: begun.again };
  }
  const act: ChangeAct = given.kept !== null ? { kind: 'keep-form', kept: given.kept, by: given.by } : { kind: 'receive-again', channel: given.channel, read: given.read, files: given.files ?? 0 };
  await askJourney(tx, tools, { key: `change-again/${given.key}`, journey: same, act, actor: given.actor }, now);
  return { id: same, again: true };
}

async function underWay(tx: Tx, given: ReceivedChange, now: Instant): Promise<string | undefined> {
  for (const { id, reference } of await openChanges(tx, given.conventionId)) {
    if (id === given.answers || (reference !== null && reference === given.reference)) return id;
    const loaded = await readJourney(tx, id, now);
    if (loaded !== undefined && isOfSame(foldChange(loaded.facts as ChangeFact[]), given)) return id;
  }
  return undefined;
}

/** The same person, by name or by address; one that is approved is over for whoever asks again. */
function isOfSame(state: Change, given: ReceivedChange): boolean {
  if (state.approved !== null) return false;
  const [a, b] = [personOf(state.kept, state.read), personOf(given.kept, given.read)];
  if (a.email !== '' && a.email === b.email) return true;
  return a.name.trim() !== '' && isName(a.name, b.name, '');
}

function personOf(kept: KeptForm | null, read: ReadForm | null): { readonly name: string; readonly email: string } {
  if (kept !== null) return { name: `${kept.form.firstName} ${kept.form.lastName}`, email: kept.form.personalEmail.toLowerCase() };
  const line = (key: 'firstName' | 'lastName' | 'personalEmail'): string => read?.lines[key]?.value ?? '';
  return { name: `${line('firstName')} ${line('lastName')}`, email: line('personalEmail').toLowerCase() };
}
