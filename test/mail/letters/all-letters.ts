import { instant, type LocalDate, type Reference } from '../../../domain/ids';
import { accountLink } from '../../../mail/letters/account-link';
import { acknowledgement } from '../../../mail/letters/acknowledgement';
import { answer } from '../../../mail/letters/answer';
import { callBackNote } from '../../../mail/letters/call-back';
import type { WrittenLetter } from '../../../mail/letters/context';
import { escalation } from '../../../mail/letters/escalation';
import { handedOver } from '../../../mail/letters/handed-over';
import { nationalReferral, sectorTransmission } from '../../../mail/letters/internal';
import { ladderExhausted } from '../../../mail/letters/ladder-exhausted';
import { notAuthorised } from '../../../mail/letters/not-authorised';
import { outage } from '../../../mail/letters/outage';
import { alarm, morningDigest, unopenedQueue } from '../../../mail/letters/personal';
import { peopleCheck } from '../../../mail/letters/people-check';
import { plannedStop } from '../../../mail/letters/planned-stop';
import { NOTICES } from '../../../domain/stop-procedure';
import { pickupBreach, pickupWarning } from '../../../mail/letters/pickup';
import { question } from '../../../mail/letters/question';
import { conventionEnded } from '../../../mail/letters/convention-ended';
import { personalNumbers } from '../../../mail/letters/personal-numbers';
import { refused } from '../../../mail/letters/refused';
import { registerLetter, type RegisterLetterKind } from '../../../mail/letters/register';
import { reopened } from '../../../mail/letters/reopened';
import { resolved } from '../../../mail/letters/resolved';
import { signInLink } from '../../../mail/letters/sign-in-link';
import { wrongContact } from '../../../mail/letters/wrong-contact';
import { JOURNEY_LETTERS } from './journey-letters';
import { contactStep, context, HISTORY, NOW, RECEIVED, rung, stepsAfterQuestion, stepsAfterReceipt } from './samples';

const PERSON = { contract: context('31').contract, toName: 'Solveig Arribat', choicesUrl: 'https://guichet.example/mes-courriels' };
const open = instant('2026-05-27T10:00:00+02:00');
const ack = (caf: string, at: typeof RECEIVED, over: Partial<Parameters<typeof acknowledgement>[0]> = {}) =>
  acknowledgement({
    context: context(caf),
    receivedAt: at,
    channel: 'email',
    missing: [],
    steps: stepsAfterReceipt(caf, at),
    urgent: false,
    ...over,
  });
const missing31 = context('31').contract.requiredItems.filter((item) => ['caller-name', 'screenshot'].includes(item.code));
const AGENT_TEXT = 'Bonjour Madame Delmas,\n\nLe correctif est posé : « E-204 » ne doit plus paraître.\nPouvez-vous essayer ?';

const REGISTER_KINDS: readonly RegisterLetterKind[] = ['access-given', 'access-suspended', 'access-resumed', 'access-withdrawn', 'password-forced', 'password-changed', 'delegation-taken-back', 'delegation-restored', 'departure-confirmed', 'departure-own-user', 'address-changed', 'change-due'];
const ofRegister = (kind: RegisterLetterKind, self = false, administrator = false) => () =>
  registerLetter({
    kind, self, administrator, convention: '95-2024-042', article: 'art. 2.2', reason: kind.startsWith('delegation') || kind.startsWith('access') || kind === 'password-forced' ? 'Un même compte sert à trois agents de l’accueil.' : '',
    person: kind.startsWith('delegation') ? null : { name: 'Sylvie Arnoult', as: 'administrateur' },
    context: context('95', { reference: null, toName: kind === 'change-due' ? 'Gestion MCP' : 'Rémi Castaing', url: 'https://guichet.example/partenaire/conventions/95-2024-042/habilitations' }),
    departure: { cause: 'left', on: '2026-05-26' as LocalDate, by: 'Rémi Castaing', administrator: true },
  });

