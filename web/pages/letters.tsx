import { frenchDateTime } from '../../domain/french/dates';
import type { Instant, Reference } from '../../domain/ids';
import { Icon } from '../components/icon';
import { Layout } from '../components/layout';
import { StatusChip } from '../components/letter-status';
import { Empty, Note } from '../components/note';
import { Facts, Scroll } from '../components/panel';
import { Words } from '../components/text';
import { letterEmlPath, letterHtmlPath, letterPath, lettersPath, ticketPath } from '../paths';
import type { Paging } from '../view/queue';
import type { ShellProps } from '../view/shell';
import type { LetterState } from '../view/ticket';
import { Pages } from '../components/pages';

export interface LetterRow {
  readonly id: string;
  readonly at: Instant;
  readonly to: readonly string[];
  readonly subject: string;
  readonly reference: Reference | null;
  readonly status: LetterState['status'];
}
export interface LettersProps {
  readonly shell: ShellProps;
  readonly rows: readonly LetterRow[];
  readonly paging: Paging;
  /** No relay is set: letters stay here. */
  readonly keptInside: boolean;
}

/** Letters of the desk, newest first. */
export function LettersPage({ shell, rows, paging, keptInside }: LettersProps) {
  return (
    <Layout shell={shell} title="Courriers">
      <div class="row-flex mb-3">
        <h1>Courriers</h1>
        <span class="muted hide-s">ce que le guichet a écrit, le plus récent d’abord</span>
      </div>
      {keptInside && (
        <div class="mb-3">
          <Note tone="info" icon="inbox" title="Aucun relais n’est réglé : les lettres restent ici.">
            <p class="small">Rien ne part vers l’extérieur tant que l’exploitant n’a pas réglé l’envoi.</p>
          </Note>
        </div>
      )}
      <div class="card">
        {rows.length === 0 ? (
          <Empty icon="mail" title="Aucune lettre.">
            Les accusés de réception, réponses et escalades paraîtront ici.
          </Empty>
        ) : (
          <Scroll label="Lettres du guichet">
            <table class="tb cards" role="table">
              <caption class="visually-hidden">Lettres du guichet, la plus récente d’abord</caption>
              <thead role="rowgroup">
                <tr role="row">
                  <th scope="col" role="columnheader">
                    Date
                  </th>
                  <th scope="col" role="columnheader">
                    Objet
                  </th>
                  <th scope="col" role="columnheader">
                    À
                  </th>
                  <th scope="col" role="columnheader">
                    Demande
                  </th>
                  <th scope="col" role="columnheader">
                    État
                  </th>
                </tr>
              </thead>
              <tbody role="rowgroup">
                {rows.map((row) => (
                  <Line row={row} shell={shell} />
                ))}
              </tbody>
            </table>
          </Scroll>
        )}
        {rows.length > 0 && <Pages paging={paging} />}
      </div>
    </Layout>
  );
}

function Line({ row, shell }: { row: LetterRow; shell: ShellProps }) {
  return (
    <tr role="row">
      <td role="cell" class="nw muted">
        <Words text={frenchDateTime(row.at, shell.timeZone, { now: shell.now })} />
      </td>
      <th scope="row" role="rowheader">
        <a class="subj" href={letterPath(row.id)}>
          {row.subject}
        </a>
      </th>
      <td role="cell" class="anywhere">
        {row.to.join(', ')}
      </td>
      <td role="cell">
        {row.reference !== null && (
          <a class="ref" href={ticketPath(row.reference)}>
            {row.reference}
          </a>
        )}
      </td>
      <td role="cell">
        <StatusChip status={row.status} />
      </td>
    </tr>
  );
}

export interface LetterProps {
  readonly shell: ShellProps;
  readonly letter: LetterRow & {
    readonly from: string;
    readonly cc: readonly string[];
    readonly messageId: string;
    readonly text: string;
    readonly html: boolean;
    /** What the relay or the bounce said, without addresses. */
    readonly failure: string | null;
  };
}

/** One letter, as text and as its reader sees it. */
export function LetterPage({ shell, letter }: LetterProps) {
  return (
    <Layout shell={shell} title={letter.subject}>
      <p class="small mb-1">
        <a href={lettersPath()}>
          <Icon name="arrowLeft" />
          Courriers
        </a>
      </p>
      <h1 class="mb-2">{letter.subject}</h1>
      <div class="row-flex mb-3">
        <StatusChip status={letter.status} />
        <a class="btn btn-light btn-sm" href={letterEmlPath(letter.id)} download>
          <Icon name="download" />
          Télécharger (.eml)
        </a>
      </div>
      {letter.failure !== null && (
        <div class="mb-3">
          <Note tone="stop" icon="mailX" title="La lettre a été rejetée.">
            <p class="small anywhere">{letter.failure}</p>
          </Note>
        </div>
      )}
      <div class="card mb-3">
        <div class="card-body">
          <Facts
            rows={[
              ['De', letter.from],
              ['À', letter.to.join(', ')],
              ['Copie', letter.cc.join(', ')],
              ['Date', <Words text={frenchDateTime(letter.at, shell.timeZone)} />],
              [
                'Demande',
                letter.reference === null ? null : (
                  <a class="ref" href={ticketPath(letter.reference)}>
                    {letter.reference}
                  </a>
                ),
              ],
              ['Identifiant', <span class="fw4">{letter.messageId}</span>],
            ]}
          />
        </div>
      </div>
      <div class="pair">
        <section class="card" aria-label="Version en texte">
          <div class="cap">
            <h2>En texte</h2>
          </div>
          <div class="card-body">
            <div class="pre anywhere">{letter.text}</div>
          </div>
        </section>
        {letter.html && (
          <section class="card" aria-label="Version mise en forme">
            <div class="cap">
              <h2>Mise en forme</h2>
            </div>
            <div class="card-body pt-0">
              <iframe class="htmlview tall" sandbox="" title="Lettre mise en forme" src={letterHtmlPath(letter.id)} />
            </div>
          </section>
        )}
      </div>
    </Layout>
  );
}
