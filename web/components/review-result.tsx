import { DECISION_WORDS, RANK_WORDS, resultWords } from '../../domain/french/review';
import type { ReviewResult } from '../../domain/journeys/review-facts';
import { Chip } from './chip';
import { Facts } from './panel';

const TONES = { keep: 'line', withdraw: 'late', change: 'soon' } as const;
const ICONS = { keep: 'check', withdraw: 'ban', change: 'pencil' } as const;

/** A result, line by line, as it is or was. */
export function ReviewResultLines({ result }: { result: ReviewResult }) {
  return (
    <>
      <p>{resultWords(result)}.</p>
      <ul class="list">
        {result.people.map(({ name, rank, profile, decision, comment }) => (
          <li>
            <b>{name}</b> <span class="small muted">{profile === null ? RANK_WORDS[rank] : `${RANK_WORDS[rank]}, profil ${profile}`}</span>{' '}
            <Chip tone={TONES[decision]} icon={ICONS[decision]}>
              {DECISION_WORDS[decision]}
            </Chip>
            {comment !== '' && <div class="small">{comment}</div>}
          </li>
        ))}
      </ul>
      {result.profiles.length > 0 && <Facts rows={result.profiles.map(({ profile, label, users }) => [`${profile}, ${label}`, `${users} gardé${users > 1 ? 's' : ''}`])} />}
    </>
  );
}
