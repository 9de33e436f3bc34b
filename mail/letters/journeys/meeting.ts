import { frenchDateTime } from '../../../domain/french/dates';
import { PARTY_WORDS } from '../../../domain/french/meeting';
import type { Side } from '../../../domain/contract-types';
import type { Instant } from '../../../domain/ids';
import type { Meeting } from '../../../domain/journeys/meeting-facts';
import { paragraph, verbatim, when, type Block } from '../block';
import type { WrittenLetter } from '../context';
import { source } from './source';
import { journeyLetter, type JourneyContext } from './context';

/** What the letters of a meeting say. */
export interface MeetingWords {
  readonly context: JourneyContext;
  readonly state: Meeting;
  /** Of which side the reader is. */
  readonly side: Side;
  /** When the meeting must have been held, when its minutes must be validated; null = the convention gives no delay. */
  readonly limit: Instant | null;
  readonly minutesLimit: Instant | null;
  readonly article: string | null;
}

type Words = (words: MeetingWords) => WrittenLetter;

/** The letters of a meeting, by name. Each is written to a side: `side` is the reader's. */
export const MEETING_LETTERS: Readonly<Record<string, Words>> = {
  'meeting-requested': (words) => written(words, words.state.assessment === null ? 'Une réunion est demandée' : 'Réunion du bilan annuel : proposez une date', 'Une date est à convenir.', [
    paragraph(words.state.assessment === null ? `${capital(PARTY_WORDS[words.state.requested.by])} demande une réunion au titre de la convention.` : 'La convention prévoit une réunion à l’occasion du bilan annuel.'),
    verbatim(words.state.subject),
    ...proposal(words),
    paragraph(limitSaid(words)),
  ]),
  'meeting-proposed': (words) => written(words, 'Réunion : une date est proposée', 'Acceptez-la, ou proposez-en une autre.', [...proposal(words), paragraph(limitSaid(words))]),
  'meeting-set': (words) => written(words, 'Réunion : date fixée', `Le ${whenOf(words)}.`, [paragraph(`La réunion est fixée au **${whenOf(words)}**.`), ...place(words), ...afterLimit(words)]),
  'meeting-reminder': (words) => written(words, 'Rappel : réunion', `Le ${whenOf(words)}.`, [paragraph(`La réunion convenue a lieu le **${whenOf(words)}**.`), ...place(words)]),
  'meeting-date-reminder': (words) => written(words, 'Rappel : réunion à fixer', 'Votre réponse est attendue.', [
    paragraph(words.state.phase === 'proposed' ? 'Une date de réunion vous est proposée, votre réponse est attendue.' : 'Une réunion est demandée, une date est attendue de vous.'),
    ...proposal(words),
    paragraph(limitSaid(words)),
  ]),
  'meeting-late': (words) => written(words, 'Réunion en retard', 'Le délai de la convention est passé.', [
    paragraph(`La réunion demandée le ${at(words, words.state.requested.at)} devait se tenir **avant le ${at(words, words.limit)}** (${source(words.article)}). Elle n’a pas eu lieu.`),
    paragraph(words.state.debt === null ? 'Une date plus tardive est convenue : à vous de dire si elle convient.' : `${capital(PARTY_WORDS[words.state.debt.side])} n’a pas répondu. Le contrat ne prévoit pas d’échelle de contacts : la suite vous appartient.`),
  ]),
  'meeting-outcome': (words) => written(words, 'La réunion s’est-elle tenue ?', 'À noter.', [paragraph(`Une réunion était fixée au **${whenOf(words)}**. Notez si elle s’est tenue : le compte rendu en dépend.`)]),
  'meeting-not-held': (words) => written(words, 'Réunion non tenue', 'Une autre date est à trouver.', [paragraph('La réunion convenue ne s’est pas tenue :'), verbatim(words.state.notHeld ?? ''), paragraph(limitSaid(words))]),
  'meeting-called-off': (words) => written(words, 'Réunion sans suite', 'Vous n’avez plus rien à faire.', [paragraph('La réunion demandée n’a plus lieu d’être :'), verbatim(words.state.calledOff ?? '')]),
  'minutes-to-write': (words) => written(words, 'Compte rendu de réunion à écrire', 'C’est votre tour.', [paragraph(`La réunion s’est tenue le **${at(words, words.state.held?.on ?? null)}**. Les parties écrivent le compte rendu à tour de rôle : **c’est votre tour**.`), paragraph(minutesSaid(words))]),
  'minutes-to-validate': (words) => written(words, 'Compte rendu de réunion à valider', 'Validez-le, ou demandez des corrections.', [
    paragraph(`Le compte rendu de la réunion du ${at(words, words.state.held?.on ?? null)} est prêt, vous le trouvez joint. **Validez-le, ou dites ce qui est à corriger.**`),
    paragraph(minutesSaid(words)),
  ]),
  'minutes-corrections': (words) => written(words, 'Compte rendu de réunion à corriger', 'Des corrections sont demandées.', [paragraph('L’autre partie demande des corrections au compte rendu que vous avez envoyé :'), verbatim(words.state.corrections ?? ''), paragraph(minutesSaid(words))]),
  'minutes-reminder': (words) => written(words, 'Rappel : compte rendu de réunion', 'Votre réponse est attendue.', [paragraph(words.state.phase === 'minutes-to-write' ? 'Le compte rendu de la réunion est à écrire, c’est votre tour.' : 'Le compte rendu de la réunion attend votre validation.'), paragraph(minutesSaid(words))]),
  'minutes-overdue': (words) => written(words, 'Compte rendu non validé dans le délai', 'Le délai est passé.', [
    paragraph(`Le compte rendu de la réunion du ${at(words, words.state.held?.on ?? null)} n’est pas validé par les deux parties, et le délai est passé le **${at(words, words.minutesLimit)}** (${source(words.article)}).`),
    paragraph(`Il reste « non validé dans le délai » : aucun texte ne dit que le silence vaut accord. ${words.state.debt === null ? '' : `On attend ${PARTY_WORDS[words.state.debt.side]}.`}`),
  ]),
  'minutes-validated': (words) => written(words, 'Compte rendu validé', 'Par les deux parties.', [paragraph(`Le compte rendu de la réunion du ${at(words, words.state.held?.on ?? null)} est validé par les deux parties. Il est joint.`)]),
};

