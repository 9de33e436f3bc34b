import type { VNode } from 'preact';
import type { LocalDate } from '../../../domain/ids';
import type { Surroundings } from '../../../domain/journeys/around';
import { forecastJourney } from '../../../domain/journeys/forecast';
import { foldIncident, securityIncident } from '../../../domain/journeys/security-incident';
import type { SecurityFactBody } from '../../../domain/journeys/security-facts';
import { foldTraces, traceRequest } from '../../../domain/journeys/trace-request';
import type { TraceFactBody } from '../../../domain/journeys/trace-facts';
import type { JourneyFact, JourneyKind } from '../../../domain/journeys/types';
import { OwnSecurityPage } from '../../../web/pages/portal/security';
import { NewOwnTracePage, OwnTracePage, OwnTracesPage } from '../../../web/pages/portal/traces';
import { SecurityIncidentPage } from '../../../web/pages/security/incident';
import { SecurityListPage } from '../../../web/pages/security/list';
import { NewTracePage } from '../../../web/pages/traces/new';
import { ReadingsPage, TracesPage } from '../../../web/pages/traces/list';
import { TraceRequestPage } from '../../../web/pages/traces/request';
import type { SecurityView } from '../../../web/view/security';
import type { TraceLineView, TraceView } from '../../../web/view/trace';
import { at, caf, CONTACTS_95, contractOf, nobody, ref, TOKENS, valDOise } from './frame';

const OFFICER = 'Isidore Vauquelin';
const BY = 'securite@caf95.example';
const AROUND: Surroundings = { id: '95-SEC-2026-000004', caf: caf('95'), contract: contractOf('95'), deadAddresses: new Set(), covers: [], heldUntil: null, frozen: new Map(), contacts: CONTACTS_95, convention: { id: '95-2024-042', number: '95-2024-042', partnerName: 'CCAS de Valmirande-sur-Oise' } };
const officer = () => valDOise('securite', { viewer: { name: OFFICER, role: 'responsable de la sécurité', pages: ['file', 'escalades', 'courriers', 'contrats', 'recherche'], menu: [{ section: 'securite', label: 'Incidents de sécurité', href: '/securite' }] } });
const reader = () => valDOise('traces', { viewer: { name: 'Aurore Sommeville', role: 'lecteur des traces', pages: ['contrats'], menu: [{ section: 'traces', label: 'Demandes de traces', href: '/traces' }] } });
const portal = () => ({ ...nobody(), portal: { name: 'Sylvie Arnoult', links: [{ key: 'accueil', label: 'Accueil', href: '/partenaire' }, { key: 'traces', label: 'Traces', href: '/partenaire/traces' }, { key: 'securite', label: 'Signaler un incident de sécurité', href: '/partenaire/incident-de-securite' }], current: 'traces' } });

type Told<B> = readonly [string, B];
const facts = <B extends { readonly kind: string }>(lines: readonly Told<B>[]): JourneyFact<B>[] => lines.map(([when, body], i) => ({ ...body, n: i + 1, at: at(when) }));

const REPORTED: readonly Told<SecurityFactBody>[] = [
  ['2026-05-28T08:02', { kind: 'incident-reported', channel: 'portal', reporter: { name: 'Claire Delmas', address: 'c.delmas@ccas-valmirande.example' }, mail: null, acknowledge: false, readable: null }],
  ['2026-05-28T08:02', { kind: 'officer-told', to: BY, as: 'officer' }],
];
const FOUND: readonly Told<SecurityFactBody>[] = [
  ['2026-05-28T09:40', { kind: 'incident-reported', channel: 'email', reporter: { name: 'Claire Delmas', address: 'c.delmas@ccas-valmirande.example' }, mail: null, acknowledge: false, readable: { since: at('2026-05-27T16:12'), until: at('2026-05-28T09:40'), messages: 3, files: 1, people: ['Inès Barthélemy', 'Malik Rousset'], national: true } }],
  ['2026-05-28T09:40', { kind: 'officer-told', to: 'responsable@caf95.example', as: 'manager' }],
];
const HANDLED: readonly Told<SecurityFactBody>[] = [
  ...REPORTED, ['2026-05-28T08:20', { kind: 'taken-on', by: BY }],
  ['2026-05-28T08:31', { kind: 'measure-taken', what: 'Le temps de vérifier qui s’en est servi.', register: { habilitation: 'h1', name: 'Sylvie Arnoult', act: 'suspend' }, by: BY }],
  ['2026-05-28T08:55', { kind: 'qualified', nature: 'account-used', severity: 'serious', personalData: true, summary: 'Le compte d’un agent parti a servi hier soir à consulter des dossiers.', by: BY }],
  ['2026-05-28T09:10', { kind: 'person-informed', who: 'Le directeur du CCAS', how: 'Par téléphone.', by: BY }],
];
const CLOSED: readonly Told<SecurityFactBody>[] = [...HANDLED, ['2026-05-28T09:30', { kind: 'notified', to: 'cnil', number: 'N-2026-118', note: 'Notification initiale.', by: BY }], ['2026-05-28T10:00', { kind: 'incident-closed', report: 'Accès retiré, mots de passe changés, liste des départs revue.', by: BY }]];
const INCIDENT: JourneyKind = securityIncident as never;

