import type { Tx } from '../../db/connect';
import { openDeparturesOf } from '../../db/departure';
import type { LoadedJourney } from '../../db/journey-case';
import type { JourneyFactToRecord } from '../../db/journey-fact';
import { habilitationsOf, withdrawLine } from '../../db/register';
import { startOfDay } from '../../domain/calendar';
import type { LocalDate } from '../../domain/ids';
import { isFormer, newAdministrator, placeTaken, replacedOf } from '../../domain/journeys/change-people';
import { foldChange, type ChangeFact } from '../../domain/journeys/change-state';
import { phoneToE164 } from '../../mail/read';
import { closeReported } from '../departure';
import { giveAdministratorAccess, noted, withdrawAdministratorAccess, type Decided } from '../register';

/** The register follows what was done at the Caf, on the day on which it was: the new administrator given, the replaced one withdrawn, the rung passed on. */
export async function followInRegister(facts: readonly JourneyFactToRecord[], loaded: LoadedJourney, tx: Tx): Promise<void> {
  for (const fact of facts) {
    const body = fact.body as ChangeFact;
    if (body.kind === 'access-given') await given(loaded, tx, await decidedBy(fact, body.on, loaded, tx));
    if (body.kind === 'access-withdrawn') await withdrawn(loaded, tx, await decidedBy(fact, body.on, loaded, tx));
  }
}

async function given(loaded: LoadedJourney, tx: Tx, decided: Decided): Promise<void> {
  const { state, around, conventionId } = partsOf(loaded);
  const fresh = newAdministrator(state);
  if (state.kept === null || fresh === null) return;
  const { job, landline, mobile } = state.kept.form;
  const place = placeTaken(state, around);
  const rank = place?.role === 'deputy-administrator' ? 'deputy-administrator' : 'administrator';
  const phones = [landline, mobile].flatMap((typed) => phoneToE164(typed) ?? []);
  // The rung of who left already is free; that of who is still there is passed on once their access is withdrawn; whom nobody leaves the place to fills none.
  const ladderRank = place !== undefined && isFormer(place) ? place.ladderRank : null;
  await giveAdministratorAccess(tx, { conventionId, rank, name: fresh.name ?? '', email: fresh.address, phones, jobTitle: job === '' ? null : job, ladderRank }, decided);
}

async function withdrawn(loaded: LoadedJourney, tx: Tx, decided: Decided): Promise<void> {
  const { state, around, conventionId } = partsOf(loaded);
  const replaced = replacedOf(state, around);
  if (replaced === undefined) return;
  // Whoever left is withdrawn in the register since then: their access is now closed in MCP too.
  if (isFormer(replaced)) await closed(tx, conventionId, replaced.id, decided);
  else await withdrawAdministratorAccess(tx, { conventionId, ...(replaced.email === null ? { contactId: replaced.id } : { email: replaced.email }) }, decided);
  const address = newAdministrator(state)?.address.toLowerCase() ?? '';
  await tx`update contact set ladder_rank = ${replaced.ladderRank} where convention_id = ${conventionId} and email = ${address} and role = ${replaced.role} and ended_at is null and ladder_rank is null
    and not exists (select from contact other where other.convention_id = ${conventionId} and other.ladder_rank = ${replaced.ladderRank} and other.ended_at is null)`;
}

/** What was still open of somebody who had left: the departure that was reported, and a line of access that outlived their contact. */
async function closed(tx: Tx, conventionId: string, contactId: string, decided: Decided): Promise<void> {
  for (const { id } of await openDeparturesOf(tx, contactId)) await closeReported(tx, conventionId, id, decided);
  for (const { id, name } of (await habilitationsOf(tx, conventionId)).filter(({ contact_id, state }) => contact_id === contactId && state !== 'withdrawn')) {
    await withdrawLine(tx, id, decided.at);
    await noted(tx, conventionId, 'withdrawn', name, decided, id);
  }
}

function partsOf({ row, facts, surroundings }: LoadedJourney) {
  if (row.convention_id === null) throw new Error(`the change ${row.id} has no convention`);
  return { state: foldChange(facts as ChangeFact[]), around: surroundings, conventionId: row.convention_id };
}

/** An act counts from the start of the day on which it was done at the Caf; when it was entered is kept beside. */
async function decidedBy({ at, actor }: JourneyFactToRecord, on: LocalDate, { row, surroundings }: LoadedJourney, tx: Tx): Promise<Decided> {
  const [account] = actor === null ? [] : await tx<{ name: string }[]>`select name from account where id = ${actor}`;
  return { at: startOfDay(surroundings.contract.calendar, on), recordedAt: at, actor: account === undefined ? null : actor, actorName: account?.name ?? 'Changement d’administrateur', journey: row.id };
}
