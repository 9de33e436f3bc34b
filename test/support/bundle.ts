import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rootFolder } from '../../db/root';

/** The workflows as `npm run build` bundled them: what runs in production is what is tested. @throws Error when it was not built. */
export async function workflowBundle(): Promise<{ code: string }> {
  const file = join(rootFolder(), 'dist', 'workflow-bundle.js');
  if (!existsSync(file)) throw new Error('dist/workflow-bundle.js is missing: run `npm run build`');
  return { code: await readFile(file, 'utf8') };
}
