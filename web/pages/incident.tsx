import { frenchDateTime } from '../../domain/french/dates';
import type { Instant } from '../../domain/ids';
import type { FormTokens, Option, Refused } from '../components/form';
import { Chip } from '../components/chip';
import { Icon } from '../components/icon';
import { Layout } from '../components/layout';
import { Note } from '../components/note';
import { Words } from '../components/text';
import { incidentsPath, type IncidentAct } from '../paths';
import type { IncidentFields, IncidentMessageView, IncidentTicketView, IncidentView } from '../view/incident';
import type { ShellProps } from '../view/shell';
import { Close, Known, WriteToAll } from './incident/write';
import { Attached, Messages, Proposals } from './incident/tables';

export interface IncidentProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly incident: IncidentView;
  readonly known: string;
  readonly closedBy: string | null;
  readonly attached: readonly IncidentTicketView[];
  readonly proposals: { readonly same: readonly IncidentTicketView[]; readonly possible: readonly IncidentTicketView[]; readonly more: boolean };
  readonly messages: readonly IncidentMessageView[];
  readonly details: Omit<IncidentFields, 'portee' | 'demande'>;
  readonly services: readonly Option[];
  readonly zoneWords: string;
  /** A form that was sent and refused; `ticked`: what was chosen in it. */
  readonly sent: { readonly act: IncidentAct; readonly refused: Refused; readonly ticked: readonly string[] } | null;
  /** Why this person may not change or close it; null = may. */
  readonly readOnly: string | null;
}

/** One outage and all the requests that come of it: one message answers them all, each by its own letter and its own clock. */
export function IncidentPage(props: IncidentProps) {
  const { shell, incident, tokens } = props;
  const times = { now: shell.now, timeZone: shell.timeZone };
  const open = props.attached.filter((ticket) => ticket.open);
  return (
    <Layout shell={shell} title={incident.title}>
      <p class="small mb-1">
        <a href={incidentsPath()}>
          <Icon name="arrowLeft" />
          Incidents
        </a>
      </p>
      <Head {...props} />
      <div class="cols">
        <div class="stack">
          {open.length > 0 && <WriteToAll props={props} open={open.length} />}
          {open.length === 0 && incident.closedAt === null && (
            <Note tone="info" icon="link" title="Rattachez d’abord les demandes concernées.">
              <p class="small">Un seul message leur répondra ensuite à toutes, chacune dans son fil, et son horloge avec.</p>
            </Note>
          )}
          <Attached id={incident.id} tickets={props.attached} tokens={tokens} times={times} />
          <Messages messages={props.messages} times={times} />
        </div>
        <aside class="stack" aria-label="Suivi de l’incident">
          <Proposals id={incident.id} {...props.proposals} tokens={tokens} times={times} error={refusedOf(props, 'rattachement')?.errors[0]?.message ?? null} />
          <Known props={props} />
          {incident.closedAt === null && <Close props={props} open={open} />}
        </aside>
      </div>
    </Layout>
  );
}

const refusedOf = ({ sent }: IncidentProps, act: IncidentAct): Refused | null => (sent?.act === act ? sent.refused : null);

function Head({ shell, incident, closedBy }: IncidentProps) {
  const when = (at: Instant) => frenchDateTime(at, shell.timeZone, { now: shell.now });
  return (
    <>
      <h1 class="mb-1">{incident.title}</h1>
      <div class="row-flex mb-3">
        {incident.closedAt === null ? (
          <Chip tone="late" icon="alert">
            En cours
          </Chip>
        ) : (
          <Chip tone="ok" icon="checkCircle">
            Clos
          </Chip>
        )}
        <span class="fw6">
          <Words text={incident.scope} />
        </span>
        <span class="muted small">
          <Words text={`depuis le ${when(incident.since)}, ouvert par ${incident.openedBy}`} />
          {incident.closedAt !== null && <Words text={`, clos le ${when(incident.closedAt)}${closedBy === null ? '' : ` par ${closedBy}`}`} />}
        </span>
      </div>
    </>
  );
}

