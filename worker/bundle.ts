import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';

/** Bundles the workflows once, at build time: `node dist/worker/bundle.js` (about 2 s). */
export async function bundleWorkflows(to: string): Promise<void> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: require.resolve('../workflows'),
    logger: { ...quiet, warn: (text: string) => process.stderr.write(`${text}\n`), error: (text: string) => process.stderr.write(`${text}\n`) },
  });
  await writeFile(to, code);
}

const nothing = (): void => undefined;
const quiet = { log: nothing, trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };

if (require.main === module) {
  bundleWorkflows(join(__dirname, '..', 'workflow-bundle.js')).catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
