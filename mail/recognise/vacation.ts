import { fold } from '../read/tidy';

/** Subjects that only a machine writes. */
const surelyAutomatic = [
  /^(?:reponse|message|courriel|mail|notification|accuse de reception)s? (?:automatique|auto)s?\b/,
  /^(?:automatic|auto(?:mated|matic)?)[ -]?(?:reply|response|answer|message)\b|^autoreply\b|^autorepondeur\b|^repondeur(?: automatique)?\b|^auto ?:/,
  /^(?:message|notification|avis|notice) d'absence\b|^absence du bureau ?:|^out[ -]of[ -](?:the[ -])?office(?: (?:auto-?reply|reply|message|notification))? ?[:-]|^out of office(?: autoreply)?$|^ooo ?:/,
  /^(?:abwesenheitsnotiz|respuesta automatica|risposta automatica|automatische antwort)\b/,
];
const perhapsAutomatic = /^(?:absence?\b|absente?\b|conges?\b|en conges?\b|vacances\b|je suis absente?\b|actuellement absente?\b|out of (?:the )?office\b|on (?:leave|vacation|holiday)\b|indisponib|fermeture\b|hors du bureau\b)/;

/** In the first person (or « Mme X est absente »): somebody is away. */
const away = [
  /\bje (?:suis|serai|me trouve)\b.{0,40}\b(?:absente?|en conges?|en vacances|indisponible|en deplacement|en formation|en arret|en rtt|hors du bureau|injoignable)\b|\bje ne (?:travaille|suis) pas (?:le |les |au bureau|present|disponible)/,
  /\b(?:actuellement|momentanement)\b.{0,20}\b(?:absente?|en conges?|en vacances|indisponible|hors du bureau|fermee?)\b|^\W*(?:absente?|en conges?|de retour|conges?)\b.{0,40}\b(?:du|jusqu|le|au|depuis)\b/,
  /\b(?:est|sera|sont|seront)\b.{0,20}\b(?:absente?s?|en conges?|ferme(?:e|s|es)?)\b.{0,50}\b(?:jusqu'?au|du \d|a compter|le \d|pour)/,
  /\bi(?:'m| am| will be)\b.{0,30}\b(?:out of (?:the )?office|away|on (?:annual |maternity |parental )?leave|on (?:holiday|vacation)|not in the office|unavailable)\b|\bcurrently (?:out of|away|on leave|not in)\b/,
];
const until = /\b(?:jusqu'?(?:au|a)|du \w+ ?\d{0,2}.{0,30}\bau\b|de retour|a mon retour|mon retour|retour le|reprend(?:rai|s)|until|returning|back on|my return|from .{3,30} (?:to|until))\b/;
const elsewhere =
  /\ben (?:cas d'urgence|mon absence|son absence)\b|\bpour toute (?:urgence|demande|question)\b|\bvous pouvez (?:contacter|joindre|vous adresser|ecrire)|\b(?:merci de|veuillez|priere de) (?:contacter|joindre|vous adresser|vous rapprocher|adresser|transferer|renvoyer|reiterer)\b|\bin my absence\b|\bfor urgent\b|\bplease contact\b/;
const readLater =
  /\bvotre (?:message|mail|courriel|e-?mail|demande)\b.{0,60}\b(?:sera (?:lu|traite|pris)|ne sera (?:pas|ni)|n'est pas (?:lu|transfere|redirige)|a bien ete (?:recu|enregistre))|\b(?:prendrai connaissance|repondrai|traiterai|reviendrai vers vous|lirai)\b.{0,60}\b(?:mon retour|des que possible|dans les meilleurs delais)|\bthank you for your (?:e-?mail|message)\b|\bi will (?:respond|reply|answer|get back)\b/;
const saysMachine =
  /\b(?:ceci est|il s'agit d'un|ce message est|this is an?)\b.{0,25}\b(?:message|reponse|mail|courriel|automated|automatic|automatique|genere)\b.{0,25}(?:automati|generat)|\bmessage automatique\b|\breponse automatique\b|\bne pas repondre a ce (?:message|mail|courriel)|\bdo not reply to this\b/;

/** What only a person asks or tells the desk. */
const human = [
  /\?/,
  /\b(?:merci de|veuillez|pouvez-vous|pourriez-vous|je vous (?:remercie|saurais gre|prie) de|serait-il possible)\b.{0,30}\b(?:bien vouloir|me |nous |creer|supprimer|ajouter|habiliter|desactiver|modifier|remplacer|debloquer|reinitialiser|traiter|confirmer|indiquer|prendre en compte|noter|cloturer|clore|donner|attribuer|suspendre|transmettre|faire)/,
  /\b(?:je (?:souhaite|voudrais|desire|sollicite)|j'ai besoin|nous (?:souhaitons|avons besoin|rencontrons|n'avons)|je n'arrive|je ne peux (?:pas|plus) (?:me|acceder|ouvrir|entrer)|nous n'arrivons|il (?:faut|faudrait)|peut-on)\b/,
  /\b(?:la suite de (?:l'incident|notre)|ce (?:dossier|probleme)|l'incident|le probleme|notre (?:demande|dossier|incident)|la panne|rappelez[- ]moi)\b/,
  /\bje vous (?:transmets|envoie|adresse|ecris|confirme|informe|signale|joins|fais)\b|\b(?:ci-joint|en piece jointe|comme convenu|suite a (?:notre|votre))\b/,
  /\b(?:pendant|durant) (?:mon|son|cette) absence\b.{0,80}\b(?:remplace|interim|habilit|acces|administr)/,
];

/**
 * A vacation notice without any header that says so (three in six real ones), by its words in French or English.
 * A person who writes about an absence (a request, a question) is not one: what a person would ask counts against it.
 */
export function looksLikeVacation(subject: string, text: string): boolean {
  const title = fold(subject).trim().replace(/^(?:re|tr|fwd?)\s*:\s*/, '');
  if (surelyAutomatic.some((pattern) => pattern.test(title))) return true;
  const words = fold(text.slice(0, 4000)).replace(/\s+/g, ' ').replace(/^ ?(?:bonjour|bonsoir|hello|hi|dear \w+|madame|monsieur|madame, monsieur)\b[ ,.!]*/, '').trim();
  if (words.length > 2500) return false;
  return score(title, words) >= 4;
}

function score(title: string, words: string): number {
  const start = words.slice(0, 400);
  const isAway = away.some((pattern) => pattern.test(start));
  let points = 0;
  if (isAway) points += 3;
  if (saysMachine.test(words)) points += 4;
  if (!isAway && points === 0) return 0;
  if (perhapsAutomatic.test(title)) points += 1;
  if (until.test(words)) points += 1;
  if (elsewhere.test(words)) points += 2;
  if (readLater.test(words)) points += 2;
  return points - 4 * human.filter((pattern) => pattern.test(words)).length;
}
