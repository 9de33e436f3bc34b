import { frenchDate } from '../../domain/french/dates';
import { ofName } from '../../domain/french/register';
import { typo } from '../../domain/french/typography';
import type { LocalDate } from '../../domain/ids';
import { paragraph, verbatim, when, type Block } from './block';
import type { LetterContext, WrittenLetter } from './context';
import { writeLetter } from './write';

export type RegisterLetterKind =
  | 'access-given'
  | 'access-suspended'
  | 'access-resumed'
  | 'access-withdrawn'
  | 'password-forced'
  | 'password-changed'
  | 'delegation-taken-back'
  | 'delegation-restored'
  | 'departure-confirmed'
  | 'departure-own-user'
  | 'address-changed'
  | 'change-due';

export interface RegisterLetterProps {
  readonly kind: RegisterLetterKind;
  readonly context: LetterContext;
  /** Number of the convention. */
  readonly convention: string;
  /** « Sylvie Arnoult, administratrice », « Paul Kerveno, profil T1 »; null for what is of the whole convention. */
  readonly person: { readonly name: string; readonly as: string } | null;
  /** The person is an administrator, or a deputy. */
  readonly administrator?: boolean;
  /** It is written to that very person. */
  readonly self: boolean;
  readonly reason: string;
  /** Article on habilitations of this contract. */
  readonly article: string;
  readonly departure?: { readonly cause: 'left' | 'changed-job'; readonly on: LocalDate; readonly by: string; readonly administrator: boolean };
}

interface Words {
  readonly subject: string;
  readonly preview: string;
  readonly blocks: readonly Block[];
}

/** What the register tells the partner of an access: given, suspended, given back, withdrawn; of a password, of the delegation, of a departure. Read inside the Caf: `change-due`. */
export function registerLetter(props: RegisterLetterProps): WrittenLetter {
  const { context, convention, person, kind } = props;
  const { subject, preview, blocks } = WORDS[kind](props);
  const partner = context.partner === null ? [] : [['Partenaire', context.partner] as const];
  const who = person === null ? [] : [['Personne', `${person.name}, ${person.as}`] as const];
  const letter = writeLetter(
    context,
    { subject, preview, title: subject, blocks: [...blocks, { kind: 'facts', rows: [...partner, ['Convention', convention], ...who] }, ...when(context.url !== null, { kind: 'button', text: kind === 'change-due' ? 'Saisir le formulaire' : 'Voir les habilitations', href: context.url ?? '' })] },
    { toPartner: kind !== 'change-due' },
  );
  return { ...letter, subject: typo(`[${context.contract.name}] ${letter.subject}`) };
}

