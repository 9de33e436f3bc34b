import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { hash } from '@node-rs/argon2';
import { Command } from 'commander';
import { processConfig } from '../environment';
import { loadSeed } from '../contracts/seed';
import { connect, type Sql } from '../db/connect';
import { insertAccount, insertSeed, isEmpty } from '../db/seed';

interface SeedOptions {
  readonly ifEmpty?: boolean;
  readonly passwordFile?: string;
}

/** `guichet seed`: fictional partners and accounts, so that a new desk can be tried. */
export function seedCommand(): Command {
  return new Command('seed')
    .description('charge des partenaires et des comptes fictifs')
    .option('--if-empty', 'seulement si la base ne contient aucun partenaire')
    .option('--password-file <fichier>', 'où écrire le premier mot de passe (lisible par vous seul)')
    .action(async (options: SeedOptions) => {
      const config = processConfig();
      const sql = connect(config.ownerDatabaseUrl ?? config.databaseUrl, { max: 1 });
      try {
        if (options.ifEmpty === true && !(await isEmpty(sql))) return console.log('La base contient déjà des partenaires : rien n’est ajouté.');
        await insertSeed(sql, loadSeed());
        await accounts(sql, options.passwordFile ?? null);
      } finally {
        await sql.end();
      }
    });
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
