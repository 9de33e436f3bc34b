import { Command } from 'commander';
import { loadPublishedContract } from '../contracts/load';
import { labelOf, statementSections, type StatementSection } from '../domain/contract-statement';
import type { ContractDocument } from '../domain/contract-terms-types';
import { frenchDate } from '../domain/french/dates';
import { typo } from '../domain/french/typography';
import { wrapped } from './wrap';

/** `guichet statement 31`: the contract in plain French, each sentence with its article. */
export function statementCommand(): Command {
  return new Command('statement')
    .description('Dit en français ce que prévoit le contrat d’une Caf, chaque phrase avec son article.')
    .argument('<caf>', 'code de la Caf (31, 95…)')
    .option('--json', 'les phrases en JSON')
    .action((caf: string, options: { json?: boolean }, command: Command) => {
      try {
        const contract = loadPublishedContract(caf);
        console.log(options.json === true ? statementJson(contract) : statementText(contract, process.stdout.columns ?? 100));
      } catch (error) {
        command.error(typo(`guichet statement : ${error instanceof Error ? error.message : String(error)}`), { exitCode: 2 });
      }
    });
}

/** One object per sentence: kind, article, text, strong parts, the setting that changes it, and the part it stands in. */
export function statementJson(contract: ContractDocument): string {
  const lines = statementSections(contract).flatMap((section) => section.lines.map((line) => ({ section: section.title, ...line })));
  return JSON.stringify(lines, null, 2);
}

/** The statement as a terminal shows it, lines no longer than `width` characters. */
export function statementText(contract: ContractDocument, width: number): string {
  return [title(contract), ...statementSections(contract).map((section) => sectionText(section, width))].join('\n\n');
}

function title(contract: ContractDocument): string {
  const what = contract.serviceContract ? 'contrat de service' : 'convention seule, aucun contrat de service publié';
  return typo(`${contract.name} : ${what}\nVersion ${contract.version}, en vigueur depuis le ${frenchDate(contract.effectiveFrom)}`);
}

function sectionText(section: StatementSection, width: number): string {
  const margin = 2 + Math.max(...section.lines.map((line) => labelOf(line).length));
  const lines = section.lines.map((line) => wrapped(line.text, labelOf(line).padEnd(margin), width));
  return [section.title, ...lines].join('\n');
}
