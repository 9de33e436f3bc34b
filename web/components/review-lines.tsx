import { DECISION_WORDS, RANK_WORDS } from '../../domain/french/review';
import type { ReviewDecision, ReviewPerson } from '../../domain/journeys/review-facts';
import type { ReviewListView } from '../view/review';
import { commentField, DECISION_VALUES, decisionField, usersField } from '../words/review-fields';
import type { Refused } from './form';
import { TextField } from './fields';
import { Words } from './text';

export interface ReviewLinesProps {
  readonly list: ReviewListView;
  readonly values: Readonly<Record<string, string>>;
  readonly refused: Refused | null;
  /** The Caf reads it, not the partner. */
  readonly forCaf?: boolean;
}

const DECISIONS: readonly ReviewDecision[] = ['keep', 'withdraw', 'change'];
export const reviewFieldId = (field: string): string => `revue-${field}`;

/** The list to review: each person kept, withdrawn or changed, with a comment; each profile with how many users are kept. */
export function ReviewLines({ list, values, refused, forCaf = false }: ReviewLinesProps) {
  const given = refused?.values ?? values;
  return (
    <>
      {list.people.map((person) => (
        <Person person={person} given={given} refused={refused} />
      ))}
      {list.profiles.length > 0 && (
        <fieldset class="review-line">
          <legend>Utilisateurs de chaque profil</legend>
          <p class="small muted">{forCaf ? 'Le partenaire seul connaît ces utilisateurs : reportez combien il en garde.' : 'Vous seul connaissez ces utilisateurs. Une fois la revue faite dans Mon Compte Partenaire, dites combien vous en gardez.'}</p>
          {list.profiles.map(({ key, profile, label, allowed }) => (
            <TextField
              id={reviewFieldId(usersField(key))}
              name={usersField(key)}
              label={`${profile}, ${label}`}
              aside={allowed === null ? undefined : `(${allowed} au plus)`}
              value={given[usersField(key)] ?? ''}
              refused={refused}
              width="w-ref"
              maxLength={6}
            />
          ))}
        </fieldset>
      )}
    </>
  );
}

function Person({ person, given, refused }: { person: ReviewListView['people'][number]; given: Readonly<Record<string, string>>; refused: Refused | null }) {
  const { key, name } = person;
  const field = decisionField(key);
  const error = refused?.errors.find((one) => one.field === field)?.message;
  return (
    <fieldset class="review-line" id={reviewFieldId(field)}>
      <legend>{name}</legend>
      <p class="muted small mb-1 anywhere">{aboutWords(person)}</p>
      {error !== undefined && (
        <div class="t-late small fw6">
          <Words text={error} />
        </div>
      )}
      <div class="row-flex">
        {DECISIONS.map((decision) => (
          <div class="form-check">
            <input class="form-check-input" type="radio" name={field} id={reviewFieldId(`${field}-${decision}`)} value={DECISION_VALUES[decision]} checked={given[field] === DECISION_VALUES[decision]} />
            <label class="form-check-label" for={reviewFieldId(`${field}-${decision}`)}>
              {capital(DECISION_WORDS[decision])}
            </label>
          </div>
        ))}
      </div>
      <TextField id={reviewFieldId(commentField(key))} name={commentField(key)} label="Commentaire" aside={`sur ${name}`} value={given[commentField(key)] ?? ''} refused={refused} maxLength={2_000} />
    </fieldset>
  );
}

function aboutWords({ rank, profile, unit, jobTitle, email, suspended }: ReviewListView['people'][number]): string {
  const parts = [RANK_WORDS[rank as ReviewPerson['rank']], profile === null ? null : `profil ${profile}`, unit, jobTitle, email, suspended ? 'suspendue' : null];
  return parts.filter((part) => part !== null && part !== '').join(' · ');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
