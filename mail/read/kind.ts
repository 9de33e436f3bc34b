import type { TicketKind } from '../../domain/contract-types';
import { fold } from './tidy';

/** Words that suggest a security incident; wide on purpose: a person looks first (rules: Door 1). */
const security = [
  /\bincidents? de securite\b|\bincident (?:ssi|cyber)|\bcyber ?attaque|\battaque informatique|\bintrusion|\bpirat(?:e|es|age|ee|ees|er)\b|\bhack/,
  /\bhameconnage|\bphishing|\bfilout|\busurp(?:e|er|ation|ee)\b|\bfraudule(?:ux|use|usement)\b|\bacces (?:non autorise|illegitime|suspect|malveillant)/,
  /\brancongiciel|\bransomware|\bcryptolocker|\bvirus\b(?! (?:grippe|covid))|\bmalware|\blogiciel malveillant|\bcheval de troie/,
  /\bmots? de passe.{0,40}\b(?:divulgue|compromis|vole|communique a|diffuse|fuite|partage|pirate|transmis (?:a|par erreur)|donne a|saisi sur (?:un|une|le) (?:faux|site|page|lien))/,
  /\b(?:compte|identifiant|session|poste|messagerie|boite)s?\b.{0,30}\b(?:compromis|pirate|usurpe|vole)|\bvol (?:de|d') ?(?:identifiant|donnee|ordinateur|mot de passe|poste)|\bordinateur (?:portable )?vole|\bvole\b.{0,30}\b(?:ordinateur|pc|poste|portable|identifiant|mot de passe|cle usb)/,
  /\b(?:fuite|violation|divulgation|perte) de donnees|\bconnexions? (?:suspecte|inhabituelle|anormale|inconnue)|\b(?:mail|message|courriel|lien) (?:suspect|malveillant|frauduleux)|\bactivite suspecte/,
  /\bconsult(?:e|ations?)\b.{0,40}\b(?:abusi|illegitim|sans (?:motif|autorisation|raison)|non autorise)/,
];

const reverseReview = [/\brevues? (?:annuelle )?(?:inverse|des? (?:habilitations?|droits|acces|comptes|utilisateurs))/, /\brevue (?:annuelle )?d'habilitation/];

const administratorChange = [
  /\b(?:change(?:ment|r|ons)?|remplace(?:ment|r|e|ra|nt|ons)?|nouve(?:l|lle|aux)|nommer|nomination|designation|designer|depart|successeur|mutation|modification|annexe 3)\b.{0,60}\b(?:administrat(?:eur|rice|eurs|rices)|gestionnaires? principa|suppleant)/,
  /\b(?:administrat(?:eur|rice)s?|gestionnaire principal|suppleante?)\b.{0,60}\b(?:remplace|quitte|change(?:ment|r|ons)?|a designer|depart|sera desormais|est desormais|n'est plus|mutation|part en retraite)/,
  /\bchangement d'admin\b/,
];

const technical = [
  /\bincidents? (?:techniques?|informatiques?|de connexion)\b|\bincident\b(?! de securite)|\bpanne|\bdysfonctionnement|\bbugs?\b|\banomalie|\bindisponib(?:le|ilite)\b.{0,30}\b(?:cdap|afas|service|site|appli|portail|mcp)/,
  /\b(?:impossible|impossibilite|n'arrive|n'arrivons|n'arrivent|ne (?:parvien|peu)|plus moyen|incapable).{0,60}\b(?:connect|connexion|acced|acces|ouvrir|afficher|consulter|valider|telecharger|se loguer|entrer)/,
  /\b(?:problemes?|soucis?|difficultes?)\b.{0,40}\b(?:connexion|connecter|acces|accede|techniques?|informatiques?|affichage|identification|authentification|mot de passe|mdp|site|cdap|afas|dgfip|mcp)/,
  /\b(?:acces|connexion|droits?)\b.{0,30}\b(?:refuse|impossible|bloque|expire|echoue|interrompu|ne fonctionne|ne marche|perdu)|\b(?:page|ecran) blanche?|\bmessages? d'erreur|\berreurs?\b.{0,3}[ :-]{0,3}(?:[a-z]*-?\d|technique|cdap|serveur|systeme|http)/,
  /\b(?:ca|cela|il|elle|ne|site|appli|application|lien|outil)\b.{0,25}\b(?:marche|fonctionne|repond)\b.{0,12}\b(?:pas|plus)\b|\b(?:marche|fonctionne|repond) (?:toujours |encore |vraiment )?(?:pas|plus)\b|\bpas (?:de |d')connexion/,
  /\b(?:mots? de passe|mdp|codes?)\b.{0,40}\b(?:oublie|perdu|expire|bloque|ne (?:fonctionne|marche)|refuse|invalide|incorrect|reinitialis)|\b(?:reinitialis|debloqu|deverrouill).{0,40}\b(?:mots? de passe|compte|acces)|\bcompte (?:est |a ete |reste )?(?:bloque|verrouille|desactive)/,
];

const habilitation = [
  /\b(?:habilitations?|habilit(?:er|e|ee|es|ees)|deshabilit\w*)\b/,
  /\b(?:cre(?:er|ation)|ajout(?:er)?|ouvr(?:ir)|ouverture|supprim(?:er)|suppression|desactiv(?:er|ation)|retir(?:er)|modifi(?:er|cation)|attribu(?:er|tion))\b.{0,50}\b(?:comptes?|acces|utilisat(?:eur|rice)s?|profils?|droits?|agents?)\b/,
  /\b(?:profil|quota)s? (?:t ?\d{1,2}|cdap|afas)\b|\bnouve(?:l|lle|aux|lles) (?:agents?|utilisat\w+|collegues?)|\b(?:depart|arrivee) (?:d'un|d'une|de notre|de l') ?(?:agent|collegue|utilisat\w+)/,
];

const administrative = [/\bquestions? administratives?\b/, /\bquestions?\b|\brenseignements?\b|\bdemande d'information|\bpouvez-vous (?:me|nous) (?:dire|indiquer|preciser|confirmer)|\bcomment (?:faire|proceder)|\bquelle est la (?:procedure|demarche)/];

const other = [/\b(?:avenant|convention|bilan annuel|reunion|rendez-vous|contrat de service|bulletin d'adhesion|sous-?traitant|rgpd|attestation|facture|formation|coordonnees)\b/];

const serious: ReadonlyArray<readonly [TicketKind, readonly RegExp[]]> = [
  ['security-incident', security],
  ['reverse-review', reverseReview],
  ['administrator-change', administratorChange],
];
const lessSerious: ReadonlyArray<readonly [TicketKind, readonly RegExp[]]> = [
  ['technical-incident', technical],
  ['habilitation', habilitation],
  ['administrative-question', administrative],
  ['other', other],
];

/** The kind that words suggest, or null. */
export function kindInWords(text: string): TicketKind | null {
  return firstMatch(text, [...serious, ...lessSerious]);
}

/**
 * The kind of a request: a possible security incident anywhere first; then what the subject says; then what the new text does.
 * A subject's exact words (« incident technique », « question administrative ») hold against the text's; a mere « question » does not.
 */
export function readKind(subject: string, text: string): TicketKind | null {
  const body = text.slice(0, 20_000);
  if (firstMatch(`${subject}\n${body}`, serious.slice(0, 1))) return 'security-incident';
  const named = kindInWords(subject);
  return statedKind(subject) ?? (isVague(named) ? (firstMatch(body, precise) ?? named ?? kindInWords(body)) : named);
}

const precise = [...serious, ...lessSerious.slice(0, 2)];

function isVague(kind: TicketKind | null): boolean {
  return kind === null || kind === 'administrative-question' || kind === 'other';
}

function statedKind(subject: string): TicketKind | null {
  const words = fold(subject);
  if (/\bincidents?[ -]+techniques?\b/.test(words)) return 'technical-incident';
  return /\bquestions?[ -]+administratives?\b/.test(words) ? 'administrative-question' : null;
}

function firstMatch(text: string, order: ReadonlyArray<readonly [TicketKind, readonly RegExp[]]>): TicketKind | null {
  const words = fold(text).replace(/\s+/g, ' ');
  return order.find(([, patterns]) => patterns.some((pattern) => pattern.test(words)))?.[0] ?? null;
}
