import { allHandlersFinished, condition, continueAsNew, proxyActivities, proxyLocalActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { JourneyActivities, JourneyMoved } from '../activities/journey';
import type { LetterActivities } from '../activities/letter';
import { instantAt } from '../domain/ids';
import { factRecorded, journeyProgress, LETTERS_QUEUE, type JourneyInput } from './messages';

const { moveJourney } = proxyLocalActivities<JourneyActivities>({
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

/** A procedure as its workflow reads it: the stages, in order. */
export interface Procedure {
  /** Until this stage is left: a fact arrives, or the next instant of the plan. A stage that is past, or never was, is not waited for. */
  during(...phases: readonly string[]): Promise<void>;
  /** Until it is over and its letters have left. */
  toTheEnd(): Promise<void>;
}

/**
 * Follows a journey: waits for a fact or for the next instant of its plan, has it moved, and waits again. What is due, to whom and why is
 * decided by its kind (domain/journeys) inside `moveJourney`; here is only the time. Continues as new by itself when its history is long:
 * the stages that are past are then passed at once.
 */
export function journey({ id }: JourneyInput): Procedure {
  let last: JourneyMoved | null = null;
  let told = 0;
  let nudged = false;
  let posted = 0;
  const posting = new Set<string>();
  setHandler(factRecorded, ({ n, overdue }) => {
    if (n > told) told = n;
    nudged ||= overdue === true;
  });
  setHandler(journeyProgress, () => ({ phase: last?.phase ?? 'beginning', seen: last?.seen ?? 0, wakeAt: last?.wake?.at ?? null, rule: last?.wake?.rule ?? null }));

  const post = async (letter: string): Promise<void> => {
    posting.add(letter);
    await postLetter({ letter });
    posting.delete(letter);
    posted += 1;
  };
  const news = (): boolean => told > (last?.seen ?? 0) || posted > 0 || nudged;
  const move = async (): Promise<JourneyMoved> => {
    posted = 0;
    nudged = false;
    last = await moveJourney({ id, now: instantAt(Date.now()) });
    for (const letter of last.lettersToPost.filter((one) => !posting.has(one))) void post(letter);
    return last;
  };
  const wait = async ({ wake }: JourneyMoved): Promise<void> => {
    if (workflowInfo().continueAsNewSuggested && posting.size === 0 && !news()) {
      await condition(allHandlersFinished);
      if (!news()) await continueAsNew<(input: JourneyInput) => Promise<void>>({ id });
    }
    if (wake === null) await condition(news);
    else {
      const ms = Date.parse(wake.at) - Date.now();
      if (ms > 0) await condition(news, ms);
    }
  };

  return {
    during: async (...phases) => {
      let now = last ?? (await move());
      while (!now.ended && phases.includes(now.phase)) {
        await wait(now);
        now = await move();
      }
    },
    toTheEnd: async () => {
      let now = last ?? (await move());
      while (!now.ended || posting.size > 0 || news()) {
        if (now.ended && posting.size > 0 && !news()) await condition(news);
        else if (!news()) await wait(now);
        now = await move();
      }
      await condition(allHandlersFinished);
    },
  };
}
