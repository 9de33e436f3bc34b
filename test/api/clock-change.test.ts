import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadPublishedContract } from '../../contracts/load';
import { contractAt, contractsInForce, contractsInForceOf } from '../../db/contract';
import { dueChanges } from '../../db/former-administrator';
import { audienceOf } from '../../db/stop-address';
import { epochMs, instant, type CafCode } from '../../domain/ids';
import { readMail } from '../../mail/read';
import { visit } from './visitor';
import { mail, opened, startOffice, type Office } from './office';

const PERRINE = 'perrine.vandaele@petite-enfance-clos.example';
/** A version that no other test makes: contracts are kept in memory by their number. */
const VERSION = 77;
let office: Office;

beforeAll(async () => {
  office = await startOffice();
  const nord = loadPublishedContract('59');
  const body = {
    ...nord, version: VERSION, effectiveFrom: '2026-01-01',
    pickup: { stated: { elapsedHours: 24 }, rule: { elapsedHours: 24 }, whenClosed: 'as-is', article: 'art. 3' },
    escalation: nord.escalation === null ? null : { ...nord.escalation, stated: { calendarDays: 1 }, rule: { calendarDays: 1 }, whenClosed: 'as-is' },
  };
  await office.sql`insert into contract_version (caf, version, effective_from, body) values ('59', ${VERSION}, '2026-01-01', ${office.sql.json(body as never)})`;
});
afterAll(async () => {
  await office.stop();
});

const plain = (text: string): string => text.replaceAll(/<[^>]+>/g, '').replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll(/\s+/g, ' ');

/** What falls on the very days of the change: an elapsed day ends an hour later by the clock in spring, an hour sooner in autumn; a calendar day keeps its hour. */
const CHANGES = [
  { season: 'spring', received: '2026-03-28T10:00:00+01:00', took: 'sam. 28 mars', pickup: 'dim. 29 mars', hour: '11 h 00', escalation: 'dim. 29 mars', sooner: '9 h 00' },
  { season: 'autumn', received: '2026-10-24T10:00:00+02:00', took: 'sam. 24 oct.', pickup: 'dim. 25 oct.', hour: '9 h 00', escalation: 'dim. 25 oct.', sooner: '11 h 00' },
] as const;

it.each(CHANGES)('$season: page, letter and portal show limits on the day of the change by the local clock', async ({ received, took, pickup, hour, escalation, sooner }) => {
  office.clock.pass(epochMs(instant(received)) - epochMs(office.clock.now()));
  const reference = await opened(office, '59', mail(`Perrine Vandaele <${PERRINE}>`, `Reçue le ${took}`, 'Syndicat Petite Enfance du Clos : la page reste blanche.'));
  const agent = await office.signIn('hortense.wattignol@caf59.example');
  const page = plain((await agent.get(`/demandes/${reference}`)).body);
  expect(page).toContain(`${pickup} à ${hour}`);
  expect(page).toContain(`${escalation} à 10 h 00`);
  expect(page).not.toContain(`${pickup} à ${sooner}`);
  const [letter] = await office.sql<{ raw: Buffer }[]>`select raw from letter where reference = ${reference} and kind = 'acknowledgement'`;
  const { text } = await readMail(letter?.raw ?? Buffer.alloc(0), { referencePatterns: [] });
  expect(plain(text)).toContain(`${took} 2026 à 10 h 00`);
  expect(plain(text)).toContain(`avant le ${pickup} 2026 à ${hour}`);
  const own = plain((await (await visit(office, PERRINE)).get(`/partenaire/demandes/${reference}`)).body);
  expect(own).toContain(`${pickup} à ${hour}`);
  expect(own).toContain(`${escalation} à 10 h 00`);
});

/** Midnight at Fort-de-France is 04:00 UTC, at Saint-Denis 20:00 UTC the day before: 1 December begins there, and the amendment with it. */
const OVERSEAS = [
  { caf: '31', zone: 'America/Martinique', before: '2026-12-01T03:59:00Z', after: '2026-12-01T04:00:00Z', version: 78 },
  { caf: '95', zone: 'Indian/Reunion', before: '2026-11-30T19:59:00Z', after: '2026-11-30T20:00:00Z', version: 88 },
] as const;

it.each(OVERSEAS)('a Caf overseas ($zone) is on its own day around midnight: contract in force, rights, holds, ends of conventions, names of files', async ({ caf, zone, before, after, version }) => {
  const body = loadPublishedContract(caf);
  for (const [n, from] of [[version, '2026-01-01'], [version + 1, '2026-12-01']] as const) {
    const sectors = n === version ? body.sectors : body.sectors.filter(({ role }) => role !== 'security-officer');
    const own = { ...body, version: n, effectiveFrom: from, calendar: { ...body.calendar, timeZone: zone }, sectors };
    await office.sql`insert into contract_version (caf, version, effective_from, body) values (${caf}, ${n}, ${from}, ${office.sql.json(own as never)})`;
  }
  const [convention] = await office.sql<{ id: string; services: 'CDAP'[] }[]>`select id, services from convention where caf = ${caf} order by id limit 1`;
  const of = convention?.id ?? '';
  await office.sql`insert into retention_hold (id, caf, convention_id, reason, until, put_by, put_at) values (${`litige-${caf}`}, ${caf}, ${of}, 'Recours', '2026-11-30', ${`responsable@caf${caf}.example`}, ${before})`;
  await office.sql`update convention_file set terminated_on = '2026-12-01' where convention_id = ${of}`;
  await office.sql`update contact set ended_at = '2026-10-01T10:00:00Z' where convention_id = ${of} and role = 'deputy-administrator'`;
  const seen = async (at: string) => {
    const now = instant(at);
    const versions = [await contractAt(office.sql, caf as CafCode, now), ...(await contractsInForceOf(office.sql, [caf as CafCode], now)), ...(await contractsInForce(office.sql, now)).filter((one) => one.caf === caf)];
    const [known] = await office.sql<{ held: boolean; stands: boolean }[]>`
      select retention_held(null, ${of}, ${now}) as held, grants_of_account(${`responsable@caf${caf}.example`}, ${now}::timestamptz) @> ${office.sql.json([{ role: 'manager', standsIn: [caf] }])} as stands`;
    const told = await office.sql.begin(async (tx) => {
      await tx`select set_config('guichet.national', 'true', true)`;
      return await audienceOf(tx, [caf as CafCode], null, now);
    });
    office.clock.pass(epochMs(now) - epochMs(office.clock.now()));
    const manager = await office.signIn(`responsable@caf${caf}.example`);
    const file = (await manager.bytes('/partenaires.csv')).headers.get('content-disposition') ?? '';
    return { versions: versions.map((one) => one.version), ...known, told: told.some((one) => one.convention_id === of), due: (await dueChanges(office.sql, [caf as CafCode], now)).some((one) => one.convention_id === of), day: /\d{4}-\d\d-\d\d/.exec(file)?.[0] };
  };
  expect(await seen(before)).toEqual({ versions: [version, version, version], held: true, stands: false, told: true, due: true, day: '2026-11-30' });
  expect(await seen(after)).toEqual({ versions: [version + 1, version + 1, version + 1], held: false, stands: true, told: false, due: false, day: '2026-12-01' });
});
