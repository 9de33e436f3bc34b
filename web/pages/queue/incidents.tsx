import { Icon } from '../../components/icon';
import { Note } from '../../components/note';
import { Words } from '../../components/text';
import { incidentPath, incidentsPath, newIncidentPath } from '../../paths';
import type { IncidentView } from '../../view/incident';
import type { ShellProps } from '../../view/shell';
import { count } from '../../words/labels';
import { nearDateTime } from '../../words/when';

export function IncidentButton({ running }: { running: boolean }) {
  return (
    <a class="btn btn-light" href={running ? incidentsPath() : newIncidentPath()}>
      <Icon name="alert" />
      {running ? 'Incidents' : 'Ouvrir un incident'}
    </a>
  );
}

/** A known outage, before the requests that come of it. */
export function Incidents({ incidents, shell }: { incidents: readonly IncidentView[]; shell: ShellProps }) {
  if (incidents.length === 0) return null;
  return (
    <div class="mb-3">
      <Note tone="warn" title={incidents.length === 1 ? 'Un incident est en cours.' : `${incidents.length} incidents sont en cours.`}>
        {incidents.map((incident) => (
          <p class="small">
            <a href={incidentPath(incident.id)}>{incident.title}</a> — <Words text={`${incident.scope}, depuis le ${nearDateTime(incident.since, shell.now, shell.timeZone)}`} /> ·{' '}
            {count(incident.attached, 'demande rattachée', 'demandes rattachées')}
          </p>
        ))}
      </Note>
    </div>
  );
}
