import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isMap, isPair, LineCounter, parseDocument, type Document } from 'yaml';
import { InvalidContract, readContract } from '../domain/contract';
import { sharedMailboxIssues } from '../domain/contract-together';
import type { ContractDocument } from '../domain/contract-terms-types';

/** The contracts of the checkout: one YAML file per Caf under `contracts/`. */

/** @throws InvalidContract naming file, line, path, what was found and what is expected, in French and in English. */
export function parseContract(text: string, file: string): ContractDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) throw notYaml(document, file);
  return readContract(document.toJS(), file, (path) => lineOf(document, path, lines));
}

function notYaml(document: Document, file: string): InvalidContract {
  const issues = document.errors.map((error) => ({
    path: [],
    found: (error.message.split('\n')[0] ?? '').replace(/:$/, ''),
    fr: 'un fichier YAML valide',
    en: 'a valid YAML file',
  }));
  return new InvalidContract(file, issues, () => document.errors[0]?.linePos?.[0].line ?? null);
}

/** The line, from 1, of the key at `path`, or of the nearest key above it that exists, or of the file's beginning. */
function lineOf(document: Document, path: ReadonlyArray<string | number>, lines: LineCounter): number {
  for (let length = path.length; length > 0; length--) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const start = startOf(parent, path[length - 1]);
    if (start !== null) return lines.linePos(start).line;
  }
  return 1;
}

function startOf(parent: unknown, key: string | number | undefined): number | null {
  if (isMap(parent)) {
    const pair = parent.items.find((item) => isPair(item) && String(item.key) === String(key));
    return rangeStart(pair?.key);
  }
  const items = typeof parent === 'object' && parent !== null && 'items' in parent && Array.isArray(parent.items) ? parent.items : [];
  return typeof key === 'number' ? rangeStart(items[key]) : null;
}

function rangeStart(node: unknown): number | null {
  const range = typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range) ? node.range : [];
  return typeof range[0] === 'number' ? range[0] : null;
}

/** The published contract of one Caf (« 31 »). @throws Error when no file of that name exists; InvalidContract. */
export function loadPublishedContract(caf: string): ContractDocument {
  const file = `${caf}.yaml`;
  if (!publishedFiles().includes(file)) {
    throw new Error(
      `Aucun contrat pour la Caf « ${caf} » ; contrats connus : ${publishedFiles()
        .map((name) => name.replace('.yaml', ''))
        .join(', ')}.`,
    );
  }
  return loadFile(file);
}

/** Every published contract, by Caf code. @throws InvalidContract, also when two Cafs share a mailbox. */
export function loadPublishedContracts(): ContractDocument[] {
  const contracts = publishedFiles().map(loadFile);
  const shared = sharedMailboxIssues(contracts);
  if (shared.length > 0) throw new InvalidContract('contracts/', shared);
  return contracts;
}

function loadFile(file: string): ContractDocument {
  const contract = parseContract(readFileSync(join(contractsFolder(), file), 'utf8'), `contracts/${file}`);
  if (`${contract.caf}.yaml` === file) return contract;
  const issue = {
    path: ['caf'],
    found: JSON.stringify(contract.caf),
    fr: `le code du fichier, ${file.replace('.yaml', '')}`,
    en: `the code of the file, ${file.replace('.yaml', '')}`,
  };
  throw new InvalidContract(`contracts/${file}`, [issue]);
}

function publishedFiles(): string[] {
  return readdirSync(contractsFolder())
    .filter((name) => name.endsWith('.yaml'))
    .sort();
}

/** `contracts/` of the checkout: YAML is not compiled, so from dist/ one walks up to the package's own folder. */
export function contractsFolder(): string {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    if (isPackageFolder(folder)) return join(folder, 'contracts');
  }
  throw new Error(`No package « guichet-unique » above ${__dirname}: run guichet from its checkout.`);
}

function isPackageFolder(folder: string): boolean {
  const file = join(folder, 'package.json');
  return existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { name?: string }).name === 'guichet-unique';
}
