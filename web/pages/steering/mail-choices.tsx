import type { PersonalMail } from '../../../domain/personal-mails';
import { ErrorSummary, PostForm, type FormTokens, type Refused } from '../../components/form';
import { Layout } from '../../components/layout';
import { Note } from '../../components/note';
import { Words } from '../../components/text';
import { mailChoicesPath } from '../../paths';
import type { ShellProps } from '../../view/shell';

export interface MailChoiceView {
  readonly mail: PersonalMail;
  readonly wanted: boolean;
  /** Local time, for what is said at a set hour. */
  readonly hour: string | null;
}
export interface MailChoicesProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly address: string;
  readonly choices: readonly MailChoiceView[];
  /** Cafs whose contract names this person as the manager: those are told of each by the ticket's own letter. */
  readonly namedBy: readonly string[];
  readonly refused: Refused | null;
}

const WORDS: Readonly<Record<PersonalMail, readonly [label: string, what: string]>> = {
  morning: ['Le point du matin', 'Chaque jour d’ouverture : ce qui est en retard, ce qui tombe aujourd’hui, les escalades, les expéditeurs à identifier.'],
  breach: ['Une promesse rompue', 'Dès qu’une prise en charge promise par le contrat est dépassée.'],
  exhausted: ['Une échelle épuisée', 'Dès que tous les contacts d’un côté ont été sollicités sans réponse.'],
  unopened: ['La file n’a pas été ouverte', 'Un jour d’ouverture, si personne n’a encore ouvert la file d’attente à l’heure que vous fixez.'],
};

/** What a person is written to of: each mail chosen on its own. */
export function MailChoicesPage({ shell, tokens, address, choices, namedBy, refused }: MailChoicesProps) {
  return (
    <Layout shell={shell} title="Mes courriels">
      <div class="row-flex mb-3">
        <h1>Mes courriels</h1>
        <span class="muted anywhere">envoyés à {address}</span>
      </div>
      {namedBy.length > 0 && (
        <div class="mb-3">
          <Note tone="info" title="Le contrat vous nomme responsable.">
            <p class="small">
              <Words text={`${namedBy.join(', ')} : les promesses rompues et les échelles épuisées vous sont toujours écrites, une fois, par la lettre de la demande elle-même.`} />
            </p>
          </Note>
        </div>
      )}
      <PostForm action={mailChoicesPath()} tokens={tokens} suffix="courriels" class="card">
        <div class="card-body">
          <ErrorSummary refused={refused} idOf={(field) => field} />
          {choices.map((choice) => (
            <Choice choice={choice} refused={refused} />
          ))}
        </div>
        <div class="cap foot">
          <button class="btn btn-primary" type="submit">
            Enregistrer
          </button>
          <span class="small muted"><Words text="Le point du matin et la file non ouverte : une lettre par jour au plus, même après une interruption." /></span>
        </div>
      </PostForm>
    </Layout>
  );
}

function Choice({ choice: { mail, wanted, hour }, refused }: { choice: MailChoiceView; refused: Refused | null }) {
  const [label, what] = WORDS[mail];
  const field = `heure-${mail}`;
  const error = refused?.errors.find((one) => one.field === field)?.message;
  return (
    <fieldset class="mb-f">
      <legend class="visually-hidden">{label}</legend>
      <div class="form-check">
        <input class="form-check-input" type="checkbox" id={mail} name={mail} value="oui" checked={refused === null ? wanted : refused.values[mail] === 'oui'} aria-describedby={`${mail}-aide`} />
        <label class="form-check-label fw6" for={mail}>
          {label}
        </label>
        <div class="form-text" id={`${mail}-aide`}>
          <Words text={what} />
        </div>
      </div>
      {hour !== null && (
        <div class="hour">
          <label class="form-label small" for={field}>
            À partir de (heure de la Caf)
          </label>
          <input
            class={`form-control form-control-sm${error === undefined ? '' : ' is-invalid'}`}
            type="time"
            id={field}
            name={field}
            value={refused?.values[field] ?? hour}
            aria-invalid={error === undefined ? undefined : 'true'}
            aria-describedby={error === undefined ? undefined : `${field}-erreur`}
          />
          {error !== undefined && (
            <div class="t-late small fw6" id={`${field}-erreur`}>
              {error}
            </div>
          )}
        </div>
      )}
    </fieldset>
  );
}
