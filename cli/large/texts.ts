import type { ServiceCode, TicketKind } from '../../domain/contract-types';
import type { Chance } from './chance';

const SUBJECTS: Readonly<Partial<Record<TicketKind, readonly string[]>>> = {
  'technical-incident': ['Page blanche après connexion', 'Erreur 500 à l’ouverture d’un dossier', 'Fichier rejeté : code E-204', 'Export interrompu à 40 %', 'Session expirée au bout d’une minute', 'Mot de passe refusé', 'Certificat inconnu du poste', 'Impression du justificatif impossible', 'Menu absent depuis la mise à jour', 'Lenteur anormale le matin'],
  'administrative-question': ['Ouvrir le service à deux agents', 'Quel profil pour une stagiaire ?', 'Quotient familial différent du courrier reçu', 'Ressources non affichées pour trois foyers', 'Déclaration de fréquentation à corriger', 'Justificatif demandé par un allocataire', 'Délai de mise à jour d’une adresse', 'Convention : ajouter une unité'],
  habilitation: ['Ajouter un utilisateur', 'Retirer l’habilitation d’un agent parti', 'Profil T13 refusé à la création', 'Changer le profil d’une assistante sociale'],
  'administrator-change': ['Changement d’administrateur', 'Nouvelle suppléante à désigner'],
  'security-incident': ['Courriel suspect reçu au nom de la Caf', 'Compte utilisé par une autre personne'],
  other: ['Demande de rendez-vous', 'Question sur la revue annuelle'],
};
const KINDS: readonly TicketKind[] = ['technical-incident', 'technical-incident', 'technical-incident', 'administrative-question', 'administrative-question', 'habilitation', 'habilitation', 'administrator-change', 'security-incident', 'other'];

const OPENINGS = ['Bonjour,', 'Bonjour à l’équipe du guichet,', 'Madame, Monsieur,'];
const FACTS = [
  'depuis ce matin la page du service reste blanche après la saisie du mot de passe', 'le message indique une erreur interne et le numéro 4021', 'trois agentes du service social sont concernées et une seule peut encore travailler',
  'nous avons vidé le cache du navigateur et redémarré le poste sans résultat', 'le dossier d’une famille avec quatre enfants ne s’ouvre plus', 'la liste des bénéficiaires du restaurant scolaire ne se charge pas',
  'le profil demandé n’apparaît pas dans la liste proposée à l’administratrice', 'la tarification de la halte-garderie dépend de ce quotient', 'une permanence a lieu jeudi et nous devons répondre aux usagers avant',
  'le justificatif imprimé ne porte pas la date du jour', 'l’agent a quitté la collectivité à la fin du mois dernier', 'la convention signée prévoit bien ce service pour notre unité', 'le fichier déposé contient deux cent douze lignes et respecte le modèle',
  'le certificat de sécurité a été renouvelé par notre informaticien', 'nous joignons une capture de l’écran', 'la connexion fonctionne depuis un autre bâtiment de la commune', 'le rapprochement avec la trésorerie est bloqué',
  'l’adresse affichée est celle d’avant le déménagement', 'aucune coupure n’était annoncée sur la messagerie', 'le pare-feu de la communauté de communes a été mis à jour samedi', 'nous avons besoin d’une réponse avant la commission d’attribution', 'le navigateur affiche un avertissement que personne ne sait lire',
];
const CLOSINGS = ['Merci de votre aide.', 'Pouvez-vous nous rappeler ?', 'Dans l’attente de votre retour.', 'Cordialement.'];
const ANSWERS = ['Le correctif est en place : pouvez-vous vous reconnecter et nous dire si tout va bien ?', 'L’habilitation a été ajoutée, elle est active dès maintenant.', 'Nous avons rejoué le fichier, il est accepté.', 'Le profil demandé relève du maximum fixé par la convention ; il est ouvert.', 'La coupure venait d’un réglage de votre côté, voici la marche à suivre.'];
const QUESTIONS = ['Pouvez-vous nous donner le nom de l’utilisateur et une capture de l’écran ?', 'À quelle heure l’erreur est-elle apparue, et sur combien de postes ?', 'Quel service est concerné, et avec quel profil ?'];
const REPLIES = ['Voici la capture demandée. L’erreur est apparue vers dix heures sur deux postes.', 'Il s’agit du profil T1, pour une assistante sociale arrivée lundi.', 'Le problème continue ce matin, sur tous les postes de l’étage.', 'Oui, le service est bien celui de la convention.'];
const NOTES = ['Vu avec l’informatique : à rejouer ce soir.', 'Déjà signalé par une autre mairie.', 'Rappeler avant la permanence de jeudi.'];

export interface Said {
  readonly kind: TicketKind;
  readonly subject: string;
  readonly text: string;
}

/** What a request says: a subject of its kind, three to nine sentences. */
export function request(chance: Chance, service: ServiceCode | null, n: number): Said {
  const kind = chance.pick(KINDS);
  const subject = chance.pick(SUBJECTS[kind] ?? ['Demande']);
  const sentences = Array.from({ length: chance.whole(3, 9) }, () => sentence(chance.pick(FACTS)));
  const where = service === null ? '' : ` Service : ${service}.`;
  return { kind, subject, text: `${chance.pick(OPENINGS)}\n\n${sentences.join(' ')}${where} Dossier interne ${1_000 + (n * 7_919) % 899_999}.\n\n${chance.pick(CLOSINGS)}` };
}

const sentence = (fact: string): string => `${fact.charAt(0).toUpperCase()}${fact.slice(1)}.`;

export const answer = (chance: Chance): string => `Bonjour,\n\n${chance.pick(ANSWERS)}`;
export const question = (chance: Chance): string => `Bonjour,\n\n${chance.pick(QUESTIONS)}`;
export const reply = (chance: Chance): string => `${chance.pick(REPLIES)} ${sentence(chance.pick(FACTS))}`;
export const note = (chance: Chance): string => chance.pick(NOTES);
