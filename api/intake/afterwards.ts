import { findJourney } from '../../db/journey';
import { markTold } from '../../db/ticket';
import { firstMove, type FirstMove } from '../../desk/first-move';
import type { Begun } from '../../desk/journey';
import { postFirst } from '../../desk/post-letter';
import { errorFacts } from '../../mail/log';
import type { Told } from './at-desk';
import type { MailTools } from './tools';

/** What follows once a mail is kept: its ticket's workflow before the 250, the first letters after it. */
export function createAfterwards(tools: MailTools) {
  const posting = new Set<Promise<void>>();
  return {
    /**
     * A new ticket makes its first move here, and its workflow starts asleep; any other ticket is told.
     * @throws when Temporal cannot be had: a second delivery tells the ticket. @returns what is left to post.
     */
    async tell({ reference, n, opened }: Told): Promise<FirstMove | null> {
      const first = opened === undefined ? null : await tools.sql.begin((tx) => firstMove(tx, tools, reference, tools.clock.now()));
      await (first === null ? tools.tell(reference, n) : tools.startAsleep(reference, first.wakeAt));
      if (first !== null && first.incident !== null) await tellIncident(tools, first.incident);
      return first;
    },
    /** Posts the letters of a first move without making the sender wait. Until then the ticket stays untold: a door that dies is made good. */
    post(first: FirstMove): void {
      const work = postLetters(tools, first).catch((error: unknown) => tools.log.warn({ reference: first.reference, ...errorFacts(error) }, 'the first letters wait for the worker'));
      posting.add(work);
      void work.finally(() => posting.delete(work));
    },
    /** Resolves when no letter is being posted. */
    async posted(): Promise<void> {
      while (posting.size > 0) await Promise.all(posting);
    },
  };
}

/** The relay's refusal for good, and a rung that was written to, are facts that the workflow must see; what must be tried later is its to post. */
async function postLetters(tools: MailTools, { reference, n, now, letters }: FirstMove): Promise<void> {
  const left = await Promise.all(letters.map(async (letter) => ({ letter, done: await postFirst(tools, letter, letter.rung === null ? now : letter.queued_at) })));
  if (left.some(({ letter, done }) => !done || letter.rung !== null)) await tools.tell(reference, n);
  else await markTold(tools.sql, reference, n);
}

/** The security officer is told at once; should it fail, the chores do it: the mail itself is kept. */
async function tellIncident({ sql, tellJourney, log }: MailTools, { id, kind }: Begun): Promise<void> {
  await tellJourney({ id, kind }, (await findJourney(sql, id))?.last_n ?? 1).catch((error: unknown) => log.warn({ journey: id, ...errorFacts(error) }, 'an incident could not be told, it will be'));
}
