import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerActsOf, setConventionFile } from '../../db/register';
import { noteFormalities, openService } from '../../desk/opening';
import type { LocalDate, Reference } from '../../domain/ids';
import { journal, references } from '../support/journal';
import { arrived } from '../support/mail-from';
import { startSkippedDesk, type SkippedDesk } from '../support/skipped';

const TOWN = '31-2024-017';
const day = (text: string): LocalDate => text as LocalDate;
let desk: SkippedDesk;
beforeAll(async () => {
  desk = await startSkippedDesk();
  await desk.until('2027-03-01T08:00:00.000Z');
});
afterAll(async () => {
  await desk?.stop();
});

async function mail(): Promise<Reference> {
  await desk.keeper.keep(arrived({ from: 'joachim.peyrade@castelbrun.example', to: 'guichet@caf31.example' }, desk.clock.now()));
  await desk.settled();
  const reference = (await references(desk.sql)).at(-1);
  if (reference === undefined) throw new Error('no ticket');
  return reference;
}

describe('a service opens, in skipped time (Haute-Garonne: 5 days)', () => {
  it('nothing is promised of what came before: nobody climbs a ladder; refused until the formalities are done; what comes after climbs', { timeout: 240_000 }, async () => {
    await desk.sql.begin(async (tx) => await setConventionFile(tx, TOWN, { formalities_on: null, opened_on: null }));
    const before = await mail();
    const by = { at: desk.clock.now(), actor: 'mcp', actorName: 'Administratrice MCP' };
    const open = (on: string) => desk.sql.begin((tx) => openService(tx, { conventionId: TOWN, service: 'CDAP', on: day(on) }, by));
    expect(await open('2027-03-20')).toEqual({ refused: expect.stringMatching(/^Rien ne s’ouvre avant\s: les formalités de protection des données\.$/) as string });
    await desk.sql.begin((tx) => noteFormalities(tx, { conventionId: TOWN, service: 'CDAP', on: day('2027-03-10') }, 'Ysaure Cazalot', by));
    expect(await open('2027-03-20')).toBeNull();
    expect((await registerActsOf(desk.sql, TOWN)).map(({ kind, actor_name }) => [kind, actor_name]).sort()).toEqual([['service-formalities', 'Administratrice MCP'], ['service-opened', 'Administratrice MCP']]);
    await desk.until('2027-03-22T08:00:00.000Z');
    const after = await mail();
    await desk.until('2027-04-05T08:00:00.000Z');
    expect(await journal(desk.sql, before)).toEqual(['received']);
    expect((await journal(desk.sql, after)).slice(0, 3)).toEqual(['received', 'rung-decided desk 1', 'rung-contacted desk 1']);
  });
});
