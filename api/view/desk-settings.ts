import { getContract } from '../../db/contract';
import { ownSettings } from '../../db/desk-setting';
import { mailboxesOf, type CollectionProblem, type MailboxRow } from '../../db/mailbox';
import { statementSections, type StatementSection } from '../../domain/contract-statement';
import type { ContractDocument } from '../../domain/contract-terms-types';
import type { Contract } from '../../domain/contract-types';
import { withSettings } from '../../domain/desk-settings';
import type { Refused } from '../../web/components/form';
import type { DeskSettingsProps, DeskSettingValues } from '../../web/pages/settings/desk';
import type { MailboxesProps, MailboxView } from '../../web/pages/settings/mailboxes';
import { NotFound } from '../errors';
import { ago } from '../session';
import type { Visit } from '../visit';
import { contractsNow, shellOf } from './shell';

/** The version in force at a Caf of who asks, as it was signed. @throws NotFound when it is none of theirs. */
export async function signedContract(visit: Visit): Promise<ContractDocument> {
  const now = (await contractsNow(visit)).find((contract) => contract.caf === visit.param('caf'));
  if (now === undefined) throw new NotFound('no such desk');
  return (await getContract(visit.tools.sql, now.caf, now.version)) as ContractDocument;
}

export async function deskSettingsView(visit: Visit, signed: ContractDocument, refused: Refused | null): Promise<DeskSettingsProps> {
  const [own, shell] = await Promise.all([ownSettings(visit.tools.sql, signed.caf), shellOf(visit, 'reglages')]);
  const { caf, name, version } = signed;
  return { shell, tokens: visit.tokens(), caf, name, version, values: valuesOf(withSettings(signed, own)), terms: termsOf(signed), refused };
}

/** The settings as the form shows them. */
export function valuesOf({ desk, manager, settings, escalation, pickup, keepTicketsMonths }: ContractDocument): DeskSettingValues {
  const rule = settings.internalReminder;
  return {
    nom: desk.name,
    responsable: manager.name,
    responsableCourriel: manager.email,
    reouverture: String(settings.reopenWithinCalendarDays),
    cloture: String(settings.closeAfterCalendarDays),
    attente: String(settings.afterOutageHoldMinutes),
    relance: rule === null ? '' : String(Object.values(rule)[0] ?? ''),
    relanceUnite: rule !== null && 'workingDays' in rule ? 'jours' : 'heures',
    conservation: keepTicketsMonths === null ? '' : String(keepTicketsMonths),
    alertes: pickup === null ? null : settings.pickupWarningsOpenMinutes.join(', '),
    escalade: escalation === null ? null : escalation.mode,
  };
}

/** The sentences of the contract itself about the desk and its silences, without what is set. */
function termsOf(signed: ContractDocument): StatementSection[] {
  const sections = statementSections(signed).map((section) => ({ ...section, lines: section.lines.filter((line) => line.kind === 'term' || line.kind === 'silence') }));
  return sections.slice(0, 2).filter((section) => section.lines.length > 0);
}

const WEEK_MS = 7 * 86_400_000;
const PROBLEMS: Readonly<Record<CollectionProblem, string>> = {
  refused: 'Le serveur refuse l’identifiant ou le mot de passe : l’exploitant doit les corriger.',
  unreachable: 'Le serveur ne répond pas ; un nouvel essai suit.',
  'not-kept': 'Un courriel n’a pas pu être gardé ; il reste dans la boîte et sera repris.',
  'too-large': 'Un courriel trop lourd est resté dans la boîte : lisez-le dans votre messagerie.',
  'not-moved': 'Des courriels gardés sont restés dans la boîte ; leur rangement sera repris.',
  rebuilt: 'La boîte a été reconstruite : ses courriels ont été relus, sans doublon.',
};

export async function mailboxesView(visit: Visit, refused: Refused | null): Promise<MailboxesProps> {
  const [rows, contracts, shell] = await Promise.all([mailboxesOf(visit.tools.sql, visit.cafs, ago(visit.now, WEEK_MS)), contractsNow(visit), shellOf(visit, 'reglages')]);
  return {
    shell,
    tokens: visit.tokens(),
    boxes: rows.map((row) => boxOf(row, contracts)),
    cafs: contracts.map((contract) => ({ value: contract.caf, label: `${contract.department} (${contract.caf})` })),
    refused,
  };
}

function boxOf(row: MailboxRow, contracts: readonly Contract[]): MailboxView {
  const { address, caf, folder, looked_at, problem, problem_at } = row;
  const sender = contracts.find((contract) => contract.caf === caf)?.desk.mailboxes[0]?.toLowerCase() === address;
  const known = problem === null || problem_at === null ? null : { text: PROBLEMS[problem], at: problem_at };
  return {
    address,
    caf,
    kind: row.ended_at !== null ? 'ended' : row.added_at !== null ? 'added' : sender ? 'sender' : 'contract',
    lastMailAt: row.last_mail_at,
    lastWeek: row.last_week,
    collection: folder === null ? null : { folder, lookedAt: looked_at, problem: known },
  };
}