function incident(lines: readonly Told<SecurityFactBody>[], over: Partial<SecurityView> = {}): SecurityView {
  const known = facts(lines);
  const state = foldIncident(known);
  return {
    shell: officer(), tokens: TOKENS, id: AROUND.id, state, channel: 'portal', partner: 'CCAS de Valmirande-sur-Oise', convention: '95-2024-042', reference: ref('95-2026-000231'), mail: null, conventions: [],
    accesses: [{ value: 'h1', label: 'Sylvie Arnoult, administrateur' }], journal: known.map((fact) => ({ at: fact.at, fact, who: 'by' in fact ? OFFICER : null })), steps: forecastJourney(INCIDENT, known, AROUND).map(({ step }) => step),
    cnilLimit: state.qualification?.personalData === true ? at('2026-05-31T08:02') : null, nowLocal: '2026-05-28T10:12', sent: null, ...over,
  };
}
const UNKNOWN: Partial<SecurityView> = { partner: null, convention: null, reference: null, channel: 'email', accesses: [], conventions: [{ value: '95-2024-042', label: 'CCAS de Valmirande-sur-Oise, convention 95-2024-042' }], mail: { subject: 'Compte piraté', text: 'Bonjour, quelqu’un se sert de mon compte.', from: 'Une utilisatrice' } };

const ASKED: readonly Told<TraceFactBody>[] = [
  ['2026-05-20T10:00', { kind: 'traces-asked', channel: 'portal', asked: { whose: 'Léonie Tassigny, identifiant ltassigny', from: '2026-03-01' as LocalDate, until: '2026-04-30' as LocalDate, why: 'Elle dit ne pas s’être connectée le 12 avril.', basis: 'data-subject', onBehalfOf: 'Léonie Tassigny' }, asker: { name: 'Sylvie Arnoult', address: 's.arnoult@ccas-valmirande.example' }, by: null }],
  ['2026-05-20T10:00', { kind: 'readers-told', to: ['traces@caf95.example'] }],
];
const UNCLEAR: readonly Told<TraceFactBody>[] = [...ASKED, ['2026-05-21T09:00', { kind: 'precision-asked', question: 'Quel est l’identifiant exact ?', by: 'traces@caf95.example' }]];
const ANSWERED: readonly Told<TraceFactBody>[] = [...ASKED, ['2026-05-26T09:00', { kind: 'traces-answered', answer: 'r', way: 'portal', by: 'traces@caf95.example' }]];
const REFUSED: readonly Told<TraceFactBody>[] = [...ASKED, ['2026-05-26T09:00', { kind: 'traces-refused', reason: 'La période n’est pas motivée.', by: 'traces@caf95.example' }]];
const TRACES: JourneyKind = traceRequest as never;
const READINGS = [
  { journey: '95-TRC-2026-000002', at: at('2026-05-26T09:12'), who: 'Sylvie Arnoult (s.arnoult@ccas-valmirande.example)', what: 'un fichier de la réponse : releve.csv' },
  { journey: '95-TRC-2026-000002', at: at('2026-05-26T09:00'), who: 'Aurore Sommeville (traces@caf95.example)', what: 'la demande' },
].map((one) => ({ ...one, what: one.what.replace(' :', '\u00a0:') }));

