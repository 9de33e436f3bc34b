import { Command } from 'commander';
import { processConfig } from '../environment';
import { loadPublishedContracts } from '../contracts/load';
import { connect } from '../db/connect';
import { loadContracts } from '../db/contract';
import { migrate } from '../db/migrate';
import { measureAll } from '../desk/figures';

/** `guichet migrate`: brings the database to the present schema and puts the published contracts in force. Needs the owner's role. */
export function migrateCommand(): Command {
  return new Command('migrate').description('met la base à jour et charge les contrats').action(async () => {
    const config = processConfig();
    const sql = connect(config.ownerDatabaseUrl ?? config.databaseUrl, { max: 1 });
    try {
      const done = await migrate(sql, { appRole: config.ownerDatabaseUrl === null ? null : new URL(config.databaseUrl).username, webRole: config.webDatabaseUrl === null ? null : new URL(config.webDatabaseUrl).username });
      await loadContracts(sql, loadPublishedContracts());
      const measured = await measureAll(sql);
      if (measured > 0) console.log(`Demandes mesurées pour les chiffres : ${measured}`);
      console.log(done.length === 0 ? 'Base à jour.' : `Migrations appliquées : ${done.join(', ')}`);
    } finally {
      await sql.end();
    }
  });
}
