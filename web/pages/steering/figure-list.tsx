import type { Instant, Reference } from '../../../domain/ids';
import type { Phase } from '../../../domain/ticket-state';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Empty } from '../../components/note';
import { Scroll } from '../../components/panel';
import { Words } from '../../components/text';
import { figuresPath, ticketPath, type FiguresQuery } from '../../paths';
import type { Paging } from '../../view/queue';
import type { ShellProps } from '../../view/shell';
import { openDuration } from '../../words/durations';
import { count, PHASE_WORDS } from '../../words/labels';
import { day } from '../../words/when';
import { Pages } from '../../components/pages';

export interface FigureListRow {
  readonly reference: Reference;
  readonly partner: string;
  readonly subject: string;
  readonly receivedAt: Instant;
  readonly phase: Phase;
  readonly pickupMs: number | null;
  readonly inTime: boolean | null;
  readonly answerMs: number | null;
  readonly resolutionMs: number | null;
  readonly dayMs: number | null;
}
export interface FigureListProps {
  readonly shell: ShellProps;
  /** « Résolues, du lun. 4 mai au… » */
  readonly title: string;
  readonly aside: string;
  readonly query: FiguresQuery;
  readonly rows: readonly FigureListRow[];
  readonly paging: Paging;
}

/** The requests that a figure counts, with what was measured of each; the reference leads to its explained dates. */
export function FigureListPage({ shell, title, aside, query, rows, paging }: FigureListProps) {
  return (
    <Layout shell={shell} title={title}>
      <p class="mb-2 small">
        <a href={figuresPath(query)}>
          <Icon name="arrowLeft" />
          Chiffres
        </a>
      </p>
      <div class="row-flex mb-3">
        <h1>
          <Words text={title} />
        </h1>
        <span class="muted">
          {count(paging.total, 'demande')} · <Words text={aside} />
        </span>
      </div>
      <div class="card">
        {rows.length === 0 ? (
          <Empty icon="checkCircle" title="Aucune demande ici.">
            Le chiffre a changé depuis que vous l’avez lu.
          </Empty>
        ) : (
          <>
            <Rows rows={rows} shell={shell} />
            <Pages paging={paging} />
          </>
        )}
      </div>
    </Layout>
  );
}

const HEADINGS = ['Demande', 'Partenaire et objet', 'Reçue', 'Prise en charge', 'Première réponse', 'Résolution', 'État'];

function Rows({ rows, shell }: { rows: readonly FigureListRow[]; shell: ShellProps }) {
  return (
    <Scroll label="Demandes mesurées, en heures d’ouverture">
      <table class="tb">
        <thead>
          <tr>
            {HEADINGS.map((heading) => (
              <th scope="col">{heading}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <th scope="row">
                <a class="ref" href={ticketPath(row.reference)}>
                  {row.reference}
                </a>
              </th>
              <td>
                <span class="fw6">{row.partner}</span>
                <div class="small">
                  <a class="subj" href={ticketPath(row.reference)}>
                    {row.subject}
                  </a>
                </div>
              </td>
              <td class="nw">
                <Words text={day(row.receivedAt, shell.now, shell.timeZone)} />
              </td>
              <td class="nw">
                {openDuration(row.pickupMs, row.dayMs)}
                {row.inTime === false && <div class="small t-late fw6">hors délai</div>}
                {row.inTime === true && <div class="small t-ok fw6">à temps</div>}
              </td>
              <td class="nw">{openDuration(row.answerMs, row.dayMs)}</td>
              <td class="nw">{openDuration(row.resolutionMs, row.dayMs)}</td>
              <td>{PHASE_WORDS[row.phase]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
