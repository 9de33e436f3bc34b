import type { ContractDocument } from './contract-terms-types';
import { contractIssues, type ContractIssue } from './contract-issues';
import { crossIssues } from './contract-cross';
import { contractSchema } from './contract-schema';
import { NBSP, typo } from './french/typography';

/** A contract that cannot run: `issues` holds every refusal, `message` all of them in French and in English. */
export class InvalidContract extends Error {
  override readonly name = 'InvalidContract';
  constructor(
    readonly source: string,
    readonly issues: readonly ContractIssue[],
    lineOf: (path: ContractIssue['path']) => number | null = () => null,
  ) {
    super(issues.map((issue) => issueLines(source, issue, lineOf(issue.path))).join('\n'));
  }
}

/**
 * The contract that `data` (a parsed YAML file, a JSON column) holds.
 * @param source its name in errors, « contracts/31.yaml »
 * @throws InvalidContract with all that is wrong, not the first thing only
 */
export function readContract(data: unknown, source: string, lineOf?: (path: ContractIssue['path']) => number | null): ContractDocument {
  const parsed = contractSchema.safeParse(data);
  const issues = [...(parsed.success ? [] : contractIssues(parsed.error.issues, data)), ...crossIssues(data)];
  if (!parsed.success || issues.length > 0) throw new InvalidContract(source, issues, lineOf);
  return parsed.data;
}

/** One refusal in two lines, French then English. */
function issueLines(source: string, issue: ContractIssue, line: number | null): string {
  const place = pathText(issue.path);
  const where = `${source}${line === null ? '' : `:${line}`} — `;
  return [
    `${where}${place || 'fichier'}${NBSP}: trouvé ${issue.found ?? 'rien'}, attendu${NBSP}: ${typo(issue.fr)}`,
    `${where}${place || 'file'}: found ${issue.found ?? 'nothing'}, expected: ${issue.en}`,
  ].join('\n');
}

/** « calendar.openingHours.mon[0] » */
export function pathText(path: ContractIssue['path']): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./, '');
}
