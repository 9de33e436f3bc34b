import { describe, expect, it } from 'vitest';
import { instant, type LocalDate } from '../../domain/ids';
import { ofName } from '../../domain/french/register';
import { conventionState, givingRefused, lacksToOpen, modeNow, NO_DATES, quotaState } from '../../domain/register/rules';

const day = (text: string) => text as LocalDate;
const SIGNED = { ...NO_DATES, signed_on: day('2026-01-10'), contract_signed_on: day('2026-01-10') };

describe('a convention', () => {
  it.each([
    [null, 'unknown'],
    [NO_DATES, 'to-sign'],
    [SIGNED, 'signed'],
    [{ ...SIGNED, opened_on: day('2026-02-01') }, 'open'],
    [{ ...SIGNED, opened_on: day('2026-02-02') }, 'signed'],
    [{ ...SIGNED, signed_on: day('2026-02-02') }, 'to-sign'],
    [{ ...SIGNED, opened_on: day('2026-01-20'), terminated_on: day('2026-02-01') }, 'terminated'],
    [{ ...SIGNED, opened_on: day('2026-01-20'), terminated_on: day('2026-02-02') }, 'open'],
  ] as const)('%j is %s on 1 February', (dates, state) => {
    expect(conventionState(dates, day('2026-02-01'))).toBe(state);
  });

  it('opens only after the signatures and the data-protection formalities, each missing one named', () => {
    const on = day('2026-02-01');
    expect(lacksToOpen(NO_DATES, [], on)).toHaveLength(4);
    expect(lacksToOpen(SIGNED, [{ signed_on: null }], on)).toEqual(['un bulletin d’adhésion signé', 'les formalités de protection des données']);
    expect(lacksToOpen({ ...SIGNED, formalities_on: day('2026-02-02') }, [{ signed_on: on }], on)).toEqual(['les formalités de protection des données']);
    expect(lacksToOpen({ ...SIGNED, formalities_on: on }, [{ signed_on: on }], on)).toEqual([]);
  });
});

describe('a quota', () => {
  it.each([
    ['centralised', { profile: 'T1', users: 2 }, 1, null],
    ['centralised', { profile: 'T1', users: 2 }, 2, 'Le bulletin d’adhésion permet 2 utilisateurs du profil T1, 2 ont déjà un accès : il n’y a plus de place.'],
    ['centralised', { profile: 'T1', users: 1 }, 1, 'Le bulletin d’adhésion permet 1 utilisateur du profil T1, 1 a déjà un accès : il n’y a plus de place.'],
    ['centralised', { profile: 'T13', users: null }, 0, 'Le nombre d’utilisateurs du profil T13 est à saisir d’abord : il est illisible ou absent du bulletin.'],
    ['centralised', undefined, 0, 'Ce profil n’est pas dans le bulletin d’adhésion.'],
    ['delegated', { profile: 'T1', users: 9 }, 0, 'Cette convention est en mode délégué : son administrateur donne les accès lui-même.'],
  ] as const)('%s, %j, %i held: %s', (mode, quota, held, refused) => {
    expect(givingRefused(mode, quota, held)).toBe(refused);
  });

  it('is flagged when it is exceeded, and when it is to be entered', () => {
    expect([0, 2, 3].map((held) => quotaState({ profile: 'T1', users: 2 }, held))).toEqual(['within', 'full', 'exceeded']);
    expect(quotaState({ profile: 'T13', users: null }, 1)).toBe('to-enter');
  });
});

describe('how a convention works', () => {
  const AT = instant('2026-05-13T10:00:00+02:00');
  it.each([
    ['delegated', null, 'delegated'],
    ['either', null, null],
    ['either', { mode: 'centralised', delegation_taken_back_at: null }, 'centralised'],
    ['delegated', { mode: null, delegation_taken_back_at: AT }, 'centralised'],
    ['either', { mode: 'delegated', delegation_taken_back_at: AT }, 'centralised'],
  ] as const)('under a contract %s, %j: %s', (contract, file, mode) => {
    expect(modeNow(contract, file)).toBe(mode);
  });

  it('names are said with their elision', () => {
    expect(['Isaure', 'Claire', 'Élodie', 'Honorine'].map(ofName)).toEqual(['d’Isaure', 'de Claire', 'd’Élodie', 'd’Honorine']);
  });
});
