import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadPublishedContract } from '../../contracts/load';
import { epochMs, instant } from '../../domain/ids';
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
