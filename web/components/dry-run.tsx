import type { Calendar } from '../../domain/calendar-types';
import { frenchDateTime } from '../../domain/french/dates';
import type { Instant } from '../../domain/ids';
import { ticketPath } from '../paths';
import type { DryDiff, DryRow, DryRunView } from '../view/dry-run';
import { count } from '../words/labels';
import { Chip } from './chip';
import { Scroll } from './panel';
import { Words } from './text';
import { Why } from './timeline';
import { Heads } from './table';

interface DryRunProps {
  readonly run: DryRunView;
  readonly calendar: Calendar;
  readonly now: Instant;
  /** « Avec l’avenant », « Avec ce jour » */
  readonly afterTitle: string;
}

/** What a change would do to the open tickets: how many move, then each with its date before and after. */
export function DryRun({ run, calendar, now, afterTitle }: DryRunProps) {
  return (
    <>
      <p role="status">
        <Summary run={run} />
      </p>
      {run.rows.length > 0 && (
        <Scroll label="Demandes ouvertes, avant et après">
          <table class="tb cards" role="table">
            <caption class="visually-hidden">Demandes ouvertes : date d’aujourd’hui et date après le changement</caption>
            <Heads titles={['Demande', 'Partenaire', 'Doit répondre', 'Étape', 'Aujourd’hui', afterTitle, 'Écart', 'Calcul']} />
            <tbody role="rowgroup">
              {run.rows.map((row) => (
                <Row row={row} calendar={calendar} now={now} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </>
  );
}

function Summary({ run }: { run: DryRunView }) {
  if (run.open === 0) return <b>Aucune demande n’est ouverte : rien ne bouge.</b>;
  const tried = run.open - run.untried;
  const parts = [
    run.changed === 0 ? 'aucune ne change de date' : run.changed - run.atEffect > 0 ? count(run.changed - run.atEffect, 'change de date', 'changent de date') : null,
    run.atEffect > 0 ? count(run.atEffect, 'devient échue à la date d’effet', 'deviennent échues à la date d’effet') : null,
    run.changed > 0 && tried - run.changed > 0 ? count(tried - run.changed, 'ne change pas', 'ne changent pas') : null,
  ].filter((part) => part !== null);
  return (
    <>
      <b>
        <Words text={`${count(run.open, 'demande ouverte', 'demandes ouvertes')} :`} />
      </b>{' '}
      {parts.join(', ')}.{run.untried > 0 && ` ${count(run.untried, 'demande n’a pas été essayée', 'demandes n’ont pas été essayées')} ici.`}
    </>
  );
}

function Row({ row, calendar, now }: { row: DryRow; calendar: Calendar; now: Instant }) {
  return (
    <tr role="row">
      <th scope="row" role="rowheader" class="nw">
        <a class="ref" href={ticketPath(row.reference)}>
          {row.reference}
        </a>
      </th>
      <td role="cell">{row.partner}</td>
      <td role="cell">
        {row.owes === null ? <span class="muted">Personne</span> : <Chip tone={row.owes === 'desk' ? 'caf' : 'part'} icon={row.owes === 'desk' ? 'building' : 'users'}>{row.owes === 'desk' ? 'Caf' : 'Partenaire'}</Chip>}
      </td>
      <td role="cell">
        <Words text={row.what} />
      </td>
      <td role="cell" class="nw tnum">
        <span class="show-s small muted">Aujourd’hui : </span>
        <When at={row.before} calendar={calendar} now={now} />
      </td>
      <td role="cell" class="nw tnum fw6">
        <span class="show-s small muted">Après : </span>
        <When at={row.after} calendar={calendar} now={now} />
      </td>
      <td role="cell" class="nw">
        <Diff diff={row.diff} />
      </td>
      <td role="cell" class="small">
        {row.calc !== null && <Words text={row.calc} />}
        {row.more > 0 && <div class="muted">{`et ${count(row.more, 'étape suivante', 'étapes suivantes')}`}</div>}
        {row.reckoning !== null && row.diff.kind !== 'same' && <Why reckoning={row.reckoning} calendar={calendar} open={false} />}
      </td>
    </tr>
  );
}

function When({ at, calendar, now }: { at: Instant | null; calendar: Calendar; now: Instant }) {
  return at === null ? <span class="muted">–</span> : <Words text={frenchDateTime(at, calendar.timeZone, { now })} />;
}

function Diff({ diff }: { diff: DryDiff }) {
  switch (diff.kind) {
    case 'earlier':
    case 'later':
      return (
        <Chip tone="soon" icon={diff.kind === 'earlier' ? 'arrowLeft' : 'transfer'}>
          <Words text={diff.words} />
        </Chip>
      );
    case 'at-effect':
      return (
        <Chip tone="late" icon="alert">
          Échue à l’effet
        </Chip>
      );
    case 'gone':
      return <Chip tone="soon">N’a plus lieu</Chip>;
    case 'new':
      return <Chip tone="soon">Nouvelle étape</Chip>;
    case 'person':
      return <Chip tone="soon">Autre personne</Chip>;
    case 'same':
      return <Chip tone="line">Inchangée</Chip>;
  }
}
