import type { Tx } from '../../db/connect';
import { whatEnds } from '../../db/convention-end';
import type { LoadedJourney } from '../../db/journey-case';
import type { JourneyFactToRecord } from '../../db/journey-fact';
import { setConventionFile } from '../../db/register';
import { frenchDate } from '../../domain/french/dates';
import type { LocalDate } from '../../domain/ids';
import { clauseOf } from '../../domain/journeys/around';
import { termination, type Termination, type TerminationFact } from '../../domain/journeys/termination';
import type { JourneyFact, JourneyLetter } from '../../domain/journeys/types';
import { TERMINATION_LETTERS } from '../../mail/letters/journeys/termination';
import { terminationPath } from '../../web/convention-paths';
import { endConvention } from '../convention-end';
import { followConvention } from '../convention-year';
import { noted, type Decided } from '../register';
import type { JourneyDesk, JourneyWords, JourneyWriting } from './words';

/** What a termination writes, and what it does to the convention and its register. */
export const terminationDesk: JourneyDesk = {
  words,
  ladder: ({ state }) => ({ title: `résiliation au ${frenchDate((state as Termination).effectiveOn)}`, expected: 'Rien : la date d’effet fait le reste.' }),
  path: (id, reader) => (reader === 'caf' ? terminationPath(id) : null),
  carried,
  touches: (facts) => facts.some(({ body }) => body.kind !== 'termination-reminded'),
};

async function words({ letter, to }: JourneyLetter, { tx, context, state, around, loaded }: JourneyWriting): Promise<JourneyWords> {
  const write = TERMINATION_LETTERS[letter];
  if (write === undefined) throw new Error(`a termination writes no letter ${letter}`);
  const inside = !around.contacts.some(({ email }) => email?.toLowerCase() === to.address.toLowerCase());
  return write({ context, state: state as Termination, article: clauseOf(around.contract, 'termination')?.article ?? null, inside, ...(await whatEnds(tx, loaded.row.convention_id ?? '')) });
}

/** The day of the end stands in the register as soon as it is known, so that nothing is renewed nor begun beyond it. */
async function carried(facts: readonly JourneyFactToRecord[], loaded: LoadedJourney, tx: Tx): Promise<void> {
  for (const { body, at, actor } of facts) {
    const fact = body as TerminationFact;
    const decided: Decided = { at, actor, actorName: await nameOf(tx, actor), journey: loaded.row.id, reason: 'reason' in fact ? fact.reason : '' };
    if (fact.kind === 'termination-notified') await endsOn(tx, loaded, fact.effectiveOn, 'termination-entered', { ...decided, at: fact.enteredAt });
    if (fact.kind === 'effect-moved') await endsOn(tx, loaded, fact.effectiveOn, 'termination-moved', decided);
    if (fact.kind === 'termination-withdrawn') await endsOn(tx, loaded, null, 'termination-withdrawn', decided);
    if (fact.kind === 'convention-terminated') await over(tx, loaded, at);
  }
}

async function endsOn(tx: Tx, { row }: LoadedJourney, on: LocalDate | null, act: string, decided: Decided): Promise<void> {
  if (row.convention_id === null) throw new Error(`the termination ${row.id} has no convention`);
  await setConventionFile(tx, row.convention_id, { terminated_on: on });
  await noted(tx, row.convention_id, act, on ?? row.id, decided);
  await followConvention(tx, row.convention_id, decided.at);
}

/** Who decided is who terminated: the register names the side and whoever entered its letter. */
async function over(tx: Tx, { row, facts }: LoadedJourney, at: Decided['at']): Promise<void> {
  if (row.convention_id === null) throw new Error(`the termination ${row.id} has no convention`);
  const { by, effectiveOn } = termination.fold(facts as JourneyFact<TerminationFact>[]);
  const [entered] = await tx<{ actor: string | null }[]>`select actor from journey_fact where journey = ${row.id} and n = 1`;
  const who = by === 'partner' ? 'Résiliation par le partenaire' : 'Résiliation par la Caf';
  const actorName = `${who}, saisie par ${await nameOf(tx, entered?.actor ?? null)}`;
  await endConvention(tx, row.convention_id, effectiveOn, { at, actor: null, actorName, reason: row.id, journey: row.id });
}

async function nameOf(tx: Tx, actor: string | null): Promise<string> {
  const [account] = actor === null ? [] : await tx<{ name: string }[]>`select name from account where id = ${actor}`;
  return account?.name ?? 'le guichet';
}
