import { describe, expect, it } from 'vitest';
import { readQuestion } from '../../../domain/french/question';
import { instant } from '../../../domain/ids';

/** Thursday 28 May 2026, 10:12 in Paris. */
const today = { now: instant('2026-05-28T10:12:00+02:00'), timeZone: 'Europe/Paris' };
const read = (line: string) => readQuestion(line, today);
const conditions = (line: string) => read(line).conditions;

describe('a line of search', () => {
  it.each([
    ['page', { is: 'words', text: 'page', not: false }],
    ['"page blanche"', { is: 'words', text: 'page blanche', not: false }],
    ['« page blanche »', { is: 'words', text: 'page blanche', not: false }],
    ['-test', { is: 'words', text: 'test', not: true }],
    ['-"page blanche"', { is: 'words', text: 'page blanche', not: true }],
    ['castel*', { is: 'beginning', text: 'castel', not: false }],
    ['de:peyrade', { is: 'from', text: 'peyrade', not: false }],
    ['de:joachim.peyrade@castelbrun.example', { is: 'from', text: 'joachim.peyrade@castelbrun.example', not: false }],
    ['partenaire:"Mairie de Castelbrun"', { is: 'partner', text: 'Mairie de Castelbrun', not: false }],
    ['SERVICE:cdap', { is: 'service', service: 'CDAP', not: false }],
    ['-service:AFAS', { is: 'service', service: 'AFAS', not: true }],
    ['nature:sécurité', { is: 'kind', kind: 'security-incident', not: false }],
    ['doit:caf', { is: 'owes', side: 'desk', not: false }],
    ['doit:partenaire', { is: 'owes', side: 'partner', not: false }],
    ['secteur:Securite', { is: 'sector', text: 'securite', not: false }],
    ['caf:2a', { is: 'caf', caf: '2A', not: false }],
    ['état:ouverte', { is: 'standing', standing: 'open', not: false }],
    ['urgent', { is: 'urgent', not: false }],
    ['31-2026-000123', { is: 'reference', text: '31-2026-000123', not: false }],
    ['95-2026', { is: 'reference', text: '95-2026', not: false }],
    ['05 36 49 01 10', { is: 'phone', e164: '+33536490110', not: false }],
    ['0536490110', { is: 'phone', e164: '+33536490110', not: false }],
    ['+33 5 36 49 01 10', { is: 'phone', e164: '+33536490110', not: false }],
    ['05.36.49.01.10', { is: 'phone', e164: '+33536490110', not: false }],
  ])('%s', (line, expected) => {
    expect(read(line)).toEqual({ conditions: [expected], problems: [] });
  });

  it('takes several at once, in their order', () => {
    expect(conditions('service:CDAP doit:partenaire "page blanche" -test').map((one) => one.is)).toEqual(['service', 'owes', 'words', 'words']);
  });

  it('of nothing, or of marks alone, asks nothing', () => {
    expect(read('')).toEqual({ conditions: [], problems: [] });
    expect(read(' - ?! « » ')).toEqual({ conditions: [], problems: [] });
  });

  it.each([
    ['sujet:page', '« sujet: » n’est pas un critère'],
    ['service:CDPA', '« service:CDPA » : valeurs connues, cdap, afas, dgfip'],
    ['doit:personne', 'caf, guichet, partenaire'],
    ['échéance:bientôt', 'écrivez un jour ou un délai'],
    ['échéance:31/02', 'écrivez un jour ou un délai'],
    ['caf:mars', 'donnez un code de Caf'],
    ['a '.repeat(21), 'trop de termes (21)'],
  ])('%s: says what is wrong', (line, words) => {
    expect(read(line).problems.join('\n')).toContain(words);
  });
});

describe('échéance:', () => {
  const due = (typed: string) => {
    const [one] = conditions(`échéance:${typed}`);
    return one?.is === 'due' ? [one.from, one.to] : 'not read';
  };
  const at = (local: string) => instant(`${local}+02:00`);
  it.each([
    ['<vendredi', null, at('2026-05-29T00:00')],
    ['<=vendredi', null, at('2026-05-30T00:00')],
    ['vendredi', at('2026-05-29T00:00'), at('2026-05-30T00:00')],
    ['jeudi', at('2026-05-28T00:00'), at('2026-05-29T00:00')],
    ['demain', at('2026-05-29T00:00'), at('2026-05-30T00:00')],
    ['aujourd’hui', at('2026-05-28T00:00'), at('2026-05-29T00:00')],
    ['>12/06', at('2026-06-13T00:00'), null],
    ['>=2026-06-12', at('2026-06-12T00:00'), null],
    ['12/06/2027', at('2027-06-12T00:00'), at('2027-06-13T00:00')],
    ['<3j', null, at('2026-05-31T10:12')],
    ['>4h', at('2026-05-28T14:12'), null],
    ['dépassée', null, today.now],
  ])('%s', (typed, from, to) => {
    expect(due(typed)).toEqual([from, to]);
  });

  it('avant: is « before »', () => {
    expect(conditions('avant:vendredi')).toEqual(conditions('échéance:<vendredi'));
  });

  it('days are the desk’s own, across a change of clocks', () => {
    const [one] = readQuestion('échéance:25/10', { now: instant('2026-10-20T08:00:00Z'), timeZone: 'Europe/Paris' }).conditions;
    expect(one).toMatchObject({ from: '2026-10-24T22:00:00.000Z', to: '2026-10-25T23:00:00.000Z' });
  });
});
