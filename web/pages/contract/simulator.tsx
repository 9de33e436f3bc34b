import type { Calendar } from '../../../domain/calendar-types';
import { frenchDateTime } from '../../../domain/french/dates';
import type { CafCode, Instant } from '../../../domain/ids';
import { Select, TextField } from '../../components/fields';
import { ErrorSummary } from '../../components/form';
import { Icon } from '../../components/icon';
import { Panel, Scroll } from '../../components/panel';
import { Hatch, SimulationChart } from '../../components/simulation-chart';
import { Words } from '../../components/text';
import { Why } from '../../components/timeline';
import { contractPath } from '../../paths';
import type { TimelineEntry } from '../../view/ticket';
import type { SimulationView } from '../contract';

const SILENT = [
  { value: 'desk', label: 'La Caf' },
  { value: 'partner', label: 'Le partenaire' },
];
const URGENT = [
  { value: '', label: 'Non déclarée' },
  { value: 'partner', label: 'Par le partenaire' },
  { value: 'desk', label: 'Par la Caf' },
];

/** « Que se passe-t-il si personne n'agit ? »: the same forecast as the tickets', drawn and in a table. */
export function Simulator({ caf, calendar, simulation, now }: { caf: CafCode; calendar: Calendar; simulation: SimulationView; now: Instant }) {
  const { form, refused, entries } = simulation;
  return (
    <Panel title="Simulateur" aside="Que se passe-t-il si personne n’agit ?" id="simulateur">
      <ErrorSummary refused={refused} idOf={(field) => `simulation-${field}`} />
      <form action={`${contractPath(caf)}#simulateur`} class="row-flex align-items-end">
        <TextField id="simulation-recue" name="recue" type="datetime-local" label="Reçue le" value={form.recue} refused={refused} required />
        <Select id="simulation-silence" name="silence" label="Ne répond pas" options={SILENT} value={form.silence} refused={refused} />
        <Select id="simulation-urgence" name="urgence" label="Urgence" options={URGENT} value={form.urgence} refused={refused} />
        {simulation.versions.length > 1 && <Select id="simulation-version" name="version" label="Contrat" options={simulation.versions} value={form.version} refused={refused} />}
        <Answers simulation={simulation} />
        <div class="mb-f">
          <button class="btn btn-primary" type="submit">
            Simuler
          </button>
        </div>
      </form>
      {entries !== null && <Result entries={entries} calendar={calendar} now={now} />}
    </Panel>
  );
}

const DONE = [
  { value: 'take-in-hand', label: 'Prise en charge' },
  { value: 'desk:asks', label: 'Le guichet pose une question' },
  { value: 'desk:owes', label: 'Le guichet répond, et doit encore une réponse' },
  { value: 'desk:resolved', label: 'Le guichet répond : résolue' },
  { value: 'partner', label: 'Le partenaire répond' },
  { value: 'auto', label: 'Réponse automatique du partenaire' },
  { value: 'call:not-reached', label: 'Appel sans réponse' },
  { value: 'urgent:partner', label: 'Le partenaire déclare l’urgence' },
  { value: 'urgent:desk', label: 'La Caf déclare l’urgence' },
  { value: 'phone:desk:1', label: '1er contact Caf joint au téléphone' },
  { value: 'phone:partner:1', label: '1er contact du partenaire joint au téléphone' },
  { value: 'bounce:partner:1', label: 'Lettre au 1er contact du partenaire rejetée' },
];

/** What someone does meanwhile, at the instant given: the script of « guichet simulate ». */
function Answers({ simulation }: { simulation: SimulationView }) {
  const { answers, refused } = simulation;
  return (
    <details class="w-100" open={answers.some(({ quoi }) => quoi !== '')}>
      <summary>Et si quelqu’un agit ?</summary>
      {answers.map(({ quoi, quand }, i) => (
        <div class="row-flex align-items-end">
          <Select id={`simulation-quoi${i + 1}`} name={`quoi${i + 1}`} label={`Acte ${i + 1}`} options={DONE} value={quoi} blank="Rien" refused={refused} />
          <TextField id={`simulation-quand${i + 1}`} name={`quand${i + 1}`} type="datetime-local" label="Le" value={quand} refused={refused} />
        </div>
      ))}
    </details>
  );
}

function Result({ entries, calendar, now }: { entries: readonly TimelineEntry[]; calendar: Calendar; now: Instant }) {
  const future = entries.filter((entry) => entry.when === 'future');
  if (future.length === 0)
    return (
      <p class="mb-0" role="status">
        <b>Rien ne se fait seul.</b> Ce contrat ne fixe aucun délai ; aucune date n’est inventée.
      </p>
    );
  return (
    <div role="status">
      <div class="row-flex small mb-2">
        {calendar.openingHours !== null && (
          <span class="row-flex">
            <svg class="key" viewBox="0 0 14 14" aria-hidden="true">
              <rect class="shut" width="14" height="14" />
            </svg>
            Fermé
          </span>
        )}
        <span class="row-flex">
          <svg class="key" viewBox="0 0 14 14" aria-hidden="true">
            <Hatch id="legende" />
            <rect width="14" height="14" fill="url(#legende)" />
          </svg>
          Jour férié
        </span>
        <span class="row-flex t-soon">
          <Icon name="transfer" />
          Reportée
        </span>
      </div>
      <Scroll label="Frise de la simulation">
        <SimulationChart entries={entries} calendar={calendar} title="Frise de la simulation ; les dates sont reprises dans le tableau" />
      </Scroll>
      <Scroll label="Dates de la simulation">
        <table class="tb cards mt-2" role="table">
          <caption class="visually-hidden">Les mêmes dates, avec leur calcul</caption>
          <thead role="rowgroup">
            <tr role="row">
              <th scope="col" role="columnheader">
                Quand
              </th>
              <th scope="col" role="columnheader">
                Quoi
              </th>
              <th scope="col" role="columnheader">
                Règle et calcul
              </th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {entries.map((entry) => (
              <Row entry={entry} calendar={calendar} now={now} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  );
}

function Row({ entry, calendar, now }: { entry: TimelineEntry; calendar: Calendar; now: Instant }) {
  return (
    <tr role="row">
      <th scope="row" role="rowheader" class="nw tnum">
        <Words text={frenchDateTime(entry.at, calendar.timeZone, { now })} />
      </th>
      <td role="cell">
        <b>
          <Words text={entry.title} />
        </b>
        {entry.detail?.map((line) => (
          <div class="small muted">
            <Words text={line} />
          </div>
        ))}
        {entry.problem !== null && entry.problem !== undefined && (
          <div class="small t-late fw6">
            <Words text={entry.problem} />
          </div>
        )}
      </td>
      <td role="cell">
        {entry.rule !== null && entry.rule !== undefined && <Words text={entry.rule.text} />}
        {entry.reckoning !== null && entry.reckoning !== undefined && <Why reckoning={entry.reckoning} calendar={calendar} open={false} />}
      </td>
    </tr>
  );
}
