import { Command } from 'commander';
import { processConfig } from '../environment';
import { connect } from '../db/connect';
import { findAccount } from '../db/account';
import { removeSecondFactor } from '../db/second-factor';
import { endSessionsBut } from '../db/session-list';

/** `guichet second-factor remove <login>`: for somebody who lost their telephone and their recovery codes. */
export function secondFactorCommand(): Command {
  const remove = new Command('remove')
    .argument('<login>', 'adresse de connexion du compte')
    .description('retire le second facteur d’un compte et ferme ses sessions')
    .action(async (login: string) => {
      const config = processConfig();
      const sql = connect(config.ownerDatabaseUrl ?? config.databaseUrl, { max: 1 });
      try {
        const account = await findAccount(sql, login);
        if (account === undefined) throw new Error(`Aucun compte « ${login} ».`);
        await removeSecondFactor(sql, account.id);
        await endSessionsBut(sql, account.id, null);
        console.log(`Second facteur de ${account.name} retiré ; ses sessions sont fermées.`);
      } finally {
        await sql.end();
      }
    });
  return new Command('second-factor').description('second facteur des comptes').addCommand(remove);
}