function traces(lines: readonly Told<TraceFactBody>[], over: Partial<TraceView> = {}): TraceView {
  const known = facts(lines);
  const state = foldTraces(known);
  const answer = state.answer === null ? null : { at: at('2026-05-26T09:00'), keptUntil: '2026-11-26' as LocalDate, body: 'Le relevé est joint.\nAucune connexion le 12 avril.', files: [{ id: 'f', name: 'releve.csv', size: '12\u00a0Ko', href: '#releve' }] };
  return {
    shell: reader(), tokens: TOKENS, id: '95-TRC-2026-000002', state, partner: 'CCAS de Valmirande-sur-Oise', convention: '95-2024-042', journal: known.map((fact) => ({ at: fact.at, fact, who: null })),
    steps: forecastJourney(TRACES, known, { ...AROUND, id: '95-TRC-2026-000002' }).map(({ step }) => step), answer, readings: READINGS, sent: null, ...over,
  };
}
const own = (lines: readonly Told<TraceFactBody>[], over: Partial<TraceView> = {}) => OwnTracePage(traces(lines, { shell: portal(), readings: null, steps: [], ...over }));
const line = (over: Partial<TraceLineView>): TraceLineView => ({ id: '95-TRC-2026-000002', caf: '95', partner: 'CCAS de Valmirande-sur-Oise', phase: 'asked', began: at('2026-05-20T10:00'), ended: null, late: false, ...over });
const LINES = [line({}), line({ id: '95-TRC-2026-000001', late: true }), line({ id: '95-TRC-2026-000003', phase: 'unclear' }), line({ id: '95-TRC-2025-000009', phase: 'answered', ended: at('2026-05-02T10:00') }), line({ id: '95-TRC-2025-000008', phase: 'refused', ended: at('2026-05-01T10:00') })];
const CONVENTIONS = [{ value: '95-2024-042', label: 'CCAS de Valmirande-sur-Oise, convention 95-2024-042' }, { value: '95-2024-051', label: 'Commune de Saint-Brévin-les-Hauts, convention 95-2024-051' }];
const PERIOD = { earliest: '2025-11-28', today: '2026-05-28' };
const CHOSEN = { id: '95-2024-042', askers: [{ value: 'c-arnoult', label: 'Sylvie Arnoult, administrateur' }], ...PERIOD };
const TOO_EARLY = { values: { convention: '95-2024-042', qui: 'Léonie Tassigny', depuis: '2025-01-01', jusque: '2026-05-28', fondement: '', motif: '' }, errors: [{ field: 'depuis', message: 'Les traces sont gardées six mois : demandez à partir du 28 novembre 2025.' }, { field: 'fondement', message: 'Choisissez le fondement.' }, { field: 'motif', message: 'Dites pourquoi.' }] };
const INCIDENTS = [
  { id: AROUND.id, caf: '95', partner: 'CCAS de Valmirande-sur-Oise', reference: ref('95-2026-000231'), phase: 'reported', began: at('2026-05-28T08:02'), ended: null },
  { id: '95-SEC-2026-000003', caf: '95', partner: null, reference: null, phase: 'handling', began: at('2026-05-26T23:41'), ended: null },
  { id: '95-SEC-2026-000002', caf: '95', partner: 'Résidence autonomie Les Tilleuls', reference: null, phase: 'closed', began: at('2026-05-02T08:02'), ended: at('2026-05-04T08:02') },
  { id: '95-SEC-2026-000001', caf: '95', partner: 'Résidence autonomie Les Tilleuls', reference: null, phase: 'dismissed', began: at('2026-05-01T08:02'), ended: at('2026-05-01T09:02') },
] as const;

