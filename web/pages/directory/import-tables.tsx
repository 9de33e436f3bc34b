import type { ComponentChildren } from 'preact';
import { Panel, Scroll } from '../../components/panel';
import { Words } from '../../components/text';
import { Heads } from '../../components/table';
import type { CheckedImport } from '../../view/import';
import { count } from '../../words/labels';

function Table({ label, titles, children }: { label: string; titles: readonly string[]; children: ComponentChildren }) {
  return (
    <Scroll label={label}>
      <table class="tb cards" role="table">
        <caption class="visually-hidden">{label}</caption>
        <Heads titles={titles} />
        <tbody role="rowgroup">{children}</tbody>
      </table>
    </Scroll>
  );
}

/** The lines that stop the import, each with its reason. */
export function Bad({ state }: { state: CheckedImport }) {
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

/** What the good lines would bring. */
export function Lines({ state }: { state: CheckedImport }) {
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
