import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { declaredRoutes, type DeclaredRoute } from '../../api/guard';
import { rights } from '../../api/rights';
import { createApp } from '../../api/server';
import { connect, type Sql } from '../../db/connect';
import { requireRowSecurity } from '../../db/row-security';
import { scoped } from '../../db/scope';
import type { CafCode } from '../../domain/ids';
import { reachOf } from '../../domain/grants';
import type { Role } from '../../domain/roles';
import { startOffice, type Office } from './office';
import { addPeople, ask, PEOPLE, sit, type Person } from './role-people';
import { makeSamples, SECRETS, type Kind, type Samples } from './route-samples';

/** Who sees which secret, said here without asking the product. */
const SEES: Readonly<Record<Kind, readonly Role[]>> = {
  ordinary: ['agent', 'manager', 'mcp-administrator', 'partner-level-one', 'partner-administrator', 'partner-deputy', 'partner-signatory', 'partner-security-officer', 'partner-dpo'],
  restricted: ['security-officer', 'partner-security-officer'],
  referred: ['agent', 'manager', 'mcp-administrator', 'national', 'partner-level-one', 'partner-administrator', 'partner-deputy', 'partner-signatory', 'partner-security-officer', 'partner-dpo'],
  unidentified: ['agent', 'manager'],
  traces: ['trace-reader', 'partner-administrator'],
};
/** Tables that stand without policies, and why. A new table has policies (docs/decisions/0026), or a line here. */
const BARE: Readonly<Record<string, string>> = {
  account: 'read before it is known who asks',
  account_identity: 'read before it is known who asks',
  account_link: 'read before it is known who asks',
  account_role: 'read before it is known who asks',
  change_link: 'read before it is known who asks',
  dead_address: 'an address and a date, of no Caf',
  desk_mailbox: 'public addresses',
  form_key: 'what a form led to, under a key that only its sender has',
  heartbeat: 'when a part was last seen',
  mailbox_collection: 'how the collection of a public address goes',
  migration: 'what was migrated',
  outage: 'the pages read when it began and ended, not what fell due',
  presence: 'who is there, asked by reference once the ticket was shown',
  recovery_code: 'read before it is known who asks',
  reference_counter: 'numbers alone',
  session: 'read before it is known who asks',
  sign_in_failure: 'read before it is known who asks',
  sign_in_link: 'read before it is known who asks',
  tally: 'no role but the owner reads it',
  ticket_search: 'no role but the owner reads it',
};

let office: Office;
let samples: Samples;
let routes: readonly DeclaredRoute[];

beforeAll(async () => {
  office = await startOffice();
  await addPeople(office);
  samples = await makeSamples(office);
  routes = declaredRoutes(createApp(office.tools)).filter(({ action }) => action !== 'fetch-asset' && action !== 'sign-in');
});
afterAll(async () => {
  await office.stop();
});

function hiddenFrom({ role, here }: Person): [Kind, string][] {
  return (Object.entries(SECRETS) as [Kind, string][]).filter(([kind]) => role === null || !here || !SEES[kind].includes(role));
}

const isOfTicket = (path: string): boolean => path.includes('/demandes/:reference') || path.includes('/courriers/:id');
/** The whole of a request in one file, or a report. */
const isFile = (path: string): boolean => /\.(?:pdf|zip)$|\/dossier$/.test(path);
/** What is looked for by its words, whoever looks. */
const SEARCHES = Object.values(SECRETS).map((secret) => `/recherche?q=${encodeURIComponent(secret.split(' ')[0] ?? '')}`);
const LONGEST_MS = 240_000;
/** Row security is told the same of a partner's deputy, signatory and DPO as of its level-1 support: its conventions. */
const AS_ANOTHER: readonly Role[] = ['partner-deputy', 'partner-signatory', 'partner-dpo'];
/** Elsewhere, it is told nothing of these that it is not told of the manager: what he does not read there, they do not. */
const WITHIN_MANAGER: readonly Role[] = ['agent', 'mcp-administrator'];
const TOLD_APART = PEOPLE.filter(({ role, here }) => role === null || (!AS_ANOTHER.includes(role) && (here || !WITHIN_MANAGER.includes(role))));

it.each(WITHIN_MANAGER)('row security is told nothing of %s that it is not told of the manager', (role) => {
  const told = (one: Role) => Object.entries(reachOf([{ role: one, cafs: ['95' as CafCode], conventions: [], standsIn: [] }])).flatMap(([what, given]) => (Array.isArray(given) ? given.map((caf) => `${what} ${caf}`) : given ? [what] : []));
  expect(told('manager')).toEqual(expect.arrayContaining(told(role)));
});

