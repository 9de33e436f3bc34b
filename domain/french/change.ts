import type { Problem, Wrong } from '../journeys/change-check';
import type { ChangeFactBody, Signer } from '../journeys/change-facts';
import type { FormKey } from '../journeys/change-form';
import type { ChangeRule } from '../journeys/change-plan';
import type { ChangePhase } from '../journeys/change-state';
import { isSilence } from '../journeys/silence';
import type { JourneyStep } from '../journeys/types';
import { frenchRule } from './dates';
import { stepWords, whyWords } from './happening';
import { silenceFactWords, silenceStepWords } from './silence';
import { typo } from './typography';

/** The lines of annex 3, as the form names them. */
export const LINE_WORDS: Readonly<Record<FormKey | 'phone', string>> = {
  partner: 'Partenaire',
  conventionNumber: 'Numéro de la convention',
  lastName: 'Nom de la personne à habiliter',
  firstName: 'Prénom de la personne à habiliter',
  job: 'Fonction de la personne à habiliter',
  replaces: 'Remplace un administrateur',
  replacedLastName: 'Nom de l’administrateur remplacé',
  replacedFirstName: 'Prénom de l’administrateur remplacé',
  replacedEmail: 'Adresse de messagerie de l’administrateur remplacé',
  landline: 'Téléphone fixe',
  mobile: 'Téléphone portable',
  phone: 'Téléphone',
  personalEmail: 'Adresse de messagerie personnelle et individuelle',
  signatoryName: 'Nom du signataire du partenaire',
  signatoryFunction: 'Fonction du signataire du partenaire',
};

const PROBLEM_WORDS: Readonly<Record<Problem, string>> = {
  missing: 'à renseigner',
  'not-an-address': 'ce n’est pas une adresse de messagerie',
  'shared-mailbox': 'c’est une boîte partagée ; l’annexe 3 demande une adresse personnelle et individuelle, jamais une boîte comme contact@, accueil@ ou mairie@',
  'not-a-number': 'ce n’est pas un numéro de téléphone',
  'other-partner': 'ce n’est pas le nom du partenaire de cette convention',
  'unknown-convention': 'ce n’est pas un numéro de convention connu pour ce partenaire',
  'convention-over': 'c’est celui d’une convention qui n’est pas en vigueur',
  'convention-unsigned': 'c’est celui d’une convention dont aucune signature n’est connue : elle n’est pas encore en vigueur',
  'not-for-this-service': 'c’est celui d’une convention qui n’ouvre pas le service de ce formulaire',
  'unknown-administrator': 'ce n’est pas un administrateur connu de cette convention',
  'same-as-replaced': 'c’est celle de la personne remplacée',
};

/** « Téléphone : à renseigner, au moins un numéro fixe ou portable ». */
export function wrongWords({ item, problem }: Wrong): string {
  if (item === 'phone') return typo('Téléphone : à renseigner, au moins un numéro fixe ou portable');
  if (item === 'replaces') return typo('Remplace un administrateur : répondre oui ou non');
  return typo(`${LINE_WORDS[item]} : ${PROBLEM_WORDS[problem]}`);
}

export const PHASE_WORDS: Readonly<Record<ChangePhase, string>> = {
  reading: 'La Caf doit lire le formulaire',
  incomplete: 'Le partenaire doit compléter',
  signing: 'Signatures attendues',
  checking: 'La Caf doit vérifier',
  approving: 'La Caf doit approuver',
  'carrying-out': 'La Caf doit changer les accès',
  done: 'Terminé',
  refused: 'Refusé',
  cancelled: 'Annulé',
};

export const SIGNER_WORDS: Readonly<Record<Signer, string>> = { signatory: 'signataire du partenaire', administrator: 'nouvel administrateur' };

/** What a step does, in one line. */
export function changeStepWords(step: JourneyStep): string {
  return typo(words(step));
}

function words(step: JourneyStep): string {
  if (step.ladder !== undefined) return stepWords(step.ladder);
  if (isSilence(step)) return silenceStepWords(step);
  switch (step.rule as ChangeRule) {
    case 'warn':
      return 'Alerte aux administrateurs en place et au signataire, à leurs adresses inscrites';
    case 'ask-items':
      return 'Demande au partenaire de ce qui manque';
    case 'ask-signatures':
      return 'Demande de signature à chacun de ceux qui n’ont pas signé';
    case 'remind':
      return `${step.key === '1' ? '1er' : `${step.key ?? ''}e`} rappel au partenaire`;
    case 'objection-end':
      return 'Fin du délai d’opposition';
    case 'remind-objection':
      return 'Rappel au responsable : l’opposition n’est pas tranchée';
    case 'report':
      return 'Compte rendu au partenaire et aux deux administrateurs';
  }
}

