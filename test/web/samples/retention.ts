import type { VNode } from 'preact';
import { ErasedPage } from '../../../web/pages/errors';
import { AccessesPage, type AccessesProps } from '../../../web/pages/retention/accesses';
import { ComingErasuresPage } from '../../../web/pages/retention/coming';
import { ErasurePage } from '../../../web/pages/retention/erasure';
import { PersonPage } from '../../../web/pages/retention/person';
import { RetentionPage } from '../../../web/pages/retention/retention';
import type { ErasedLine, ErasureView, PersonProps, RetentionProps } from '../../../web/view/retention';
import type { LocalDate } from '../../../domain/ids';
import { at, caf, nobody, TOKENS, valDOise } from './frame';
import { managers } from './settings';

const day = (text: string) => text as LocalDate;
const NIGHT: ErasureView = { id: 'a1b2c3d4e5f60718', scope: 'Caf 95', cause: 'night', beganAt: at('2026-05-28T03:00'), doneAt: at('2026-05-28T03:01'), rows: 412, tickets: 14 };
const LINES: readonly ErasedLine[] = [
  { what: 'lignes de journal', n: 118, period: 'du lun. 17 nov. 2025 au mar. 25 nov. 2025', rule: 'durée choisie par la Caf' },
  { what: 'originaux de courriels, pièces jointes comprises', n: 31, period: 'du lun. 17 nov. 2025 au mar. 25 nov. 2025', rule: 'durée choisie par la Caf' },
  { what: 'demandes', n: 14, period: 'du lun. 17 nov. 2025 au mar. 25 nov. 2025', rule: 'durée choisie par la Caf' },
  { what: 'habilitation', n: 1, period: 'mar. 26 mai 2020', rule: 'données d’habilitation (art. 5)' },
];

function retention(over: Partial<RetentionProps> = {}): RetentionProps {
  return {
    shell: managers('reglages'), tokens: TOKENS, subject: '', refused: null,
    terms: [
      { caf: caf('95'), name: 'Caf du Val-d’Oise', ticketMonths: 6, years: 6, months: 6, lastAt: at('2026-05-28T03:01') },
      { caf: caf('31'), name: 'Caf de la Haute-Garonne', ticketMonths: null, years: 6, months: 6, lastAt: null },
    ],
    holds: [
      { id: 'h1', caf: caf('95'), subject: 'Demande 95-2026-000231', href: '/demandes/95-2026-000231', reason: 'Recours en cours devant le tribunal administratif.', until: day('2027-06-30'), by: 'Honorine Valmont', at: at('2026-05-12T09:30') },
      { id: 'h2', caf: caf('95'), subject: 'Convention 95-2024-077', href: null, reason: 'Mise en demeure contestée.', until: day('2026-12-31'), by: 'Honorine Valmont', at: at('2026-04-02T14:05') },
    ],
    erasures: [NIGHT, { ...NIGHT, id: 'b', scope: 'cette installation', rows: 1240, tickets: 0, beganAt: at('2026-05-27T03:00') }, { ...NIGHT, id: 'c', cause: 'person', doneAt: null, rows: 3, tickets: 1, beganAt: at('2026-05-26T15:10') }],
    ...over,
  };
}

