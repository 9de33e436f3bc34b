import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { defineConfig, type Plugin } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The groups of `npm test`: each name is a row of its table of times. */
const groups = {
  workflows: ['test/workflows/**/*.test.{ts,tsx}'],
  replay: ['test/replay/**/*.test.{ts,tsx}'],
  stories: ['test/stories/**/*.test.{ts,tsx}'],
  browser: ['test/browser/**/*.test.{ts,tsx}', 'test/**/*.browser.test.{ts,tsx}'],
};
/** More processes than processors, as each group waits: stories for leases and for programs that start again, pages for a desk that answers. */
const WORKERS: Readonly<Record<keyof typeof groups, number>> = { workflows: 3, replay: 2, stories: 4, browser: 3 };
const everythingElse = { include: ['test/**/*.test.{ts,tsx}'], exclude: Object.values(groups).flat() };

/** Begun first, or a processor waits at the end of its group for one of them: the longest files of each group, the longest first. */
const LONGEST = ['stories/planned-stop', 'stories/killed-door', 'stories/killed-worker', 'stories/personal-mails', 'stories/killed-web', 'web/modes', 'browser/journey', 'web/palette', 'browser/portal', 'api/roles', 'api/row-security', 'api/bad-input', 'mail/doors/collect', 'workflows/loops'];
const placeOf = ({ moduleId }: TestSpecification): number => {
  const found = LONGEST.findIndex((name) => moduleId.includes(`/test/${name}.`));
  return found === -1 ? LONGEST.length : found;
};

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => placeOf(a) - placeOf(b));
  }
}

/**
 * Tests run the product as it was built, once (test/support/servers): Node loads dist/ by itself, in a fraction of the time that it takes
 * to compile each source again for each group. Tests, and what only they use, are compiled as they are asked for.
 */
function asBuilt(): Plugin {
  return {
    name: 'guichet:as-built',
    enforce: 'pre',
    resolveId(source, importer) {
      if (importer === undefined || !source.startsWith('.') || source.endsWith('.mjs')) return null;
      const path = relative(__dirname, resolve(dirname(importer), source));
      const [room = ''] = path.split(sep);
      if (room === '..' || room === 'test' || room === 'tools' || room === 'node_modules') return null;
      const built = [`${path}.js`, join(path, 'index.js')].map((file) => join(__dirname, 'dist', file)).find((file) => existsSync(file));
      return built === undefined ? null : { id: built };
    },
  };
}

export default defineConfig({
  plugins: [asBuilt()],
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  test: {
    pool: 'forks',
    execArgv: ['--max-semi-space-size=32'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    globalSetup: ['test/support/servers.ts'],
    setupFiles: ['test/support/strict.ts'],
    passWithNoTests: false,
    server: { deps: { external: [/\/dist\//] } },
    // What one group has compiled, the next does not compile again.
    experimental: { fsModuleCache: true, fsModuleCachePath: 'data/test-modules' },
    sequence: { sequencer: LongestFirst },
    // Several groups asked for together run one after the other: they do not want the same number of processes.
    projects: [
      // Files of one process share what they import, which is more than half of their time; each database is its test's own. A third of their
      // time is waiting for PostgreSQL: three processes keep two cores busy.
      { extends: true, test: { name: 'unit', isolate: false, maxWorkers: 3, sequence: { groupOrder: 0 }, ...everythingElse } },
      // Asked for by `npm run check:api` alone.
      { extends: true, test: { name: 'check', include: ['test/check/**/*.check.ts'], sequence: { groupOrder: 9 } } },
      ...Object.entries(groups).map(([name, include], i) => ({ extends: true as const, test: { name, include, isolate: name === 'stories' || name === 'replay', maxWorkers: WORKERS[name as keyof typeof groups], sequence: { groupOrder: i + 1 } } })),
    ],
  },
});
