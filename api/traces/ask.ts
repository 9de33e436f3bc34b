import type { Tx } from '../../db/connect';
import type { ConventionRow } from '../../db/partner';
import { askJourney, beginJourney } from '../../desk/journey';
import type { Channel } from '../../domain/contract-types';
import type { Asker, TraceAct, TraceAsked, TraceFactBody } from '../../domain/journeys/trace-facts';
import type { FieldError } from '../act-forms';
import { tellJourneyNow } from '../change/tell';
import { FormRefused, once, onceKey, refusalOf } from '../once';
import type { Visit } from '../visit';

/** A request for traces as it reaches the Caf. */
export interface AskedTraces {
  readonly convention: Pick<ConventionRow, 'id' | 'caf'>;
  readonly channel: Channel;
  readonly asker: Asker;
  readonly asked: TraceAsked;
  /** The account of who enters it; null = the asker does. */
  readonly by: string | null;
}

/** Begins the request, once for its form. It is read by the trace readers, by its asker, and by whoever entered it. @returns its number */
export async function beginTraces(visit: Visit, { convention, channel, asker, asked, by }: AskedTraces, pathOf: (id: string) => string): Promise<{ readonly path: string; readonly id: string }> {
  const address = asker.address.toLowerCase();
  const first: TraceFactBody = { kind: 'traces-asked', channel, asked, asker: { ...asker, address }, by };
  const people = [`partner:${address}`, ...(by === null ? [] : [by])];
  let id = '';
  const done = await once(visit, async (tx) => {
    const begun = await beginJourney(tx, visit.tools, { kind: 'trace-request', caf: convention.caf, conventionId: convention.id, restricted: true, people, first, actor: visit.session.account_id, key: `traces/${onceKey(visit)}` }, visit.now);
    id = begun.id;
    return pathOf(begun.id);
  });
  if (id !== '') await tellJourneyNow(visit.tools, id);
  return { path: done.path, id };
}

/** Asks something of a request, once for a form; `before` is done in the same transaction. @returns the errors when it is refused, null when done. */
export async function actOnTraces(visit: Visit, id: string, path: string, act: TraceAct, before: (tx: Tx) => Promise<void> = async () => undefined): Promise<readonly FieldError[] | null> {
  const done = await once(visit, async (tx) => {
    await before(tx);
    const answer = await askJourney(tx, visit.tools, { key: onceKey(visit), journey: id, act, actor: visit.session.account_id }, visit.now);
    if (answer.state === 'refused') throw new FormRefused([{ field: null, message: answer.reason }]);
    return path;
  }).catch(refusalOf);
  if (!('path' in done)) return done;
  await tellJourneyNow(visit.tools, id);
  return null;
}
