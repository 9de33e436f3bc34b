import { LINE_WORDS, wrongWords } from '../../../domain/french/change';
import { frenchDate, frenchDateTime } from '../../../domain/french/dates';
import { askedLines, formTerms, type FormKey } from '../../../domain/journeys/change-form';
import type { Unreached } from '../../../domain/journeys/change-asking';
import type { Change } from '../../../domain/journeys/change-state';
import type { Instant } from '../../../domain/ids';
import { list, paragraph, when, type Block } from '../block';
import type { WrittenLetter } from '../context';
import { journeyLetter, type JourneyContext } from './context';

/** What a letter of a change of administrator knows beside the journey. */
export interface ChangeWords {
  readonly context: JourneyContext;
  readonly state: Change;
  /** The one-time link of this reader; null = none. */
  readonly link: string | null;
  /** When the link ends, or the time to object. */
  readonly until: Instant | null;
  readonly reason: string;
  /** Who objects, and whether by telephone; null = the letter is of no objection. */
  readonly objector?: { readonly name: string; readonly phone: boolean } | null;
  readonly who: 'signatory' | 'administrator';
  /** The convention does not know the signatory that the form names. */
  readonly unknown: boolean;
  /** What nobody received, told to the manager. */
  readonly what: Unreached;
}

type Words = (words: ChangeWords) => WrittenLetter;

/** The letters of a change of administrator, by name. */
export const CHANGE_LETTERS: Readonly<Record<string, Words>> = {
  'change-warning': (words) => written(words, 'Un changement d’administrateur est demandé', 'Si vous n’en êtes pas à l’origine, opposez-vous.', [
    paragraph(`Un changement d’administrateur de Mon Compte Partenaire nous est demandé pour **${words.context.partner ?? 'votre organisme'}**. Nous vous le disons à l’adresse inscrite à la convention, que vous soyez ou non à l’origine de cette demande.`),
    { kind: 'facts', rows: person(words) },
    paragraph(words.until === null ? '**Si vous n’en êtes pas à l’origine, opposez-vous.**' : `**Si vous n’en êtes pas à l’origine, opposez-vous avant le ${at(words, words.until)}.** Rien n’est changé d’ici là, et une opposition arrête tout.`),
    ...button(words, 'M’opposer à ce changement'),
  ]),
  'change-items': (words) => written(words, 'Changement d’administrateur : à compléter', 'Il manque des éléments.', [...missing(words), ...own(words)]),
  'change-items-reminder': (words) => written(words, 'Rappel — changement d’administrateur : à compléter', 'Il manque toujours des éléments.', [paragraph('Nous n’avons pas encore reçu ce que nous vous avons demandé.'), ...missing(words), ...own(words)]),
  'change-sign': (words) => written(words, 'Changement d’administrateur : votre signature', 'Relisez le formulaire, puis signez.', sign(words)),
  'change-sign-reminder': (words) => written(words, 'Rappel — changement d’administrateur : votre signature', 'Votre signature est toujours attendue.', [paragraph('Votre signature est toujours attendue.'), ...sign(words)]),
  'change-sign-paper': (words) => written(words, 'Changement d’administrateur : à faire signer sur papier', 'Le formulaire à signer est joint.', signOnPaper(words)),
  'change-sign-paper-reminder': (words) => written(words, 'Rappel — changement d’administrateur : à faire signer sur papier', 'La signature est toujours attendue.', [paragraph('Nous n’avons pas encore reçu cette signature.'), ...signOnPaper(words)]),
  'change-unreached': (words) => inside(words, 'Changement d’administrateur : aucun courriel n’arrive au partenaire', 'Appelez le partenaire.', [paragraph(UNREACHED[words.what]), paragraph('Appelez le partenaire à un numéro inscrit à la convention par la Caf, ou inscrivez une adresse qui reçoit nos courriers.'), { kind: 'facts', rows: person(words) }, ...own(words)]),
  'change-approved': (words) => written(words, 'Changement d’administrateur approuvé', 'Les accès vont être changés.', [paragraph('Le changement d’administrateur est approuvé. La Caf change maintenant les accès, et vous le dira.'), { kind: 'facts', rows: person(words) }, ...own(words)]),
  'change-refused': (words) => written(words, 'Changement d’administrateur refusé', 'La Caf a refusé ce changement.', [paragraph(`La Caf a refusé ce changement d’administrateur. ${asItStands(words)} Son motif :`), { kind: 'verbatim', text: words.reason }, { kind: 'facts', rows: done(words) }]),
  'change-cancelled': (words) => written(words, 'Changement d’administrateur annulé', 'La demande s’arrête là.', [paragraph(`Cette demande de changement d’administrateur est annulée. ${asItStands(words)}`), ...(words.reason === '' ? [] : [paragraph('Le motif :'), { kind: 'verbatim', text: words.reason } as const]), { kind: 'facts', rows: done(words) }]),
  'change-objected': (words) => inside(words, 'Opposition à un changement d’administrateur', 'Une personne prévenue s’oppose.', [
    paragraph('Une personne prévenue s’oppose à ce changement d’administrateur : **personne ne peut l’approuver tant que l’opposition n’est pas levée**. Rappelez un numéro inscrit à la convention avant toute décision.'),
    { kind: 'verbatim', text: words.reason }, { kind: 'facts', rows: [...objector(words), ...person(words)] }, ...own(words),
  ]),
  'change-objection-waits': (words) => inside(words, 'Une opposition attend votre décision', 'Changement d’administrateur arrêté.', [
    paragraph('L’opposition à ce changement d’administrateur **n’est ni levée ni suivie d’un refus** : le changement est arrêté, et le partenaire attend. Faites rappeler un numéro inscrit à la convention, puis levez l’opposition ou refusez la demande.'),
    { kind: 'verbatim', text: words.reason }, { kind: 'facts', rows: [...objector(words), ...person(words)] }, ...own(words),
  ]),
  'change-done': (words) => written(words, 'Changement d’administrateur terminé', 'Les accès sont changés.', [paragraph('Le changement d’administrateur est terminé.'), { kind: 'facts', rows: done(words) }, ...own(words)]),
};

