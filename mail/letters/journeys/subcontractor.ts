import { frenchDate } from '../../../domain/french/dates';
import { earliestStart, itemLabel, SUBCONTRACTOR_ITEMS } from '../../../domain/journeys/subcontractor-items';
import type { Subcontractor } from '../../../domain/journeys/subcontractor';
import { paragraph, verbatim, when, type Block } from '../block';
import type { WrittenLetter } from '../context';
import { journeyLetter, type JourneyContext } from './context';

export interface SubcontractorWords {
  readonly context: JourneyContext;
  readonly state: Subcontractor;
}
type Words = (words: SubcontractorWords) => WrittenLetter;

/** What is written of a subcontractor that a partner announces. */
export const SUBCONTRACTOR_LETTERS: Readonly<Record<string, Words>> = {
  'subcontractor-incomplete': (words) => written(words, 'Sous-traitant : annonce à compléter', [paragraph(`Vous annoncez un sous-traitant à partir du **${frenchDate(words.state.startsOn)}**. Votre annonce est arrivée, mais elle n’est pas complète.`), missing(words)]),
  'subcontractor-reminder': (words) => written(words, 'Sous-traitant : rappel', [paragraph('Votre annonce d’un sous-traitant reste incomplète.'), missing(words)]),
  'subcontractor-received': (words) => written(words, 'Sous-traitant : annonce complète', [paragraph(`Votre annonce d’un sous-traitant à partir du **${frenchDate(words.state.startsOn)}** est complète. La Caf l’examine et vous répond ; d’ici là, le recours n’est pas accepté.`), ...items(words)]),
  'subcontractor-to-decide': (words) => written(words, 'Sous-traitant : à examiner', [paragraph(`Le partenaire annonce un sous-traitant à partir du **${frenchDate(words.state.startsOn)}**. L’annonce est complète : acceptez-la, ou refusez-la avec un motif.`), ...items(words)], false),
  'subcontractor-waits': (words) => written(words, 'Sous-traitant : annonce sans suite', [paragraph(words.state.phase === 'to-decide' ? `L’annonce est complète et attend une décision de la Caf. Le recours commencerait le **${frenchDate(words.state.startsOn)}**.` : `Le partenaire, relancé deux fois, n’a pas complété son annonce. Le recours commencerait le **${frenchDate(words.state.startsOn)}**.`)], false),
  'subcontractor-accepted': (words) => written(words, 'Sous-traitant accepté', [paragraph(`La Caf **accepte** le recours au sous-traitant que vous avez annoncé, à partir du **${frenchDate(words.state.startsOn)}**.`), ...said(words), ...items(words)]),
  'subcontractor-refused': (words) => written(words, 'Sous-traitant refusé', [paragraph('La Caf **refuse** le recours au sous-traitant que vous avez annoncé, pour ce motif :'), verbatim(words.state.said ?? ''), paragraph('Une nouvelle annonce peut être faite.')]),
  'subcontractor-withdrawn': (words) => written(words, 'Sous-traitant : annonce retirée', [paragraph('L’annonce d’un sous-traitant est retirée.'), ...said(words)]),
  'subcontractor-not-accepted': (words) => written(words, 'Sous-traitant : date atteinte sans accord', [paragraph(`Le recours était annoncé pour aujourd’hui, ${frenchDate(words.state.startsOn)}. **Il n’est pas accepté : il ne peut pas commencer.**`), ...when(words.state.missing.length > 0, missing(words))]),
};

function written({ context }: SubcontractorWords, title: string, blocks: readonly Block[], toPartner = true): WrittenLetter {
  const convention = context.convention === null ? [] : [['Convention', context.convention] as const];
  const partner = context.partner === null ? [] : [['Partenaire', context.partner] as const];
  return journeyLetter(context, {
    subject: title, preview: title, title,
    blocks: [...blocks, { kind: 'facts', rows: [['Annonce', context.id], ...convention, ...partner] }, ...when(context.url !== null, { kind: 'button', text: 'Ouvrir l’annonce', href: context.url ?? '' })],
  }, toPartner);
}

/** What is missing, by the names that the convention gives. */
function missing({ state, context }: SubcontractorWords): Block {
  const earliest = earliestStart(context.contract, state.announcedOn);
  const names = state.missing.map((item) => (item === 'notice' ? `un délai de six mois : le recours ne peut pas commencer avant le ${earliest === null ? '' : frenchDate(earliest)}` : itemLabel(context.contract, item)));
  return { kind: 'box', tone: 'warn', title: 'Ce qui manque', items: names.map((name) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`), after: 'Complétez l’annonce sur votre espace, ou répondez à ce message.' };
}

function items({ state, context }: SubcontractorWords): Block[] {
  const rows = SUBCONTRACTOR_ITEMS.flatMap((item) => (state.items[item] === undefined ? [] : [[capital(itemLabel(context.contract, item)), state.items[item]] as const]));
  return rows.length === 0 ? [] : [{ kind: 'facts', rows }];
}

function said({ state }: SubcontractorWords): Block[] {
  return state.said === null || state.said === '' ? [] : [verbatim(state.said)];
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
