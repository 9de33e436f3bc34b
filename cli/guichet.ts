import { Command } from 'commander';
import { deadlinesCommand } from './deadlines';
import { explainCommand } from './explain';

const commands = [deadlinesCommand, explainCommand];

const program = new Command('guichet').description('Le guichet unique d’une Caf pour ses partenaires « Mon Compte Partenaire ».').showHelpAfterError();
for (const command of commands) program.addCommand(command());

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
