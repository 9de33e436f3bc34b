import { Command } from 'commander';
import { contractCommand } from './contract';
import { deadlinesCommand } from './deadlines';
import { explainCommand } from './explain';
import { firstMailCommand } from './first-mail';
import { migrateCommand } from './migrate';
import { readMailCommand } from './read-mail';
import { secondFactorCommand } from './second-factor';
import { seedCommand } from './seed';
import { simulateCommand } from './simulate';
import { statementCommand } from './statement';

const commands = [contractCommand, statementCommand, deadlinesCommand, explainCommand, simulateCommand, readMailCommand, migrateCommand, seedCommand, secondFactorCommand, firstMailCommand];

const program = new Command('guichet').description('Le guichet unique d’une Caf pour ses partenaires « Mon Compte Partenaire ».').showHelpAfterError();
for (const command of commands) program.addCommand(command());

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
