import type { VNode } from 'preact';
import type { LocalDate } from '../../../domain/ids';
import { termination, type TerminationFact } from '../../../domain/journeys/termination';
import type { JourneyFact } from '../../../domain/journeys/types';
import { terminationFactWords, terminationStepWords } from '../../../domain/french/termination';
import type { OpeningCondition } from '../../../domain/register/opening';
import { ServicesPage, type ServicesProps, type ServiceView } from '../../../web/pages/convention/services';
import { NewTerminationPage } from '../../../web/pages/convention/new-termination';
import { TerminationPage, type TerminationProps } from '../../../web/pages/convention/termination';
import type { ConventionJourneyView } from '../../../web/view/convention-journey';
import { itemLines } from '../../../api/convention/subcontractor';
import { subcontractorFactWords } from '../../../domain/french/subcontractor';
import { subcontractor, type SubcontractorFact } from '../../../domain/journeys/subcontractor';
import { NewSubcontractorPage } from '../../../web/pages/convention/new-subcontractor';
import { SubcontractorPage, type SubcontractorProps } from '../../../web/pages/convention/subcontractor';
import { OwnSubcontractorPage } from '../../../web/pages/portal/subcontractor';
import { AgendaPage, type AgendaLine, type AgendaProps } from '../../../web/pages/convention/agenda';
import { at, caf, contractOf, nobody, TOKENS, valDOise } from './frame';

const day = (text: string): LocalDate => text as LocalDate;
const CONVENTION = { id: '95-2024-042', number: '95-2024-042', partner: 'CCAS de Valmirande-sur-Oise' };
const CONVENTION_CAF = caf('95');
const WHO = 'Inès Barthélemy';

const NOTIFIED: TerminationFact = { kind: 'termination-notified', by: 'partner', receivedOn: day('2026-05-18'), effectiveOn: day('2026-08-31'), tracking: '1A 204 118 5521 7', reason: 'Le service est repris par l’intercommunalité au 1er septembre.', enteredAt: at('2026-05-19T09:30') };
const facts = (...told: [string, TerminationFact][]): JourneyFact<TerminationFact>[] => told.map(([when, fact], i) => ({ ...fact, n: i + 1, at: at(when) }));
const RUNNING = facts(['2026-05-18T00:00', NOTIFIED]);

function followed(of: readonly JourneyFact<TerminationFact>[], over: Partial<ConventionJourneyView> = {}): ConventionJourneyView {
  return {
    shell: valDOise('habilitations'), tokens: TOKENS, id: '95-RES-2026-000001', partner: CONVENTION.partner, convention: CONVENTION.number, conventionId: CONVENTION.id,
    journal: of.map((fact) => ({ at: fact.at, words: terminationFactWords(fact), who: WHO, theirs: fact.kind === 'termination-notified' })), steps: [],
    letters: [{ id: 'l1', subject: '[95-RES-2026-000001] Résiliation de la convention', to: 's.arnoult@ccas-valmirande.example', at: at('2026-05-19T09:30'), status: 'posted' }],
    papers: [{ id: 'p1', name: 'lettre-recommandee.pdf', size: 182_400, at: at('2026-05-19T09:30') }], today: day('2026-05-28'), sent: null, ...over,
  };
}

function terminated(of: readonly JourneyFact<TerminationFact>[], over: Partial<TerminationProps> = {}): TerminationProps {
  const steps = [{ at: at('2026-08-01T09:00'), rule: 'remind', key: '30' }, { at: at('2026-08-24T09:00'), rule: 'remind', key: '7' }, { at: at('2026-08-31T00:00'), rule: 'terminate', key: '2026-08-31' }];
  return {
    ...followed(of, { steps: steps.map((step) => ({ at: step.at, words: terminationStepWords({ ...step, article: null, reckoning: null }), why: null })) }),
    state: termination.fold(of), article: 'convention, résiliation', earliest: day('2026-08-18'), ends: { tickets: 4, accesses: 14 }, mayWork: true, ...over,
  };
}
const TOO_EARLY = { field: 'effet', message: 'Trop tôt\u00a0: la résiliation reçue le lun. 18 mai 2026 ne prend pas effet avant le mar. 18 août 2026.' };

