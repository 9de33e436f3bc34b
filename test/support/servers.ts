import { build } from '../../tools/build.mjs';
import { closeRun, openRun } from '../../tools/test-servers.mjs';

/** Vitest's global set-up: what is tested is built as the sources are now (nothing is done when they did not change); one run folder for the servers that tests share. They start when first asked for. */
export default async function setUp(): Promise<() => Promise<void>> {
  if (process.env['GUICHET_TEST_RUN'] !== undefined) return async () => undefined;
  await build();
  const run = await openRun();
  process.env['GUICHET_TEST_RUN'] = run;
  return async () => {
    delete process.env['GUICHET_TEST_RUN'];
    await closeRun(run);
  };
}
