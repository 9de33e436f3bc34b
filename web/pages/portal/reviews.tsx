import { frenchDate } from '../../../domain/french/dates';
import type { LocalDate } from '../../../domain/ids';
import { Note } from '../../components/note';
import { Words } from '../../components/text';
import { ownReviewPath } from '../../paths-review';

/** A reverse review under way, on the partner's home. */
export interface OwnReviewLine {
  readonly id: string;
  readonly convention: string;
  readonly due: LocalDate;
  readonly state: 'to-do' | 'late' | 'returned' | 'returned-late' | 'sent';
}

const SAID: Readonly<Record<OwnReviewLine['state'], readonly [tone: 'info' | 'warn' | 'stop', words: (due: string) => string]>> = {
  'to-do': ['info', (due) => `Revue inverse à faire pour le ${due}`],
  late: ['stop', (due) => `Revue inverse en retard : attendue le ${due}`],
  returned: ['warn', (due) => `Revue inverse à compléter pour le ${due}`],
  'returned-late': ['stop', (due) => `Revue inverse à compléter, en retard : attendue le ${due}`],
  sent: ['info', () => 'Revue inverse envoyée : la Caf la vérifie'],
};

/** What is expected of the administrators each year, on top of their home. */
export function OwnReviews({ reviews }: { reviews: readonly OwnReviewLine[] }) {
  return (
    <>
      {reviews.map(({ id, convention, due, state }) => {
        const [tone, words] = SAID[state];
        return (
          <Note tone={tone} title={<Words text={words(frenchDate(due))} />}>
            <p class="mb-0">
              <a href={ownReviewPath(id)}>Ouvrir la revue</a> <span class="small muted">convention {convention}</span>
            </p>
          </Note>
        );
      })}
    </>
  );
}