const TRACES = { name: 'Solène Kerdaniel', role: 'lectrice de traces', pages: ['contrats'], menu: [{ section: 'acces', label: 'Journal des accès', href: '/journal-des-acces' }] } as const;
function accesses(over: Partial<AccessesProps> = {}): AccessesProps {
  return {
    shell: valDOise('acces', { viewer: TRACES }), asked: { qui: '', demande: '', du: '', au: '' }, refused: null, months: 6,
    lines: [
      { at: at('2026-05-28T10:02'), who: 'Inès Barthélemy', what: 'une demande', path: '/demandes/95-2026-000231', reference: '95-2026-000231' },
      { at: at('2026-05-28T10:01'), who: 'Inès Barthélemy', what: 'la file d’attente', path: '/file', reference: null },
      { at: at('2026-05-28T09:58'), who: 'c.delmas@ccas-valmirande.example', what: 'l’espace du partenaire', path: '/partenaire/demandes/95-2026-000231/pieces/a1b2c3.0', reference: '95-2026-000231' },
    ],
    paging: { from: 1, to: 3, total: 1000, previous: null, next: '/journal-des-acces?page=2', more: true },
    ...over,
  };
}
const SYLVIE: NonNullable<PersonProps['person']> = {
  address: 's.arnoult@ccas-valmirande.example', names: 'Sylvie Arnoult',
  desks: [{ caf: caf('95'), name: 'Caf du Val-d’Oise', stays: [{ what: 'demandes', n: 2, why: 'en cours' }, { what: 'demande', n: 1, why: 'close, durée de conservation non échue' }, { what: 'habilitation', n: 1, why: 'preuve d’une habilitation, gardée six ans après son retrait (art. 5)' }] }, { caf: caf('31'), name: 'Caf de la Haute-Garonne', stays: [] }],
};
function person(over: Partial<PersonProps> = {}): PersonProps {
  return {
    shell: managers('reglages'), tokens: TOKENS, asked: '', found: [], person: null, refused: null,
    requests: [
      { at: at('2026-05-20T10:00'), caf: caf('95'), kind: 'erasure', by: 'Honorine Valmont', reason: 'Demande écrite du 18 mai 2026, identité vérifiée par rappel.', done: true, erasure: 'a1', stays: [{ what: 'demande', n: 1, why: 'close, durée de conservation non échue' }] },
      { at: at('2026-05-20T09:30'), caf: caf('95'), kind: 'export', by: 'Honorine Valmont', reason: 'Demande écrite du 18 mai 2026.', done: true, erasure: null, stays: [] },
    ],
    ...over,
  };
}
const WRONG = { values: { sujet: '95-2026-999999', motif: 'Recours', fin: '2020-01-01' }, errors: [{ field: 'sujet', message: 'Aucune demande ni convention de vos Caf ne porte ce numéro.' }, { field: 'fin', message: 'Une date à venir est attendue, à dix ans au plus.' }] };

export const RETENTION_STATES: Readonly<Record<string, () => VNode>> = {
  conservation: () => RetentionPage(retention()),
  'conservation-debut': () => RetentionPage(retention({ holds: [], erasures: [], terms: retention().terms.slice(0, 1) })),
  'conservation-refusee': () => RetentionPage(retention({ refused: WRONG })),
  'conservation-effacement': () => ErasurePage({ shell: managers('reglages'), erasure: NIGHT, terms: ['demandes : 6 mois après clôture', 'habilitations : 6 ans après retrait (art. 5)', 'accès et traces : 6 mois (art. 5)'], lines: LINES }),
  'conservation-effacement-vide': () => ErasurePage({ shell: managers('reglages'), erasure: { ...NIGHT, doneAt: null, rows: 0, tickets: 0 }, terms: ['accès et traces : 6 mois (art. 5)'], lines: [] }),
  'conservation-a-venir': () => ComingErasuresPage({ shell: managers('reglages'), until: day('2026-06-28'), desks: [{ caf: caf('95'), name: 'Caf du Val-d’Oise', chosen: true, held: 2, lines: LINES }, { caf: caf('31'), name: 'Caf de la Haute-Garonne', chosen: false, held: 0, lines: [] }] }),
  'conservation-personne': () => PersonPage(person({ asked: SYLVIE.address, person: SYLVIE })),
  'conservation-personne-chercher': () => PersonPage(person({ asked: 'arnoult', found: [{ address: SYLVIE.address, names: 'Sylvie Arnoult', as: 'contact, habilitation', href: '/conservation/personne?q=s.arnoult%40ccas-valmirande.example' }], requests: [] })),
  'conservation-personne-inconnue': () => PersonPage(person({ asked: 'personne', requests: [] })),
  'conservation-personne-refusee': () => PersonPage(person({ asked: SYLVIE.address, person: SYLVIE, refused: { values: { quoi: 'effacer', motif: '' }, errors: [{ field: 'motif', message: 'Écrivez le motif, en 500 caractères au plus.' }] } })),
  'journal-des-acces': () => AccessesPage(accesses()),
  'journal-des-acces-vide': () => AccessesPage(accesses({ lines: [], paging: { from: 0, to: 0, total: 0, previous: null, next: null }, asked: { qui: '', demande: '', du: '31/12', au: '' }, refused: { values: { du: '31/12' }, errors: [{ field: 'du', message: 'Une date est attendue : jour, mois, année.' }] } })),
  'demande-effacee': () => ErasedPage({ shell: nobody(), reference: '95-2025-000118', at: at('2026-05-28T03:00') }),
};
