import { describe, expect, test } from 'vitest';
import { loadPublishedContract, loadPublishedContracts } from '../../contracts/load';
import type { ContractDocument } from '../../domain/contract-terms-types';

/** The published table, written by hand: what each Caf's documents say, and where. */
const byCaf = Object.fromEntries(loadPublishedContracts().map((contract) => [contract.caf, contract]));
const CAFS = ['21', '31', '59', '76', '95'] as const;
type Caf = (typeof CAFS)[number];
const of = (caf: Caf): ContractDocument => loadPublishedContract(caf);

function row<T>(read: (contract: ContractDocument) => T): Record<Caf, T> {
  return Object.fromEntries(CAFS.map((caf) => [caf, read(of(caf))])) as Record<Caf, T>;
}

test('five Cafs are published', () => {
  expect(Object.keys(byCaf).sort()).toEqual([...CAFS]);
});

test('office hours', () => {
  expect(row((c) => [c.hoursArticle, c.calendar.openingHours?.mon, c.calendar.openingHours?.fri, c.calendar.openingHours?.sat])).toEqual({
    '21': ['art. 3', [['08:30', '16:30']], [['08:30', '16:30']], undefined],
    '31': ['art. 3', [['07:30', '17:30']], [['07:30', '17:30']], undefined],
    '59': [null, undefined, undefined, undefined],
    '76': [null, undefined, undefined, undefined],
    '95': ['art. 3', [['09:00', '16:00']], [['09:00', '16:00']], undefined],
  });
  expect(row((c) => c.calendar.openingHours === null)).toEqual({ '21': false, '31': false, '59': true, '76': true, '95': false });
});

test('channels', () => {
  expect(row((c) => c.channels?.value ?? null)).toEqual({ '21': ['email'], '31': ['phone', 'email'], '59': ['email'], '76': null, '95': ['phone', 'email'] });
});

test('pickup promise: Côte-d’Or alone', () => {
  expect(row((c) => c.pickup)).toEqual({
    '21': { stated: { hours: 48 }, rule: { elapsedHours: 48 }, whenClosed: 'next-opening', article: 'art. 3' },
    '31': null,
    '59': null,
    '76': null,
    '95': null,
  });
});

test('escalation: the delay as stated, as read, and who may fail to answer', () => {
  expect(row((c) => c.escalation && [c.escalation.stated, c.escalation.rule, c.escalation.article, c.escalation.urgent, c.escalation.sides])).toEqual({
    '21': null,
    '31': [{ days: 5 }, { calendarDays: 5 }, 'art. 3.3', true, ['desk', 'partner']],
    '59': [{ workingDays: 10 }, { workingDays: 10 }, 'art. 3.3', true, ['desk', 'partner']],
    '76': null,
    '95': [{ months: 1 }, { calendarMonths: 1 }, 'art. 3.3', true, ['desk', 'partner']],
  });
});

test('the Caf’s contacts, in order', () => {
  expect(row((c) => c.deskLadder.map((rung) => [rung.rank, rung.role, rung.name !== null, c.desk.mailboxes.includes(rung.email ?? '')]))).toEqual({
    '21': [],
    '31': [[1, null, true, false]],
    '59': [[1, 'service Comelec', false, true]],
    '76': [],
    '95': [
      [1, 'conseillère services numériques', true, true],
      [2, 'attaché de direction', true, true],
    ],
  });
});

test('the partner’s contacts, in order', () => {
  expect(row((c) => c.partnerLadder.map((rung) => [rung.rank, rung.role, rung.office ?? null, rung.samePersonAs ?? null]))).toEqual({
    '21': [],
    '31': [[1, 'contact désigné par la convention', null, null]],
    '59': [
      [1, 'administrateur 1', 'administrator', null],
      [2, 'administrateur 2', 'deputy-administrator', null],
      [3, 'responsable sécurité', 'security-officer', null],
      [4, 'délégué à la protection des données', 'dpo', 3],
    ],
    '76': [],
    '95': [
      [1, 'directrice adjointe', 'administrator', null],
      [2, 'assistant administratif', 'deputy-administrator', null],
    ],
  });
});

test('what a request must carry', () => {
  expect(row((c) => c.requiredItems.map((item) => item.code + (item.optional ? '?' : '')))).toEqual({
    '21': ['subject-format', 'description', 'callback-phone?'],
    '31': ['caller-name', 'caller-contact', 'service', 'description', 'error-message', 'screenshot?'],
    '59': ['partner-name', 'description'],
    '76': [],
    '95': [],
  });
  expect(of('21').requiredItems[0]?.formats).toEqual(['[CDAP] [NOM ORGANISME] incident technique', '[CDAP] [NOM ORGANISME] question administrative']);
});

