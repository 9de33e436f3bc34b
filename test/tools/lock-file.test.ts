import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import * as z from 'zod';

const lockSchema = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional(), optionalDependencies: z.record(z.string(), z.string()).optional() })) });
const root = join(__dirname, '..', '..');

it('locks the packages of every system, without which `npm ci` refuses to install on any', () => {
  const { packages } = lockSchema.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  const locked = Object.keys(packages);
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies }]) =>
    Object.keys(optionalDependencies ?? {})
      .filter((name) => !locked.some((other) => other === `node_modules/${name}` || other === `${path}/node_modules/${name}`))
      .map((name) => `${path} → ${name}`),
  );
  expect(missing).toEqual([]);
});
