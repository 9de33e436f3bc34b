import { defineConfig } from 'vitest/config';

/** Records histories for a release: `npx vitest run --config test/replay/record.config.ts`. No test run rewrites them. */
export default defineConfig({
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  test: {
    include: ['test/replay/record.ts', 'test/replay/record-journeys.ts', 'test/replay/record-continued.ts'],
    pool: 'forks',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    globalSetup: ['test/support/servers.ts'],
  },
});
