import { checkContract } from '../../../domain/contract-check';
import { statementSections } from '../../../domain/contract-statement';
import { resolveLadder } from '../../../domain/ladder';
import { simulate } from '../../../domain/simulation';
import { forecast } from '../../../domain/forecast';
import type { LocalDate } from '../../../domain/ids';
import type { Fact } from '../../../domain/ticket-facts';
import type { CallProps } from '../../../web/pages/call';
import type { ContractProps } from '../../../web/pages/contract';
import type { EscalationsProps } from '../../../web/pages/escalations';
import type { LetterProps, LettersProps } from '../../../web/pages/letters';
import type { UnidentifiedProps } from '../../../web/pages/unidentified';
import { futureEntries, simulationEntries } from '../../../web/view/timeline';
import { KIND_LONG, SERVICE_LONG } from '../../../web/words/labels';
import { at, caf, CONTACTS_95, contractOf, NOW, ref, shell, TOKENS, valDOise } from './frame';

const day = (text: string): LocalDate => text as LocalDate;
const VERSIONS: ContractProps['versions'] = [
  { version: 1, from: day('2025-01-06'), state: 'current', words: 'Contrat initial', open: 31, href: null },
  { version: 2, from: day('2026-06-01'), state: 'coming', words: '« 1 mois » devient « 10 jours ouvrés » (art. 3.3)', open: 0, href: '#v2' },
  { version: null, from: day('2026-09-01'), state: 'draft', words: 'horaires ; non signé', open: null, href: '#projet' },
];
const MANAGE: ContractProps['manage'] = { amend: '#avenant', days: '#jours', absences: '#absences' };

export function contractSample(code: string, simulated: Fact | null): ContractProps {
  const contract = contractOf(code);
  const ladders = {
    desk: resolveLadder('desk', contract, CONTACTS_95, new Set()),
    partner: resolveLadder('partner', contract, CONTACTS_95, new Set()),
  };
  const ticket =
    simulated === null
      ? null
      : { contract, contacts: CONTACTS_95, deadAddresses: new Set<string>(), facts: [simulated], frozen: new Map(), heldUntil: null };
  const options = { contract, ladders, now: NOW, contractHref: null };
  const findings = checkContract(contract);
  return {
    shell: valDOise('contrats'),
    caf: caf(code),
    name: contract.name,
    version: contract.version,
    effectiveFrom: contract.effectiveFrom,
    serviceContract: contract.serviceContract,
    openTickets: 31,
    versions: VERSIONS,
    manage: MANAGE,
    calendar: contract.calendar,
    sections: statementSections(contract),
    checks:
      findings.length === 0
        ? [{ state: 'ok', text: 'Rien à revoir dans ce contrat.' }]
        : findings.map((finding) => ({ state: finding.level === 'error' ? 'stop' : 'warn', text: finding.text })),
    simulation: {
      form: { recue: '2026-05-13T15:50', silence: 'desk', urgence: '', version: '1' },
      versions: [
        { value: '1', label: 'Version 1, en vigueur' },
        { value: '2', label: 'Version 2' },
      ],
      answers: [
        { quoi: '', quand: '' },
        { quoi: '', quand: '' },
        { quoi: '', quand: '' },
      ],
      refused: null,
      entries:
        ticket === null || simulated === null
          ? null
          : simulationEntries([{ at: simulated.at, kind: 'fact', fact: simulated }, ...simulate(ticket, [])], options),
    },
  };
}

export const RECEIVED: Fact = { n: 1, at: at('2026-05-13T15:50'), kind: 'received', channel: 'email', message: 'm1' };

