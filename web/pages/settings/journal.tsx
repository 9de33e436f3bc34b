import { frenchDateTime } from '../../../domain/french/dates';
import type { Instant } from '../../../domain/ids';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Empty } from '../../components/note';
import { Scroll } from '../../components/panel';
import { Words } from '../../components/text';
import type { Paging } from '../../view/queue';
import type { ShellProps } from '../../view/shell';
import { Pages } from '../../components/pages';
import { Heads } from '../../components/table';

export interface ChangeLine {
  readonly id: string;
  readonly at: Instant;
  readonly who: string;
  /** Null: the instance's. */
  readonly caf: string | null;
  readonly area: string;
  readonly what: string;
  readonly label: string;
  readonly details: ReadonlyArray<{ readonly field: string; readonly before: string | null; readonly after: string | null }>;
}
export interface SettingJournalProps {
  readonly shell: ShellProps;
  /** Where the filter asks. */
  readonly action: string;
  readonly back: readonly [path: string, title: string];
  readonly area: string;
  readonly areas: ReadonlyArray<{ readonly value: string; readonly label: string }>;
  readonly lines: readonly ChangeLine[];
  readonly paging: Paging;
}

/** « Journal des réglages »: who changed what, when, what it was before. */
export function SettingJournalPage({ shell, action, back: [back, backTitle], area, areas, lines, paging }: SettingJournalProps) {
  return (
    <Layout shell={shell} title="Journal des réglages">
      <p class="small mb-1">
        <a href={back}>
          <Icon name="arrowLeft" />
          {backTitle}
        </a>
      </p>
      <div class="row-flex mb-3">
        <h1>Journal des réglages</h1>
        <span class="muted hide-s">qui a changé quoi, le plus récent d’abord</span>
        <form class="row-flex ms-auto" action={action} aria-label="Filtrer le journal">
          <select class="form-select w-auto" name="objet" aria-label="Objet">
            <option value="">Tout</option>
            {areas.map((one) => (
              <option value={one.value} selected={one.value === area}>
                {one.label}
              </option>
            ))}
          </select>
          <button class="btn btn-light" type="submit">
            Filtrer
          </button>
        </form>
      </div>
      <div class="card">
        {lines.length === 0 ? (
          <Empty icon="note" title="Rien n’a été changé.">
            Chaque changement de partenaire, de contact, de boîte ou de réglage paraîtra ici.
          </Empty>
        ) : (
          <Scroll label="Journal des réglages">
            <table class="tb cards journal" role="table">
              <caption class="visually-hidden">Changements, le plus récent d’abord</caption>
              <Heads titles={['Date', 'Qui', 'Objet', 'Ce qui a changé']} />
              <tbody role="rowgroup">
                {lines.map((line) => (
                  <Line line={line} shell={shell} />
                ))}
              </tbody>
            </table>
          </Scroll>
        )}
        {lines.length > 0 && <Pages paging={paging} />}
      </div>
    </Layout>
  );
}

function Line({ line, shell }: { line: ChangeLine; shell: ShellProps }) {
  return (
    <tr role="row">
      <td role="cell" class="nw muted">
        <Words text={frenchDateTime(line.at, shell.timeZone, { now: shell.now })} />
      </td>
      <td role="cell">
        {line.who}
        <div class="small muted">{line.caf === null ? 'instance' : `Caf ${line.caf}`}</div>
      </td>
      <th scope="row" role="rowheader" class="anywhere">
        {line.area} {line.what}
        <div class="small muted fw4">{line.label}</div>
      </th>
      <td role="cell" class="anywhere">
        {line.details.map((detail) => (
          <div class="small">
            <span class="muted">{detail.field}{'\u00a0'}:</span> {detail.before !== null && detail.before !== '' && <del>{detail.before}</del>}
            {(detail.before ?? '') !== '' && (detail.after ?? '') !== '' && ' → '}
            {detail.after !== null && detail.after !== '' && <ins>{detail.after}</ins>}
          </div>
        ))}
      </td>
    </tr>
  );
}
