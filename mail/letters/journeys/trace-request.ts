import { frenchDateTime } from '../../../domain/french/dates';
import type { Instant } from '../../../domain/ids';
import type { TraceRequest } from '../../../domain/journeys/trace-facts';
import { paragraph, verbatim, type Block } from '../block';
import type { WrittenLetter } from '../context';
import { because } from '../words';
import { journeyLetter, type JourneyContext } from './context';

/** What the letters of a request for traces are made of: none says whose accesses are asked for, nor what was found. */
export interface TraceWords {
  readonly context: JourneyContext;
  readonly state: TraceRequest;
  /** The asker's page, and the trace readers'. */
  readonly own: string;
  readonly desk: string;
  readonly link: { readonly href: string; readonly until: Instant } | null;
}

type Words = (words: TraceWords) => WrittenLetter;

export const TRACE_LETTERS: Readonly<Record<string, Words>> = {
  'traces-received': (words) => toAsker(words, 'Demande de traces reçue', 'Nous la traitons.', [
    paragraph(`Nous avons reçu votre demande de traces (${because(article(words), null)}). Seules les personnes de la Caf habilitées à lire les traces y répondent ; vous seul lisez leur réponse.`),
  ]),
  'traces-to-answer': ({ context, desk }) => journeyLetter(context, {
    subject: 'Demande de traces à traiter', preview: 'Une réponse est due.', title: 'Une demande de traces attend votre réponse',
    blocks: [
      paragraph('Une demande de traces attend la réponse d’une personne habilitée. Toute lecture de cette demande est consignée.'),
      { kind: 'button', text: 'Ouvrir la demande', href: desk },
    ],
  }, false),
  'traces-unclear': (words) => toAsker(words, 'Demande de traces : une précision est attendue', 'À compléter.', [
    paragraph('Nous ne pouvons pas répondre à votre demande de traces en l’état. La question vous attend sur votre espace.'),
    { kind: 'button', text: 'Répondre sur votre espace', href: words.own },
  ]),
  'traces-answered': (words) => toAsker(words, 'Réponse à votre demande de traces', 'À lire sur votre espace.', [
    paragraph('La réponse à votre demande de traces vous attend sur votre espace. À votre organisme, vous seul pouvez la lire, et chaque lecture est consignée.'),
    { kind: 'button', text: 'Lire la réponse', href: words.own },
  ]),
  'traces-link': (words) => toAsker(words, 'Réponse à votre demande de traces', 'Par un lien à usage unique.', [
    paragraph('La réponse à votre demande de traces s’ouvre par ce lien, puis « Me connecter ». Chaque lecture est consignée.'),
    { kind: 'button', text: 'Lire la réponse', href: words.link?.href ?? words.own },
    paragraph(`Il sert **une seule fois**, jusqu’au ${words.link === null ? '' : frenchDateTime(words.link.until, words.context.contract.calendar.timeZone)}. Ne le transmettez à personne : qui l’ouvre entre à votre place.`),
  ]),
  'traces-refused': (words) => toAsker(words, 'Demande de traces refusée', 'Voir le motif.', [
    paragraph('Votre demande de traces est refusée, pour ce motif :'),
    verbatim(words.state.reason ?? ''),
    paragraph('Vous pouvez en poser une autre sur votre espace.'),
  ]),
};

function toAsker({ context }: TraceWords, subject: string, preview: string, blocks: readonly Block[]): WrittenLetter {
  return journeyLetter(context, { subject, preview, title: subject, blocks });
}

function article({ context }: TraceWords): string | null {
  return context.contract.traces?.article ?? null;
}