function written({ context, state, side }: MeetingWords, title: string, preview: string, blocks: readonly Block[]): WrittenLetter {
  const convention = context.convention === null ? [] : [['Convention', context.convention] as const];
  const partner = context.partner === null ? [] : [['Partenaire', context.partner] as const];
  const facts: Block = { kind: 'facts', rows: [['Réunion', context.id], ...(state.subject === '' ? [] : [['Objet', state.subject.split('\n')[0] ?? ''] as const]), ...convention, ...partner] };
  return journeyLetter(context, { subject: title, preview, title, blocks: [...blocks, facts, ...when(context.url !== null, { kind: 'button', text: 'Ouvrir la réunion', href: context.url ?? '' })] }, side === 'partner');
}

function proposal(words: MeetingWords): Block[] {
  const { date } = words.state;
  if (date === null) return [];
  return [paragraph(`Date proposée : **${whenOf(words)}**.`), ...place(words)];
}

function place({ state }: MeetingWords): Block[] {
  return state.date === null ? [] : [{ kind: 'facts', rows: [['Lieu', state.date.place]] }];
}

/** A date that both agreed on, although the month will have passed. */
function afterLimit({ state, limit, context }: MeetingWords): readonly Block[] {
  const beyond = limit !== null && state.date !== null && state.date.when > limit;
  return when(beyond, paragraph(`Cette date est après le délai de la convention (${at({ context }, limit)}).`));
}

function limitSaid(words: MeetingWords): string {
  return words.limit === null ? 'La convention ne fixe pas de délai.' : `La réunion se tient avant le **${at(words, words.limit)}** (${source(words.article)}).`;
}

function minutesSaid(words: MeetingWords): string {
  return words.minutesLimit === null ? 'La convention ne fixe pas de délai.' : `Il est validé par les deux parties avant le **${at(words, words.minutesLimit)}**.`;
}

function whenOf(words: Pick<MeetingWords, 'context' | 'state'>): string {
  return at(words, words.state.date?.when ?? null);
}

function at({ context }: Pick<MeetingWords, 'context'>, instant: Instant | null): string {
  return instant === null ? '' : frenchDateTime(instant, context.contract.calendar.timeZone);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
