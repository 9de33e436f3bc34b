import { frenchDateTime } from '../../../domain/french/dates';
import { Chip } from '../../components/chip';
import { Icon } from '../../components/icon';
import { Pages } from '../../components/pages';
import { Panel, Scroll } from '../../components/panel';
import { Heads } from '../../components/table';
import { Words } from '../../components/text';
import { ticketPath } from '../../paths';
import { stopAddressesCsvPath, stopPath } from '../../stop-paths';
import type { ToldState, ToldView } from '../../view/stop';
import type { ShellProps } from '../../view/shell';
import { count } from '../../words/labels';
import { TOLD_SLUGS, TOLD_STATES } from '../../words/stops';
import type { StopProps } from '../stop';

const STATES: readonly ToldState[] = ['opened', 'sent', 'bounced', 'waiting', 'no-address'];

/** How many are in each state; each leads to those. */
export function Counts({ stop, counts, state }: StopProps) {
  const total = STATES.reduce((sum, one) => sum + counts[one], 0);
  if (total === 0) return null;
  return (
    <nav class="row-flex" aria-label="États des adresses">
      <a class={chosen(state === null)} href={stopPath(stop.id)} aria-current={state === null ? 'true' : undefined}>
        Toutes <b>{total}</b>
      </a>
      {STATES.filter((one) => counts[one] > 0).map((one) => (
        <a class={chosen(state === one)} href={stopPath(stop.id, { etat: TOLD_SLUGS[one] })} aria-current={state === one ? 'true' : undefined}>
          {TOLD_STATES[one][0]} <b>{counts[one]}</b>
        </a>
      ))}
    </nav>
  );
}

const chosen = (yes: boolean): string => `btn btn-sm ${yes ? 'btn-primary' : 'btn-light'}`;

/** Every address and what became of its last letter. */
export function Told({ shell, stop, told, paging }: StopProps) {
  const end = (
    <a class="btn btn-light btn-sm" href={stopAddressesCsvPath(stop.id)}>
      <Icon name="file" />
      Exporter (CSV)
    </a>
  );
  return (
    <Panel title="Destinataires" end={paging.total === 0 ? undefined : end} flush>
      {told.length === 0 ? (
        <p class="card-body small mb-0">{stop.phase === 'scheduled' ? 'Personne n’a encore été prévenu : les destinataires sont relevés à l’envoi.' : 'Aucune adresse.'}</p>
      ) : (
        <Scroll label="Destinataires de l’annonce">
          <table class="tb cards" role="table">
            <caption class="visually-hidden">Destinataires et état de leur dernière lettre</caption>
            <Heads titles={['Partenaire', 'Adresse', 'Lettre', 'État']} />
            <tbody role="rowgroup">
              {told.map((one) => (
                <Line one={one} shell={shell} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {told.length > 0 && <Pages paging={paging} />}
    </Panel>
  );
}

function Line({ one, shell }: { one: ToldView; shell: ShellProps }) {
  const [word, tone, icon] = TOLD_STATES[one.state];
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {one.partner} <span class="muted small">({one.caf})</span>
      </th>
      <td role="cell" class="anywhere">
        {one.name} {one.address !== null && <span class="muted">{one.address}</span>}
      </td>
      <td role="cell">{one.notice}</td>
      <td role="cell">
        <Chip tone={tone} icon={icon}>
          {word}
        </Chip>{' '}
        {one.at !== null && (
          <span class="muted small">
            <Words text={frenchDateTime(one.at, shell.timeZone, { now: shell.now })} />
          </span>
        )}
      </td>
    </tr>
  );
}

/** Requests that came during it and seem to be about it. */
export function Linked({ shell, linked }: StopProps) {
  if (linked.length === 0) return null;
  return (
    <Panel title={count(linked.length, 'demande liée', 'demandes liées')}>
      <ul class="list">
        {linked.map((one) => (
          <li>
            <a class="subj" href={ticketPath(one.reference)}>
              {one.subject}
            </a>{' '}
            <span class="ref small">{one.reference}</span>
            <div class="small muted">
              {one.partner} · <Words text={`reçue le ${frenchDateTime(one.receivedAt, shell.timeZone, { now: shell.now })}`} />
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

export function Journal({ shell, journal }: StopProps) {
  return (
    <Panel title="Journal">
      <ul class="list small">
        {journal.map((line) => (
          <li>
            {line.what}
            {line.who !== null && <> par {line.who}</>}
            <div class="muted">
              <Words text={frenchDateTime(line.at, shell.timeZone, { now: shell.now })} />
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