/** Every state of the pages about security incidents and requests for traces. */
export const SECURITY_STATES: Readonly<Record<string, () => VNode>> = {
  securite: () => SecurityListPage({ shell: officer(), incidents: INCIDENTS }),
  'securite-vide': () => SecurityListPage({ shell: officer(), incidents: [] }),
  'securite-incident': () => SecurityIncidentPage(incident(REPORTED)),
  'securite-incident-traite': () => SecurityIncidentPage(incident(HANDLED)),
  'securite-incident-clos': () => SecurityIncidentPage(incident(CLOSED)),
  'securite-incident-a-rattacher': () => SecurityIncidentPage(incident(REPORTED, UNKNOWN)),
  'securite-incident-reconnu': () => SecurityIncidentPage(incident(FOUND, { channel: 'email' })),
  'securite-incident-refuse': () => SecurityIncidentPage(incident(REPORTED, { sent: { act: 'qualification', values: { resume: 'Un compte partagé.' }, errors: [{ field: 'nature', message: 'Choisissez la nature.' }, { field: 'gravite', message: 'Choisissez la gravité.' }] } })),
  'espace-incident-de-securite': () => OwnSecurityPage({ shell: portal(), tokens: TOKENS, conventions: CONVENTIONS.slice(0, 1), refused: null }),
  'espace-incident-de-securite-refuse': () => OwnSecurityPage({ shell: portal(), tokens: TOKENS, conventions: CONVENTIONS, refused: { values: { texte: '' }, errors: [{ field: 'convention', message: 'Choisissez pour quelle convention.' }, { field: 'texte', message: 'Dites en quelques mots ce qui s’est passé.' }] } }),
  traces: () => TracesPage({ shell: reader(), requests: LINES }),
  'traces-vides': () => TracesPage({ shell: reader(), requests: [] }),
  'traces-lectures': () => ReadingsPage({ shell: reader(), readings: READINGS }),
  'traces-lectures-vides': () => ReadingsPage({ shell: reader(), readings: [] }),
  'traces-saisir': () => NewTracePage({ shell: valDOise('traces'), tokens: TOKENS, conventions: CONVENTIONS, chosen: CHOSEN, refused: null }),
  'traces-saisir-refuse': () => NewTracePage({ shell: valDOise('traces'), tokens: TOKENS, conventions: CONVENTIONS, chosen: CHOSEN, refused: { ...TOO_EARLY, errors: [{ field: 'demandeur', message: 'Choisissez l’administrateur ou le suppléant qui demande.' }, { field: 'canal', message: 'Dites comment cette demande est arrivée.' }, ...TOO_EARLY.errors] } }),
  'traces-saisir-personne': () => NewTracePage({ shell: valDOise('traces'), tokens: TOKENS, conventions: CONVENTIONS, chosen: { ...CHOSEN, askers: [] }, refused: null }),
  'traces-demande': () => TraceRequestPage(traces(ASKED)),
  'traces-demande-a-preciser': () => TraceRequestPage(traces(UNCLEAR)),
  'traces-demande-repondue': () => TraceRequestPage(traces(ANSWERED)),
  'traces-demande-refusee': () => TraceRequestPage(traces(ASKED, { sent: { act: 'reponse', values: { texte: '' }, errors: [{ field: 'texte', message: 'Écrivez la réponse, ou joignez un fichier.' }] } })),
  'espace-traces': () => OwnTracesPage({ shell: portal(), requests: LINES.map((one) => ({ ...one, partner: null })) }),
  'espace-traces-vide': () => OwnTracesPage({ shell: portal(), requests: [] }),
  'espace-traces-nouvelle': () => NewOwnTracePage({ shell: portal(), tokens: TOKENS, conventions: CONVENTIONS.slice(0, 1), ...PERIOD, refused: null }),
  'espace-traces-nouvelle-refusee': () => NewOwnTracePage({ shell: portal(), tokens: TOKENS, conventions: CONVENTIONS, ...PERIOD, refused: TOO_EARLY }),
  'espace-traces-demande': () => own(ASKED),
  'espace-traces-a-preciser': () => own(UNCLEAR, { sent: { act: 'precision', values: { texte: '' }, errors: [{ field: 'texte', message: 'Écrivez votre précision.' }] } }),
  'espace-traces-repondue': () => own(ANSWERED),
  'espace-traces-refusee': () => own(REFUSED),
  'traces-demande-effacee': () => TraceRequestPage(traces(ANSWERED, { answer: 'erased', readings: [] })),
  'espace-traces-effacee': () => own(ANSWERED, { answer: 'erased' }),
  'espace-incident-de-securite-seul': () => OwnSecurityPage({ shell: { ...portal(), portal: { name: 'Sidonie Roquebert', links: [{ key: 'securite', label: 'Signaler un incident de sécurité', href: '#' }], current: 'securite' } }, tokens: TOKENS, conventions: CONVENTIONS.slice(0, 1), refused: null }),
};
