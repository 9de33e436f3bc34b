import { describe, expect, it } from 'vitest';
import { aroundOf } from '../../../domain/journeys/around';
import { actOnChange } from '../../../domain/journeys/change-acts';
import { dateRefused } from '../../../domain/journeys/change-dates';
import { placeTaken, replacedOf } from '../../../domain/journeys/change-people';
import { foldChange } from '../../../domain/journeys/change-state';
import { instant, type LocalDate } from '../../../domain/ids';
import type { FormerAdministrator } from '../../../domain/journeys/types';
import { around as surroundings, changeFacts, FILLED, receivedWith } from '../../support/change-case';

const day = (text: string) => text as LocalDate;
const NOW = instant('2026-05-29T10:00:00+02:00');
const left = (name: string, role: FormerAdministrator['role'], endedAt: string, ladderRank: number | null = null): FormerAdministrator => ({ id: `left-${name}`, name, role, jobTitle: null, email: null, phones: [], ladderRank, endedAt: instant(endedAt) });
const SYLVIE = left('Sylvie Arnoult', 'deputy-administrator', '2026-05-04T08:00:00Z', 2);
const living = surroundings('95').contacts.filter(({ role }) => role !== 'deputy-administrator');
const stateOf = (replaces: boolean) =>
  foldChange(changeFacts(['2026-05-18T11:20:00+02:00', receivedWith({ form: { ...FILLED, replaces } })], ['2026-05-27T23:30:00+02:00', { kind: 'approved', by: 'manager', note: '' }]));
const about = (former: readonly FormerAdministrator[], more: object = {}) => aroundOf(surroundings('95', { contacts: living, former, ...more }), new Map());

describe('whose place the new administrator takes', () => {
  it('is that of who is named, there or gone; without a name, that of who left a rank that nobody holds; else nobody’s', () => {
    expect(replacedOf(stateOf(true), about([SYLVIE]))).toBe(SYLVIE);
    expect(replacedOf(stateOf(true), about([]))).toBeUndefined();
    expect(placeTaken(stateOf(true), about([left('Rémi Castaing', 'deputy-administrator', '2026-05-20T08:00:00Z'), SYLVIE]))).toBe(SYLVIE);
    expect(placeTaken(stateOf(false), about([SYLVIE]))).toBe(SYLVIE);
    expect(placeTaken(stateOf(false), about([SYLVIE], { contacts: surroundings('95').contacts }))).toBeUndefined();
  });
});

describe('the day on which an access changes', () => {
  it.each([
    ['give-access', '2026-05-27', [], null],
    ['give-access', '2026-05-29', [], null],
    ['give-access', '2026-05-30', [], 'Donnez une date qui n’est pas à venir.'],
    ['give-access', '2026-05-26', [], 'Ce changement est approuvé depuis le mer. 27 mai 2026 : aucun accès ne change avant.'],
    ['withdraw-access', '1999-01-01', [], 'Ce changement est approuvé depuis le mer. 27 mai 2026 : aucun accès ne change avant.'],
    ['withdraw-access', '2026-05-04', [SYLVIE], null],
    ['withdraw-access', '2026-05-03', [SYLVIE], 'Cet accès est retiré au registre depuis le lun. 4 mai 2026 : donnez une date qui ne vient pas avant.'],
    ['give-access', '2026-05-04', [SYLVIE], 'Ce changement est approuvé depuis le mer. 27 mai 2026 : aucun accès ne change avant.'],
  ] as const)('%s on %s, with %j gone: %s', (act, on, former, refused) => {
    const said = dateRefused(act, day(on), stateOf(true), about(former), NOW);
    expect(said?.replaceAll(/[\u00a0\u202f]/g, ' ') ?? null).toBe(refused);
    expect(actOnChange({ kind: act, on: day(on), by: 'agent' }, stateOf(true), about(former), NOW)).toHaveProperty(refused === null ? 'facts' : 'refused');
  });

  it('waits for the convention to be open', () => {
    const given = (standing: 'open' | 'not-open') => actOnChange({ kind: 'give-access', on: day('2026-05-28'), by: 'agent' }, stateOf(true), about([], { standing }), NOW);
    expect(given('open')).toHaveProperty('facts');
    expect(given('not-open')).toEqual({ refused: expect.stringContaining('la convention n’est pas ouverte') as string });
  });
});
