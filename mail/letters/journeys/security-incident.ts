import { frenchDateTime } from '../../../domain/french/dates';
import { CNIL_HOURS } from '../../../domain/journeys/security-incident';
import type { SecurityIncident } from '../../../domain/journeys/security-facts';
import { epochMs, instantAt, type Instant } from '../../../domain/ids';
import { heading, list, paragraph, type Block } from '../block';
import type { WrittenLetter } from '../context';
import { journeyLetter, type JourneyContext } from './context';

/** What the letters of a security incident are made of. None says what happened, to whom, nor at which partner: a mailbox is no safe. */
export interface SecurityWords {
  readonly context: JourneyContext;
  readonly state: SecurityIncident;
  /** The incident's page, for who may open it. */
  readonly href: string;
}

type Words = (words: SecurityWords) => WrittenLetter;

export const SECURITY_LETTERS: Readonly<Record<string, Words>> = {
  'security-alert': (words) => toOfficer(words, 'Incident de sécurité à traiter', 'À ouvrir sans attendre.', [
    paragraph(`Un incident de sécurité a été signalé le **${at(words, words.state.reportedAt)}**. Il vous est adressé aussitôt, ${asWho(words)}.`),
    heading('Ce qui est attendu de vous'),
    list(['Ouvrez l’incident et dites que vous vous en chargez : les rappels cessent.', 'Prenez les mesures qui ne peuvent pas attendre, par exemple une suspension d’accès.', 'Qualifiez-le, prévenez qui doit l’être, puis rédigez le rapport de clôture.'], true),
  ]),
  'security-reminder': (words) => toOfficer(words, 'Rappel : incident de sécurité à traiter', 'Personne ne s’en est chargé.', [
    paragraph(`L’incident de sécurité signalé le **${at(words, words.state.reportedAt)}** n’est pas pris en charge. Ouvrez-le et dites que vous vous en chargez.`),
  ]),
  'security-notification': (words) => toOfficer(words, 'Incident de sécurité : notification à la CNIL', 'Le délai de 72 heures approche.', [
    paragraph(`L’incident concerne des données personnelles. Une violation se notifie à la CNIL dans les 72 heures (RGPD, art. 33), soit avant le **${at(words, limitOf(words))}**. Aucune notification n’est consignée : notez-la avec sa date, ou notez pourquoi elle n’est pas requise.`),
  ]),
  'security-quiet': (words) => toOfficer(words, 'Incident de sécurité sans suite', 'Rien n’est consigné depuis une semaine.', [
    paragraph('Rien n’est consigné sur cet incident depuis une semaine, et il n’est pas clos. Notez où il en est, ou rédigez le rapport de clôture.'),
  ]),
  'security-unanswered': ({ context, state }) => journeyLetter(context, {
    subject: 'Incident de sécurité sans réponse', preview: 'Le responsable de la sécurité n’a pas répondu.', title: 'Un incident de sécurité n’est pas pris en charge',
    blocks: [
      paragraph(`Un incident signalé le **${frenchDateTime(state.reportedAt ?? context.now, zoneOf(context))}** n’est pas pris en charge malgré les rappels.`),
      heading('Ce qui est attendu de vous'),
      list(['Joignez le responsable de la sécurité, ou son remplaçant, par téléphone.', 'Donnez-lui le numéro de cet incident : il l’ouvre depuis sa page « Incidents de sécurité ».']),
      paragraph('Vous ne pouvez pas ouvrir cet incident vous-même : son accès est restreint.'),
    ],
  }, false),
  'security-acknowledged': ({ context }) => journeyLetter(context, {
    subject: 'Votre signalement est reçu', preview: 'Il est transmis aussitôt.', title: 'Votre signalement de sécurité est reçu',
    blocks: [
      paragraph('Nous avons reçu votre message. Il signale peut-être un incident de sécurité : il est transmis aussitôt à la personne qui en est chargée, dans un accès restreint.'),
      heading('En attendant'),
      list(['Ne renvoyez pas d’identifiants, ni de données d’allocataires.', 'Prévenez le support de niveau 1 et le responsable de la sécurité de votre organisme.', 'Changez le mot de passe du compte s’il est concerné.']),
    ],
  }),
};

function toOfficer({ context, href }: SecurityWords, subject: string, preview: string, blocks: readonly Block[]): WrittenLetter {
  return journeyLetter(context, {
    subject, preview, title: subject,
    blocks: [...blocks, { kind: 'button', text: 'Ouvrir l’incident', href }, paragraph('Ce message ne dit rien de plus, à dessein. Ne le transférez pas.')],
  }, false);
}

function asWho({ state, context }: SecurityWords): string {
  if (state.told?.as !== 'manager') return 'à toute heure, comme responsable de la sécurité de la Caf';
  const named = context.contract.sectors.some(({ role }) => role === 'security-officer');
  return named ? 'comme responsable du guichet : aucune adresse du responsable de la sécurité ne reçoit' : 'comme responsable du guichet, car le contrat ne nomme pas de responsable de la sécurité';
}

function limitOf({ state, context }: SecurityWords): Instant {
  return instantAt(epochMs(state.reportedAt ?? context.now) + CNIL_HOURS * 3_600_000);
}

function zoneOf({ contract }: JourneyContext): string {
  return contract.calendar.timeZone;
}

function at({ context }: SecurityWords, instant: Instant | null): string {
  return instant === null ? '' : frenchDateTime(instant, zoneOf(context));
}
