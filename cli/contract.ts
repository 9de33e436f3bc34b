import { existsSync, readFileSync } from 'node:fs';
import { Command } from 'commander';
import { loadPublishedContract, loadPublishedContracts, parseContract } from '../contracts/load';
import { loadSeed } from '../contracts/seed';
import { InvalidContract } from '../domain/contract';
import { checkContract, type CheckedConvention, type Finding } from '../domain/contract-check';
import type { ContractDocument } from '../domain/contract-terms-types';
import { counted } from '../domain/french/dates';
import { typo } from '../domain/french/typography';
import { wrapped } from './wrap';

/** `guichet contract check [31|all|FILE]`: is the contract well formed, and would anything in it go to nobody? */
export function contractCommand(): Command {
  const check = new Command('check')
    .description(
      'Contrôle un contrat et les conventions de sa Caf : échelons sans contact, personnes en double, calendriers qui n’ouvrent jamais…',
    )
    .argument('[contrat]', 'code de la Caf, « all » ou un fichier YAML', 'all')
    .option('--json', 'les remarques en JSON')
    .action((target: string, options: { json?: boolean }) => {
      const report = checkReport(target, options.json === true, process.stdout.columns ?? 100);
      console.log(report.text);
      process.exitCode = report.exitCode;
    });
  return new Command('contract').description('Les contrats des Caf.').addCommand(check);
}

export interface CheckReport {
  readonly text: string;
  /** 1 when there is an error, 0 when there are warnings only. */
  readonly exitCode: 0 | 1;
}

interface Checked {
  readonly contract: ContractDocument;
  readonly findings: readonly Finding[];
}

/** What the command prints. A file that cannot be read as a contract is reported, not thrown. */
export function checkReport(target: string, json: boolean, width: number): CheckReport {
  try {
    const conventions = seedConventions();
    const checked = contractsOf(target).map((contract) => ({ contract, findings: checkContract(contract, conventions) }));
    const failed = checked.some((one) => one.findings.some((finding) => finding.level === 'error'));
    return { text: json ? asJson(checked) : checked.map((one) => asText(one, width)).join('\n\n'), exitCode: failed ? 1 : 0 };
  } catch (error) {
    return { text: json ? invalidJson(error) : messageOf(error), exitCode: 1 };
  }
}

function contractsOf(target: string): ContractDocument[] {
  if (target === 'all') return loadPublishedContracts();
  if (/\.ya?ml$/.test(target)) return [fileContract(target)];
  return [loadPublishedContract(target)];
}

function fileContract(file: string): ContractDocument {
  if (!existsSync(file)) throw new Error(typo(`Fichier introuvable : ${file}`));
  return parseContract(readFileSync(file, 'utf8'), file);
}

function seedConventions(): CheckedConvention[] {
  const seed = loadSeed();
  const names = new Map(seed.partners.map((partner) => [partner.code, partner.name]));
  return seed.conventions.map((convention) => ({ ...convention, partnerName: names.get(convention.partner) ?? convention.partner }));
}

const LABELS = { error: 'erreur', warning: 'à revoir' } as const;

function asText({ contract, findings }: Checked, width: number): string {
  const lines = findings.map((finding) => wrapped(`${finding.where} – ${finding.text}`, `  ${LABELS[finding.level].padEnd(10)}`, width));
  return [typo(`${contract.name} (${contract.caf}) : ${summary(findings)}`), ...lines].join('\n');
}

function summary(findings: readonly Finding[]): string {
  const errors = findings.filter((finding) => finding.level === 'error').length;
  const warnings = findings.length - errors;
  if (findings.length === 0) return 'rien à revoir';
  return `${counted(errors, 'erreur', 'erreurs')}, ${counted(warnings, 'point à revoir', 'points à revoir')}`;
}

function asJson(checked: readonly Checked[]): string {
  return JSON.stringify(
    checked.map(({ contract, findings }) => ({ caf: contract.caf, version: contract.version, findings })),
    null,
    2,
  );
}

function invalidJson(error: unknown): string {
  const issues = error instanceof InvalidContract ? error.issues : [];
  return JSON.stringify({ error: messageOf(error), issues }, null, 2);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