describe('with the check in the code taken out', () => {
  // Everybody may do everything, everywhere: row security stands alone.
  beforeAll(async () => {
    const conventions = (await office.sql<{ id: string }[]>`select id from convention`).map(({ id }) => id);
    vi.spyOn(rights, 'conventionsWhere').mockReturnValue(conventions);
    vi.spyOn(rights, 'reachOf').mockImplementation((grants) => ({ ...reachOf(grants), conventions, securityConventions: conventions }));
    vi.spyOn(rights, 'may').mockReturnValue(true);
    vi.spyOn(rights, 'mayOn').mockReturnValue(true);
    vi.spyOn(rights, 'cafsWhere').mockReturnValue(['21', '31', '59', '76', '95'] as CafCode[]);
  });
  afterAll(() => {
    vi.restoreAllMocks();
  });

  it.each(TOLD_APART)('$name reads nothing that is not theirs, on any page', { timeout: LONGEST_MS }, async (person) => {
    const hidden = hiddenFrom(person);
    const seat = await sit(office, person);
    const leaks: string[] = [];
    const look = async (path: string): Promise<void> => {
      const { body, status } = await ask(office, seat, 'GET', path);
      // Words are pressed in a PDF or a ZIP: that it is given at all tells.
      if (isFile(path) && status === 200) leaks.push(`${path} is given`);
      // What was typed in the search comes back in its field, and in the way back to it after sign-in.
      const said = status === 303 ? '' : path.startsWith('/recherche') ? body.replaceAll(/value="[^"]*"|<title>.*?<\/title>|« [^»]* »/g, '') : body;
      for (const [kind, secret] of hidden) if (said.includes(secret) || (path.startsWith('/recherche') && said.includes(secret.split(' ')[0] ?? ''))) leaks.push(`${path} (${status}) says what is ${kind}`);
    };
    const paths = [...SEARCHES];
    const pathOf = samples.kept();
    // What was referred is the national level's too, and is to all others as any ticket.
    const kinds = (Object.keys(samples.tickets) as (keyof Samples['tickets'])[]).filter((kind) => kind !== 'referred' || person.role === 'national');
    for (const route of routes.filter(({ method }) => method === 'GET')) {
      for (const kind of isOfTicket(route.path) ? kinds : (['ordinary'] as const)) {
        const hides = isOfTicket(route.path) ? hidden.some(([one]) => one === kind) : !person.here && person.role !== null;
        if (!isFile(route.path) || hides) paths.push(await pathOf(route.path, kind));
      }
    }
    while (paths.length > 0) await Promise.all(paths.splice(0, 8).map(look));
    expect(leaks).toEqual([]);
  });

  it('lets anybody in who is signed in', async () => {
    const [reader] = PEOPLE.filter(({ role }) => role === 'trace-reader');
    if (reader === undefined) throw new Error('no trace reader');
    const seat = await sit(office, reader);
    for (const path of ['/file', '/courriers', '/a-identifier', '/partenaires']) expect((await ask(office, seat, 'GET', path)).status, path).toBe(200);
  });

  it.each(PEOPLE.filter(({ here, role }) => !here || role === 'trace-reader' || role === 'instance-administrator' || role === 'national'))('$name changes nothing', { timeout: LONGEST_MS }, async (person) => {
    const before = await traces();
    const seat = await sit(office, person);
    const paths: string[] = [];
    for (const route of routes.filter(({ method, path }) => method === 'POST' && isOfTicket(path))) paths.push(await samples.path(route.path, 'ordinary'));
    while (paths.length > 0) await Promise.all(paths.splice(0, 8).map((path) => ask(office, seat, 'POST', path, { texte: 'Intrus', suite: 'resolu', motif: 'Intrus' })));
    expect(await traces()).toEqual(before);
  });

  async function traces() {
    const references = Object.values(samples.tickets);
    return await office.sql`select reference, last_n, (select count(*)::int from act where act.reference = ticket.reference) as acts, (select count(*)::int from draft where draft.reference = ticket.reference) as drafts
      from ticket where reference = any(${references}) order by reference`;
  }
});

describe('the role of the pages', () => {
  it('is under the policies; no other may serve pages', async () => {
    await expect(requireRowSecurity(office.tools.sql)).resolves.toBeUndefined();
    for (const url of [office.database.url, office.database.ownerUrl, office.database.superuserUrl]) {
      const sql = connect(url, { max: 1 });
      await expect(requireRowSecurity(sql)).rejects.toThrow('whom row security does not bind');
      await sql.end();
    }
  });

  it('sees nothing at all when it was told nothing', async () => {
    for (const table of await protectedTables(office.sql)) {
      const [row] = await office.tools.sql<{ count: number }[]>`select count(*)::int as count from ${office.tools.sql(table)}`;
      expect(row?.count, table).toBe(0);
    }
  });

  it('is told what it may see for one transaction alone', async () => {
    const one = connect(office.database.webUrl, { max: 1 });
    const mine = scoped(one, { ...reachOf([{ role: 'agent', cafs: ['31' as never], conventions: [], standsIn: [] }]), who: 'agent' });
    expect(await mine`select distinct caf from ticket where caf = any(${['31', '95']})`).toEqual([{ caf: '31' }]);
    expect(await one`select reference from ticket`).toHaveLength(0);
    await one.end();
  });

  it('finds forced policies on every table but those that say why not', async () => {
    const bare = await office.sql<{ name: string }[]>`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity) order by 1`;
    expect(bare.map(({ name }) => name)).toEqual(Object.keys(BARE).sort());
  });

  it('does not read what fell due during an outage', async () => {
    await expect(office.tools.sql`select late from outage`).rejects.toThrow('permission denied');
  });

  it('looks through no view that reads as its owner', async () => {
    const views = await office.sql`select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'v' and not coalesce('security_invoker=true' = any(reloptions), false)`;
    expect(views).toEqual([]);
  });
});

async function protectedTables(sql: Sql): Promise<string[]> {
  return (await sql<{ name: string }[]>`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity order by 1`).map(({ name }) => name);
}

describe('the role of door and worker', () => {
  it.each(['session', 'sign_in_failure', 'account', 'account_link'])('does not read %s as a whole', async (table) => {
    const desk = connect(office.database.url, { max: 1 });
    await expect(desk`select * from ${desk(table)}`).rejects.toThrow('permission denied');
    await desk.end();
  });
});
