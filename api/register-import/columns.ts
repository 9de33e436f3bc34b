import { columnMatcher, type Matcher } from '../directory/columns';

/** What a column of a file of the register holds. */
export type RegisterColumn =
  | 'partenaire' | 'siret' | 'convention' | 'services' | 'mode' | 'signee' | 'contrat' | 'formalites' | 'ouverte' | 'bulletin' | 'unite' | 'bulletinSigne' | 'profil' | 'permis'
  | 'rang' | 'nom' | 'fonction' | 'courriel' | 'telephone' | 'accesDonne' | 'etat';

/** The headings that the template writes, in their order. */
export const REGISTER_HEADINGS: ReadonlyArray<readonly [RegisterColumn, string]> = [
  ['partenaire', 'Partenaire'], ['siret', 'SIRET'], ['convention', 'Convention'], ['services', 'Services'], ['mode', 'Mode'], ['signee', 'Convention signée le'], ['contrat', 'Contrat signé le'],
  ['formalites', 'Formalités le'], ['ouverte', 'Ouverte le'], ['bulletin', 'Bulletin'], ['unite', 'Unité'], ['bulletinSigne', 'Bulletin signé le'], ['profil', 'Profil'], ['permis', 'Utilisateurs permis'],
  ['rang', 'Rang'], ['nom', 'Prénom et nom'], ['fonction', 'Fonction'], ['courriel', 'Courriel'], ['telephone', 'Téléphone'], ['accesDonne', 'Accès donné le'], ['etat', 'État'],
];

/** Without these a line cannot be understood. */
export const REGISTER_REQUIRED: readonly RegisterColumn[] = ['partenaire', 'convention'];

/** Other headings that people write, without accents nor case. */
const SYNONYMS: Readonly<Record<RegisterColumn, readonly string[]>> = {
  partenaire: ['organisme', 'nom du partenaire', 'raison sociale', 'structure'],
  siret: ['n siret', 'numero siret', 'numero de siret'],
  convention: ['n convention', 'n de convention', 'numero de convention', 'numero de la convention'],
  services: ['services ouverts'],
  mode: ['mode de gestion', 'mode d habilitation'],
  signee: ['signee le', 'date de signature', 'signature de la convention', 'date de la convention'],
  contrat: ['contrat signe', 'contrat de service signe le', 'date du contrat'],
  formalites: ['formalites', 'formalites cnil', 'formalites de protection des donnees le'],
  ouverte: ['ouverture', 'date d ouverture', 'services ouverts le'],
  bulletin: ['service', 'service du bulletin', 'bulletin d adhesion'],
  unite: ['unite du partenaire', 'service du partenaire'],
  bulletinSigne: ['date du bulletin', 'signature du bulletin'],
  profil: ['profil mcp', 'code profil'],
  permis: ['quota', 'nombre d utilisateurs', 'nombre permis', 'nombre maximum'],
  rang: ['role', 'type d acces'],
  nom: ['nom et prenom', 'nom prenom', 'prenom nom', 'nom', 'utilisateur'],
  fonction: ['poste', 'emploi'],
  courriel: ['email', 'e mail', 'mail', 'adresse mail', 'adresse de courriel'],
  telephone: ['tel', 'telephones', 'numero de telephone'],
  accesDonne: ['acces donne', 'date d acces', 'habilite le', 'date d habilitation'],
  etat: ['etat de l acces', 'statut'],
};

export const matchRegister: Matcher<RegisterColumn> = columnMatcher(REGISTER_HEADINGS, REGISTER_REQUIRED, SYNONYMS);
