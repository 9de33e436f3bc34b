import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { InvalidContract } from '../domain/contract';
import { contractIssues, type ContractIssue } from '../domain/contract-issues';
import { accountsSchema, partnersSchema } from './seed-schema';
import type { Seed, SeedAccount, SeedConvention, SeedPartner } from './seed-types';
import { contractsFolder } from './load';

export type * from './seed-types';

/** Everything under contracts/seed/. @throws InvalidContract with all that is wrong, in French and in English. */
export function loadSeed(): Seed {
  const files = readdirSync(seedFolder())
    .filter((name) => /^\d.*\.yaml$/.test(name))
    .sort();
  const perCaf = files.map((file) => parseSeed(readFileSync(join(seedFolder(), file), 'utf8'), `contracts/seed/${file}`));
  const seed = {
    partners: perCaf.flatMap((one) => one.partners),
    conventions: perCaf.flatMap((one) => one.conventions),
    accounts: parseAccounts(readFileSync(join(seedFolder(), 'accounts.yaml'), 'utf8'), 'contracts/seed/accounts.yaml'),
  };
  const twice = duplicateIssues(seed);
  if (twice.length > 0) throw new InvalidContract('contracts/seed/', twice);
  return seed;
}

/** The partners and conventions of one Caf's file. @throws InvalidContract */
export function parseSeed(text: string, file: string): { partners: SeedPartner[]; conventions: SeedConvention[] } {
  const data: unknown = parse(text);
  const parsed = partnersSchema.safeParse(data);
  if (!parsed.success) throw new InvalidContract(file, contractIssues(parsed.error.issues, data));
  const { caf, partners } = parsed.data;
  return {
    partners: partners.map(({ conventions: _conventions, ...partner }) => partner),
    conventions: partners.flatMap((partner) => partner.conventions.map((convention) => ({ ...convention, caf, partner: partner.code }))),
  };
}

/** @throws InvalidContract */
export function parseAccounts(text: string, file: string): SeedAccount[] {
  const data: unknown = parse(text);
  const parsed = accountsSchema.safeParse(data);
  if (!parsed.success) throw new InvalidContract(file, contractIssues(parsed.error.issues, data));
  return parsed.data;
}

/** A code, a number, an id or an account's address given twice. An address in two conventions is allowed: a person then chooses. */
export function duplicateIssues(seed: Seed): ContractIssue[] {
  return [
    ...twice(
      'partners',
      seed.partners.map((partner) => partner.code),
    ),
    ...twice(
      'conventions',
      seed.conventions.map((convention) => convention.number),
    ),
    ...twice(
      'contacts',
      seed.conventions.flatMap((convention) => convention.contacts.map((contact) => contact.id)),
    ),
    ...twice(
      'accounts',
      seed.accounts.map((account) => account.email.toLowerCase()),
    ),
  ];
}

function twice(what: string, keys: readonly string[]): ContractIssue[] {
  return keys
    .filter((key, i) => keys.indexOf(key) < i)
    .map((key) => ({ path: [what], found: JSON.stringify(key), fr: 'une seule fois la même clé', en: 'the same key only once' }));
}

function seedFolder(): string {
  return join(contractsFolder(), 'seed');
}