function written({ context }: ChangeWords, title: string, preview: string, blocks: readonly Block[]): WrittenLetter {
  return journeyLetter(context, { subject: title, preview, title, blocks });
}

/** Read by the Caf's manager. */
function inside({ context }: ChangeWords, title: string, preview: string, blocks: readonly Block[]): WrittenLetter {
  return journeyLetter(context, { subject: title, preview, title, blocks }, false);
}

const UNREACHED: Readonly<Record<Unreached, string>> = {
  warning: '**Personne de ceux qui peuvent s’opposer n’a pu être prévenu** : aucune adresse inscrite à la convention, hors celle de qui demande, ne reçoit nos courriers. Ce changement ne peut pas être approuvé tant qu’un administrateur ou le signataire n’a pas été joint par téléphone.',
  items: '**Ce qui manque au formulaire n’a pu être demandé à personne** : aucune adresse du partenaire ne reçoit nos courriers. C’est donc toujours à la Caf d’agir.',
  signatures: '**Une signature n’a pu être demandée à personne** : aucune adresse du partenaire ne reçoit nos courriers. C’est donc toujours à la Caf d’agir.',
  reminder: '**Un rappel n’a pu être envoyé à personne** : plus aucune adresse du partenaire ne reçoit nos courriers.',
  decision: '**La décision n’a pu être annoncée à personne au partenaire** : aucune adresse inscrite ne reçoit nos courriers.',
  report: '**Le compte rendu n’a pu être envoyé à personne au partenaire** : aucune adresse inscrite ne reçoit nos courriers.',
};

function person({ context, state }: ChangeWords): (readonly [string, string])[] {
  const form = state.kept?.form;
  const convention = context.convention === null ? [] : [['Convention', context.convention] as const];
  if (form === undefined) return [['Demande', context.id], ...convention, ['Personne à habiliter', 'à confirmer : la Caf lit le formulaire']];
  return [['Demande', context.id], ...convention, ['Personne à habiliter', `${form.firstName} ${form.lastName}, ${form.job}`], ['Remplace', form.replaces === true ? `${form.replacedFirstName} ${form.replacedLastName}` : 'personne']];
}

function objector({ objector: one }: ChangeWords): (readonly [string, string])[] {
  return one == null ? [] : [['Qui s’oppose', `${one.name}${one.phone ? ', par téléphone' : ''}`]];
}

