import { instant, type LocalDate } from '../../../domain/ids';
import { EMPTY_FORM, type ChangeForm } from '../../../domain/journeys/change-form';
import { foldChange } from '../../../domain/journeys/change-state';
import { formalNotice } from '../../../domain/journeys/formal-notice';
import { reverseReview } from '../../../domain/journeys/reverse-review';
import type { JourneyStep } from '../../../domain/journeys/types';
import type { WrittenLetter } from '../../../mail/letters/context';
import { CHANGE_LETTERS } from '../../../mail/letters/journeys/change';
import type { JourneyContext } from '../../../mail/letters/journeys/context';
import { NOTICE_LETTERS } from '../../../mail/letters/journeys/formal-notice';
import { journeyEscalation, journeyExhausted, journeyProposed } from '../../../mail/letters/journeys/ladder';
import { YEAR_LETTERS } from '../../../mail/letters/journeys/convention-year';
import { MEETING_LETTERS } from '../../../mail/letters/journeys/meeting';
import { foldMeeting } from '../../../domain/journeys/meeting-facts';
import { REVIEW_LETTERS } from '../../../mail/letters/journeys/reverse-review';
import { loadPublishedContract } from '../../../contracts/load';
import { contactStep, NOW, rung } from './samples';

function of(caf: string, id: string, toName: string | null): JourneyContext {
  return { id, contract: loadPublishedContract(caf), partner: 'CCAS de Valmirande-sur-Oise', convention: `${caf}-2024-042`, toName, now: NOW, url: `https://guichet.example/demarches/${id}` };
}

const NOTICE = formalNotice.fold([
  { kind: 'notice-decided', breach: 'Un même compte sert à trois agents de l’accueil.', n: 1, at: instant('2026-05-04T09:00:00+02:00') },
  { kind: 'notice-posted', tracking: '1A 204 118 5521 7', n: 2, at: instant('2026-05-05T09:00:00+02:00') },
  { kind: 'notice-received', n: 3, at: instant('2026-05-07T10:20:00+02:00') },
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
const SUBJECT = { title: 'revue inverse du mar. 12 mai 2026', expected: 'Adresser à la Caf le résultat de la revue de toutes vos habilitations.' };
const step = (caf: string): JourneyStep => ({ at: NOW, rule: 'contact-rung', article: 'art. 3.3', reckoning: null, side: 'partner', ladder: contactStep(caf, rung(caf, 'partner', 1), 'delay') });

function each<W>(letters: Readonly<Record<string, (words: W) => WrittenLetter>>, words: W): Record<string, () => WrittenLetter> {
  return Object.fromEntries(Object.entries(letters).map(([name, write]) => [name, () => write(words)]));
}

/** Every letter of a journey with sample data. */
export const JOURNEY_LETTERS: Readonly<Record<string, () => WrittenLetter>> = {
  ...each(NOTICE_LETTERS, { context: of('59', '59-MED-2026-000001', 'Godelieve Carpentier-Roux'), state: NOTICE, deadline: instant('2026-06-08T09:00:00+02:00'), article: 'art. 17' }),
  ...each(REVIEW_LETTERS, { context: of('59', '59-REV-2026-000012', 'Godelieve Carpentier-Roux'), state: REVIEW, article: 'art. 2.2', days: null, next: '2027-05-12' as LocalDate }),
  ...each(CHANGE_LETTERS, { context: of('95', '95-ADM-2026-000031', 'Brigitte Olivain'), state: CHANGE, link: 'https://guichet.example/signature/x', until: instant('2026-06-05T17:00:00+02:00'), reason: 'Je ne connais pas cette personne.', who: 'signatory' as const }),
  ...each(MEETING_LETTERS, { context: of('59', '59-REU-2026-000003', 'Godelieve Carpentier-Roux'), state: MEETING, side: 'partner' as const, limit: instant('2026-06-04T09:00:00+02:00'), minutesLimit: instant('2026-06-19T14:00:00+02:00'), article: null }),
  ...each(YEAR_LETTERS, { context: of('59', '59-CNV-2026-000002', 'Godelieve Carpentier-Roux'), on: '2026-06-12' as LocalDate, next: '2027-06-12' as LocalDate, period: { from: '2025-05-13' as LocalDate, to: '2026-05-12' as LocalDate }, meeting: false, article: null }),
  'journey-escalation': () => journeyEscalation(of('59', '59-REV-2026-000012', 'Godelieve Carpentier-Roux'), SUBJECT, step('59'), REVIEW),
  'journey-exhausted': () => journeyExhausted(of('59', '59-REV-2026-000012', null), SUBJECT, step('59')),
  'journey-proposed': () => journeyProposed(of('59', '59-REV-2026-000012', null), SUBJECT, step('59')),
};
