import type { ComponentChildren } from 'preact';
import type { Instant } from '../../../domain/ids';
import { frenchDateTime } from '../../../domain/french/dates';
import { ErrorSummary, PostForm, type FormTokens, type Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Note } from '../../components/note';
import { Facts, Panel, Scroll } from '../../components/panel';
import { Words } from '../../components/text';
import { importPath, importsPath, partnersPath } from '../../settings-paths';
import type { ShellProps } from '../../view/shell';
import { count } from '../../words/labels';

/** A line of the preview: bad ones say why. */
export interface BadLineView {
  readonly line: number;
  readonly column: string | null;
  readonly reason: string;
  readonly excerpt: string;
}
export interface NewLineView {
  readonly line: number;
  readonly partner: string;
  readonly convention: string;
  readonly contact: string | null;
  readonly role: string | null;
  readonly email: string | null;
  /** « nouveau partenaire », « déjà connu »… */
  readonly brings: string;
}

export type ImportState =
  /** The file is not a table that can be understood. */
  | { readonly kind: 'unreadable'; readonly problem: string }
  /** Its content is no longer kept. */
  | { readonly kind: 'gone' }
  | {
      readonly kind: 'checked';
      readonly encoding: string;
      readonly separator: string;
      readonly ignored: readonly string[];
      readonly total: number;
      readonly bad: readonly BadLineView[];
      /** How many bad lines there are, shown or not, and how many reasons. */
      readonly badLines: number;
      readonly reasons: number;
      readonly partners: number;
      readonly conventions: number;
      readonly contacts: number;
      readonly known: number;
      readonly lines: readonly NewLineView[];
    }
  | { readonly kind: 'done'; readonly at: Instant; readonly who: string; readonly partners: readonly string[]; readonly conventions: readonly string[]; readonly contacts: ReadonlyArray<{ readonly name: string; readonly convention: string }>; readonly known: number };

export interface ImportProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly id: string;
  readonly caf: string;
  readonly name: string;
  readonly state: ImportState;
  readonly refused: Refused | null;
}
type Checked = Extract<ImportState, { kind: 'checked' }>;

/** A file put up for import: what is wrong, what it would bring, and once confirmed what it brought. */
export function ImportPage(props: ImportProps) {
  const { shell, name, caf, state, refused } = props;
  const title = state.kind === 'done' ? 'Import terminé' : 'Aperçu de l’import';
  return (
    <Layout shell={shell} title={title}>
      <p class="small mb-1">
        <a href={importsPath()}>
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
        {state.kind === 'unreadable' && <Stop title="Ce fichier ne peut pas être importé.">{state.problem}</Stop>}
        {state.kind === 'gone' && <Stop title="Ce fichier n’est plus gardé.">Un fichier qui n’est pas importé est oublié au bout d’un jour : envoyez-le de nouveau.</Stop>}
        {state.kind === 'checked' && <CheckedFile {...props} state={state} />}
        {state.kind === 'done' && <Report shell={shell} state={state} />}
      </div>
    </Layout>
  );
}

function Stop({ title, children }: { title: string; children: string }) {
  return (
    <Note tone="stop" title={title} live>
      <p>
        <Words text={children} />
      </p>
      <p>
        <a href={importsPath()}>Choisir un autre fichier</a>
      </p>
    </Note>
  );
}