const PARTIAL: SubcontractorFact = { kind: 'subcontractor-announced', way: 'portal', items: { providers: 'Hébergeur du Littoral (SAS), 12 quai des Docks', tasks: 'Hébergement et sauvegarde du logiciel métier' }, startsOn: day('2026-10-01'), announcedOn: day('2026-05-18'), missing: ['locations', 'databases', 'legal-regime', 'notice'] };
const WHOLE: SubcontractorFact = { ...PARTIAL, kind: 'items-given', items: { ...PARTIAL.items, locations: 'Cergy et Pontoise', databases: 'Pontoise', 'legal-regime': 'Contrat de droit français, clauses de l’article 28' }, startsOn: day('2026-12-01'), missing: [] };
const notice = (...told: [string, SubcontractorFact][]): JourneyFact<SubcontractorFact>[] => told.map(([when, fact], i) => ({ ...fact, n: i + 1, at: at(when) }));
const SECOND: [string, SubcontractorFact] = ['2026-05-20T15:00', WHOLE];
const FIRST: [string, SubcontractorFact] = ['2026-05-18T09:30', PARTIAL];
function announced(told: [string, SubcontractorFact][], over: Partial<SubcontractorProps> = {}): SubcontractorProps {
  const of = notice(...told);
  const state = subcontractor.fold(of);
  return {
    ...followed([], { id: '95-SST-2026-000001', journal: of.map((fact) => ({ at: fact.at, words: subcontractorFactWords(fact), who: null, theirs: fact.n < 3 })), steps: [{ at: at('2026-05-28T15:00'), words: 'Rappel n°\u00a01 au partenaire', why: null }], papers: [], letters: [] }),
    state, lines: itemLines(contractOf('95'), state.items), earliest: 'mer. 18 nov. 2026', mayWork: true, ...over,
  };
}
const signed = (on: string | null): OpeningCondition[] => [{ key: 'convention', on: day('2024-03-04'), by: null }, { key: 'contract', on: day('2024-03-04'), by: null }, { key: 'bulletin', on: on === null ? null : day(on), by: null }];
const OPEN: ServiceView = { service: 'CDAP', conditions: [...signed('2024-03-04'), { key: 'formalities', on: day('2024-03-20'), by: 'Rodolphe Minvielle, délégué à la protection des données' }], lacks: [], openedOn: day('2024-04-02'), opened: { name: 'Capucine Grandval', at: at('2024-04-02T09:10') } };
const CLOSED: ServiceView = { service: 'AFAS', conditions: [...signed(null), { key: 'formalities', on: null, by: null }], lacks: ['bulletin', 'formalities'], openedOn: null, opened: null };
const services = (over: Partial<ServicesProps>): ServicesProps => ({
  shell: valDOise('habilitations'), tokens: TOKENS, convention: CONVENTION, services: [OPEN, CLOSED], today: day('2026-05-28'), ended: false, mayManage: true, sent: null, ...over,
  amendments: over.amendments ?? [{ id: 'a1', title: 'Ajout de la résidence autonomie des Tilleuls', signedOn: day('2026-05-12'), effectiveOn: day('2026-07-01'), paper: 'p1', who: 'Capucine Grandval' }, { id: 'a2', title: 'Changement de dénomination du partenaire', signedOn: day('2025-02-03'), effectiveOn: day('2025-02-03'), paper: null, who: 'Capucine Grandval' }],
});
const line = (over: Partial<AgendaLine>): AgendaLine => ({ key: 'k', kind: 'review', caf: CONVENTION_CAF, on: day('2026-05-18'), words: 'Revue inverse attendue', state: 'coming', convention: CONVENTION, journey: null, href: '#', timeZone: 'Europe/Paris', ...over });
const LINES: readonly AgendaLine[] = [
  line({ on: day('2026-05-01'), kind: 'closed', words: 'Guichet fermé\u00a0: 1er mai', state: 'done', convention: null, href: null }),
  line({ on: day('2026-05-12'), words: 'Revue inverse en retard', state: 'late' }),
  line({ on: day('2026-05-20'), kind: 'renewal', words: 'Convention renouvelée par tacite reconduction', state: 'done', convention: { id: 'b', number: '95-2019-007', partner: 'Bailleur social Les Trois Vallées de la Haute-Marnière' } }),
  line({ on: day('2026-05-29'), kind: 'stop', words: 'Arrêt planifié\u00a0: CDAP', between: { from: at('2026-05-29T20:00'), until: at('2026-05-30T06:00') }, convention: null }),
  line({ on: day('2026-05-31'), kind: 'termination', words: 'Fin de la convention (résiliation)' }),
  line({ on: day('2026-05-31'), kind: 'subcontractor', words: 'Sous-traitant annoncé, sans suite', state: 'void' }),
];
const agenda = (over: Partial<AgendaProps>): AgendaProps => ({ shell: valDOise('calendrier'), tokens: TOKENS, convention: null, month: 'mai 2026', asked: { mois: '2026-05' }, months: [{ value: '2026-04', label: 'avril 2026' }, { value: '2026-05', label: 'mai 2026' }, { value: '2026-06', label: 'juin 2026' }], previous: '2026-04', next: '2026-06', lines: LINES, cafs: [], today: day('2026-05-28'), ...over });
const portal = () => ({ ...nobody(), portal: { name: 'Sylvie Arnoult', links: [], current: 'autre' } });
const entering = { shell: valDOise('habilitations'), tokens: TOKENS, convention: CONVENTION, action: '#', back: { href: '#', label: 'CCAS de Valmirande-sur-Oise' }, agent: true, lines: itemLines(contractOf('95'), {}), notice: '6\u00a0mois', earliest: null, refused: null } as const;
const owned = (told: [string, SubcontractorFact][]) => ({ shell: portal(), tokens: TOKENS, id: '95-SST-2026-000001', convention: CONVENTION, state: subcontractor.fold(notice(...told)), lines: itemLines(contractOf('95'), subcontractor.fold(notice(...told)).items), earliest: 'mer. 18 nov. 2026', refused: null });

