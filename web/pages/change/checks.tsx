import { frenchDateTime } from '../../../domain/french/dates';
import type { Change } from '../../../domain/journeys/change-state';
import { PostForm } from '../../components/form';
import { Icon } from '../../components/icon';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { changeActPath } from '../../paths-change';
import type { ChangeView } from '../../view/change';
import { Check } from './check';
import { takesOver } from './take-over';
import { refusedOf } from './refused';
import { CallBack } from './warnings';

interface Of {
  readonly view: ChangeView;
}

/** Two different agents: whoever approves has had no other hand in it; another may take over what was done by who should approve. */
export function ChecksPanel({ view }: Of) {
  const { state, names, shell, mayWork, checkBlocks } = view;
  const at = (instant: NonNullable<Change['checked']>['at']) => frenchDateTime(instant, shell.timeZone, { now: shell.now });
  return (
    <Panel title="Deux agents différents">
      <ul class="check">
        <Check done={state.calledBack !== null}>
          <b>Rappel à un numéro inscrit</b>
          {state.calledBack !== null && (
            <span class="small muted">
              {'\u00a0'}: {names.get(state.calledBack.by) ?? 'un agent'}, {at(state.calledBack.at)}
            </span>
          )}
          {takesOver(view, 'called') && !view.nobodyTold && (
            <details open={refusedOf(view, 'rappel') !== null}>
              <summary>Rappeler à mon tour</summary>
              <CallBack view={view} />
            </details>
          )}
        </Check>
        <Check done={state.checked !== null}>
          <b>Vérification</b>
          {state.checked !== null && (
            <span class="small muted">
              {'\u00a0'}: {names.get(state.checked.by) ?? 'un agent'}, {at(state.checked.at)}
            </span>
          )}
          {((mayWork && state.phase === 'checking') || takesOver(view, 'checked')) && <CheckForm view={view} blocked={checkBlocks} />}
        </Check>
        <Check done={state.approved !== null}>
          <b>Approbation</b>
          <span class="small muted">{state.approved === null ? ' : par un agent qui n’a rien fait d’autre dans ce dossier' : ` : ${names.get(state.approved.by) ?? 'un agent'}, ${at(state.approved.at)}`}</span>
        </Check>
      </ul>
    </Panel>
  );
}

function CheckForm({ view, blocked }: Of & { blocked: readonly string[] }) {
  return (
    <PostForm action={changeActPath(view.id, 'verification')} tokens={view.tokens} suffix="verification">
      <p class="small muted mb-1">
        <Words text={blocked.length === 0 ? 'Vous attestez avoir relu la demande, les signatures et le signataire ; un autre agent approuvera.' : `Manque : ${blocked.join(' ; ')}.`} />
      </p>
      <button class="btn btn-primary btn-sm" type="submit" aria-disabled={blocked.length > 0 ? 'true' : undefined}>
        {blocked.length > 0 && <Icon name="lock" />}
        {view.state.checked === null ? 'J’ai vérifié' : 'Vérifier à mon tour'}
      </button>
    </PostForm>
  );
}
