import { Command } from 'commander';
import { contractCommand } from './contract';
import { deadlinesCommand } from './deadlines';
import { explainCommand } from './explain';
import { readMailCommand } from './read-mail';
import { statementCommand } from './statement';

const commands = [contractCommand, statementCommand, deadlinesCommand, explainCommand, readMailCommand];

const program = new Command('guichet').description('Le guichet unique d’une Caf pour ses partenaires « Mon Compte Partenaire ».').showHelpAfterError();
for (const command of commands) program.addCommand(command());

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