test('sectors, how many people, and who holds several', () => {
  expect(row((c) => c.sectors.map((s) => `${s.role} ${s.service ?? '-'} ${s.people}${s.email === null ? ' blank' : ''}${s.samePersonAs ? ` =${s.samePersonAs}` : ''}`))).toEqual({
    '21': ['administrator - 3', 'security-officer - 1', 'dpo - 1'],
    '31': ['assistant CDAP 2', 'assistant AFAS 1', 'assistant DGFIP 2', 'security-officer - 1', 'it - 1 =securite', 'dpo - 1 =securite', 'desk - 1'],
    '59': ['desk - 1', 'director - 1 blank', 'habilitation-manager - 1 blank'],
    '76': ['desk - 1'],
    '95': ['administrator - 2', 'mcp-manager - 1', 'security-officer - 1', 'it - 1', 'dpo - 1', 'desk - 1'],
  });
});

test('where the administrator-change form goes', () => {
  expect(row((c) => c.administratorChange && [c.administratorChange.route, c.administratorChange.signatures, c.administratorChange.services, c.administratorChange.article])).toEqual({
    '21': ['post', 'name-function-signature', null, 'annexe 3'],
    '31': [null, null, null, 'annexe 3'],
    '59': ['email', 'name-signature', ['CDAP'], 'annexe 3'],
    '76': null,
    '95': ['post', 'name-function-signature', null, 'annexe 3'],
  });
  expect(of('95').administratorChange?.addressee).toBe('« Partenaires & Fournisseurs »');
});

test('habilitations: mode and what is published of the quotas', () => {
  expect(row((c) => c.habilitations.mode)).toEqual({ '21': 'delegated', '31': 'delegated', '59': 'delegated', '76': 'either', '95': 'delegated' });
  expect(of('21').habilitations.bulletins.map((b) => b.quotas.map((q) => `${q.profile} ${q.users ?? '?'}${q.doubt ? ` ${q.doubt}` : ''}`))).toEqual([
    ['T1 45', 'T13 ? illegible'],
    ['T1 3', 'T13 2'],
    ['T13 3'],
    ['T1 15 doubtful', 'T13 3'],
  ]);
  expect(of('59').habilitations.profiles.map((profile) => profile.code)).toEqual(['T1', 'T2', 'T4', 'T5', 'T18', 'T19']);
  expect(of('59').habilitations.bulletins[0]?.quotas.every((quota) => quota.users === null)).toBe(true);
});

test('planned stops (article 4) and traces (article 5)', () => {
  expect(row((c) => c.plannedStops && [c.plannedStops.addressee, c.plannedStops.article, c.plannedStops.beforehandArticle])).toEqual({
    '21': ['partner', 'art. 4', 'art. 3.1'],
    '31': ['service-manager', 'art. 4', 'art. 3.1'],
    '59': ['service-manager', 'art. 4', 'art. 3.1'],
    '76': null,
    '95': ['service-manager', 'art. 4', 'art. 3.1'],
  });
  expect(row((c) => c.traces && [c.traces.keptMonths, c.traces.habilitationDataYears])).toEqual({ '21': [6, 6], '31': [6, 6], '59': [6, 6], '76': null, '95': [6, 6] });
});

test('the convention is published for 21, 59 and 76, assumed for 31 and 95', () => {
  expect(row((c) => c.convention.source)).toEqual({ '21': 'published', '31': 'assumed', '59': 'published', '76': 'published', '95': 'assumed' });
  expect(row((c) => c.convention.terms.some((term) => term.code === 'bulletin-documents'))).toEqual({ '21': false, '31': false, '59': false, '76': true, '95': false });
});

test('76 has no service contract and promises nothing', () => {
  expect(row((c) => c.serviceContract)).toEqual({ '21': true, '31': true, '59': true, '76': false, '95': true });
});

test('the readings of what the text leaves open are written in the files that need them', () => {
  expect(row((c) => Object.keys(c.readings).sort())).toEqual({
    '21': ['administratorChange'],
    '31': ['administratorChange', 'afterLastRung', 'clockStarts', 'nextRung'],
    '59': ['administratorChange', 'afterLastRung', 'clockStarts', 'eventDay', 'nextRung', 'noHoursStated'],
    '76': [],
    '95': ['administratorChange', 'afterLastRung', 'clockStarts', 'monthEnd', 'nextRung'],
  });
});

describe('nobody real', () => {
  const text = JSON.stringify(loadPublishedContracts());

  test('every address ends in .example', () => {
    expect([...text.matchAll(/@([a-z0-9.-]+)/gi)].map((m) => m[1]).filter((domain) => !domain?.endsWith('.example'))).toEqual([]);
  });

  test('every number is in a range reserved for fiction', () => {
    expect([...text.matchAll(/\+33\d+/g)].map((m) => m[0]).filter((n) => !/^\+33(19900|26191|35301|46571|53649|63998)\d{4}$/.test(n))).toEqual([]);
  });
});

test('an unknown Caf is refused with the known ones', () => {
  expect(() => loadPublishedContract('75')).toThrow('Aucun contrat pour la Caf « 75 » ; contrats connus : 21, 31, 59, 76, 95.');
  expect(() => loadPublishedContract('../package')).toThrow('Aucun contrat');
});
