import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { connectClient, type TemporalPlace } from '../../engine/connect';
import { sharedTemporal } from '../../tools/test-servers.mjs';
import { testRun } from './run';

const DAY_SECONDS = 86_400;
const LONGEST_MS = 30_000;
const LOOK_EVERY_MS = 100;

/** A namespace of one's own on the run's real Temporal server, once the server itself knows it. */
export async function testNamespace(): Promise<TemporalPlace> {
  const { address } = await sharedTemporal(testRun());
  const namespace = `test-${randomBytes(5).toString('hex')}`;
  const place = { address, namespace, tls: false, apiKey: null };
  const client = await connectClient({ ...place, namespace: 'default' });
  await client.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: { seconds: DAY_SECONDS as never } });
  for (let waited = 0; ; waited += LOOK_EVERY_MS) {
    const known = await client.workflowService.listOpenWorkflowExecutions({ namespace, maximumPageSize: 1, startTimeFilter: {} }).then(() => true, () => false);
    if (known) break;
    if (waited > LONGEST_MS) throw new Error(`namespace ${namespace} was registered and is still unknown`);
    await pause(LOOK_EVERY_MS);
  }
  await client.connection.close();
  return place;
}
