import type { Instant } from '../../domain/ids';
import { letterPath } from '../paths';
import type { LetterState } from '../view/ticket';
import { nearDateTime } from '../words/when';
import { Chip, type Tone } from './chip';
import type { IconName } from './icon';

export const LETTER_STATUS: Readonly<Record<LetterState['status'], readonly [word: string, tone: Tone | undefined, icon: IconName]>> = {
  waiting: ['En attente d’envoi', 'soon', 'clock'],
  posted: ['Partie', 'ok', 'mailCheck'],
  kept: ['Gardée dans Courriers', undefined, 'mail'],
  bounced: ['Rejetée', 'late', 'mailX'],
};

export function StatusChip({ status }: { status: LetterState['status'] }) {
  const [word, tone, icon] = LETTER_STATUS[status];
  return (
    <Chip tone={tone} icon={icon}>
      {word}
    </Chip>
  );
}

/** Where a letter of ours is, with a link to it. */
export function LetterStatus({ letter, now, timeZone }: { letter: LetterState; now: Instant; timeZone: string }) {
  return (
    <p class="foot small">
      <StatusChip status={letter.status} />
      {letter.at !== null && <span class="muted">{nearDateTime(letter.at, now, timeZone)}</span>}
      <a href={letterPath(letter.id)}>Voir la lettre</a>
    </p>
  );
}
