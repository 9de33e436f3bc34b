import type { LetterState as State } from '../../db/letter';
import type { LetterState } from '../../web/view/ticket';

/** Where a letter is, as the pages say it. Withheld by the guard against loops counts as kept. */
export function letterStatus(state: State): LetterState['status'] {
  switch (state) {
    case 'claimed':
      return 'waiting';
    case 'sent':
      return 'posted';
    case 'inside':
    case 'withheld':
      return 'kept';
    case 'refused':
    case 'bounced':
      return 'bounced';
  }
}
