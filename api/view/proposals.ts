import { readJourney, around } from '../../db/journey-case';
import { journeysWithProposal } from '../../db/journey-proposal';
import { kindOf } from '../../domain/journeys/kinds';
import { proposedRung } from '../../domain/journeys/ladder';
import { resolveLadder } from '../../domain/ladder';
import { deskOf } from '../../desk/journeys/registry';
import type { ProposalRow } from '../../web/pages/escalations-proposals';
import { rungPerson } from '../../web/words/facts';
import { JOURNEY_WORDS } from '../../web/words/journeys';
import { coveredFor } from '../../domain/cover';
import type { Visit } from '../visit';

/** More wait for a decision on no one day. */
const MOST = 50;

/** The journeys whose next contact waits for the manager's decision. */
export async function proposalsOf({ tools: { sql }, cafs, now }: Visit): Promise<ProposalRow[]> {
  const ids = await journeysWithProposal(sql, cafs, MOST);
  const loaded = await Promise.all(ids.map(async (id) => await readJourney(sql, id, now)));
  return loaded.flatMap((one) => (one === undefined ? [] : rowOf(one, now)));
}

function rowOf(loaded: NonNullable<Awaited<ReturnType<typeof readJourney>>>, now: Visit['now']): ProposalRow[] {
  const { row, facts } = loaded;
  const state = kindOf(row.kind).fold(facts);
  const proposed = proposedRung(state);
  if (proposed === undefined || state.debt === null) return [];
  const { contract, covers, contacts, deadAddresses, convention } = around(loaded);
  const { side } = state.debt;
  const rung = resolveLadder(side, coveredFor(side, contract, covers, now), contacts, deadAddresses).find(({ rank }) => rank === proposed.rung);
  return [{ id: row.id, what: JOURNEY_WORDS[row.kind], href: deskOf(row.kind).path(row.id, 'caf'), partner: convention?.partnerName ?? null, side, rung: proposed.rung, whom: rungPerson(rung), since: proposed.at }];
}
