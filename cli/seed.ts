import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { hash } from '@node-rs/argon2';
import { Command, InvalidArgumentError } from 'commander';
import { systemClock } from '../clock';
import { processConfig } from '../environment';
import { loadSeed } from '../contracts/seed';
import { connect, type Sql } from '../db/connect';
import { insertAccount, insertSeed, isEmpty } from '../db/seed';
import { hasTickets } from '../db/seed-large';
import type { Instant } from '../domain/ids';
import { instantFrom } from './instant-argument';
import { fillLarge } from './large/fill';

interface SeedOptions {
  readonly ifEmpty?: boolean;
  readonly passwordFile?: string;
  readonly tickets?: number;
  readonly partners: number;
  readonly seed: number;
  readonly until?: Instant;
  readonly add?: boolean;
}

/** `guichet seed`: fictional partners and accounts, so that a new desk can be tried. */
export function seedCommand(): Command {
  return new Command('seed')
    .description('charge des partenaires et des comptes fictifs')
    .option('--if-empty', 'seulement si la base ne contient aucun partenaire')
    .option('--password-file <fichier>', 'où écrire le premier mot de passe (lisible par vous seul)')
    .option('--tickets <nombre>', 'au lieu de cela, une grande instance fictive : 101 Caf, tant de demandes dont une sur cinq ouverte', wholeNumber)
    .option('--partners <nombre>', 'partenaires de la grande instance', wholeNumber, 5_000)
    .option('--seed <nombre>', 'germe du hasard : le même donne la même instance', wholeNumber, 1)
    .option('--until <instant>', 'l’instant où se tient la grande instance (maintenant, sauf indication)', instantFrom)
    .option('--add', 'même si la base contient déjà des demandes')
    .action(async (options: SeedOptions) => {
      const config = processConfig();
      const sql = connect(config.ownerDatabaseUrl ?? config.databaseUrl, { max: 1 });
      try {
        if (options.tickets !== undefined) return await large(sql, options, options.tickets);
        if (options.ifEmpty === true && !(await isEmpty(sql))) return console.log('La base contient déjà des partenaires : rien n’est ajouté.');
        await insertSeed(sql, loadSeed());
        await accounts(sql, options.passwordFile ?? null);
      } finally {
        await sql.end();
      }
    });
}

function wholeNumber(text: string): number {
  if (!/^\d{1,7}$/.test(text) || Number(text) === 0) throw new InvalidArgumentError('donnez un nombre entier de 1 à 9 999 999.');
  return Number(text);
}

/** @throws Error when there are tickets already, unless told. */
async function large(sql: Sql, options: SeedOptions, tickets: number): Promise<void> {
  if (options.add !== true && (await hasTickets(sql))) throw new Error('La base contient déjà des demandes : rien n’est ajouté. Pour en ajouter quand même, --add et un autre --seed.');
  const password = randomBytes(9).toString('base64url');
  const until = options.until ?? systemClock.now();
  const begun = performance.now();
  await fillLarge(sql, { tickets, partners: options.partners, seed: options.seed, until }, password, (text) => console.log(text));
  if (options.passwordFile !== undefined) writeFileSync(options.passwordFile, `agent@caf31.example\n${password}\n`, { mode: 0o600 });
  else console.log(`Mot de passe des comptes fictifs (agent@caf31.example, responsable@caf31.example, partout@cafs.example…) : ${password}`);
  console.log(`${tickets} demandes, ${options.partners} partenaires, 101 Caf, au ${until} (germe ${options.seed}) : ${Math.round((performance.now() - begun) / 1000)} s.`);
}

/** One password for the fictional accounts, made here and written nowhere else. */
async function accounts(sql: Sql, passwordFile: string | null): Promise<void> {
  const password = randomBytes(9).toString('base64url');
  const passwordHash = await hash(password);
  let created = 0;
  for (const account of loadSeed().accounts) {
    const { email, name, role, cafs } = account;
    if (await insertAccount(sql, { id: email, login: email, name, role, cafs, passwordHash })) created += 1;
  }
  if (created === 0) return console.log('Les comptes existent déjà.');
  if (passwordFile === null) return console.log(`Mot de passe des ${created} comptes fictifs : ${password}`);
  writeFileSync(passwordFile, `renfort@cafs.example\n${password}\n`, { mode: 0o600 });
  console.log(`Mot de passe des ${created} comptes fictifs : ${passwordFile}`);
}
