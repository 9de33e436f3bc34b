import { fold } from './tidy';

/** First words of what machines and rules put under a mail: disclaimers, antivirus, « pensez à l'environnement ». */
const footerStarts = [
  /^(ce|cet|le present|cette) (message|mail|e-?mail|courriel|courrier electronique|transmission|communication)\b.{0,60}(pieces? jointes?|fichiers? joints?|documents? joints?|annexes?|confidentiel|destinataire|est etabli|electronique et (tou|les)|est adresse|s'adresse|et son contenu|envoye de maniere|a ete verifie|provient)/,
  /^(avis|clause|mention|note|information)s? (de|d'|legales?|relative a la)\s?(confidentialite|non-responsabilite)?/,
  /^(this|the) (e-?mail|message|information|communication)\b.{0,80}(attach|confidential|intended|privileged|contain)/,
  /^(confidentiality|disclaimer|avertissement|confidentialite|clause de non-responsabilite)\b/,
  /^(avant d'imprimer|pensez a l'environnement|merci de penser a l'environnement|n'imprimez|p?lease consider the environment|devez-vous vraiment imprimer|economisons|eco-?geste|adoptez l'eco)/,
  /^(l'absence de virus|garanti sans virus|virus-free|cet e-?mail a ete verifie|ce courrier electronique ne contient aucun virus|analyse effectuee par|this email has been (checked|scanned))/,
  /^(si vous (n'etes pas|avez recu ce)|toute utilisation de ce message|l'integrite de ce message)/,
  /^(la (mairie|commune|caf|collectivite|ville|metropole)|le (ccas|departement)).{0,60}(decline toute responsabilite|ne (saurait|peut) etre tenue? (pour )?responsable)/,
];

/** Lines that a phone or a mail program adds under what was written. */
const deviceLines = [
  /^[-_~ ]{0,6}(envoyee?|expediee?|message envoye|mail envoye|ecrit|redige|provenance) ?:? ?(de|depuis|a partir|via|avec|a l'aide|d'un|du|par|sur)?\b.{0,60}(iphone|ipad|android|mobile|samsung|galaxy|huawei|xiaomi|outlook|yahoo|orange|sfr|free|bouygues|laposte|la poste|smartphone|telephone|portable|tablette|proton|gmail|mailo|mail|blackberry|windows|courrier|thunderbird|application)\b.{0,80}$/,
  /^[-_~ ]{0,6}sent (from|using|with|via|by) .{0,80}$/,
  /^(telecharger|obtenez|obtenir|get|download) .{0,20}(outlook|yahoo|application|bluemail)\b.{0,80}$/,
];

/** Notices that a gateway puts above a mail that comes from outside. */
const bannerStarts = [
  /^\W{0,6}(attention|prudence|avertissement|caution|warning|alerte)\W{0,6}.{0,40}(courriel|e-?mail|mail|message|expediteur).{0,80}(externe|exterieur|external|outside|inconnu)/,
  /^\W{0,6}((courriel|e-?mail|mail|message|expediteur) (externe|exterieur)|external (e-?mail|sender))\b/,
  /^\W{0,6}(ce|cet) (courriel|e-?mail|mail|message) (provient|vient|emane|a ete envoye).{0,60}(exterieur|externe)/,
  /^(vous n'obtenez pas souvent|vous ne recevez pas souvent|certaines personnes qui ont recu ce message|you don't often get|some people who received this message)/,
];

function startOf(line: string): string {
  return fold(line.slice(0, 400)).trim();
}

export function isFooterLine(line: string): boolean {
  const words = startOf(line).replace(/^[*_>#\s[(]+/, '');
  return footerStarts.some((pattern) => pattern.test(words)) || isDeviceLine(line);
}

export function isDeviceLine(line: string): boolean {
  const words = startOf(line);
  return words.length < 160 && deviceLines.some((pattern) => pattern.test(words));
}

export function isBannerLine(line: string): boolean {
  const words = startOf(line);
  return bannerStarts.some((pattern) => pattern.test(words));
}
