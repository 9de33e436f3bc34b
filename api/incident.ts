import { createHash } from 'node:crypto';
import { keepAct, type ActRow } from '../db/act';
import { takeFormKey, writeFormResult } from '../db/form-key';
import { closeIncident, insertIncident, insertIncidentMessage, insertPosts, lockIncident } from '../db/incident';
import { isPassing, type Tx } from '../db/connect';
import type { Act } from '../domain/acts';
import type { CafCode, Reference } from '../domain/ids';
import { incidentPath } from '../web/paths';
import { actKey, pursue } from './act-asked';
import type { IncidentDetails } from './incident-form';
import { ACT_WAIT_MS } from './tools';
import type { Visit } from './visit';

/** What became of an act asked of many requests: those not decided in time are finished by the chores. */
export interface AskedOfMany {
  readonly done: number;
  readonly waiting: number;
  readonly refused: ReadonlyArray<{ readonly reference: Reference; readonly reason: string }>;
}

/** Opens an incident once, however often its form is sent. @returns its id. */
export async function openIncident(visit: Visit, formKey: string, caf: CafCode | null, details: IncidentDetails): Promise<string> {
  const { session, tools, now } = visit;
  const id = digest([session.account_id, formKey]).slice(0, 12);
  await tools.sql.begin((tx) => insertIncident(tx, { id, caf, ...details, opened_at: now, opened_by: session.account_id }));
  return id;
}

/** Attaches requests to an incident: an act each, kept together, then asked of each one's workflow. */
export async function attachMany(visit: Visit, formKey: string, incident: string, references: readonly Reference[]): Promise<AskedOfMany> {
  const acts = await together(visit, (tx) => keepMany(tx, visit, formKey, references, { kind: 'attach-incident', incident }));
  return await pursueMany(visit, acts);
}

export interface MessageToMany {
  readonly text: string;
  readonly after: 'owes' | 'resolved';
  readonly references: readonly Reference[];
  /** It is the last: the incident is closed with it. */
  readonly closing: boolean;
}

/**
 * Writes to many requests at once. The message, an act for each, and the closing if it is one, are one transaction: whoever dies after it
 * loses nothing, and the same form sent again finds it done. Each act is then carried out by its own request's workflow, as its own answer.
 */
export async function writeToMany(visit: Visit, formKey: string, incident: string, message: MessageToMany): Promise<AskedOfMany | 'again' | 'closed'> {
  const acts = await together(visit, (tx) => keepMessage(tx, visit, formKey, incident, message));
  return acts === 'again' || acts === 'closed' ? acts : await pursueMany(visit, acts);
}

async function keepMessage(tx: Tx, visit: Visit, formKey: string, incident: string, { text, after, references, closing }: MessageToMany): Promise<ActRow[] | 'again' | 'closed'> {
  const { session, now } = visit;
  const key = digest([session.account_id, formKey, incident]);
  if ((await takeFormKey(tx, key, now)) !== null) return 'again';
  await writeFormResult(tx, key, { digest: digest([text, after, references]), path: incidentPath(incident) });
  const row = await lockIncident(tx, incident);
  if (closing && row?.closed_at !== null) return 'closed';
  if (closing) await closeIncident(tx, incident, session.account_id, now);
  if (references.length === 0) return [];
  await insertIncidentMessage(tx, { id: key, incident_id: incident, at: now, author: session.account_id, text, after, closing });
  const acts = await keepMany(tx, visit, formKey, references, { kind: 'answer', text, then: after, incident });
  await insertPosts(tx, key, acts);
  return acts;
}

async function keepMany(tx: Tx, { session, now }: Visit, formKey: string, references: readonly Reference[], act: Act): Promise<ActRow[]> {
  const kept = references.map((reference) => keepAct(tx, { key: actKey(session.account_id, reference, formKey, act), reference, kind: act.kind, body: act, actor: session.account_id, asked_at: now }));
  return await Promise.all(kept);
}

const TRIES = 3;

/** One transaction over many requests may meet another that holds two of them (a merge): what the memory undoes is done again. */
async function together<T>(visit: Visit, work: (tx: Tx) => Promise<T>, tries = TRIES): Promise<T> {
  try {
    return (await visit.tools.sql.begin(work)) as T;
  } catch (error) {
    if (tries <= 1 || !isPassing(error)) throw error;
    return await together(visit, work, tries - 1);
  }
}

const AT_ONCE = 8;

/** Eight at a time, for as long as a page waits for one act; what is left is asked by the chores (rules: Door 9). */
async function pursueMany(visit: Visit, acts: readonly ActRow[]): Promise<AskedOfMany> {
  const queue = [...acts];
  const refused: { reference: Reference; reason: string }[] = [];
  let done = 0;
  const until = performance.now() + ACT_WAIT_MS;
  const work = async (): Promise<void> => {
    for (let act = queue.shift(); act !== undefined; act = performance.now() < until ? queue.shift() : undefined) {
      const answer = await pursue(visit, act);
      if (answer.state === 'done') done += 1;
      else if (answer.state === 'refused') refused.push({ reference: act.reference, reason: answer.reason });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { done, refused, waiting: acts.length - done - refused.length };
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 40);
}