const WORDS: Readonly<Record<RegisterLetterKind, (props: RegisterLetterProps) => Words>> = {
  'access-given': (props) => said('Un accès est donné', 'Noté au registre de la Caf.', props, [
    `${subject(props)} a désormais un accès à « Mon Compte Partenaire » (${props.article}). **Cet accès est personnel : il ne se prête pas.**`,
    'Signalez-nous aussitôt un départ ou un changement de poste.',
  ]),
  'access-suspended': (props) => said('Un accès est suspendu', 'Suspension à titre conservatoire, avec effet immédiat.', props, [
    `**L’accès ${props.self ? 'de votre compte' : ofName(named(props))} est suspendu ce jour, à titre conservatoire** (${props.article}). Il le reste jusqu’à ce que la Caf lève la suspension ou retire l’accès.`,
  ], 'Répondez à ce message pour donner vos explications.'),
  'access-resumed': (props) => said('La suspension d’un accès est levée', 'L’accès est rétabli.', props, [`La suspension de l’accès ${props.self ? 'de votre compte' : ofName(named(props))} est levée : l’accès est rétabli.`]),
  'access-withdrawn': (props) => said('Un accès est retiré', 'Noté au registre de la Caf.', props, [`**L’accès ${props.self ? 'de votre compte' : ofName(named(props))} à « Mon Compte Partenaire » est retiré ce jour** (${props.article}).`, ...(props.administrator === true ? [successor(props)] : [])], 'Si c’est une erreur, répondez à ce message.'),
  'password-forced': (props) => said('Un mot de passe est à changer', 'La Caf demande un changement de mot de passe.', props, [
    props.self ? `**Changez dès maintenant votre mot de passe de « Mon Compte Partenaire »** (${props.article}), depuis le site que vous connaissez : ce message ne porte exprès aucun lien vers lui.` : `Nous demandons à ${named(props)} de changer dès maintenant son mot de passe de « Mon Compte Partenaire » (${props.article}). Assurez-vous que c’est fait.`,
  ], 'Répondez à ce message quand c’est fait.'),
  'password-changed': (props) => said('Un mot de passe est changé', 'Noté au registre de la Caf.', props, [
    props.self ? 'Le changement de votre mot de passe de « Mon Compte Partenaire » est noté : plus rien n’est attendu de vous.' : `Le changement du mot de passe ${ofName(named(props))} est noté : plus rien n’est attendu.`,
  ], props.self ? 'Si vous ne l’avez pas changé, répondez aussitôt à ce message.' : null),
  'delegation-taken-back': (props) => said('La délégation est retirée', 'La Caf gère désormais elle-même les habilitations.', props, [
    `**La Caf reprend ce jour la gestion de vos habilitations** (${props.article}) : vos administrateurs ne créent plus d’utilisateurs ni d’accès. Demandez-les-nous par écrit, et signalez aussitôt chaque départ et chaque changement de poste.`,
  ], 'Répondez à ce message pour donner vos explications.'),
  'delegation-restored': (props) => said('La délégation est rendue', 'Vos administrateurs gèrent de nouveau les habilitations.', props, [`Vos administrateurs créent de nouveau eux-mêmes vos utilisateurs et leurs accès, dans les limites de vos bulletins d’adhésion (${props.article}).`]),
  'departure-confirmed': (props) => said('Départ enregistré, accès retiré', 'L’accès est retiré.', props, [
    `${reported(props)} **${props.self ? 'Votre accès' : 'Son accès'} à « Mon Compte Partenaire » est retiré ce jour.**`,
    ...(props.departure?.administrator === true ? [successor(props)] : []),
  ], 'Si vous n’avez rien demandé, ou si c’est une erreur, répondez aussitôt à ce message.'),
  'departure-own-user': (props) => said('Départ noté : un accès est à retirer par vous', 'En mode délégué, l’administrateur retire l’accès.', props, [
    `${reported(props)} Votre convention est en mode délégué (${props.article}) : **c’est à votre administrateur de retirer son accès dans « Mon Compte Partenaire », sans attendre.** La Caf peut le vérifier.`,
  ], 'Si vous n’avez rien demandé, ou si c’est une erreur, répondez aussitôt à ce message.'),
  'address-changed': (props) => said('Une adresse est changée', 'Notée au répertoire de la Caf.', props, [
    `**${props.self ? 'L’adresse de votre compte' : `L’adresse ${ofName(named(props))}`} est changée ce jour au répertoire de la Caf** : les courriers et les liens de connexion partent désormais à la nouvelle.`,
  ], 'Si personne ne l’a demandé chez vous, répondez aussitôt à ce message.'),
  'change-due': (props) => ({
    subject: 'Un changement d’administrateur est à demander', preview: 'Un administrateur est parti, personne ne lui succède.',
    blocks: [paragraph(`${reported(props)} L’accès est retiré. **Personne ne lui succède encore** : le formulaire de l’annexe 3 est attendu du partenaire.`)],
  }),
};

/** Whoever loses the access is not asked for the form: those who stay are. */
function successor({ self }: RegisterLetterProps): string {
  return `C’était un compte d’administrateur : ${self ? 'votre organisme nous adresse' : 'adressez-nous'} le formulaire de changement d’administrateur (annexe 3) pour dire qui prend la suite.`;
}

/** What was decided, why, and what the reader may do. */
function said(subject: string, preview: string, { reason, kind }: RegisterLetterProps, paragraphs: readonly string[], after: string | null = null): Words {
  const why = reason !== '' && !kind.startsWith('departure');
  return { subject, preview, blocks: [...paragraphs.map(paragraph), ...when(why, paragraph('Motif :'), verbatim(reason)), ...(after === null ? [] : [paragraph(after)])] };
}

function named({ person }: RegisterLetterProps): string {
  return person?.name ?? '';
}

function subject(props: RegisterLetterProps): string {
  return props.self ? 'Votre compte' : named(props);
}

function reported(props: RegisterLetterProps): string {
  const { departure, self } = props;
  if (departure === undefined) return '';
  const what = departure.cause === 'left' ? 'départ' : 'changement de poste';
  return `${departure.by} nous signale ${self ? `votre ${what}` : `le ${what} ${ofName(named(props))}`}, en date du ${frenchDate(departure.on)}.`;
}
