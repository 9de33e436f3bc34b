import type { Review } from '../../domain/journeys/reverse-review';
import { articleOf } from '../../domain/journeys/reverse-review';
import { frenchDate } from '../../domain/french/dates';
import { REVIEW_LETTERS } from '../../mail/letters/journeys/reverse-review';
import type { JourneyDesk } from './words';

/** What a reverse review writes. */
export const reverseReviewDesk: JourneyDesk = {
  words: ({ letter, step }, { context, state, around }) => {
    const write = REVIEW_LETTERS[letter];
    if (write === undefined) throw new Error(`a reverse review writes no letter ${letter}`);
    return write({ context, state: state as Review, article: articleOf(around), days: step?.key === undefined ? null : Number(step.key) });
  },
  ladder: ({ state }) => ({ title: `revue inverse du ${frenchDate((state as Review).due)}`, expected: 'Adresser à la Caf le résultat de la revue de toutes vos habilitations.' }),
  path: () => null,
};
