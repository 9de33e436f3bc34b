import type { Notice } from '../../../domain/journeys/formal-notice';
import type { Instant } from '../../../domain/ids';
import { localDateOf } from '../../../domain/calendar';
import { frenchDate, frenchDateTime } from '../../../domain/french/dates';
import { paragraph, verbatim, when } from '../block';
import type { WrittenLetter } from '../context';
import { because } from '../words';
import { journeyLetter, type JourneyContext } from './context';

/** What the letters of a formal notice say: its state, and when the month is over (null = the convention states no delay). */
export interface NoticeWords {
  readonly context: JourneyContext;
  readonly state: Notice;
  readonly deadline: Instant | null;
  readonly article: string | null;
}

type Words = (words: NoticeWords) => WrittenLetter;

/** Letters that go with the registered one: the paper is what counts, they tell where it stands. */
export const NOTICE_LETTERS: Readonly<Record<string, Words>> = {
  'notice-received': (words) => written(words, 'Mise en demeure reçue', 'Le délai court.', [
    paragraph(`Vous avez reçu le ${received(words)} notre mise en demeure, par lettre recommandée (${words.state.tracking ?? 'sans numéro de suivi'}).`),
    ...breach(words),
    paragraph(deadlineSaid(words)),
  ]),
  'notice-reminder': (words) => written(words, 'Mise en demeure : rappel', 'Le délai est bientôt écoulé.', [
    paragraph(`La mise en demeure que vous avez reçue le ${received(words)} n’a pas eu de suite à ce jour.`),
    ...breach(words),
    paragraph(deadlineSaid(words)),
  ]),
  'notice-answered': (words) => written(words, 'Mise en demeure : le partenaire a répondu', 'Une réponse est à lire.', [
    paragraph(`**${words.state.answered?.who ?? 'Le partenaire'}** a répondu le ${words.state.answered === null ? '' : at(words, words.state.answered.at)} à la mise en demeure. ${words.state.answered?.reference ? `Sa réponse est dans la demande ${words.state.answered.reference}.` : 'Sa réponse attend sur la page « À identifier ».'}`),
    paragraph(words.deadline === null ? 'Lisez-la : le délai ne court pas encore.' : `Lisez-la : si vous ne notez pas avant le **${at(words, words.deadline)}** qu’il a été remédié au manquement, ou que la mise en demeure est retirée, la convention est résiliée.`),
  ], false),
  'notice-remedied': (words) => written(words, 'Mise en demeure close', 'Il a été remédié au manquement.', [paragraph('Il a été remédié à ce que nous vous reprochions. La mise en demeure est close, la convention continue.')]),
  'notice-withdrawn': (words) => written(words, 'Mise en demeure retirée', 'La convention continue.', [paragraph('Nous retirons la mise en demeure que vous avez reçue. La convention continue.')]),
  'convention-terminated': (words) => written(words, 'Convention résiliée', 'Le délai de la mise en demeure est écoulé.', [
    paragraph(`La mise en demeure reçue le ${received(words)} est restée sans effet. **La convention ${words.context.convention ?? ''} est résiliée** ce jour, ${dayOf(words, words.context.now)} (convention, ${because(words.article, null)}).`),
    paragraph('Les habilitations prennent fin avec elle. Les demandes encore ouvertes sont closes, chacune par un courrier ; les revues et les changements en cours s’arrêtent.'),
  ]),
};

function written({ context }: NoticeWords, title: string, preview: string, blocks: ReturnType<typeof paragraph>[], toPartner = true): WrittenLetter {
  const convention = context.convention === null ? [] : [['Convention', context.convention] as const];
  const partner = context.partner === null ? [] : [['Partenaire', context.partner] as const];
  return journeyLetter(context, {
    subject: title, preview, title,
    blocks: [...blocks, { kind: 'facts', rows: [['Mise en demeure', context.id], ...convention, ...partner] }, ...when(context.url !== null, { kind: 'button', text: 'Ouvrir', href: context.url ?? '' })],
  }, toPartner);
}

function breach({ state }: NoticeWords): ReturnType<typeof verbatim>[] {
  return [paragraph('Ce qui vous est reproché :'), verbatim(state.breach)];
}

function deadlineSaid(words: NoticeWords): string {
  if (words.deadline === null) return 'Votre convention ne fixe pas de délai.';
  return `Si rien n’est fait avant le **${at(words, words.deadline)}**, la convention est résiliée (convention, ${because(words.article, null)}). Répondez à ce message pour dire ce que vous faites.`;
}

/** The day alone: a receipt is entered by its day. */
function received(words: NoticeWords): string {
  return words.state.received === null ? '' : dayOf(words, words.state.received.at);
}

function dayOf({ context }: NoticeWords, at: Instant): string {
  return frenchDate(localDateOf(context.contract.calendar, at));
}

function at({ context }: NoticeWords, instant: Instant): string {
  return frenchDateTime(instant, context.contract.calendar.timeZone);
}