/** Why a step happens when it does; null when the line says it all. */
export function changeWhyWords({ ladder, reckoning }: JourneyStep, timeZone: string): string | null {
  if (ladder !== undefined) return whyWords(ladder, timeZone);
  return reckoning === null ? null : typo(`réglage du guichet, ${frenchRule(reckoning.rule)}`);
}

const LETTERS: Readonly<Record<string, string>> = {
  'change-warning': 'Alerte', 'change-items': 'Demande de ce qui manque', 'change-items-reminder': 'Rappel de ce qui manque', 'change-sign': 'Lien pour signer', 'change-sign-reminder': 'Rappel du lien pour signer',
  'change-sign-paper': 'Formulaire à faire signer', 'change-sign-paper-reminder': 'Rappel du formulaire à faire signer', 'change-approved': 'Annonce de l’approbation', 'change-refused': 'Annonce du refus', 'change-cancelled': 'Annonce de l’annulation',
  'change-objected': 'Opposition transmise au responsable', 'change-objection-waits': 'Rappel de l’opposition au responsable', silence: 'Rappel au responsable', 'change-unreached': 'Signalement au responsable', 'change-done': 'Compte rendu', escalation: 'Escalade',
};

/** What a letter of a change is, where one that did not arrive is named. */
export function changeLetterWords(letter: string): string {
  return LETTERS[letter] ?? 'Courriel';
}

/** What happened, in one line of the journal. */
export function changeFactWords(fact: ChangeFactBody): string {
  return typo(factText(fact));
}

const RECEIVED = { portal: 'par le portail', email: 'par courriel', post: 'par courrier postal', phone: 'par téléphone' } as const;
const CALLS = { reached: 'joint', 'not-reached': 'non joint', 'message-left': 'message laissé' } as const;

function factText(fact: ChangeFactBody): string {
  switch (fact.kind) {
    case 'received': return `Demande reçue ${RECEIVED[fact.channel]}`;
    case 'received-again': return `La même demande, reçue de nouveau ${RECEIVED[fact.channel]}`;
    case 'form-kept': return fact.kept.wrong.length === 0 ? 'Formulaire complet selon l’annexe 3' : 'Formulaire incomplet';
    case 'item-accepted': return `Accepté tel quel : ${LINE_WORDS[fact.item]}`;
    case 'warned': return fact.told.length === 0 ? 'Personne n’a pu être prévenu par courriel' : 'Administrateurs en place et signataire prévenus';
    case 'items-asked': return fact.unasked === true ? 'Ce qui manque n’a pu être demandé à personne par courriel' : 'Ce qui manque est demandé au partenaire';
    case 'signatures-asked': return `${fact.unasked === undefined ? 'Signature demandée' : 'Signature à demander par téléphone, personne ne pouvant l’être par courriel'} : ${(fact.unasked ?? fact.of).map((who) => SIGNER_WORDS[who]).join(', ')}`;
    case 'reminded': return 'Rappel au partenaire';
    case 'signed': return `Signature du ${SIGNER_WORDS[fact.who]}, ${fact.how === 'portal' ? 'au portail' : 'sur papier, attestée par un agent'}`;
    case 'signatory-verified': return 'Signataire vérifié';
    case 'called-back': return `Rappel à un numéro inscrit : ${CALLS[fact.result]}`;
    case 'objected': return fact.call === undefined ? 'Opposition reçue' : `Opposition de ${fact.name}, reçue par téléphone`;
    case 'objection-lifted': return 'Opposition levée';
    case 'objection-time-over': return 'Fin du délai d’opposition';
    case 'checked': return 'Vérifié';
    case 'approved': return 'Approuvé';
    case 'refused': return 'Refusé';
    case 'cancelled': return fact.by === null ? 'Annulé par le partenaire' : 'Annulé à la demande du partenaire';
    case 'access-given': return 'Accès donné au nouvel administrateur';
    case 'access-withdrawn': return 'Accès de l’ancien administrateur retiré';
    case 'reported': return 'Compte rendu envoyé';
    case 'letter-bounced': return `Courrier revenu${fact.to === undefined ? '' : ` : ${fact.to}`}`;
    case 'silence-told': return silenceFactWords(fact);
    case 'objection-reminded': return 'Rappel au responsable : l’opposition n’est pas tranchée';
    case 'ladder-exhausted': return `Échelle ${fact.side === 'desk' ? 'de la Caf' : 'du partenaire'} épuisée`;
    default: return `Échelon ${fact.rung} ${fact.side === 'desk' ? 'de la Caf' : 'du partenaire'} : ${RUNG[fact.kind]}`;
  }
}

const RUNG = { 'rung-proposed': 'proposé au responsable', 'rung-decided': 'lettre décidée', 'rung-contacted': 'prévenu', 'rung-failed': 'lettre revenue', 'rung-skipped': 'passé', 'rung-withheld': 'lettre retenue, la réponse étant arrivée' } as const;
