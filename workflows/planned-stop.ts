import { condition, continueAsNew, proxyActivities, proxyLocalActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { AnnouncementActivities, StopActivities, StopStanding } from '../activities/planned-stop';
import { instantAt } from '../domain/ids';
import type { StopPhase } from '../domain/stop-procedure';
import { ANNOUNCEMENTS_QUEUE, factRecorded, journeyProgress, type StopInput } from './messages';

const { moveStop } = proxyLocalActivities<StopActivities>({
  startToCloseTimeout: '20 seconds',
  localRetryThreshold: '5 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '30 seconds' },
});
const { postAnnouncements, reckonAnew } = proxyActivities<AnnouncementActivities>({
  taskQueue: ANNOUNCEMENTS_QUEUE,
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '12 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});

/**
 * A planned stop (article 4), from its planning until it is over: planned, told at its hour and once more before it, under way, ended; or
 * changed, or cancelled. What is due and what is told is decided by domain/stop-procedure inside `moveStop`; here is only the time, and the
 * batches: of tickets whose limits it moves, of letters.
 */
export async function plannedStop({ id }: StopInput): Promise<void> {
  let told = 0;
  let nudged = false;
  let last: StopStanding | null = null;
  setHandler(factRecorded, ({ n, overdue }) => {
    if (n > told) told = n;
    nudged ||= overdue === true;
  });
  setHandler(journeyProgress, () => ({ phase: last?.phase ?? 'beginning', seen: last?.seen ?? 0, wakeAt: last?.wake?.at ?? null, rule: last?.wake?.rule ?? null }));
  const news = (): boolean => told > (last?.seen ?? 0) || nudged;

  const move = async (): Promise<StopStanding> => {
    nudged = false;
    last = await moveStop({ id, now: instantAt(Date.now()) });
    return last;
  };
  const untilNewsOr = async (at: string | null): Promise<void> => {
    if (at === null) return await condition(news);
    const ms = Date.parse(at) - Date.now();
    if (ms > 0) await condition(news, ms);
  };
  /** One batch of what is to be done now; else the next instant, or news, is waited for. */
  const workOrWait = async ({ toReckon, mailing, wake }: StopStanding): Promise<void> => {
    if (workflowInfo().continueAsNewSuggested && !news()) await continueAsNew<typeof plannedStop>({ id });
    if (toReckon) return await reckonAnew({ id });
    if (mailing === null) return await untilNewsOr(wake?.at ?? null);
    const { done, retryAt } = await postAnnouncements({ id, mailing });
    if (!done && retryAt !== null) await untilNewsOr(wake !== null && wake.at < retryAt ? wake.at : retryAt);
  };
  const during = async (phase: StopPhase): Promise<void> => {
    let now = last ?? (await move());
    while (now.phase === phase) {
      await workOrWait(now);
      now = await move();
    }
  };

  await during('scheduled');
  await during('announced');
  await during('running');
  // Over or cancelled: what it moved is put right, and those who were told of it are told.
  for (let now = last ?? (await move()); now.toReckon || now.mailing !== null || news(); now = await move()) await workOrWait(now);
}
