import { frenchDateTime } from '../../domain/french/dates';
import { Chip } from '../components/chip';
import { Icon } from '../components/icon';
import { Layout } from '../components/layout';
import { Empty } from '../components/note';
import { Words } from '../components/text';
import { incidentPath, newIncidentPath, queuePath } from '../paths';
import type { IncidentView } from '../view/incident';
import type { ShellProps } from '../view/shell';
import { count } from '../words/labels';

export interface IncidentsProps {
  readonly shell: ShellProps;
  /** Open ones first. */
  readonly incidents: readonly IncidentView[];
}

/** Unplanned outages: those under way, then the last ones. */
export function IncidentsPage({ shell, incidents }: IncidentsProps) {
  const open = incidents.filter((incident) => incident.closedAt === null);
  const closed = incidents.filter((incident) => incident.closedAt !== null);
  return (
    <Layout shell={shell} title="Incidents">
      <p class="small mb-1">
        <a href={queuePath()}>
          <Icon name="arrowLeft" />
          File d’attente
        </a>
      </p>
      <div class="row-flex mb-3">
        <h1>Incidents</h1>
        <span class="muted hide-s">une panne, plusieurs demandes, une seule réponse à écrire</span>
        <a class="btn btn-primary ms-auto" href={newIncidentPath()}>
          <Icon name="alert" />
          Ouvrir un incident
        </a>
      </div>
      <div class="stack">
        <section class="card" aria-labelledby="ouverts">
          <div class="cap">
            <h2 id="ouverts">En cours</h2>
          </div>
          {open.length === 0 ? (
            <Empty icon="checkCircle" title="Aucun incident en cours.">
              Quand plusieurs partenaires signalent la même panne, ouvrez un incident : un seul message leur répond à tous.
            </Empty>
          ) : (
            <List incidents={open} shell={shell} />
          )}
        </section>
        {closed.length > 0 && (
          <section class="card" aria-labelledby="clos">
            <div class="cap">
              <h2 id="clos">Clos</h2>
            </div>
            <List incidents={closed} shell={shell} />
          </section>
        )}
      </div>
    </Layout>
  );
}

function List({ incidents, shell }: { incidents: readonly IncidentView[]; shell: ShellProps }) {
  const when = (at: IncidentView['since']) => frenchDateTime(at, shell.timeZone, { now: shell.now });
  return (
    <div class="card-body">
      <ul class="list">
        {incidents.map((incident) => (
          <li>
            <a class="subj" href={incidentPath(incident.id)}>
              {incident.title}
            </a>{' '}
            {incident.closedAt === null ? (
              <Chip tone="late" icon="alert">
                En cours
              </Chip>
            ) : (
              <Chip tone="ok" icon="checkCircle">
                Clos
              </Chip>
            )}
            <div class="small muted">
              <Words text={`${incident.scope} · depuis le ${when(incident.since)}${incident.closedAt === null ? '' : `, clos le ${when(incident.closedAt)}`}`} />
              {' · '}
              {count(incident.attached, 'demande rattachée', 'demandes rattachées')}
              {incident.attachedOpen > 0 && <>, dont {count(incident.attachedOpen, 'ouverte')}</>}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
