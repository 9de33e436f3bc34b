import { frenchDate } from '../../../domain/french/dates';
import type { LocalDate } from '../../../domain/ids';
import { paragraph, when, type Block } from '../block';
import type { WrittenLetter } from '../context';
import { source } from './source';
import { journeyLetter, type JourneyContext } from './context';

/** What the letters of a convention's year say. */
export interface YearWords {
  readonly context: JourneyContext;
  /** The return of its signature that the letter is about. */
  readonly on: LocalDate;
  /** The next one; null = the convention says nothing of its duration. */
  readonly next: LocalDate | null;
  /** What the assessment is of; null = the letter is of none. */
  readonly period: { readonly from: LocalDate; readonly to: LocalDate } | null;
  /** The contract wants a meeting of it. */
  readonly meeting: boolean;
  readonly article: string | null;
}

type Words = (words: YearWords) => WrittenLetter;

export const YEAR_LETTERS: Readonly<Record<string, Words>> = {
  'convention-renewed': (words) => written(words, 'Convention reconduite', `Depuis le ${day(words.on)}.`, [
    paragraph(`La convention ${words.context.convention ?? ''} est reconduite **par tacite reconduction** à compter du ${day(words.on)} (${source(words.article)}). Vous n’avez rien à faire.`),
    ...when(words.next !== null, paragraph(`Prochaine reconduction : le ${words.next === null ? '' : day(words.next)}.`)),
    paragraph('Vous recevez ce courrier parce que vous avez demandé à en être prévenu.'),
  ]),
  'assessment-prepared': (words) => written(words, 'Bilan annuel prêt', `À l’approche du ${day(words.on)}.`, [
    paragraph(`Le bilan annuel de la convention est prêt, vous le trouvez joint : ${periodOf(words)}. Il est aussi envoyé aux administrateurs du partenaire.`),
    ...when(words.meeting, paragraph('Le contrat prévoit une réunion : proposez-en la date.')),
  ], false),
  'assessment-offered': (words) => written(words, 'Bilan annuel de votre convention', `À l’approche du ${day(words.on)}.`, [
    paragraph(`Votre convention arrive le **${day(words.on)}** à sa date anniversaire. Le bilan annuel est joint : ${periodOf(words)}.`),
    paragraph(words.meeting ? 'Le contrat prévoit une réunion à cette occasion : la Caf vous en propose la date.' : 'Si vous souhaitez en parler, demandez une réunion : elle se tient dans le délai que fixe la convention.'),
  ]),
};

function written({ context }: YearWords, title: string, preview: string, blocks: readonly Block[], toPartner = true): WrittenLetter {
  const convention = context.convention === null ? [] : [['Convention', context.convention] as const];
  const partner = context.partner === null ? [] : [['Partenaire', context.partner] as const];
  return journeyLetter(context, { subject: title, preview, title, blocks: [...blocks, { kind: 'facts', rows: [['Numéro', context.id], ...convention, ...partner] }, ...when(context.url !== null, { kind: 'button', text: 'Ouvrir la convention', href: context.url ?? '' })] }, toPartner);
}

function periodOf({ period }: YearWords): string {
  return period === null ? 'demandes, délais, escalades, revues et habilitations' : `demandes, délais, escalades, revues et habilitations du ${day(period.from)} au ${day(period.to)}`;
}

function day(date: LocalDate): string {
  return frenchDate(date, { form: 'long' });
}
