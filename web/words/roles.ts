import type { Grant } from '../../domain/grants';
import type { Role } from '../../domain/roles';

/** What each role is called on screen, after the contracts' own words. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  agent: 'agent du guichet',
  manager: 'responsable du guichet',
  'mcp-administrator': 'administrateur MCP (habilitations)',
  'security-officer': 'responsable de la sécurité',
  'trace-reader': 'lecteur des traces',
  national: 'niveau national',
  'instance-administrator': 'administrateur de l’installation',
  'partner-level-one': 'support de niveau 1',
  'partner-administrator': 'administrateur',
  'partner-deputy': 'administrateur suppléant',
  'partner-signatory': 'signataire',
  'partner-security-officer': 'responsable de la sécurité',
  'partner-dpo': 'délégué à la protection des données',
  'partner-contact': 'autre personne de la convention',
};

/** « agent du guichet, responsable de la sécurité »; « sans rôle » for someone who has none any more. */
export function rolesInWords(grants: readonly Grant[]): string {
  return grants.length === 0 ? 'sans rôle' : grants.map(({ role }) => ROLE_NAMES[role]).join(', ');
}
