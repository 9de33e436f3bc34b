import {
  allHandlersFinished,
  ApplicationFailure,
  condition,
  continueAsNew,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { TicketActivities } from '../activities/ticket';
import type { LetterActivities } from '../activities/letter';
import { refusal, type Standing } from '../domain/acts';
import { instantAt, type Instant } from '../domain/ids';
import { isOver } from '../domain/ticket-state';
import { carryOut, factRecorded, LETTERS_QUEUE, progress, type TicketInput } from './messages';

const { moveTicket } = proxyLocalActivities<TicketActivities>({
  startToCloseTimeout: '20 seconds',
  localRetryThreshold: '5 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '30 seconds' },
});
const { postLetter } = proxyActivities<LetterActivities>({
  taskQueue: LETTERS_QUEUE,
  startToCloseTimeout: '2 minutes',
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '2 seconds', maximumInterval: '10 minutes' },
});

/**
 * A request to the desk, from its receipt until it is closed (article 3). The workflow waits for a fact (a mail, an act,
 * a bounce) or for the next instant of the plan, has the ticket moved, and waits again. What is promised, to whom and
 * until when is decided by domain/plan inside `moveTicket`; here is only the time.
 */
export async function ticket({ reference }: TicketInput): Promise<void> {
  let standing: Standing | null = null;
  let seen = 0;
  let told = 0;
  let wake: { at: Instant; rule: string } | null = null;
  const asked: string[] = [];
  const answers = new Map<string, string | null>();
  const posting = new Set<string>();
  let posted = 0;

  let nudged = false;
  setHandler(factRecorded, ({ n, overdue }) => {
    if (n > told) told = n;
    nudged ||= overdue === true;
  });
  setHandler(progress, () => ({ phase: standing?.phase ?? 'received', seen, wakeAt: wake?.at ?? null, rule: wake?.rule ?? null }));
  setHandler(
    carryOut,
    async ({ key }) => {
      asked.push(key);
      await condition(() => answers.has(key));
      return { refused: answers.get(key) ?? null };
    },
    {
      validator: ({ kind }) => {
        const no = standing === null ? null : refusal(kind, standing);
        if (no !== null) throw ApplicationFailure.nonRetryable(no, 'refused');
      },
    },
  );

  const post = async (letter: string): Promise<void> => {
    posting.add(letter);
    await postLetter({ letter });
    posting.delete(letter);
    posted += 1;
  };

  for (;;) {
    const keys = asked.splice(0);
    posted = 0;
    nudged = false;
    const moved = await moveTicket({ reference, now: instantAt(Date.now()), acts: keys });
    standing = moved.standing;
    seen = Math.max(seen, moved.seen);
    wake = moved.wake;
    for (const key of keys) answers.set(key, moved.refused[key] ?? null);
    for (const letter of moved.lettersToPost.filter((id) => !posting.has(id))) void post(letter);

    const news = (): boolean => asked.length > 0 || told > seen || posted > 0 || nudged;
    if (isOver(moved.standing.phase) && posting.size === 0 && !news()) {
      await condition(allHandlersFinished);
      if (!news()) return;
    }
    if (workflowInfo().continueAsNewSuggested && posting.size === 0 && !news()) {
      await condition(allHandlersFinished);
      if (!news()) return continueAsNew<typeof ticket>({ reference });
    }
    if (wake === null) await condition(news);
    else await waitUntil(wake.at, news);
  }
}

/** Waits for a fact or an instant. */
async function waitUntil(at: Instant, fact: () => boolean): Promise<void> {
  const ms = Date.parse(at) - Date.now();
  if (ms > 0) await condition(fact, ms);
}
