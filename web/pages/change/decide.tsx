import { frenchDate, frenchDateTime } from '../../../domain/french/dates';
import { handsOf, ownHand } from '../../../domain/journeys/change-hands';
import { mayBeStopped, type Change } from '../../../domain/journeys/change-state';
import { TextArea, TextField } from '../../components/fields';
import { PostForm } from '../../components/form';
import { Icon } from '../../components/icon';
import { Note } from '../../components/note';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { servicesPath } from '../../convention-paths';
import { changeActPath, type ChangeActName } from '../../paths-change';
import type { ChangeView } from '../../view/change';
import { day } from '../../words/when';
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

/** Approve, refuse with a reason, or note that the partner gives it up. */
export function DecisionPanel({ view }: Of) {
  const { state, mayWork, blocks } = view;
  if (!mayWork || !mayBeStopped(state)) return null;
  const blocked = blocks.length > 0;
  return (
    <Panel title="Décision">
      {state.kept !== null && state.approved === null && (
        <PostForm action={changeActPath(view.id, 'approbation')} tokens={view.tokens} suffix="approbation">
          <TextArea id="approbation-note" name="note" label="Remarque" aside="(facultatif, jointe au dossier)" rows={2} refused={refusedOf(view, 'approbation')} />
          <button class="btn btn-primary" type="submit" aria-disabled={blocked ? 'true' : undefined}>
            <Icon name={blocked ? 'lock' : 'checkCircle'} />
            Approuver
          </button>
          {blocked && (
            <p class="small muted mt-1">
              <Words text={`Pour approuver : ${blocks.join(' ; ')}.`} />
            </p>
          )}
          {bothHadAHand(view) && (
            <p class="small muted mt-1">
              <Words text="Vous n’êtes que deux et chacun a pris part au dossier ? L’un reprend à son compte ce que l’autre a fait (« à mon tour », ou « Corriger le formulaire » en le confirmant tel quel) ; l’autre approuve." />
            </p>
          )}
        </PostForm>
      )}
      <Note tone="info" title="Refuser ou annuler ne change aucun accès.">
        {(state.approved === null || state.objections.length > 0) && <Reasoned view={view} act="refus" label="Motif du refus" hint="Joint au courrier." text="Refuser avec ce motif" />}
        <Reasoned view={view} act="annulation" label="Le partenaire annule : ce qu’il a dit" text="Noter l’annulation" />
      </Note>
    </Panel>
  );
}

/** Neither the reader nor another who had a hand in it may approve. */
function bothHadAHand({ state, me }: ChangeView): boolean {
  return state.phase === 'approving' && ownHand(state, me) !== null && handsOf(state).some(({ by }) => by !== me);
}

function Reasoned({ view, act, label, hint, text }: Of & { act: ChangeActName; label: string; hint?: string; text: string }) {
  return (
    <details class="mt-2" open={refusedOf(view, act) !== null}>
      <summary>{text}</summary>
      <PostForm action={changeActPath(view.id, act)} tokens={view.tokens} suffix={act}>
        <TextArea id={`${act}-motif`} name="motif" label={label} hint={hint} rows={2} refused={refusedOf(view, act)} required />
        <button class="btn btn-light" type="submit">
          {text}
        </button>
      </PostForm>
    </details>
  );
}
