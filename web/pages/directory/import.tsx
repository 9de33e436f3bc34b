import { ErrorSummary, PostForm, type FormTokens, type Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Note } from '../../components/note';
import { Facts, Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { registerImportPath } from '../../register-paths';
import { importPath } from '../../settings-paths';
import type { CheckedImport, ImportState } from '../../view/import';
import type { ShellProps } from '../../view/shell';
import { count } from '../../words/labels';
import { Report } from './import-report';
import { importHome, type ImportWhat } from './imports';
import { Bad, Lines } from './import-tables';

export interface ImportProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly id: string;
  readonly caf: string;
  readonly name: string;
  readonly state: ImportState;
  readonly refused: Refused | null;
  /** What the file holds; absent = contacts. */
  readonly what?: ImportWhat;
}

/** A file put up for import: what is wrong, what it would bring, and once confirmed what it brought. */
export function ImportPage(props: ImportProps) {
  const { shell, name, caf, state, refused, what } = props;
  const title = state.kind === 'done' ? 'Import terminé' : 'Aperçu de l’import';
  return (
    <Layout shell={shell} title={title}>
      <p class="small mb-1">
        <a href={importHome(what)}>
          <Icon name="arrowLeft" />
          Importer
        </a>
      </p>
      <div class="row-flex mb-3">
        <h1>{title}</h1>
        <span class="muted anywhere">
          {name} · Caf {caf}
        </span>
      </div>
      <ErrorSummary refused={refused} idOf={() => 'apercu'} />
      <div class="stack" id="apercu">
        {state.kind === 'unreadable' && <Stop what={what} title="Ce fichier ne peut pas être importé.">{state.problem}</Stop>}
        {state.kind === 'gone' && <Stop what={what} title="Ce fichier n’est plus gardé.">Un fichier qui n’est pas importé est oublié au bout d’un jour : envoyez-le de nouveau.</Stop>}
        {state.kind === 'checked' && <CheckedFile {...props} state={state} />}
        {state.kind === 'done' && <Report shell={shell} state={state} what={what} />}
      </div>
    </Layout>
  );
}

function Stop({ title, children, what }: { title: string; children: string; what: ImportWhat | undefined }) {
  return (
    <Note tone="stop" title={title} live>
      <p>
        <Words text={children} />
      </p>
      <p>
        <a href={importHome(what)}>Choisir un autre fichier</a>
      </p>
    </Note>
  );
}

function CheckedFile(props: ImportProps & { state: CheckedImport }) {
  const { state } = props;
  const blocked = state.badLines > 0;
  return (
    <>
      {blocked ? (
        <Note tone="stop" title={`${count(state.badLines, 'ligne est à corriger', 'lignes sont à corriger')}\u00a0: rien n’est importé.`} live>
          <p>
            Corrigez-les dans le fichier, puis <a href={importHome(props.what)}>envoyez-le de nouveau</a>.
          </p>
        </Note>
      ) : (
        <Confirm {...props} />
      )}
      {blocked && <Bad state={state} />}
      <Panel title="Le fichier">
        <Facts
          rows={[
            ['Lignes', String(state.total)],
            ['Apporte', `${count(state.partners, 'partenaire')}, ${count(state.conventions, 'convention')}, ${count(state.contacts, 'contact')}`],
            ['Au registre', state.also === undefined ? null : state.also.join(', ')],
            ['Déjà connues', state.known === 0 ? null : `${count(state.known, 'ligne')}, sans changement`],
            ['Encodage', state.encoding],
            ['Séparateur', state.separator],
            ['Colonnes ignorées', state.ignored.join(', ')],
          ]}
        />
      </Panel>
      {state.lines.length > 0 && <Lines state={state} />}
    </>
  );
}

function Confirm({ id, tokens, state, what }: ImportProps & { state: CheckedImport }) {
  const nothing = state.partners + state.conventions + state.contacts + (state.also?.length ?? 0) === 0;
  if (nothing) return <Note tone="info" icon="info" title="Tout est déjà connu : il n’y a rien à importer." live />;
  return (
    <Note tone="done" title={what === 'register' ? 'Le fichier est correct : voyez ce qu’il apporte, puis confirmez.' : `Le fichier est correct\u00a0: ${count(state.contacts, 'contact')} à ajouter.`} live>
      <PostForm action={what === 'register' ? registerImportPath(id) : importPath(id)} tokens={tokens} suffix={`import-${id}`} class="mt-2">
        <button class="btn btn-primary" type="submit">
          <Icon name="check" />
          Importer {count(state.total, 'ligne')}
        </button>
      </PostForm>
    </Note>
  );
}
