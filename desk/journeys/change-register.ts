import type { Tx } from '../../db/connect';
import type { LoadedJourney } from '../../db/journey-case';
import type { JourneyFactToRecord } from '../../db/journey-fact';
import { newAdministrator, replacedOf } from '../../domain/journeys/change-people';
import { foldChange, type ChangeFact } from '../../domain/journeys/change-state';
import { phoneToE164 } from '../../mail/read';
import { giveAdministratorAccess, withdrawAdministratorAccess, type Decided } from '../register';

/** The register follows what was done at the Caf: the new administrator given, the replaced one withdrawn, the rung passed on. */
export async function followInRegister(facts: readonly JourneyFactToRecord[], loaded: LoadedJourney, tx: Tx): Promise<void> {
  for (const fact of facts) {
    if (fact.body.kind === 'access-given') await given(fact, loaded, tx);
    if (fact.body.kind === 'access-withdrawn') await withdrawn(fact, loaded, tx);
  }
}

async function given(fact: JourneyFactToRecord, loaded: LoadedJourney, tx: Tx): Promise<void> {
  const { state, contacts, conventionId } = partsOf(loaded);
  const fresh = newAdministrator(state);
  if (state.kept === null || fresh === null) return;
  const { job, landline, mobile } = state.kept.form;
  const rank = replacedOf(state, contacts)?.role === 'deputy-administrator' ? 'deputy-administrator' : 'administrator';
  const phones = [landline, mobile].flatMap((typed) => phoneToE164(typed) ?? []);
  // Someone whom nobody leaves the place to fills no rung; the rung of who is replaced is passed on once that access is withdrawn.
  await giveAdministratorAccess(tx, { conventionId, rank, name: fresh.name ?? '', email: fresh.address, phones, jobTitle: job === '' ? null : job, ladderRank: null }, await decidedBy(fact, loaded, tx));
}

async function withdrawn(fact: JourneyFactToRecord, loaded: LoadedJourney, tx: Tx): Promise<void> {
  const { state, contacts, conventionId } = partsOf(loaded);
  const replaced = replacedOf(state, contacts);
  if (replaced?.email == null) return;
  await withdrawAdministratorAccess(tx, { conventionId, email: replaced.email }, await decidedBy(fact, loaded, tx));
  const address = newAdministrator(state)?.address.toLowerCase() ?? '';
  await tx`update contact set ladder_rank = ${replaced.ladderRank} where convention_id = ${conventionId} and email = ${address} and role = ${replaced.role} and ended_at is null and ladder_rank is null`;
}

function partsOf({ row, facts, surroundings }: LoadedJourney) {
  if (row.convention_id === null) throw new Error(`the change ${row.id} has no convention`);
  return { state: foldChange(facts as ChangeFact[]), contacts: surroundings.contacts, conventionId: row.convention_id };
}

async function decidedBy({ at, actor }: JourneyFactToRecord, { row }: LoadedJourney, tx: Tx): Promise<Decided> {
  const [account] = actor === null ? [] : await tx<{ name: string }[]>`select name from account where id = ${actor}`;
  return { at, actor: account === undefined ? null : actor, actorName: account?.name ?? 'Changement d’administrateur', journey: row.id };
}
