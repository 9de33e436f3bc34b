import type { VNode } from 'preact';
import type { LocalDate } from '../../../domain/ids';
import { termination, type TerminationFact } from '../../../domain/journeys/termination';
import type { JourneyFact } from '../../../domain/journeys/types';
import { terminationFactWords, terminationStepWords } from '../../../domain/french/termination';
import { NewTerminationPage } from '../../../web/pages/convention/new-termination';
import { TerminationPage, type TerminationProps } from '../../../web/pages/convention/termination';
import type { ConventionJourneyView } from '../../../web/view/convention-journey';
import { at, TOKENS, valDOise } from './frame';

const day = (text: string): LocalDate => text as LocalDate;
const CONVENTION = { id: '95-2024-042', number: '95-2024-042', partner: 'CCAS de Valmirande-sur-Oise' };
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

/** Every state of the pages of a convention's life. */
export const CONVENTION_STATES: Readonly<Record<string, () => VNode>> = {
  'resiliation-saisir': () => NewTerminationPage({ shell: valDOise('habilitations'), tokens: TOKENS, convention: CONVENTION, notice: '3\u00a0mois', refused: null }),
  'resiliation-saisir-refusee': () => NewTerminationPage({ shell: valDOise('habilitations'), tokens: TOKENS, convention: CONVENTION, notice: '3\u00a0mois', refused: { values: { auteur: 'caf', reception: '2026-05-18', effet: '2026-07-01', motif: 'Manquements répétés.' }, errors: [{ field: 'auteur', message: 'Dites qui résilie.' }, TOO_EARLY] } }),
  resiliation: () => TerminationPage(terminated(RUNNING)),
  'resiliation-refusee': () => TerminationPage(terminated(RUNNING, { sent: { act: 'date', values: { effet: '2026-07-01', motif: 'Plus tôt' }, errors: [TOO_EARLY] } })),
  'resiliation-retiree': () => TerminationPage(terminated([...RUNNING, ...facts(['2026-05-20T00:00', NOTIFIED], ['2026-05-27T11:00', { kind: 'termination-withdrawn', reason: 'Accord trouvé sur les horaires.' }]).slice(1)], { steps: [] })),
  'resiliation-faite': () => TerminationPage(terminated([...RUNNING, ...facts(['2026-05-20T00:00', NOTIFIED], ['2026-05-28T00:00', { kind: 'convention-terminated' }]).slice(1)], { steps: [], papers: [], letters: [], mayWork: false })),
};
