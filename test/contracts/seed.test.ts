import { CAF_ROLES, WIDE_ROLES } from '../../domain/roles';
import { describe, expect, test } from 'vitest';
import { loadPublishedContracts } from '../../contracts/load';
import { duplicateIssues, loadSeed, parseAccounts, parseSeed } from '../../contracts/seed';
import { InvalidContract } from '../../domain/contract';
import { checkContract } from '../../domain/contract-check';

const seed = loadSeed();
const contracts = loadPublishedContracts();

test('each published Caf has a partner and a convention, Haute-Garonne two', () => {
  expect(seed.conventions.map((convention) => convention.caf)).toEqual(['21', '31', '31', '59', '76', '95']);
  expect(seed.conventions.every((convention) => seed.partners.some((partner) => partner.code === convention.partner))).toBe(true);
});

test.each(seed.conventions.map((convention) => [convention.number, convention] as const))(
  '%s names everyone a convention needs, and an ordinary user',
  (_number, convention) => {
    const roles = new Set(convention.contacts.map((contact) => contact.role));
    for (const role of [
      'level-one-support',
      'administrator',
      'deputy-administrator',
      'security-officer',
      'dpo',
      'signatory',
      'other',
    ] as const)
      expect(roles).toContain(role);
    expect(convention.memberships.length).toBeGreaterThan(0);
  },
);

test('one address alone is registered in two conventions of the same Caf', () => {
  const places = seed.conventions.flatMap((convention) =>
    [...new Set(convention.contacts.map((contact) => contact.email))].map((email) => `${convention.caf} ${email}`),
  );
  expect(places.filter((place, i) => places.indexOf(place) < i)).toEqual(['31 nadege.courtial@castelbrun.example']);
});

test('every rung that a contract asks its convention to fill is filled', () => {
  const conventions = seed.conventions.map((convention) => ({ ...convention, partnerName: convention.partner }));
  const errors = contracts.flatMap((contract) => checkContract(contract, conventions)).filter((finding) => finding.level === 'error');
  expect(errors).toEqual([]);
});

test('each Caf has an agent and the manager of its contract; one agent serves all', () => {
  for (const contract of contracts) {
    const own = seed.accounts.filter((account) => account.cafs.length === 1 && account.cafs[0] === contract.caf);
    expect(own.map((account) => account.role)).toEqual(expect.arrayContaining(['agent', 'manager']));
    const officers = contract.sectors.some((sector) => sector.role === 'security-officer') ? 1 : 0;
    expect(own.filter((account) => account.role === 'security-officer'), contract.caf).toHaveLength(officers);
    expect(own.find((account) => account.role === 'manager')).toMatchObject(contract.manager);
  }
  expect(seed.accounts.filter((account) => account.cafs.length === contracts.length)).toHaveLength(1);
});

test('each role that signs in has an account', () => {
  expect([...new Set(seed.accounts.map((account) => account.role))].sort()).toEqual([...CAF_ROLES, ...WIDE_ROLES].sort());
});

describe('nobody real', () => {
  const text = JSON.stringify(seed);

  test('every address and domain ends in .example', () => {
    expect([...text.matchAll(/@([a-z0-9.-]+)/g)].map((m) => m[1]).filter((domain) => !domain?.endsWith('.example'))).toEqual([]);
    expect(seed.partners.filter((partner) => !partner.mailDomain.endsWith('.example'))).toEqual([]);
  });

  test('every number is in a range reserved for fiction', () => {
    const numbers = seed.conventions.flatMap((convention) => convention.contacts.flatMap((contact) => contact.phones));
    expect(numbers.length).toBeGreaterThan(30);
    expect(numbers.filter((number) => !/^\+33(19900|26191|35301|46571|53649|63998)\d{4}$/.test(number))).toEqual([]);
  });
});

describe('a broken seed file is refused', () => {
  test('an unknown role, an unknown key and two contacts for one rung are all named', () => {
    const contact = (id: string) => `{ id: ${id}, name: N, role: boss, jobTitle: null, email: null, phones: [], ladderRank: 1 }`;
    const text = `caf: "31"\npartners:\n  - { code: a, name: A, kind: ccas, aliases: [], mailDomain: a.example, logo: x, conventions: [{ number: n, signedOn: "2024-01-01", contacts: [${contact('a')}], memberships: [] }] }`;
    expect(() => parseSeed(text, 'seed.yaml')).toThrow(InvalidContract);
    expect(() => parseSeed(text, 'seed.yaml')).toThrow('partners[0].conventions[0].contacts[0].role\u00a0: trouvé "boss"');
    expect(() => parseSeed(text, 'seed.yaml')).toThrow('partners[0].logo\u00a0: trouvé "x"');
    const twoOnOne = text
      .replaceAll('boss', 'dpo')
      .replace('logo: x, ', '')
      .replace(contact('a').replace('boss', 'dpo'), `${contact('a')}, ${contact('b')}`.replaceAll('boss', 'dpo'));
    expect(() => parseSeed(twoOnOne, 'seed.yaml')).toThrow('un seul contact par rang de l’échelle');
  });

  test('an account of no Caf is refused', () => {
    expect(() => parseAccounts('- { email: a@b.example, name: A, role: agent, cafs: [] }', 'accounts.yaml')).toThrow(
      '[0].cafs\u00a0: trouvé []',
    );
  });

  test('the same convention number or account twice is named', () => {
    const twice = {
      ...seed,
      conventions: [...seed.conventions, ...seed.conventions.slice(0, 1)],
      accounts: [...seed.accounts, ...seed.accounts.slice(0, 1)],
    };
    const found = duplicateIssues(twice).map((issue) => issue.path[0]);
    expect(new Set(found)).toEqual(new Set(['conventions', 'contacts', 'accounts']));
  });
});
