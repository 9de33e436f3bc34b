import type { Contract, PartnerContact } from '../../../domain/contract-types';
import type { ContractDocument } from '../../../domain/contract-terms-types';
import { instant, type CafCode, type Instant, type Reference } from '../../../domain/ids';
import { loadPublishedContract } from '../../../contracts/load';
import type { FormTokens } from '../../../web/components/form';
import type { Section, ShellProps } from '../../../web/view/shell';

/** Development and test data: a fixed now (jeu. 28 mai 2026 à 10 h 12), invented people, the published contracts. */
export const NOW = instant('2026-05-28T10:12:00+02:00');
export const PARIS = 'Europe/Paris';
export const TOKENS: FormTokens = { csrf: 'jeton-de-demonstration', key: 'cle' };

export const at = (local: string): Instant => instant(`${local}:00+02:00`);
export const ref = (text: string): Reference => text as Reference;
export const caf = (code: string): CafCode => code as CafCode;

const contracts = new Map<string, ContractDocument>();
export function contractOf(code: string): ContractDocument {
  const known = contracts.get(code) ?? loadPublishedContract(code);
  contracts.set(code, known);
  return known;
}

/** What an agent's menu holds. */
export const AGENTS_PAGES: readonly Section[] = ['file', 'appels', 'escalades', 'a-identifier', 'courriers', 'contrats', 'recherche'];
const AGENT = { name: 'Inès Barthélemy', role: 'agent du guichet', pages: AGENTS_PAGES };

export function shell(section: Section, over: Partial<ShellProps> = {}): ShellProps {
  return {
    now: NOW,
    timeZone: PARIS,
    section,
    viewer: AGENT,
    desk: { label: '3 Caf : 21 · 31 · 95', opening: { kind: 'several', open: 3, total: 3 } },
    csrf: TOKENS.csrf,
    ...over,
  };
}

export const valDOise = (section: Section, over: Partial<ShellProps> = {}): ShellProps =>
  shell(section, { desk: { label: 'Val-d’Oise (95)', opening: { kind: 'open', until: at('2026-05-28T16:00') } }, ...over });

export const nobody = (): ShellProps => shell('autre', { viewer: null, desk: null });

export const CONTACTS_95: readonly PartnerContact[] = [
  {
    id: 'c-delmas',
    name: 'Claire Delmas',
    role: 'level-one-support',
    jobTitle: null,
    email: 'c.delmas@ccas-valmirande.example',
    phones: ['+33199002401'],
    ladderRank: null,
  },
  {
    id: 'c-arnoult',
    name: 'Sylvie Arnoult',
    role: 'administrator',
    jobTitle: null,
    email: 's.arnoult@ccas-valmirande.example',
    phones: ['+33199002417'],
    ladderRank: null,
  },
  {
    id: 'c-aubertin',
    name: 'Nadia Aubertin',
    role: 'escalation-contact',
    jobTitle: 'directrice adjointe',
    email: 'n.aubertin@ccas-valmirande.example',
    phones: ['+33199002418'],
    ladderRank: 1,
  },
  {
    id: 'c-castaing',
    name: 'Rémi Castaing',
    role: 'escalation-contact',
    jobTitle: 'assistant administratif',
    email: 'r.castaing@ccas-valmirande.example',
    phones: [],
    ladderRank: 2,
  },
];

export type { Contract };