export function callSample(over: Partial<CallProps> = {}): CallProps {
  const contract = contractOf('31');
  const ladders = { desk: resolveLadder('desk', contract, [], new Set()), partner: [] };
  const ticket = {
    contract,
    contacts: [],
    deadAddresses: new Set<string>(),
    facts: [{ n: 1, at: NOW, kind: 'received', channel: 'phone', message: 'm' } satisfies Fact],
    frozen: new Map(),
    heldUntil: null,
  };
  return {
    shell: shell('appels', { desk: { label: 'Haute-Garonne (31)', opening: { kind: 'open', until: at('2026-05-28T17:30') } } }),
    tokens: TOKENS,
    q: '05 36 49 17 62',
    callers: [
      { id: 'yb', name: 'Yanis Berthomieu', role: 'support niveau 1', partner: 'CCAS de Saint-Aubrac', phone: '+33536491762', mayOpen: true },
      { id: 'of', name: 'Odile Ferrandou', role: 'administratrice', partner: 'CCAS de Saint-Aubrac', phone: '+33536491760', mayOpen: true },
      { id: 'pk', name: 'Paul Kerveno', role: 'agent d’accueil', partner: 'CCAS de Saint-Aubrac', phone: '+33536491762', mayOpen: false },
    ],
    caf: { code: caf('31'), name: 'Caf de la Haute-Garonne', opening: { kind: 'open', until: at('2026-05-28T17:30') }, calendar: contract.calendar },
    items: contract.requiredItems,
    itemsArticle: 'art. 3',
    services: Object.entries(SERVICE_LONG).map(([value, label]) => ({ value, label })),
    kinds: Object.entries(KIND_LONG).map(([value, label]) => ({ value, label })),
    values: {
      appelant: 'yb',
      service: 'CDAP',
      nature: 'technical-incident',
      objet: 'Aucun agent ne peut se connecter',
      description:
        'Depuis 9 h 30, les six agents du CCAS sont renvoyés à la page d’accueil après le mot de passe. Essayé sur deux navigateurs. Accueil du public en cours.',
      rappelNom: 'Yanis Berthomieu',
      rappelTelephone: '06 39 98 21',
    },
    refused: null,
    urgency: 'Écrit tout de suite au premier contact de la Caf (art. 3.3).',
    near: [{ reference: ref('31-2026-000409'), subject: 'Fichier AFAS rejeté', detail: 'même partenaire, échéance aujourd’hui à 11 h 32' }],
    forecast: futureEntries(forecast(ticket), { contract, ladders, now: NOW, contractHref: null }),
    partner: { convention: '31-C-0204, en vigueur', services: 'CDAP, AFAS', openTickets: 2, lastCall: 'lun. 18 mai à 15 h 20' },
    ...over,
  };
}

export const lettersSample = (): LettersProps => ({
  shell: shell('courriers'),
  keptInside: true,
  paging: { from: 1, to: 4, total: 4, previous: null, next: null },
  rows: [
    {
      id: 'l4',
      at: at('2026-05-28T10:10'),
      to: ['y.berthomieu@ccas-saint-aubrac.example'],
      subject: '[31-2026-000421] Demande reçue : Aucun agent ne peut se connecter',
      reference: ref('31-2026-000421'),
      status: 'waiting',
    },
    {
      id: 'l3',
      at: at('2026-05-28T09:58'),
      to: ['maelle.casterane@caf31.example'],
      subject: '[31-2026-000421] URGENT : Aucun agent ne peut se connecter',
      reference: ref('31-2026-000421'),
      status: 'posted',
    },
    {
      id: 'l2',
      at: at('2026-05-27T16:05'),
      to: ['direction@pinsons.example'],
      subject: '[31-2026-000398] Sans réponse : Déclaration de fréquentation impossible à valider',
      reference: ref('31-2026-000398'),
      status: 'bounced',
    },
    {
      id: 'l1',
      at: at('2026-05-21T09:05'),
      to: ['c.delmas@ccas-valmirande.example'],
      subject: '[95-2026-000217] Page blanche après connexion au dossier',
      reference: ref('95-2026-000217'),
      status: 'kept',
    },
  ],
});

export const letterSample = (): LetterProps => ({
  shell: shell('courriers'),
  letter: {
    id: 'l2',
    at: at('2026-05-27T16:05'),
    to: ['direction@pinsons.example'],
    cc: ['bureau@pinsons.example'],
    subject: '[31-2026-000398] Sans réponse : Déclaration de fréquentation impossible à valider',
    reference: ref('31-2026-000398'),
    status: 'bounced',
    from: 'Guichet unique de la Caf de la Haute-Garonne <guichet@caf31.example>',
    messageId: '<31-2026-000398.12.escalation@caf31.example>',
    html: true,
    text: 'Bonjour,\n\nUne demande attend une réponse.\n\nGuichet unique de la Caf de la Haute-Garonne',
    failure: '550 5.1.1 adresse inconnue du serveur',
  },
});

