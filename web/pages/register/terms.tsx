import { frenchDate } from '../../../domain/french/dates';
import { typo } from '../../../domain/french/typography';
import { DATE_WORDS } from '../../../domain/french/register';
import type { ConventionDates } from '../../../domain/register/rules';
import { Choice, Select, TextArea, TextField } from '../../components/fields';
import { PostForm } from '../../components/form';
import { Icon } from '../../components/icon';
import { Note } from '../../components/note';
import { Facts, Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { registerActPath } from '../../register-paths';
import type { RegisterConventionProps } from '../../view/register';
import { sentOf } from './sent';

/** In the narrow panel. */
const SHORT: Readonly<Record<keyof ConventionDates, string>> = { signed_on: 'Signée le', contract_signed_on: 'Contrat le', formalities_on: 'Formalités le', opened_on: 'Ouverte le', terminated_on: 'Résiliée le' };
const DATES = Object.entries(DATE_WORDS) as ReadonlyArray<readonly [keyof ConventionDates, string]>;

/** The dates of the convention; one that nobody entered is said so. Its end comes by a formal notice or a termination, not here. */
export function DatesPanel({ view }: { view: RegisterConventionProps }) {
  const { dates, dateFaults, mayManage, id, tokens, state } = view;
  const refused = sentOf(view, 'date');
  return (
    <Panel title="Convention">
      <Facts rows={DATES.filter(([key]) => key !== 'terminated_on' || dates.terminated_on !== null).map(([key]) => [SHORT[key], dates[key] === null ? <span class="muted">à saisir</span> : <Words text={frenchDate(dates[key])} />] as const)} />
      {dateFaults.length > 0 && (
        <Note tone="warn" title="Dates à vérifier">
          {dateFaults.map(({ which, why }) => (
            <p class="small mb-1">
              <b>{SHORT[which]}{' '}</b>
              <Words text={`${dates[which] === null ? '' : frenchDate(dates[which])} – ${why}`} />
            </p>
          ))}
        </Note>
      )}
      {mayManage && state !== 'terminated' && (
        <details class="mt-2" open={refused !== null}>
          <summary class="small">Saisir une date</summary>
          <PostForm action={registerActPath(id)} tokens={tokens} suffix="date" class="mt-2">
            <input type="hidden" name="acte" value="date" />
            <Select id="date-quoi" name="quoi" label="Quelle date" options={DATES.filter(([key]) => key !== 'terminated_on').map(([value, label]) => ({ value, label: label.replace(/ le$/, '') }))} blank="Choisir…" refused={refused} required />
            <TextField id="date-date" name="date" label="Date" type="date" width="w-ref" refused={refused} required hint="Rien ne s’ouvre avant les signatures et les formalités de protection des données." />
            {!view.bulletins.some(({ signedOn }) => signedOn !== null) && (
              <p class="small">
                Aucun bulletin d’adhésion signé : <a href="#bulletins">le saisir</a>.
              </p>
            )}
            <button class="btn btn-light btn-sm" type="submit">
              <Icon name="save" />
              Noter la date
            </button>
          </PostForm>
        </details>
      )}
    </Panel>
  );
}

/** Where the contract leaves the choice of the mode to each convention. */
export function ModePanel({ view }: { view: RegisterConventionProps }) {
  return (
    <Panel title="Mode de gestion">
      <PostForm action={registerActPath(view.id)} tokens={view.tokens} suffix="mode">
        <input type="hidden" name="acte" value="mode" />
        <Choice
          name="mode"
          legend={typo(`Qui crée les accès (${view.article}) ?`)}
          idPrefix="mode"
          value={view.mode ?? undefined}
          refused={sentOf(view, 'mode')}
          options={[
            { value: 'delegated', label: 'Délégué', hint: 'l’administrateur du partenaire' },
            { value: 'centralised', label: 'Centralisé', hint: 'la Caf, sur demande écrite' },
          ]}
        />
        <button class="btn btn-light btn-sm" type="submit">
          <Icon name="save" />
          Noter le mode
        </button>
      </PostForm>
    </Panel>
  );
}

/** On a breach the Caf may take the delegation back, and give it again. */
export function DelegationPanel({ view }: { view: RegisterConventionProps }) {
  const { takenBackAt, mode, id, tokens, article, state } = view;
  if (state === 'terminated' || (takenBackAt === null && mode !== 'delegated')) return null;
  const act = takenBackAt === null ? 'retirer-delegation' : 'rendre-delegation';
  const refused = sentOf(view, act);
  return (
    <Panel title="Délégation" aside={<Words text={article} />}>
      <details open={refused !== null}>
        <summary class="small">{takenBackAt === null ? 'Retirer la délégation, en cas de manquement' : 'Rendre la délégation'}</summary>
        <PostForm action={registerActPath(id)} tokens={tokens} suffix={act} class="mt-2">
          <input type="hidden" name="acte" value={act} />
          <TextArea id={`${act}-motif`} name="motif" label="Motif" aside={takenBackAt === null ? undefined : '(facultatif)'} rows={3} refused={refused} required={takenBackAt === null} hint="Gardé au registre et écrit dans le courrier aux administrateurs et au signataire." />
          <button class={takenBackAt === null ? 'btn btn-urgent btn-sm' : 'btn btn-light btn-sm'} type="submit">
            <Icon name={takenBackAt === null ? 'lock' : 'reopen'} />
            {takenBackAt === null ? 'Retirer la délégation' : 'Rendre la délégation'}
          </button>
        </PostForm>
      </details>
    </Panel>
  );
}
