import { handsOf, ownHand } from '../../../domain/journeys/change-hands';
import { mayBeStopped } from '../../../domain/journeys/change-state';
import { TextArea } from '../../components/fields';
import { PostForm } from '../../components/form';
import { Icon } from '../../components/icon';
import { Note } from '../../components/note';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { changeActPath, type ChangeActName } from '../../paths-change';
import type { ChangeView } from '../../view/change';
import { refusedOf } from './refused';

interface Of {
  readonly view: ChangeView;
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