function CheckedFile(props: ImportProps & { state: Checked }) {
  const { state } = props;
  const blocked = state.badLines > 0;
  return (
    <>
      {blocked ? (
        <Note tone="stop" title={`${count(state.badLines, 'ligne est à corriger', 'lignes sont à corriger')}\u00a0: rien n’est importé.`} live>
          <p>
            Corrigez-les dans le fichier, puis <a href={importsPath()}>envoyez-le de nouveau</a>.
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

function Confirm({ id, tokens, state }: ImportProps & { state: Checked }) {
  const nothing = state.partners + state.conventions + state.contacts === 0;
  if (nothing) return <Note tone="info" icon="info" title="Tout est déjà connu : il n’y a rien à importer." live />;
  return (
    <Note tone="done" title={`Le fichier est correct\u00a0: ${count(state.contacts, 'contact')} à ajouter.`} live>
      <PostForm action={importPath(id)} tokens={tokens} suffix={`import-${id}`} class="mt-2">
        <button class="btn btn-primary" type="submit">
          <Icon name="check" />
          Importer {count(state.total, 'ligne')}
        </button>
      </PostForm>
    </Note>
  );
}

function Table({ label, titles, children }: { label: string; titles: readonly string[]; children: ComponentChildren }) {
  return (
    <Scroll label={label}>
      <table class="tb cards" role="table">
        <caption class="visually-hidden">{label}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {titles.map((title) => (
              <th scope="col" role="columnheader">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">{children}</tbody>
      </table>
    </Scroll>
  );
}

function Bad({ state }: { state: Checked }) {
  const more = state.reasons - state.bad.length;
  return (
    <Panel title="À corriger" aside={count(state.reasons, 'erreur')} flush>
      <Table label="Lignes à corriger" titles={['Ligne', 'Colonne', 'Ce qui ne va pas', 'La ligne']}>
        {state.bad.map((bad) => (
          <tr role="row">
            <th scope="row" role="rowheader" class="nw">
              Ligne {bad.line}
            </th>
            <td role="cell" class="nw">
              {bad.column ?? '—'}
            </td>
            <td role="cell" class="anywhere">
              <Words text={bad.reason} />
            </td>
            <td role="cell" class="small muted anywhere">
              {bad.excerpt}
            </td>
          </tr>
        ))}
      </Table>
      {more > 0 && <p class="card-body small muted mb-0">Et {count(more, 'autre erreur', 'autres erreurs')}, qui paraîtront une fois celles-ci corrigées.</p>}
    </Panel>
  );
}

function Lines({ state }: { state: Checked }) {
  return (
    <Panel title="Aperçu" aside={state.badLines === 0 && state.lines.length < state.total ? `les ${state.lines.length} premières lignes` : 'lignes correctes'} flush>
      <Table label="Aperçu des lignes" titles={['Ligne', 'Partenaire', 'Convention', 'Contact', 'Effet']}>
        {state.lines.map((line) => (
          <tr role="row">
            <td role="cell" class="nw muted">
              Ligne {line.line}
            </td>
            <th scope="row" role="rowheader">
              {line.partner}
            </th>
            <td role="cell" class="ref">
              {line.convention}
            </td>
            <td role="cell" class="anywhere">
              {line.contact ?? <span class="muted">aucun</span>}
              {line.role !== null && <div class="small muted">{[line.role, line.email].filter((part) => part !== null).join(' · ')}</div>}
            </td>
            <td role="cell" class="small">
              {line.brings}
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}

function Report({ shell, state }: { shell: ShellProps; state: Extract<ImportState, { kind: 'done' }> }) {
  return (
    <>
      <Note tone="done" title={`${count(state.contacts.length, 'contact importé', 'contacts importés')}.`}>
        <p class="small">
          <Words text={`Le ${frenchDateTime(state.at, shell.timeZone, { now: shell.now })}, par ${state.who}.`} />
        </p>
      </Note>
      <Panel title="Compte rendu">
        <Facts
          rows={[
            ['Partenaires créés', listed(state.partners)],
            ['Conventions créées', listed(state.conventions)],
            ['Contacts créés', listed(state.contacts.map((contact) => `${contact.name} (${contact.convention})`))],
            ['Déjà connues', state.known === 0 ? null : `${count(state.known, 'ligne')}, sans changement`],
          ]}
        />
        <p class="mt-3 mb-0">
          <a href={partnersPath()}>Voir les partenaires</a>
        </p>
      </Panel>
    </>
  );
}

const SHOWN = 100;
function listed(names: readonly string[]): string {
  if (names.length === 0) return 'aucun';
  const more = names.length - SHOWN;
  return `${names.length}\u00a0: ${names.slice(0, SHOWN).join(', ')}${more > 0 ? ` et ${more} autres` : ''}`;
}
