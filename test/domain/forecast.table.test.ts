import { describe, expect, it } from 'vitest';
import { loadPublishedContract } from '../../contracts/load';
import { instant } from '../../domain/ids';
import { forecast } from '../../domain/forecast';
import type { Step, TicketCase } from '../../domain/plan';
import { simulate } from '../../domain/simulation';
import type { Row } from '../expected/table';
import { TABLE, titleOf } from '../expected/table';
import { contactsOf, facts, received } from '../support/ticket-case';

describe('the table written by hand', () => {
  it('has each of the eight stories for each of the five Cafs', () => {
    const pairs = new Set(TABLE.map(({ caf, story }) => `${caf} ${story}`));
    expect(pairs.size).toBe(5 * 8);
  });

  it.each(TABLE.map((row) => [titleOf(row), row] as const))('%s', (_title, row) => {
    expect(stepsOf(row)).toEqual(expectedOf(row));
  });

  it.each(TABLE.filter((row) => row.script.length === 0).map((row) => [titleOf(row), row] as const))('forecast: %s', (_title, row) => {
    expect(forecast(caseOfRow(row)).map(written)).toEqual(expectedOf(row));
  });
});

function stepsOf(row: Row) {
  return simulate(caseOfRow(row), row.script).flatMap((one) => (one.kind === 'step' ? [written(one.step)] : []));
}

function caseOfRow(row: Row): TicketCase {
  return {
    contract: loadPublishedContract(row.caf),
    contacts: contactsOf(row.caf, row.convention),
    deadAddresses: new Set(row.dead),
    facts: facts([row.received, received]),
    frozen: new Map(),
    heldUntil: null,
  };
}

function written({ at, what, side, rung }: Step) {
  return { at, what, side: side ?? null, rung: rung?.rank ?? null };
}

function expectedOf(row: Row) {
  return row.expected.map((one) => ({ ...one, at: instant(one.at) }));
}