/** Every state of the pages of a convention's life. */
export const CONVENTION_STATES: Readonly<Record<string, () => VNode>> = {
  calendrier: () => AgendaPage(agenda({ feed: { since: null, made: null } })),
  'calendrier-lien': () => AgendaPage(agenda({ cafs: [{ value: '31', label: 'Haute-Garonne (31)' }, { value: '95', label: 'Val-d’Oise (95)' }], feed: { since: 'jeu. 28 mai à 10\u00a0h\u00a012', made: 'https://guichet.example/calendrier/abonnement.ics?lien=exemple' } })),
  'calendrier-convention': () => AgendaPage(agenda({ convention: CONVENTION })),
  'calendrier-vide': () => AgendaPage(agenda({ lines: [], asked: { mois: '2026-06', nature: 'notice' } })),
  'convention-services': () => ServicesPage(services({})),
  'convention-services-refuse': () => ServicesPage(services({ sent: { act: 'ouvrir-AFAS', values: { date: '2026-06-01' }, errors: [{ field: 'date', message: 'Rien ne s’ouvre avant\u00a0: les formalités de protection des données.' }] } })),
  'convention-services-finie': () => ServicesPage(services({ ended: true, mayManage: false, amendments: [] })),
  'convention-services-aucun': () => ServicesPage(services({ services: [], amendments: [], sent: { act: 'avenant', values: { objet: 'Ajout du service AFAS' }, errors: [{ field: 'signature', message: 'Donnez une date.' }] } })),
  'sous-traitant-saisir': () => NewSubcontractorPage(entering),
  'sous-traitant-saisir-refuse': () => NewSubcontractorPage({ ...entering, refused: { values: { providers: 'Hébergeur du Littoral', debut: '' }, errors: [{ field: 'voie', message: 'Dites comment l’annonce est arrivée.' }, { field: 'debut', message: 'Donnez une date.' }] } }),
  'sous-traitant': () => SubcontractorPage(announced([FIRST, SECOND], { steps: [{ at: at('2026-05-30T15:00'), words: 'Rappel n°\u00a01 au responsable de la Caf', why: null }] })),
  'sous-traitant-incomplet': () => SubcontractorPage(announced([FIRST], { sent: { act: 'refus', values: { motif: '' }, errors: [{ field: 'motif', message: 'Donnez le motif du refus\u00a0: il est écrit au partenaire.' }] } })),
  'sous-traitant-refuse': () => SubcontractorPage(announced([FIRST, SECOND, ['2026-05-26T11:00', { kind: 'subcontractor-refused', reason: 'Les données de la Caf ne sont pas cloisonnées.' }]], { steps: [] })),
  'espace-sous-traitant-annoncer': () => NewSubcontractorPage({ ...entering, shell: portal(), agent: false, earliest: 'sam. 28 nov. 2026' }),
  'espace-sous-traitant': () => OwnSubcontractorPage(owned([FIRST])),
  'espace-sous-traitant-accepte': () => OwnSubcontractorPage(owned([FIRST, SECOND, ['2026-05-26T11:00', { kind: 'subcontractor-accepted', note: '' }]])),
  'resiliation-saisir': () => NewTerminationPage({ shell: valDOise('habilitations'), tokens: TOKENS, convention: CONVENTION, notice: '3\u00a0mois', refused: null }),
  'resiliation-saisir-refusee': () => NewTerminationPage({ shell: valDOise('habilitations'), tokens: TOKENS, convention: CONVENTION, notice: '3\u00a0mois', refused: { values: { auteur: 'caf', reception: '2026-05-18', effet: '2026-07-01', motif: 'Manquements répétés.' }, errors: [{ field: 'auteur', message: 'Dites qui résilie.' }, TOO_EARLY] } }),
  resiliation: () => TerminationPage(terminated(RUNNING)),
  'resiliation-refusee': () => TerminationPage(terminated(RUNNING, { sent: { act: 'date', values: { effet: '2026-07-01', motif: 'Plus tôt' }, errors: [TOO_EARLY] } })),
  'resiliation-retiree': () => TerminationPage(terminated([...RUNNING, ...facts(['2026-05-20T00:00', NOTIFIED], ['2026-05-27T11:00', { kind: 'termination-withdrawn', reason: 'Accord trouvé sur les horaires.' }]).slice(1)], { steps: [] })),
  'resiliation-faite': () => TerminationPage(terminated([...RUNNING, ...facts(['2026-05-20T00:00', NOTIFIED], ['2026-05-28T00:00', { kind: 'convention-terminated' }]).slice(1)], { steps: [], papers: [], letters: [], mayWork: false })),
};