function missing({ state, context }: ChangeWords): Block[] {
  return [paragraph(`Le formulaire de changement d’administrateur (${formTerms(context.contract.administratorChange).article}) ne peut pas être traité en l’état. Ce qu’il nous faut :`), list(state.wrong.map(wrongWords)), paragraph('Répondez à ce message, ou corrigez le formulaire au portail.')];
}

function sign(words: ChangeWords): Block[] {
  const role = words.who === 'signatory' ? 'signataire du partenaire' : 'nouvel administrateur';
  return [
    paragraph(`Votre signature est demandée, comme **${role}**, sur ce formulaire :`),
    { kind: 'facts', rows: lines(words) },
    paragraph(`Le lien vous est personnel et sert une fois${words.until === null ? '' : `, jusqu’au ${at(words, words.until)}`}. Ne le transmettez à personne.`),
    ...button(words, 'Relire et signer'),
  ];
}

/** Somebody to whom no link goes: the form itself, to be signed and sent back. */
function signOnPaper(words: ChangeWords): Block[] {
  const { who, state, context, unknown } = words;
  const form = state.kept?.form;
  const name = who === 'signatory' ? (form?.signatoryName ?? '') : `${form?.firstName ?? ''} ${form?.lastName ?? ''}`.trim();
  const why =
    who === 'administrator' ? `Nos courriers n’arrivent pas à l’adresse déclarée pour **${name}**, ${form?.personalEmail ?? ''}. Corrigez-la au portail, ou faites-lui signer sur papier le formulaire joint.`
    : unknown ? `**${name}**, que votre formulaire nomme comme signataire, ne figure pas parmi les signataires de votre convention : nous ne lui envoyons pas de lien. Faites-lui signer sur papier le formulaire joint.`
    : `Nos courriers n’arrivent pas à **${name}**, signataire de votre convention. Faites-lui signer sur papier le formulaire joint.`;
  return [
    paragraph(why),
    list(['Imprimez le formulaire joint.', `Faites-le dater et signer par ${name}.`, back(context), ...(unknown ? ['Joignez, si vous l’avez, ce qui dit que cette personne signe pour votre organisme (délibération, délégation) : la Caf le vérifie.'] : [])], true),
    { kind: 'facts', rows: lines(words) },
    ...own(words),
  ];
}

/** How a form comes back, as this Caf's contract says. */
function back({ contract }: JourneyContext): string {
  const { route, addressee } = formTerms(contract.administratorChange);
  if (route === 'email') return 'Renvoyez-le numérisé, en réponse à ce message.';
  return `Renvoyez-le à la Caf par la poste${addressee === null ? '' : `, à ${addressee}`}, ou numérisé en réponse à ce message.`;
}

/** The form as it is to be signed, line by line. */
function lines({ state, context }: ChangeWords): (readonly [string, string])[] {
  const form = state.kept?.form;
  if (form === undefined) return [];
  const text = (key: FormKey): string => (key === 'replaces' ? (form.replaces === true ? 'oui' : 'non') : String(form[key]));
  return askedLines(formTerms(context.contract.administratorChange)).map((key) => [LINE_WORDS[key], text(key)] as const).filter(([, value]) => value !== '');
}

/** What of the accesses is changed when it stops: the former one may be withdrawn before the new one is given, and the convention end between the two. */
function asItStands({ state: { given, withdrawn } }: ChangeWords): string {
  if (given !== null) return 'Ce qui était déjà fait est rappelé ci-dessous.';
  return withdrawn === null ? 'Rien n’est changé.' : 'Aucun accès n’est donné ; celui qui était déjà retiré le reste.';
}

function done(words: ChangeWords): (readonly [string, string])[] {
  const { given, withdrawn } = words.state;
  return [...person(words), ...(given === null ? [] : [['Accès donné le', frenchDate(given)] as const]), ...(withdrawn === null ? [] : [['Ancien accès retiré le', frenchDate(withdrawn)] as const])];
}

function button({ link }: ChangeWords, text: string): readonly Block[] {
  return when(link !== null, { kind: 'button', text, href: link ?? '' });
}

function own({ context }: ChangeWords): readonly Block[] {
  return when(context.url !== null, { kind: 'button', text: 'Suivre la demande', href: context.url ?? '' });
}

function at({ context }: ChangeWords, instant: Instant): string {
  return frenchDateTime(instant, context.contract.calendar.timeZone);
}
