import { frenchDate } from '../../../domain/french/dates';
import { TextField } from '../../components/fields';
import { PostForm } from '../../components/form';
import { Note } from '../../components/note';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { servicesPath } from '../../convention-paths';
import { changeActPath, type ChangeActName } from '../../paths-change';
import type { ChangeView } from '../../view/change';
import { day } from '../../words/when';
import { Check } from './check';
import { refusedOf } from './refused';

interface Of {
  readonly view: ChangeView;
}

/** The steps at the Caf, each with its date. */
export function AccessPanel({ view }: Of) {
  const { state, mayWork } = view;
  if (state.approved === null) return null;
  return (
    <Panel title="Accès à Mon Compte Partenaire">
      {view.notOpen === true && state.given === null && (
        <div class="mb-3">
          <Note tone="warn" icon="lock" title="La convention n’est pas ouverte : aucun accès ne se donne avant.">
            <p class="mb-0">
              <a href={servicesPath(view.conventionId)}>Ouverture des services</a>
            </p>
          </Note>
        </div>
      )}
      <ul class="check">
        <Check done={state.given !== null}>
          <b>Accès donné au nouvel administrateur</b>
          {state.given !== null ? <span class="small muted"> le {frenchDate(state.given)}</span> : mayWork && <Dated view={view} act="acces-donne" text="Noter l’accès donné" />}
        </Check>
        {state.kept?.form.replaces === true && (
          <Check done={state.withdrawn !== null}>
            <b>Accès de l’ancien retiré</b>
            {view.replacedGone != null && (
              <div class="small muted">
                <Words text={`Au registre, il est déjà retiré depuis le ${day(view.replacedGone, view.shell.now, view.shell.timeZone)} : notez le jour où il est fermé dans Mon Compte Partenaire.`} />
              </div>
            )}
            {state.withdrawn !== null ? <span class="small muted"> le {frenchDate(state.withdrawn)}</span> : mayWork && state.given !== null && <Dated view={view} act="acces-retire" text="Noter l’accès retiré" />}
          </Check>
        )}
      </ul>
    </Panel>
  );
}

function Dated({ view, act, text }: Of & { act: ChangeActName; text: string }) {
  return (
    <PostForm action={changeActPath(view.id, act)} tokens={view.tokens} suffix={act}>
      <TextField id={`${act}-date`} name="date" type="date" label="Fait le" value={view.today} width="w-when" refused={refusedOf(view, act)} required />
      <button class="btn btn-primary btn-sm" type="submit">
        {text}
      </button>
    </PostForm>
  );
}
