/** The folder of this run's shared servers (test/support/servers.ts makes it). @throws Error outside vitest. */
export function testRun(): string {
  const run = process.env['GUICHET_TEST_RUN'];
  if (run === undefined) throw new Error('GUICHET_TEST_RUN is not set: is test/support/servers.ts among globalSetup?');
  return run;
}
