import { LINE_WORDS, wrongWords } from '../../../domain/french/change';
import { mayBeAccepted, type Wrong } from '../../../domain/journeys/change-check';
import { askedLines, EMPTY_FORM, type FormKey } from '../../../domain/journeys/change-form';
import { isOver } from '../../../domain/journeys/change-state';
import { TextField } from '../../components/fields';
import { PostForm } from '../../components/form';
import { Icon } from '../../components/icon';
import { Note } from '../../components/note';
import { Facts, Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { changeActPath, changeFilePath, signedFormPath } from '../../paths-change';
import { registerConventionPath } from '../../register-paths';
import type { ChangeView } from '../../view/change';
import { FORM_FIELDS, fieldValues } from '../../words/change-fields';
import { fileSize } from '../../words/labels';
import { ChangeFormFields } from './form';
import { refusedOf } from './refused';

/** The form as it stands, line by line, with what is wrong in it. */
export function FormPanel({ view }: { view: ChangeView }) {
  const { state, terms, files, id, mayWork } = view;
  const form = state.kept?.form ?? EMPTY_FORM;
  const value = (key: FormKey): string => (key === 'replaces' ? (form.replaces === null ? 'non renseigné' : form.replaces ? 'oui' : 'non') : form[key] === '' ? '—' : String(form[key]));
  return (
    <Panel title="La demande (annexe 3)" aside={terms.assumed ? 'modèle : le formulaire de cette Caf n’est pas publié' : terms.article}>
      {state.wrong.length > 0 && (
        <Note tone="warn" title="Il manque des éléments : ils sont demandés au partenaire.">
          <ul>
            {state.wrong.map((one) => (
              <li>
                <Words text={wrongWords(one)} />
                {one.problem === 'convention-unsigned' && mayWork && (
                  <>
                    {' '}
                    <a href={registerConventionPath(view.conventionId)}>Saisir sa signature au registre</a>, puis confirmer de nouveau le formulaire.
                  </>
                )}
                {mayWork && mayBeAccepted(one) && <Accept view={view} wrong={one} />}
              </li>
            ))}
          </ul>
        </Note>
      )}
      <Facts rows={askedLines(terms).map((key) => [LINE_WORDS[key], value(key)] as const)} />
      {files.length > 0 && <Files view={view} />}
      <p class="small mb-0 mt-2">
        <a href={signedFormPath(id)}>
          <Icon name="download" />
          Formulaire en PDF
        </a>
      </p>
      {mayWork && state.approved === null && !isOver(state.phase) && !state.unread && (
        <details class="mt-2" open={refusedOf(view, 'formulaire') !== null}>
          <summary>Corriger le formulaire</summary>
          <TypedForm view={view} values={fieldValues(form)} />
        </details>
      )}
    </Panel>
  );
}

/** What came with the request. */
function Files({ view: { files, id } }: { view: ChangeView }) {
  return (
    <ul class="list small">
      {files.map((file) => (
        <li>
          <a href={changeFilePath(id, file.id)}>
            <Icon name="file" />
            {file.name}
          </a>{' '}
          <span class="muted">({fileSize(file.size)})</span>
        </li>
      ))}
    </ul>
  );
}

function Accept({ view, wrong }: { view: ChangeView; wrong: Wrong }) {
  return (
    <PostForm action={changeActPath(view.id, 'element')} tokens={view.tokens} suffix={`element-${wrong.item}`}>
      <input type="hidden" name="element" value={wrong.item} />
      <TextField id={`element-${wrong.item}-motif`} name="motif" label="L’accepter tel quel : motif" maxLength={500} refused={refusedOf(view, 'element')} required />
      <button class="btn btn-light btn-sm" type="submit">
        Accepter tel quel
      </button>
    </PostForm>
  );
}

/** What came and nobody has read: an agent confirms each line, or types it. */
export function ReadPanel({ view }: { view: ChangeView }) {
  const { state, mayWork, files } = view;
  const read = state.read;
  const again = read === null && state.kept !== null;
  const before = state.kept === null ? {} : fieldValues(state.kept.form);
  const lines = Object.fromEntries(Object.entries(read?.lines ?? {}).map(([key, line]) => [FORM_FIELDS[key as FormKey], line.value]));
  return (
    <Panel title="Formulaire à confirmer">
      <Note tone="info" title={again ? 'Un fichier est arrivé : relisez-le.' : read === null ? 'Rien n’a pu être lu : recopiez le formulaire joint.' : `Lu ${SOURCE[read.source]} : relisez chaque ligne avant de confirmer.`}>
        <p class="mb-0">
          <Words text={again ? 'Un formulaire numérisé n’est pas lu par le logiciel. Confirmez le formulaire si ce fichier dit la même chose, corrigez-le sinon ; attestez ensuite les signatures qu’il porte.' : read === null ? 'Un formulaire numérisé n’est pas lu par le logiciel. Laissez vide ce qu’il ne dit pas : ce sera demandé au partenaire.' : 'Ce que le document ne dit pas reste vide, et sera demandé au partenaire.'} />
        </p>
      </Note>
      {files.length > 0 && state.kept === null && <Files view={view} />}
      {mayWork && <TypedForm view={view} values={{ partenaire: view.partner, numero: view.convention, ...before, ...lines }} />}
    </Panel>
  );
}

const SOURCE = { 'pdf-fields': 'dans les champs d’un PDF', word: 'dans un fichier Word', 'mail-text': 'dans le texte du courriel' } as const;

function TypedForm({ view, values }: { view: ChangeView; values: Readonly<Record<string, string>> }) {
  const refused = refusedOf(view, 'formulaire');
  return (
    <PostForm action={changeActPath(view.id, 'formulaire')} tokens={view.tokens} suffix="formulaire">
      <ChangeFormFields terms={view.terms} values={values} read={view.state.read} refused={refused} />
      <button class="btn btn-primary" type="submit">
        Confirmer le formulaire
      </button>
    </PostForm>
  );
}
