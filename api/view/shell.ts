import { contractsInForceOf } from '../../db/contract';
import { daysOfCafs } from '../../db/desk-terms';
import { isOpen, nextClosing, nextOpening } from '../../domain/calendar';
import type { Contract } from '../../domain/contract-types';
import { withDays } from '../../domain/desk-days';
import type { Instant } from '../../domain/ids';
import { securityCafsWhere } from '../../domain/grants';
import type { Action } from '../../domain/roles';
import { figuresPath, mailChoicesPath, morningPath, templatesPath } from '../../web/paths';
import { agendaPath } from '../../web/convention-paths';
import { changesPath } from '../../web/paths-change';
import { meetingsPath } from '../../web/paths-meeting';
import { registerPath } from '../../web/register-paths';
import { reviewsPath } from '../../web/paths-review';
import { accountsPath, partnersPath, settingsPath } from '../../web/settings-paths';
import { accessesPath } from '../../web/retention-paths';
import { securityListPath } from '../../web/paths-security';
import { newTracePath, tracesPath } from '../../web/paths-traces';
import { stopsPath } from '../../web/stop-paths';
import type { MenuLink, Opening, Section, ShellProps } from '../../web/view/shell';
import { rolesInWords } from '../../web/words/roles';
import type { Visit } from '../visit';

const METROPOLITAN = 'Europe/Paris';

/** The frame of a page for who is signed in. */
export async function shellOf(visit: Visit, section: Section): Promise<ShellProps> {
  const { session, now } = visit;
  const contracts = await contractsNow(visit);
  return {
    now,
    timeZone: contracts[0]?.calendar.timeZone ?? METROPOLITAN,
    section,
    viewer: { name: session.name, role: rolesInWords(session.grants), pages: pagesOf(visit), menu: menuOf(visit), steering: steeringOf(visit) },
    desk: contracts.length === 0 ? null : { label: deskLabel(contracts), opening: openingOf(contracts, now) },
    csrf: session.csrf,
    flash: await visit.takeFlash(),
  };
}

/** What each page of the main menu is opened by (domain/roles.ts). */
const PAGES: ReadonlyArray<readonly [Section, Action]> = [
  ['file', 'read-queue'],
  ['appels', 'take-call'],
  ['escalades', 'read-escalations'],
  ['a-identifier', 'read-unidentified'],
  ['courriers', 'read-letters'],
  ['contrats', 'read-contracts'],
  ['recherche', 'search-tickets'],
];

function pagesOf(visit: Visit): readonly Section[] {
  return PAGES.flatMap(([section, action]) => (visit.may(action) ? [section] : []));
}

function menuOf(visit: Visit): readonly MenuLink[] {
  const templates = visit.may('read-templates') ? [{ section: 'modeles', label: 'Modèles de réponse', href: templatesPath() } as const] : [];
  const changes: readonly MenuLink[] = [{ section: 'changements', label: 'Changements d’administrateur', href: changesPath() }];
  const register: readonly MenuLink[] = [{ section: 'habilitations', label: 'Habilitations', href: registerPath() }];
  const security: readonly MenuLink[] = mayReadSecurity(visit) ? [{ section: 'securite', label: 'Incidents de sécurité', href: securityListPath() }] : [];
  const traces: readonly MenuLink[] = visit.may('read-traces') ? [{ section: 'traces', label: 'Demandes de traces', href: tracesPath() }] : visit.may('enter-traces') ? [{ section: 'traces', label: 'Saisir une demande de traces', href: newTracePath() }] : [];
  const stops: readonly MenuLink[] = [{ section: 'arrets', label: 'Arrêts planifiés', href: stopsPath() }];
  const reviews: readonly MenuLink[] = [{ section: 'revues', label: 'Revues inverses', href: reviewsPath() }];
  const meetings: readonly MenuLink[] = [{ section: 'reunions', label: 'Réunions', href: meetingsPath() }];
  const desk: readonly MenuLink[] = [
    { section: 'partenaires', label: 'Partenaires', href: partnersPath() },
    { section: 'reglages', label: 'Réglages', href: settingsPath() },
  ];
  const agenda: readonly MenuLink[] = [{ section: 'calendrier', label: 'Calendrier', href: agendaPath() }];
  const own: readonly MenuLink[] = [{ section: 'courriels', label: 'Mes courriels', href: mailChoicesPath() }];
  const accounts: readonly MenuLink[] = [{ section: 'comptes', label: 'Comptes et Caf', href: accountsPath() }];
  const accesses: readonly MenuLink[] = visit.may('read-traces') ? [{ section: 'acces', label: 'Journal des accès', href: accessesPath() }] : [];
  return [...accesses, ...(visit.may('read-changes') ? changes : []), ...(visit.may('read-register') ? register : []), ...(visit.may('read-reviews') ? reviews : []), ...(visit.may('read-meetings') ? meetings : []), ...(visit.may('read-calendar') ? agenda : []), ...(visit.may('read-stops') ? stops : []), ...security, ...traces, ...templates, ...(visit.may('manage-accounts') ? accounts : []), ...(visit.may('manage-desk') ? desk : []), ...(visit.may('choose-mails') ? own : [])];
}

/** The officer; a manager only where the contract names none. */
function mayReadSecurity({ session }: Visit): boolean {
  return securityCafsWhere(session.grants, 'work-on-security').length > 0;
}

/** The morning for who decides, the figures for the national level. */
function steeringOf(visit: Visit): string | null {
  if (visit.may('read-morning')) return morningPath();
  return visit.may('read-figures') ? figuresPath() : null;
}

/** The frame of a page that nobody is signed in to see. */
export function strangerShell(now: Instant, csrf = ''): ShellProps {
  return { now, timeZone: METROPOLITAN, section: 'autre', viewer: null, desk: null, csrf };
}

/** The contract in force of each Caf of who is signed in, its calendar with the desk's own days. */
export async function contractsNow({ tools, cafs, now }: Pick<Visit, 'tools' | 'cafs' | 'now'>): Promise<Contract[]> {
  const [contracts, days] = await Promise.all([contractsInForceOf(tools.sql, cafs, now), daysOfCafs(tools.sql, cafs)]);
  return contracts.map((contract) => withDays(contract, days.get(contract.caf) ?? []));
}

/** More Cafs than this would fill the bar. */
const MOST_NAMED = 6;

function deskLabel(contracts: readonly Contract[]): string {
  const [only] = contracts;
  if (contracts.length === 1 && only !== undefined) return `${only.department} (${only.caf})`;
  if (contracts.length > MOST_NAMED) return `${contracts.length} Caf`;
  return `${contracts.length} Caf : ${contracts.map((contract) => contract.caf).join(' · ')}`;
}

export function openingOf(contracts: readonly Contract[], now: Instant): Opening {
  const [only] = contracts;
  if (contracts.length === 1 && only !== undefined) return openingOfDesk(only, now);
  return { kind: 'several', open: contracts.filter(({ calendar }) => isOpen(calendar, now)).length, total: contracts.length };
}

/** Whether a desk is open now, and until or from when. */
export function openingOfDesk({ calendar }: Contract, now: Instant): Opening {
  return isOpen(calendar, now) ? { kind: 'open', until: nextClosing(calendar, now) } : { kind: 'closed', reopensAt: nextOpening(calendar, now) };
}
