import { instant, type LocalDate } from '../../../domain/ids';
import { EMPTY_FORM, type ChangeForm } from '../../../domain/journeys/change-form';
import { foldChange } from '../../../domain/journeys/change-state';
import { formalNotice } from '../../../domain/journeys/formal-notice';
import { reverseReview } from '../../../domain/journeys/reverse-review';
import { foldIncident } from '../../../domain/journeys/security-incident';
import { foldTraces } from '../../../domain/journeys/trace-request';
import type { JourneyStep } from '../../../domain/journeys/types';
import type { WrittenLetter } from '../../../mail/letters/context';
import { CHANGE_LETTERS, type ChangeWords } from '../../../mail/letters/journeys/change';
import type { JourneyContext } from '../../../mail/letters/journeys/context';
import { NOTICE_LETTERS } from '../../../mail/letters/journeys/formal-notice';
import { journeyEscalation, journeyExhausted, journeyProposed, journeySilence } from '../../../mail/letters/journeys/ladder';
import { YEAR_LETTERS } from '../../../mail/letters/journeys/convention-year';
import { MEETING_LETTERS } from '../../../mail/letters/journeys/meeting';
import { foldMeeting } from '../../../domain/journeys/meeting-facts';
import { REVIEW_LETTERS, type ReviewWords } from '../../../mail/letters/journeys/reverse-review';
import { SECURITY_LETTERS } from '../../../mail/letters/journeys/security-incident';
import { TRACE_LETTERS } from '../../../mail/letters/journeys/trace-request';
import { loadPublishedContract } from '../../../contracts/load';
import { contactStep, NOW, rung } from './samples';

function of(caf: string, id: string, toName: string | null): JourneyContext {
  return { id, contract: loadPublishedContract(caf), partner: 'CCAS de Valmirande-sur-Oise', convention: `${caf}-2024-042`, toName, now: NOW, url: `https://guichet.example/demarches/${id}` };
}

