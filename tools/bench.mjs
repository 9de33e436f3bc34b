// @ts-check
// `npm run bench -- access|intake|pages|stop`: prints what it measured, as a table and as JSON. Nothing here is a test.
import { build } from './build.mjs';
import { ensurePackages } from './install.mjs';
import { complain } from './say.mjs';

const benches = { access: '../bench/access.mjs', intake: '../bench/intake.mjs', pages: '../bench/pages.mjs', stop: '../bench/stop.mjs' };
const [name = 'intake', ...args] = process.argv.slice(2);

try {
  if (!(name in benches)) throw new Error(`no bench « ${name} »: ${Object.keys(benches).join(', ')}`);
  await ensurePackages();
  await build();
  const { bench } = await import(benches[/** @type {keyof typeof benches} */ (name)]);
  process.exitCode = await bench(args);
} catch (error) {
  complain(error);
  process.exitCode = 1;
}
