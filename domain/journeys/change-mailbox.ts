/** Words that name a service rather than a person, in the local part of an address. */
const SERVICES: ReadonlySet<string> = new Set([
  'accueil', 'action', 'actionsociale', 'admin', 'administratif', 'administration', 'administrateur', 'agglo', 'aide', 'aides', 'association', 'bienvenue', 'bureau', 'cabinet', 'caf', 'ccas', 'centre',
  'cias', 'cdap', 'commune', 'communaute', 'communication', 'compta', 'comptabilite', 'contact', 'contacts', 'courrier', 'creche', 'dg', 'dgs', 'direction', 'directeur', 'directrice', 'dsi', 'elus', 'enfance', 'epicerie',
  'etatcivil', 'famille', 'familles', 'finances', 'foyer', 'general', 'generale', 'gestion', 'guichet', 'habilitation', 'habilitations', 'info', 'infos', 'informatique', 'insertion', 'jeunesse', 'logement', 'mail', 'maire', 'mairie', 'mcp', 'noreply',
  'partenaire', 'partenaires', 'petiteenfance', 'pole', 'population', 'president', 'presidence', 'presidente', 'recrutement', 'reponse', 'residence', 'rh', 'rsa', 'scolaire', 'secretaire', 'secretariat', 'service', 'services', 'siege', 'social', 'sociale', 'solidarite', 'standard', 'support', 'technique',
  'urbanisme', 'usagers', 'vie', 'ville', 'webmaster',
]);
const LINKS: ReadonlySet<string> = new Set(['de', 'des', 'du', 'd', 'la', 'le', 'l', 'les', 'et', 'a']);

/**
 * Whether an address is a mailbox that several people read (contact@, accueil@, mairie@…), which annex 3 refuses: every word before
 * the @ is a service's, the partner's own or a link. A name of a person makes it individual.
 */
export function isSharedMailbox(address: string, partner: string): boolean {
  const [local = '', domain = ''] = fold(address).split('@');
  const own = new Set([...wordsOf(fold(partner)), ...wordsOf(domain)]);
  const words = wordsOf(local);
  if (words.length === 0) return true;
  if (/^no-?reply|^ne-?pas-?repondre/.test(local)) return true;
  return words.every((word) => SERVICES.has(word) || LINKS.has(word) || own.has(word)) && words.some((word) => SERVICES.has(word) || own.has(word));
}

function wordsOf(text: string): string[] {
  return text.split(/[^a-z]+/).filter((word) => word !== '');
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