const NOTICE = formalNotice.fold([
  { kind: 'notice-decided', breach: 'Un même compte sert à trois agents de l’accueil.', n: 1, at: instant('2026-05-04T09:00:00+02:00') },
  { kind: 'notice-posted', tracking: '1A 204 118 5521 7', n: 2, at: instant('2026-05-05T09:00:00+02:00') },
  { kind: 'notice-received', n: 3, at: instant('2026-05-07T10:20:00+02:00') },
  { kind: 'notice-answered', who: 'Brigitte Olivain', reference: null, n: 4, at: instant('2026-05-26T09:40:00+02:00') },
]);
const REVIEW = reverseReview.fold([
  { kind: 'review-begun', due: '2026-05-12' as LocalDate, n: 1, at: instant('2026-03-13T09:00:00+01:00') },
  { kind: 'result-received', how: 'mail', note: '', n: 2, at: instant('2026-05-20T09:00:00+02:00') },
  { kind: 'result-returned', reason: 'La liste ne dit rien des habilitations AFAS.\nJoignez-la complète, datée.', n: 3, at: instant('2026-05-21T09:00:00+02:00') },
]);
const PLACE = 'Caf du Val-d’Oise, salle des Coteaux';
const MEETING = {
  ...foldMeeting([
    { kind: 'meeting-requested', by: 'partner', who: 'Godelieve Carpentier-Roux', subject: 'Arrivée du nouveau logiciel.\nQuotas du profil T13.', date: null, n: 1, at: instant('2026-05-04T09:00:00+02:00') },
    { kind: 'date-proposed', by: 'desk', who: null, when: instant('2026-05-20T14:00:00+02:00'), place: PLACE, n: 2, at: instant('2026-05-05T09:00:00+02:00') },
  ]),
  notHeld: 'Le partenaire n’a pas pu se déplacer.', calledOff: 'Réglé au téléphone.', corrections: 'Le quota est celui du profil T13.', held: { by: 'desk' as const, who: null, on: instant('2026-05-20T14:00:00+02:00'), writer: 'partner' as const, n: 3 },
};
const FORM: ChangeForm = {
  ...EMPTY_FORM, partner: 'CCAS de Valmirande-sur-Oise', conventionNumber: '95-2024-042', lastName: 'Marchetti', firstName: 'Hugo', job: 'chef du pôle social', replaces: true, replacedLastName: 'Arnoult', replacedFirstName: 'Sylvie',
  replacedEmail: 's.arnoult@ccas-valmirande.example', personalEmail: 'accueil@ccas-valmirande.example', signatoryName: 'Brigitte Olivain', signatoryFunction: 'présidente',
};
const CHANGE = {
  ...foldChange([{ kind: 'received', channel: 'post', requester: null, read: null, by: 'agent', n: 1, at: NOW, kept: { form: FORM, digest: '9f2c', people: 'p1', wrong: [{ item: 'phone', problem: 'missing' }, { item: 'personalEmail', problem: 'shared-mailbox' }] } }]),
  given: '2026-06-02' as LocalDate, withdrawn: '2026-06-03' as LocalDate,
};
const INCIDENT = foldIncident([
  { kind: 'incident-reported', channel: 'portal', reporter: { name: 'Claire Delmas', address: 'c.delmas@ccas-valmirande.example' }, mail: null, acknowledge: false, readable: null, n: 1, at: instant('2026-05-28T02:12:00+02:00') },
  { kind: 'officer-told', to: 'securite@caf95.example', as: 'officer', n: 2, at: instant('2026-05-28T02:12:00+02:00') },
]);
const TRACES = foldTraces([
  { kind: 'traces-asked', channel: 'portal', asker: { name: 'Sylvie Arnoult', address: 's.arnoult@ccas-valmirande.example' }, by: null, n: 1, at: instant('2026-05-20T10:00:00+02:00'), asked: { whose: 'Léonie Tassigny', from: '2026-03-01' as LocalDate, until: '2026-04-30' as LocalDate, why: 'Contrôle.', basis: 'discipline', onBehalfOf: null } },
  { kind: 'traces-refused', reason: 'La période n’est pas motivée.', by: 'traces@caf95.example', n: 2, at: NOW },
]);
/** What few may read names no partner in its letters. */
const apart = (caf: string, id: string, toName: string | null): JourneyContext => ({ ...of(caf, id, toName), partner: null, convention: null, url: null });
const SUBJECT = { title: 'revue inverse du mar. 12 mai 2026', expected: 'Adresser à la Caf le résultat de la revue de toutes vos habilitations.' };
const silence = (side: 'desk' | 'partner'): JourneyStep => ({ at: NOW, rule: 'remind-silence', article: null, reckoning: null, side, key: 'last' });
const step = (caf: string): JourneyStep => ({ at: NOW, rule: 'contact-rung', article: 'art. 3.3', reckoning: null, side: 'partner', ladder: contactStep(caf, rung(caf, 'partner', 1), 'delay') });

function each<W>(letters: Readonly<Record<string, (words: W) => WrittenLetter>>, words: W): Record<string, () => WrittenLetter> {
  return Object.fromEntries(Object.entries(letters).map(([name, write]) => [name, () => write(words)]));
}

/** Sent back, and not completed. */
const ABOUT_REVIEW: ReviewWords = { context: of('59', '59-REV-2026-000012', 'Godelieve Carpentier-Roux'), state: REVIEW, article: 'art. 2.2', days: null, next: '2027-05-12' as LocalDate };

const ABOUT_CHANGE: ChangeWords = { context: of('95', '95-ADM-2026-000031', 'Brigitte Olivain'), state: CHANGE, link: 'https://guichet.example/signature/x', until: instant('2026-06-05T17:00:00+02:00'), reason: 'Je ne connais pas cette personne.', who: 'signatory' as const, unknown: true, what: 'warning' as const };

