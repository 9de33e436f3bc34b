import type { ContractDocument } from './contract-terms-types';
import { conventionLines, settingLines } from './contract-statement-convention';
import { deskLines } from './contract-statement-desk';
import { ladderLines } from './contract-statement-ladder';
import { silence, type StatementLine } from './contract-statement-line';
import { readingLines } from './contract-statement-readings';
import { termLines } from './contract-statement-terms';

export { labelOf, type StatementKind, type StatementLine } from './contract-statement-line';

/** The parts of a statement, in the order in which they are read. */
export interface StatementSection {
  readonly title: string;
  readonly lines: readonly StatementLine[];
}

/** The contract in plain French, part by part, made from the very data that executes. */
export function statementSections(contract: ContractDocument): StatementSection[] {
  const parts = [
    { title: 'Le guichet', lines: [...noServiceContract(contract), ...deskLines(contract)] },
    { title: 'Quand une partie ne répond pas', lines: ladderLines(contract) },
    { title: 'Habilitations, arrêts programmés, sécurité', lines: termLines(contract) },
    { title: 'La convention', lines: conventionLines(contract) },
    { title: 'Ce que le texte laisse ouvert', lines: readingLines(contract) },
    { title: 'Les réglages du guichet', lines: settingLines(contract) },
  ];
  return parts.filter((part) => part.lines.length > 0);
}

/** Every sentence of the contract, each with its article. */
export function statement(contract: ContractDocument): StatementLine[] {
  return statementSections(contract).flatMap((section) => section.lines);
}

function noServiceContract(contract: ContractDocument): StatementLine[] {
  if (contract.serviceContract) return [];
  return [
    silence(
      null,
      '**Aucun contrat de service n’est publié** pour cette Caf : seule la convention s’applique. Les demandes sont traitées, et aucun délai n’est inventé.',
    ),
  ];
}