export const escalationsSample = (): EscalationsProps => ({
  shell: shell('escalades'),
  tokens: { csrf: 'jeton', key: 'cle' },
  proposals: [
    { id: '31-MED-2026-000003', what: 'mise en demeure', href: '/registre/31-2024-017', partner: 'Mairie de Castelbrun', side: 'partner', rung: 1, whom: 'Responsable du service, Nadège Courtial', since: at('2026-05-26T07:30') },
    { id: '31-ADM-2026-000012', what: 'changement d’administrateur', href: '/changements/31-ADM-2026-000012', partner: 'CCAS de Saint-Aubrac', side: 'desk', rung: 2, whom: null, since: at('2026-05-27T09:00') },
  ],
  paging: { from: 1, to: 25, total: 61, previous: null, next: '/escalades?page=2' },
  exhausted: [
    {
      reference: ref('31-2026-000333'),
      partner: 'Mairie de Peyrelande',
      side: 'partner',
      since: at('2026-05-04T10:00'),
      told: 'Deux contacts ont été sollicités.',
    },
  ],
  running: [
    {
      reference: ref('31-2026-000371'),
      partner: 'CCAS de Saint-Aubrac',
      side: 'desk',
      rung: 1,
      rungs: 1,
      whom: 'Maëlle Castérane, contact de la Caf',
      because: 'delay',
      state: { kind: 'posted', at: at('2026-05-26T07:30'), letter: 'l5' },
      next: { title: 'Échelle épuisée', at: at('2026-06-01T07:30') },
      rule: 'art. 3.3 — 5 jours',
    },
    {
      reference: ref('31-2026-000398'),
      partner: 'Crèche associative Les Pinsons',
      side: 'partner',
      rung: 1,
      rungs: 2,
      whom: 'Direction, Les Pinsons',
      because: 'delay',
      state: { kind: 'bounced', at: at('2026-05-27T16:05'), letter: 'l2' },
      next: { title: '2e contact du partenaire', at: at('2026-05-28T16:05') },
      rule: 'art. 3.3 — 5 jours',
    },
    {
      reference: ref('31-2026-000421'),
      partner: 'CCAS de Saint-Aubrac',
      side: 'desk',
      rung: 1,
      rungs: 1,
      whom: 'Maëlle Castérane, contact de la Caf',
      because: 'urgent',
      state: { kind: 'phone', at: at('2026-05-28T09:58') },
      next: { title: 'Échelle épuisée', at: at('2026-06-02T09:58') },
      rule: 'art. 3.3 — urgence',
    },
    {
      reference: ref('31-2026-000360'),
      partner: 'Habitat du Vert-Coteau',
      side: 'partner',
      rung: 1,
      rungs: 2,
      whom: null,
      because: 'delay',
      state: { kind: 'no-contact', at: at('2026-05-27T09:00') },
      next: null,
      rule: 'art. 3.3 — 5 jours',
    },
    {
      reference: ref('95-2026-000205'),
      partner: 'Département des Hauts-Plateaux',
      side: 'desk',
      rung: 1,
      rungs: 2,
      whom: 'Ludivine Ormesson-Bray, conseillère services numériques',
      because: 'delay',
      state: { kind: 'task', at: at('2026-05-27T09:00') },
      next: { title: '2e contact Caf', at: at('2026-06-29T09:00') },
      rule: 'art. 3.3 — 1 mois',
    },
  ],
});

export const unidentifiedSample = (): UnidentifiedProps => ({
  shell: shell('a-identifier'),
  page: 2,
  paging: { from: 11, to: 13, total: 13, previous: '/a-identifier', next: null },
  tokens: TOKENS,
  refused: { id: 'i2', refused: { values: {}, errors: [{ field: 'convention', message: 'Choisissez un partenaire ou une demande.' }] } },
  mails: [
    {
      id: 'i1',
      receivedAt: at('2026-05-27T15:05'),
      openMsWaited: 3 * 3_600_000,
      from: 'l.garrigues@peyrelande.example',
      fromName: 'Lucie Garrigues',
      to: 'guichet@caf31.example',
      subject: 'Accès CDAP pour notre nouvelle agente',
      text: 'Bonjour,\n\npourriez-vous ouvrir un accès à notre nouvelle agente ?',
      doubt: 'stranger',
      detail: 'Le domaine peyrelande.example est celui de la mairie de Peyrelande.',
      attachments: 1,
      conventions: [{ value: '31-C-0107', label: 'Mairie de Peyrelande (31-C-0107)' }],
      tickets: [],
    },
    {
      id: 'i2',
      receivedAt: at('2026-05-28T07:12'),
      openMsWaited: 35 * 60_000,
      from: 'claire.delmas@ccas-valmirande.example',
      fromName: null,
      to: 'guichet@caf95.example',
      subject: '',
      text: 'Voir ci-joint',
      doubt: 'authentication',
      detail: 'SPF et DKIM ne concordent pas avec le domaine.',
      attachments: 0,
      conventions: [{ value: '95-C-0118', label: 'CCAS de Valmirande-sur-Oise (95-C-0118)' }],
      tickets: [{ value: '95-2026-000217', label: '95-2026-000217 Page blanche après connexion au dossier' }],
    },
  ],
});
