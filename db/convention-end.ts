import type { Instant, Reference } from '../domain/ids';
import type { JourneyName } from '../domain/journeys/types';
import type { Db, Tx } from './connect';
import type { JournalEnd } from './fact';
import type { ToldJourney } from './journey-told';

/** Why a letter is withheld: the convention that it is about has ended before it could leave. */
export const CONVENTION_ENDED = 'convention-ended';

/** The journeys under way of a convention, each locked in turn by whoever records on it. */
export async function openJourneysOf(db: Db, conventionId: string): Promise<{ readonly id: string; readonly kind: JourneyName }[]> {
  return await db<{ id: string; kind: JourneyName }[]>`select id, kind from journey where convention_id = ${conventionId} and ended_at is null order by id`;
}

/** Its open requests, locked until the transaction ends; security incidents are their officer's to close. */
export async function lockOpenTickets(tx: Tx, conventionId: string): Promise<JournalEnd[]> {
  return await tx<JournalEnd[]>`
    select reference, last_n, chain from ticket where convention_id = ${conventionId} and not restricted and phase not in ('closed', 'merged', 'handed-over') order by reference for update`;
}

/** How many requests would be closed, and how many accesses withdrawn, were it to end now. */
export async function whatEnds(db: Db, conventionId: string): Promise<{ readonly tickets: number; readonly accesses: number }> {
  const [row] = await db<{ tickets: number; accesses: number }[]>`
    select (select count(*)::int from ticket where convention_id = ${conventionId} and not restricted and phase not in ('closed', 'merged', 'handed-over')) as tickets,
      (select count(*)::int from habilitation where convention_id = ${conventionId} and state <> 'withdrawn')
        + (select count(*)::int from contact where convention_id = ${conventionId} and ended_at is null and role in ('administrator', 'deputy-administrator')
            and not exists (select from habilitation where contact_id = contact.id and state <> 'withdrawn')) as accesses`;
  return row ?? { tickets: 0, accesses: 0 };
}

/**
 * Letters of its other journeys that the relay put off are not sent any more; one that is leaving now leaves. Security incidents and requests
 * for traces outlive their convention: what they say stays true, and an alert is never kept back.
 */
export async function withholdLettersOf(tx: Tx, conventionId: string, but: string, at: Instant): Promise<void> {
  await tx`
    update letter set state = 'withheld', problem = ${CONVENTION_ENDED}
    where state = 'claimed' and lease_until <= ${at} and journey in (select id from journey where convention_id = ${conventionId} and id <> ${but} and kind not in ('security-incident', 'trace-request'))`;
}

/** What of a convention its workflows are yet to be told of, now that something was recorded beside a journey's own facts. */
export async function untoldOf(db: Db, conventionId: string): Promise<{ readonly journeys: ToldJourney[]; readonly tickets: { reference: Reference; last_n: number }[] }> {
  const [journeys, tickets] = await Promise.all([
    db<ToldJourney[]>`select id, kind, last_n from journey where convention_id = ${conventionId} and told_n < last_n order by id`,
    db<{ reference: Reference; last_n: number }[]>`select reference, last_n from ticket where convention_id = ${conventionId} and told_n < last_n order by reference`,
  ]);
  return { journeys, tickets };
}
