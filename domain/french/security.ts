import type { Nature, Notified, RegisterMeasure, SecurityFactBody, SecurityPhase, Severity } from '../journeys/security-facts';
import { isSilence } from '../journeys/silence';
import type { JourneyStep } from '../journeys/types';
import { stepWords } from './happening';
import { silenceFactWords, silenceStepWords } from './silence';
import { typo } from './typography';

export const NATURE_WORDS: Readonly<Record<Nature, string>> = {
  'account-used': 'Compte utilisé par une autre personne',
  'data-leak': 'Données divulguées ou consultées à tort',
  phishing: 'Hameçonnage, courriel frauduleux',
  malware: 'Programme malveillant',
  'loss-or-theft': 'Perte ou vol de matériel',
  'excess-access': 'Accès ou droits en trop',
  other: 'Autre',
};
export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = { minor: 'Mineure', serious: 'Grave', critical: 'Critique' };
export const NOTIFIED_WORDS: Readonly<Record<Notified, string>> = {
  cnil: 'CNIL',
  'partner-dpo': 'Délégué à la protection des données du partenaire',
  'caf-dpo': 'Délégué à la protection des données de la Caf',
  'people-concerned': 'Personnes concernées',
};
export const MEASURE_WORDS: Readonly<Record<RegisterMeasure, string>> = {
  suspend: 'Accès suspendu à titre conservatoire',
  'force-password': 'Changement du mot de passe exigé',
  resume: 'Suspension levée',
};
export const SECURITY_PHASE_WORDS: Readonly<Record<SecurityPhase, string>> = {
  reported: 'À prendre en charge',
  handling: 'En cours de traitement',
  closed: 'Clos',
  dismissed: 'Sans suite : ce n’était pas un incident',
};
const CHANNELS = { email: 'par courriel', phone: 'par téléphone', portal: 'sur le portail', post: 'par courrier' } as const;

/** What happened, in one line of the journal. */
export function securityFactWords(fact: SecurityFactBody): string {
  return typo(words(fact));
}

/** What was written with it, if anything. */
export function securityFactText(fact: SecurityFactBody): string | null {
  switch (fact.kind) {
    case 'qualified': return fact.summary;
    case 'measure-taken': return fact.what === '' ? null : fact.what;
    case 'person-informed': return fact.how === '' ? null : fact.how;
    case 'notified': return [fact.number === '' ? '' : `N° ${fact.number}`, fact.note].filter((part) => part !== '').join('. ') || null;
    case 'incident-dismissed': return fact.reason;
    case 'incident-closed': return fact.report;
    default: return null;
  }
}

function words(fact: SecurityFactBody): string {
  switch (fact.kind) {
    case 'incident-reported': return fact.readable === null ? `Signalé ${CHANNELS[fact.channel]}` : `Reconnu comme incident de sécurité : la demande reçue ${CHANNELS[fact.channel]} passe en accès restreint`;
    case 'officer-told': return `${fact.as === 'officer' ? 'Responsable de la sécurité prévenu' : 'Responsable du guichet prévenu, faute de responsable de la sécurité joignable'} : ${fact.to}`;
    case 'reporter-told': return `Accusé de réception envoyé à ${fact.to}`;
    case 'officer-reminded': return `Rappel après ${fact.hours} h sans prise en charge : ${fact.to}`;
    case 'manager-told': return `Responsable du guichet prévenu du silence : ${fact.to}`;
    case 'notification-reminded': return 'Rappel : notification à la CNIL sous 72 heures';
    case 'quiet-reminded': return 'Rappel : rien de consigné depuis une semaine';
    case 'request-linked': return `Rattaché à la demande ${fact.reference}`;
    case 'taken-on': return 'Pris en charge';
    case 'qualified': return `Qualifié : ${NATURE_WORDS[fact.nature]}, gravité ${SEVERITY_WORDS[fact.severity].toLowerCase()}, ${fact.personalData ? 'données personnelles concernées' : 'pas de données personnelles'}`;
    case 'measure-taken': return fact.register === null ? 'Mesure prise' : `${MEASURE_WORDS[fact.register.act]} : ${fact.register.name}`;
    case 'person-informed': return `Personne informée : ${fact.who}`;
    case 'notified': return `Notification consignée : ${NOTIFIED_WORDS[fact.to]}`;
    case 'incident-dismissed': return 'Classé sans suite : ce n’était pas un incident de sécurité';
    case 'incident-closed': return 'Clos, rapport rédigé';
    case 'letter-bounced': return 'Une lettre est revenue';
    case 'silence-told': return silenceFactWords(fact);
    case 'rung-proposed': return `Échelon ${fact.rung} : escalade proposée au responsable`;
    case 'rung-decided': return `Échelon ${fact.rung} : contact écrit`;
    case 'rung-contacted': return `Échelon ${fact.rung} : contact sollicité`;
    case 'rung-failed': return `Échelon ${fact.rung} : adresse en erreur`;
    case 'rung-skipped': return `Échelon ${fact.rung} : passé`;
    case 'ladder-exhausted': return 'Échelle épuisée : responsable prévenu';
    default: return 'Lettre retenue';
  }
}

/** What comes by itself if nobody acts. */
export function securityStepWords(step: JourneyStep): string {
  if (step.ladder !== undefined) return stepWords(step.ladder);
  if (isSilence(step)) return typo(silenceStepWords(step));
  switch (step.rule) {
    case 'tell-officer': return typo('Alerte au responsable de la sécurité');
    case 'tell-reporter': return typo('Accusé de réception');
    case 'remind-officer': return typo('Rappel au responsable de la sécurité');
    case 'tell-manager': return typo('Le responsable du guichet est prévenu du silence');
    case 'remind-notification': return typo('Rappel de la notification à la CNIL (72 heures, RGPD, art. 33)');
    case 'remind-quiet': return typo('Rappel si rien n’est consigné d’ici là');
    default: throw new Error(`no words for the step ${step.rule}`);
  }
}