/** Every letter of a journey with sample data. */
export const JOURNEY_LETTERS: Readonly<Record<string, () => WrittenLetter>> = {
  ...each(NOTICE_LETTERS, { context: of('59', '59-MED-2026-000001', 'Godelieve Carpentier-Roux'), state: NOTICE, deadline: instant('2026-06-08T09:00:00+02:00'), article: 'art. 17' }),
  ...each(REVIEW_LETTERS, { ...ABOUT_REVIEW, state: { ...REVIEW, phase: 'announced' } }),
  ...Object.fromEntries(['review-coming', 'review-late', 'review-unanswered'].map((name) => [`${name}-again`, () => REVIEW_LETTERS[name]!(ABOUT_REVIEW)])),
  ...each(CHANGE_LETTERS, ABOUT_CHANGE),
  ...Object.fromEntries(['change-refused', 'change-cancelled'].map((name) => [name, () => CHANGE_LETTERS[name]!({ ...ABOUT_CHANGE, state: { ...CHANGE, given: null, withdrawn: null } })])),
  'change-cancelled-withdrawn': () => CHANGE_LETTERS['change-cancelled']!({ ...ABOUT_CHANGE, state: { ...CHANGE, given: null } }),
  ...each(MEETING_LETTERS, { context: of('59', '59-REU-2026-000003', 'Godelieve Carpentier-Roux'), state: MEETING, side: 'partner' as const, limit: instant('2026-06-04T09:00:00+02:00'), minutesLimit: instant('2026-06-19T14:00:00+02:00'), article: null }),
  ...each(YEAR_LETTERS, { context: of('59', '59-CNV-2026-000002', 'Godelieve Carpentier-Roux'), on: '2026-06-12' as LocalDate, next: '2027-06-12' as LocalDate, period: { from: '2025-05-13' as LocalDate, to: '2026-05-12' as LocalDate }, meeting: false, article: null }),
  ...each(SECURITY_LETTERS, { context: apart('95', '95-SEC-2026-000004', 'Isidore Vauquelin'), state: INCIDENT, href: 'https://guichet.example/securite/95-SEC-2026-000004' }),
  'security-alert-manager': () => SECURITY_LETTERS['security-alert']!({ context: apart('59', '59-SEC-2026-000001', null), state: { ...INCIDENT, told: { to: 'responsable@caf59.example', as: 'manager', n: 2 } }, href: 'https://guichet.example/securite/59-SEC-2026-000001' }),
  ...each(TRACE_LETTERS, { context: apart('95', '95-TRC-2026-000002', 'Sylvie Arnoult'), state: TRACES, own: 'https://guichet.example/partenaire/traces/95-TRC-2026-000002', desk: 'https://guichet.example/traces/95-TRC-2026-000002', link: { href: 'https://guichet.example/connexion/lien?jeton=x', until: instant('2026-06-04T10:12:00+02:00') } }),
  'journey-escalation': () => journeyEscalation(of('59', '59-REV-2026-000012', 'Godelieve Carpentier-Roux'), SUBJECT, step('59'), REVIEW),
  'journey-exhausted': () => journeyExhausted(of('59', '59-REV-2026-000012', null), SUBJECT, step('59')),
  'journey-proposed': () => journeyProposed(of('59', '59-REV-2026-000012', null), SUBJECT, step('59')),
  'journey-silence-caf': () => journeySilence(of('21', '21-REV-2026-000004', null), { ...SUBJECT, expected: 'Vérifier le résultat de la revue.' }, silence('desk'), { ...REVIEW, debt: { side: 'desk', since: instant('2026-05-20T09:00:00+02:00'), n: 2 } }),
  'journey-silence-partner': () => journeySilence(of('21', '21-ADM-2026-000004', null), { title: 'changement d’administrateur', expected: '' }, silence('partner'), { ...REVIEW, debt: { side: 'partner', since: instant('2026-05-20T09:00:00+02:00'), n: 2 } }),
};
