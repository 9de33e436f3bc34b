import { frenchDateTime } from '../../../domain/french/dates';
import { mayBeStopped } from '../../../domain/journeys/change-state';
import { Select, TextArea, TextField } from '../../components/fields';
import { PostForm } from '../../components/form';
import { Note } from '../../components/note';
import { Words } from '../../components/text';
import { changeActPath } from '../../paths-change';
import type { ChangeView } from '../../view/change';
import { ROLE_WORDS } from '../../words/labels';
import { frenchPhone } from '../ticket/around';
import { refusedOf } from './refused';

interface Of {
  readonly view: ChangeView;
}

/** Who objects, how it came, and what settles it. */
export function Objections({ view }: Of) {
  const { state, mayWork, shell } = view;
  return (
    <>
      {state.objections.map(({ name, reason, call }, i) => (
        <Note tone="stop" title={`${name} s’oppose à ce changement.`}>
          <p>{reason}</p>
          {call !== null && (
            <p class="small muted">
              <Words text={`Par téléphone, du ${frenchPhone(call.number)}, le ${frenchDateTime(call.at, shell.timeZone, { now: shell.now })}.`} />
            </p>
          )}
          {mayWork && i === state.objections.length - 1 && <Lift view={view} />}
        </Note>
      ))}
    </>
  );
}

function Lift({ view }: Of) {
  return (
    <PostForm action={changeActPath(view.id, 'levee')} tokens={view.tokens} suffix="levee">
      <TextArea id="levee-motif" name="motif" label="Pourquoi l’opposition est levée" rows={2} refused={refusedOf(view, 'levee')} required />
      <button class="btn btn-light" type="submit">
        Lever l’opposition
      </button>
    </PostForm>
  );
}

/** Somebody who may object rings: it stops the change as the link of the warning does. */
export function ObjectionByPhone({ view }: Of) {
  const { state, mayWork, objectors } = view;
  if (!mayWork || !mayBeStopped(state)) return null;
  const refused = refusedOf(view, 'opposition');
  return (
    <details open={refused !== null}>
      <summary>Consigner une opposition reçue par téléphone</summary>
      {objectors.length === 0 ? (
        <p class="mb-0">Aucun numéro d’un administrateur ni du signataire n’est inscrit à cette convention : inscrivez-en un, vérifié par ailleurs, et rappelez la personne.</p>
      ) : (
        <PostForm action={changeActPath(view.id, 'opposition')} tokens={view.tokens} suffix="opposition">
          <Select
            id="opposition-qui"
            name="qui"
            label="Qui appelle, de quel numéro inscrit"
            hint="D’un autre numéro : rappelez d’abord la personne à l’un de ceux-ci."
            refused={refused}
            required
            blank="Choisissez"
            options={objectors.map(({ number, name, role }) => ({ value: `${number} ${name}`, label: `${name}, ${ROLE_WORDS[role].toLowerCase()}, ${frenchPhone(number)}` }))}
          />
          <TextField id="opposition-quand" name="quand" type="datetime-local" label="Appel reçu le" aside={`(${view.zoneWords})`} width="w-when" value={view.nowTyped} refused={refused} required />
          <TextArea id="opposition-motif" name="motif" label="Ce qui a été dit" rows={3} refused={refused} required />
          <button class="btn btn-light" type="submit">
            Consigner l’opposition
          </button>
        </PostForm>
      )}
    </details>
  );
}
