import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { giveRole } from '../../db/account';
import { connect } from '../../db/connect';
import { addPeople, sit } from '../api/role-people';
import { startOffice, type Office } from '../api/office';
import { Program } from '../api/program';
import { makeSamples, type Samples } from '../api/route-samples';

const MANAGER = 'responsable@caf31.example';
/** Whose account the operations on accounts change: not that of who asks, who would lock themselves out half-way. */
const CHANGED = 'habilitations@caf95.example';
const A_CASE = process.env['GUICHET_CHECK_EXAMPLES'] ?? '10';
/** `GUICHET_CHECK_PORTAL=1`: the partner's portal alone. */
const PORTAL_ALONE = process.env['GUICHET_CHECK_PORTAL'] === '1';
const PHASES = process.env['GUICHET_CHECK_PHASES'] ?? 'examples,coverage,fuzzing';
/**
 * Not checked: that whatever fits the schemas is accepted (a sector, a Caf or a cursor that does not exist fits, and is refused), and what follows from one operation for another
 * (an act changes what the next may do; nothing is erased). Methods are checked by test/api/json-rules.test.ts.
 */
const EXCLUDED = 'positive_data_acceptance,ensure_resource_availability,use_after_free,unsupported_method';

/** What the addresses name, so that operations are asked of what is there. */
async function settings(samples: Samples, spare: string): Promise<string> {
  const of = async (route: string): Promise<string> => decodeURIComponent((await samples.path(route, 'ordinary')).split('/').at(-1) ?? '');
  const ids = await Promise.all(['/partenaires/:id', '/conventions/:id', '/contacts/:id', '/modeles/:id', '/webhooks/:id', '/a-identifier/:id', '/courriers/:id', '/imports/:id'].map(async (route) => [route.split('/')[1] ?? '', await of(route)] as const));
  const values = { reference: samples.tickets.ordinary, incident: await of('/incidents/:incident'), message: await of('/demandes/:reference/messages/:message'), caf: '31', year: '2026', adresse: 'guichet@caf31.example' };
  const named = [...ids, ['avenants', await of('/contrats/:caf/avenants/:id')] as const, ['comptes', CHANGED] as const, ['jetons', spare] as const];
  return [
    '[parameters]',
    ...Object.entries(values).map(([name, value]) => `"path.${name}" = ${JSON.stringify(value)}`),
    ...named.flatMap(([segment, id]) => ['[[operations]]', `include-path-regex = "/${segment}/[{]id[}]"`, `parameters = { "path.id" = ${JSON.stringify(id)} }`]),
  ].join('\n');
}

/** A token of somebody who may do whatever one account may. */
async function everythingToken(office: Office): Promise<string> {
  const owner = connect(office.database.ownerUrl, { max: 1 });
  await giveRole(owner, MANAGER, 'instance-administrator', []);
  await owner.end();
  return (await Program.of(office, MANAGER)).token;
}

/** @returns how it ended; what it says goes to the terminal. */
function run(program: string, args: readonly string[], cwd: string): Promise<number> {
  return new Promise((resolve, reject) => {
    spawn(program, args, { stdio: 'inherit', cwd }).once('error', reject).once('exit', (code) => resolve(code ?? 1));
  });
}

it('answers as it is described, whatever it is asked', { timeout: 1_800_000 }, async () => {
  const program = process.env['GUICHET_SCHEMATHESIS'];
  if (program === undefined) throw new Error('run `npm run check:api`');
  const office = await startOffice();
  const folder = mkdtempSync(join(tmpdir(), 'guichet-check-'));
  try {
    await addPeople(office);
    const token = await everythingToken(office);
    // The token that is revoked is another of the same account.
    const { id: spare } = await Program.of(office, MANAGER);
    const written = await settings(await makeSamples(office), spare);
    // A token for all but the portal, which a partner's session asks.
    const visitor = await sit(office, { name: 'visitor', role: null, here: true, who: { visitor: 'clemence.astugue@castelbrun.example' } });
    const callers = [['--exclude-path-regex', '^/portail', '-H', `Authorization: Bearer ${token}`], ['--include-path-regex', '^/portail', '-H', `X-CSRF-Token: ${visitor.csrf}`]];
    const configs = [written, `${written}\n[auth.openapi.session]\napi_key = ${JSON.stringify(visitor.cookie.replace('guichet=', ''))}\n`];
    for (const [i, caller] of callers.entries()) {
      if (PORTAL_ALONE && i === 0) continue;
      writeFileSync(join(folder, 'schemathesis.toml'), configs[i] ?? '');
      const args = ['run', `${office.url}/api/openapi.json`, '--url', `${office.url}/api/v1`, ...caller, '--checks', 'all', '--exclude-checks', EXCLUDED, '--max-examples', A_CASE, '--continue-on-failure', '--no-color', '--phases', PHASES];
      expect(await run(program, args, folder)).toBe(0);
    }
    // Who asked could ask to the end, accounts included: nothing that was tried locked them out.
    expect((await fetch(`${office.url}/api/v1/comptes`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
    expect(office.log.filter((line) => line.includes('a request failed') || line.includes('not as it is described'))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
    await office.stop();
  }
});
