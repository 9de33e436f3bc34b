import { describe, expect, it } from 'vitest';
import { passwordFault } from '../../domain/password-rule';

const INES = { login: 'ines.vigneroy@caf95.example', name: 'Inès Vigneroy' };

describe('a password somebody wants', () => {
  it.each([
    ['court', 'too-short'],
    ['onze lettre', 'too-short'],
    ['é'.repeat(201), 'too-long'],
    ['aaaaaaaaaaaa', 'repeated'],
    ['azeazeazeaze', 'repeated'],
    ['123456789012', 'repeated'],
    ['abcdefghijklm', 'repeated'],
    ['motdepasse2026', 'common'],
    ['M0td3p@sse-2026!', 'common'],
    ['Bonjour123456', 'common'],
    ['azertyuiop123', 'common'],
    ['Password1234!', 'common'],
    ['Toulouse-31000', 'common'],
    ['bonjourtoulouse', 'common'],
    ['correcthorsebatterystaple', 'common'],
    ['20261103141592', 'common'],
    ['InesVigneroy95', 'personal'],
    ['ines.vigneroy@caf95.example', 'personal'],
    ['vigneroy-2026!', 'personal'],
  ])('« %s » is %s', (password, fault) => {
    expect(passwordFault(password, INES)).toBe(fault);
  });

  it.each(['un vélo jaune sous la pluie', 'kX9 tulipe 47 lampe', 'trois petits ponts de bois', 'Qd7vfre0pkzuM', 'un mot de passe de test'])('« %s » will do', (password) => {
    expect(passwordFault(password, INES)).toBeNull();
  });

  it('is also looked up in the list of the instance, in any case', () => {
    const more = new Set(['trois petits ponts de bois']);
    expect(passwordFault('Trois petits ponts de bois', INES, more)).toBe('common');
    expect(passwordFault('quatre petits ponts de bois', INES, more)).toBeNull();
  });
});
