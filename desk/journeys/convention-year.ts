import type { JourneyDesk } from './words';

/** A convention's year writes nothing itself: the reviews it begins do. */
export const conventionYearDesk: JourneyDesk = {
  words: ({ letter }) => {
    throw new Error(`a convention's year writes no letter ${letter}`);
  },
  ladder: () => ({ title: 'convention', expected: 'Rien.' }),
  path: () => null,
};
