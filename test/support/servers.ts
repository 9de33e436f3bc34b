import { closeRun, openRun } from '../../tools/test-servers.mjs';

/** Vitest's global set-up: one run folder for the servers that tests share. They start when first asked for. */
export default async function setUp(): Promise<() => Promise<void>> {
  if (process.env['GUICHET_TEST_RUN'] !== undefined) return async () => undefined;
  const run = await openRun();
  process.env['GUICHET_TEST_RUN'] = run;
  return async () => {
    delete process.env['GUICHET_TEST_RUN'];
    await closeRun(run);
  };
}