/** Every letter with sample data: the snapshots and the gallery share this list. */
export const LETTERS: Readonly<Record<string, () => WrittenLetter>> = {
  'acknowledgement-31-weekend-missing': () => ack('31', RECEIVED, { missing: missing31 }),
  'acknowledgement-31-follow-link': () => ack('31', open, { context: context('31', { url: 'https://guichet.example/demandes/31-2026-000409' }) }),
  'acknowledgement-31-personal-number': () => ack('31', open, { numbers: true }),
  'acknowledgement-31-incident-known': () => ack('31', open, { incident: { title: 'AFAS refuse les fichiers', since: instant('2026-05-27T08:40:00+02:00'), known: 'Le national est saisi.\nUn retour est attendu dans la matinée.' } }),
  'acknowledgement-31-planned-stop': () => ack('31', open, { stop: { title: 'Mise à jour d’AFAS', from: instant('2026-05-27T08:00:00+02:00'), until: instant('2026-05-27T14:00:00+02:00'), meanwhile: 'Gardez vos fichiers, ils seront pris ensuite.' } }),
  ...Object.fromEntries(NOTICES.map((notice) => [`planned-stop-31-${notice}`, () => plannedStop({ context: context('31', { reference: null }), notice, title: 'Mise à jour d’AFAS', meanwhile: 'Gardez vos fichiers, ils seront pris ensuite.', services: ['AFAS'], from: instant('2026-06-08T08:00:00+02:00'), until: instant('2026-06-08T14:00:00+02:00'), article: 'art. 4', href: 'https://guichet.example/partenaire/arrets/a1b2c3' })])),
  'acknowledgement-21-pickup': () => ack('21', open),
  'acknowledgement-95-phone': () => ack('95', open, { channel: 'phone' }),
  'acknowledgement-59-round-the-clock': () => ack('59', RECEIVED),
  'acknowledgement-76-no-deadline': () => ack('76', open),
  'acknowledgement-95-urgent': () => ack('95', open, { urgent: true }),
  'acknowledgement-21-urgent-flag-only': () => ack('21', open, { urgent: true }),
  'answer-95': () => answer({ context: context('95'), text: AGENT_TEXT, steps: stepsAfterReceipt('95', open) }),
  'answer-76': () => answer({ context: context('76'), text: AGENT_TEXT, steps: [] }),
  'question-95': () => question({ context: context('95'), text: AGENT_TEXT, steps: stepsAfterQuestion('95', open) }),
  'question-21': () => question({ context: context('21'), text: AGENT_TEXT, steps: stepsAfterQuestion('21', open) }),
  'resolved-31': () => resolved({ context: context('31'), text: AGENT_TEXT }),
  'resolved-31-without-words': () => resolved({ context: context('31', { toName: null }), text: '' }),
  'convention-ended-31': () => conventionEnded({ context: context('31') }),
  'personal-numbers-31': () => personalNumbers({ context: context('31') }),
  'reopened-31': () => reopened({ context: context('31'), reopenedAt: NOW, steps: stepsAfterReceipt('31', NOW) }),
  'escalation-desk-31': () =>
    escalation({
      context: context('31', { toName: 'Maëlle Castérane', url: 'https://guichet.example/demandes/31-2026-000409' }),
      step: contactStep('31', rung('31', 'desk', 1), 'delay'),
      rung: rung('31', 'desk', 1),
      history: HISTORY,
      owedSince: RECEIVED,
      following: { rung: null, at: null },
    }),
  'escalation-partner-59': () =>
    escalation({
      context: context('59', { toName: 'Nadia Aubertin' }),
      step: contactStep('59', rung('59', 'partner', 1), 'delay'),
      rung: rung('59', 'partner', 1),
      history: HISTORY,
      owedSince: RECEIVED,
      following: { rung: rung('59', 'partner', 2), at: instant('2026-06-12T09:00:00+02:00') },
    }),
  'escalation-urgent-desk-95': () =>
    escalation({
      context: context('95'),
      step: contactStep('95', rung('95', 'desk', 1), 'urgent'),
      rung: rung('95', 'desk', 1),
      history: HISTORY,
      owedSince: RECEIVED,
      following: { rung: rung('95', 'desk', 2), at: null },
    }),
  'escalation-urgent-partner-95': () =>
    escalation({
      context: context('95', { toName: 'Nadia Aubertin' }),
      step: contactStep('95', rung('95', 'partner', 1), 'urgent'),
      rung: rung('95', 'partner', 1),
      history: [],
      owedSince: null,
      following: null,
    }),
  'ladder-exhausted-partner-31': () =>
    ladderExhausted({ context: context('31', { toName: 'Solveig Arribat' }), side: 'partner', limit: NOW, history: HISTORY }),
  'ladder-exhausted-desk-95': () =>
    ladderExhausted({ context: context('95', { toName: 'Honorine Valmont' }), side: 'desk', limit: NOW, history: HISTORY }),
  'pickup-warning-21': () =>
    pickupWarning({
      context: context('21', { toName: 'Anselme Roudier' }),
      limit: instant('2026-05-28T15:40:00+02:00'),
      receivedAt: instant('2026-05-26T15:40:00+02:00'),
    }),
  'pickup-breach-21': () =>
    pickupBreach({
      context: context('21', { toName: 'Anselme Roudier' }),
      limit: instant('2026-05-28T08:50:00+02:00'),
      receivedAt: instant('2026-05-26T08:50:00+02:00'),
    }),
  'sector-31': () =>
    sectorTransmission({ context: context('31', { toName: 'Assistance AFAS' }), text: 'Le code E-204 revient depuis vendredi.', history: HISTORY }),
  'national-95': () => nationalReferral({ context: context('95', { toName: null }), text: 'Page blanche pour le profil T4.', history: HISTORY }),
  'call-back-31': () => callBackNote({ context: context('31'), due: instant('2026-05-28T11:30:00+02:00'), text: '' }),
  'wrong-contact-partner-59': () =>
    wrongContact({ context: context('59', { toName: 'Nadia Aubertin' }), side: 'partner', rung: 1, contactedAt: NOW, answeredAt: RECEIVED }),
  'wrong-contact-desk-31': () =>
    wrongContact({ context: context('31', { toName: 'Maëlle Castérane' }), side: 'desk', rung: 1, contactedAt: null, answeredAt: null }),
  'handed-over-31': () =>
    handedOver({ context: context('31'), cafName: 'Caf du Val-d’Oise', other: '95-2026-000217' as Reference, mailbox: 'guichet@caf95.example' }),
  'not-authorised-31': () => notAuthorised({ context: context('31', { toName: 'Paul Kerveno' }), levelOne: ['Claire Delmas', 'Yanis Berthomieu'] }),
  'not-authorised-76-nobody': () => notAuthorised({ context: context('76', { toName: null }), levelOne: [] }),
  'refused-31': () => refused({ context: context('31', { toName: null, reference: null }), reason: '' }),
  'account-link-31': () =>
    accountLink({
      context: context('31', { toName: 'Solveig Arribat', reference: null }),
      href: 'https://guichet.example/compte/choix?jeton=jeton-de-demonstration',
      until: instant('2026-05-28T18:00:00+02:00'),
    }),
  'sign-in-link-95': () =>
    signInLink({
      context: context('95', { toName: 'Nadia Aubertin', reference: null }),
      href: 'https://guichet.example/lien?jeton=jeton-de-demonstration',
      until: instant('2026-05-28T10:42:00+02:00'),
    }),
  ...Object.fromEntries(REGISTER_KINDS.map((kind) => [`register-${kind}`, ofRegister(kind)])),
  'register-access-suspended-self': ofRegister('access-suspended', true),
  'register-password-forced-self': ofRegister('password-forced', true),
  'register-password-changed-self': ofRegister('password-changed', true),
  'register-access-withdrawn-administrator': ofRegister('access-withdrawn', false, true),
  'register-departure-self': ofRegister('departure-confirmed', true),
  'register-address-changed-self': ofRegister('address-changed', true),
  'people-check-95': () =>
    peopleCheck({
      context: context('95', { toName: 'Sylvie Arnoult', reference: null }),
      convention: '95-2024-042',
      people: [{ name: 'Claire Delmas', role: 'level-one-support', rank: null }, { name: 'Rémi Castaing', role: 'escalation-contact', rank: 2 }, { name: 'Nadia Aubertin', role: 'escalation-contact', rank: 1 }],
      checkedAt: instant('2025-05-27T10:00:00+02:00'),
      href: 'https://guichet.example/partenaire/conventions/95-2024-042/personnes',
    }),
  'people-check-21': () => peopleCheck({ context: context('21', { toName: 'Odilon Verrey', reference: null }), convention: '21-2024-003', people: [], checkedAt: null, href: 'https://guichet.example/partenaire/conventions/21-2024-003/personnes' }),
  'outage-31': () =>
    outage({
      contract: context('31').contract,
      toName: 'Solveig Arribat',
      from: instant('2026-05-27T22:00:00+02:00'),
      until: NOW,
      heldUntil: instant('2026-05-28T11:12:00+02:00'),
      late: [
        {
          reference: '31-2026-000371' as Reference,
          subject: 'Fichier rejeté',
          what: '1er contact de la Caf',
          limit: instant('2026-05-28T07:30:00+02:00'),
        },
      ],
      url: 'https://guichet.example/file',
    }),
  'morning-31': () =>
    morningDigest({
      ...PERSON, day: '2026-05-28' as LocalDate, url: 'https://guichet.example/pilotage',
      counts: { late: 1, today: 8, escalated: 6, exhausted: 1, toIdentify: 2 },
      late: [{ reference: '31-2026-000333' as Reference, partner: 'Mairie de Peyrelande', subject: 'Re: Fichier rejeté', limit: instant('2026-05-26T07:30:00+02:00') }],
    }),
  'alarm-breach-31': () =>
    alarm({ ...PERSON, mail: 'breach', reference: '31-2026-000371' as Reference, subject: 'Fichier rejeté', partner: null, at: instant('2026-05-28T07:30:00+02:00'), url: 'https://guichet.example/demandes/31-2026-000371' }),
  'alarm-exhausted-31': () =>
    alarm({ ...PERSON, mail: 'exhausted', reference: '31-2026-000333' as Reference, subject: 'Fichier rejeté', partner: 'Mairie de Peyrelande', at: instant('2026-05-28T07:30:00+02:00'), url: 'https://guichet.example/demandes/31-2026-000333' }),
  'unopened-31': () => unopenedQueue({ ...PERSON, desks: ['Haute-Garonne (31)'], hour: '10 h 00', url: 'https://guichet.example/file' }),
  ...JOURNEY_LETTERS,
};
