import type { Instant } from '../../../domain/ids';
import { frenchDateTime } from '../../../domain/french/dates';
import { FileField, Select } from '../../components/fields';
import { ErrorSummary, PostForm, type FormTokens, type Option, type Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Facts, Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { registerImportPath, registerImportsPath, registerPath } from '../../register-paths';
import { importPath, importsPath, importTemplatePath, partnersPath } from '../../settings-paths';
import type { ShellProps } from '../../view/shell';
import { count, ROLE_WORDS } from '../../words/labels';
import { RegisterFormat } from './register-format';

/** What a file holds: partners and their contacts, or the register of habilitations. */
export type ImportWhat = 'contacts' | 'register';

/** Where a file of this kind is chosen. */
export function importHome(what: ImportWhat | undefined): string {
  return what === 'register' ? registerImportsPath() : importsPath();
}

export interface ImportsProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly cafs: readonly Option[];
  readonly headings: readonly string[];
  readonly required: readonly string[];
  readonly mostLines: number;
  readonly last: ReadonlyArray<{ readonly id: string; readonly at: Instant; readonly who: string; readonly name: string; readonly contacts: number }>;
  readonly refused: Refused | null;
  /** Absent = contacts. */
  readonly what?: ImportWhat;
}

/** A file is sent and looked at; nothing is kept of it before it is confirmed. */
export function ImportsPage(props: ImportsProps) {
  const { shell, refused, what } = props;
  const register = what === 'register';
  const title = register ? 'Importer le registre des habilitations' : 'Importer des partenaires et des contacts';
  return (
    <Layout shell={shell} title={register ? title : 'Importer des contacts'}>
      <p class="small mb-1">
        <a href={register ? registerPath() : partnersPath()}>
          <Icon name="arrowLeft" />
          {register ? 'Habilitations' : 'Partenaires'}
        </a>
      </p>
      <h1 class="mb-3">{title}</h1>
      <ErrorSummary refused={refused} idOf={(field) => `import-${field}`} />
      <div class="cols s24">
        <div class="stack">
          <Send {...props} />
          <Last {...props} />
        </div>
        {register ? <RegisterFormat {...props} /> : <Format {...props} />}
      </div>
    </Layout>
  );
}

function Send({ tokens, cafs, refused, mostLines, what }: ImportsProps) {
  return (
    <Panel title="Le fichier">
      <PostForm action={importHome(what)} tokens={tokens} suffix="import" file>
        {cafs.length > 1 && <Select id="import-caf" name="caf" label="Caf" options={cafs} blank="Choisir…" refused={refused} required />}
        <FileField
          id="import-fichier"
          name="fichier"
          label="Fichier CSV"
          accept=".csv,text/csv,.txt"
          refused={refused}
          required
          hint={`2 Mo et ${mostLines.toLocaleString('fr-FR')} lignes au plus. UTF-8 ou Windows, point-virgule ou virgule\u00a0: c’est reconnu.`}
        />
        <button class="btn btn-primary" type="submit">
          <Icon name="search" />
          Vérifier le fichier
        </button>
        <p class="small muted mt-2 mb-0">Vous verrez un aperçu. Rien n’est enregistré avant votre accord, et une ligne incorrecte retient tout le fichier.</p>
      </PostForm>
    </Panel>
  );
}

function Last({ last, shell, what }: ImportsProps) {
  if (last.length === 0) return null;
  return (
    <Panel title="Derniers imports">
      <ul class="list small">
        {last.map((one) => (
          <li>
            <a href={what === 'register' ? registerImportPath(one.id) : importPath(one.id)}>{one.name}</a>{' '}
            <span class="muted">
              <Words text={frenchDateTime(one.at, shell.timeZone, { now: shell.now })} />, {one.who}
              {what !== 'register' && `\u00a0: ${count(one.contacts, 'contact')}`}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Format({ headings, required }: ImportsProps) {
  const template = (
    <a class="btn btn-light btn-sm" href={importTemplatePath()} download>
      <Icon name="download" />
      Modèle
    </a>
  );
  return (
    <Panel title="Ce qu’il contient" end={template}>
      <p class="small">La première ligne porte les en-têtes, dans n’importe quel ordre. Une ligne par contact{'\u202f'}; un partenaire ou une convention inconnus sont créés. L’import ajoute seulement{'\u00a0'}: il ne modifie et n’efface rien de ce qui est connu.</p>
      <Facts
        rows={[
          ['Obligatoires', required.join(', ')],
          ['Facultatives', headings.filter((heading) => !required.includes(heading)).join(', ')],
          ['Services', 'CDAP, AFAS, Offre DGFiP'],
          ['Rôles', Object.values(ROLE_WORDS).join(', ')],
          ['Échelon', '1, 2…\u00a0: l’ordre dans lequel les contacts sont prévenus (art.\u00a03.3)'],
        ]}
      />
    </Panel>
  );
}
