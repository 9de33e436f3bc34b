import { frenchDateTime } from '../../../domain/french/dates';
import type { Instant, Reference } from '../../../domain/ids';
import { Select } from '../../components/fields';
import { ErrorSummary, PostForm, type FormTokens, type Option, type Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Note } from '../../components/note';
import { Words } from '../../components/text';
import { incidentPath, newIncidentPath, ticketActPath } from '../../paths';
import { stopPath } from '../../stop-paths';

/** What a request's page says of the outage it comes of, or may come of. */
export interface TicketIncidentView {
  readonly attached: { readonly id: string; readonly title: string; readonly closed: boolean } | null;
  /** The planned stop during which it came; absent = none. */
  readonly stop?: { readonly id: string; readonly title: string; readonly over: boolean };
  /** An open incident of the same hours; `same`: of the same service too. */
  readonly like: { readonly id: string; readonly title: string; readonly since: Instant; readonly same: boolean } | null;
  /** So many requests alike within the hour, and no incident yet. */
  readonly alike: { readonly count: number; readonly service: string } | null;
  /** Open incidents it may be attached to by hand; null: it may not. */
  readonly choices: readonly Option[] | null;
}

interface Props {
  readonly incident: TicketIncidentView;
  readonly reference: Reference;
  readonly tokens: FormTokens;
}

/** The outage that the request is attached to, or that it looks like: one click. */
export function IncidentNotice(props: Props & { now: Instant; timeZone: string; refused: Refused | null }) {
  return (
    <>
      <ErrorSummary refused={props.refused} idOf={() => 'incident-incident'} />
      {props.incident.stop !== undefined && <LinkedTo stop={props.incident.stop} reference={props.reference} tokens={props.tokens} />}
      <Comes {...props} />
    </>
  );
}

function Comes({ incident, reference, tokens, now, timeZone }: Props & { now: Instant; timeZone: string }) {
  const { attached, like, alike } = incident;
  if (attached !== null) return <AttachedTo attached={attached} reference={reference} tokens={tokens} />;
  if (like !== null) {
    return (
      <div class="mb-3">
        <Note tone="warn" icon="link" title={like.same ? 'Un incident connu lui ressemble : même service, mêmes heures.' : 'Un incident est en cours aux mêmes heures : est-ce lui ?'}>
          <p class="small">
            <a href={incidentPath(like.id)}>{like.title}</a>, <Words text={`depuis le ${frenchDateTime(like.since, timeZone, { now })}`} />. Rattachée, elle recevra les
            messages écrits à tous.
          </p>
          <Attach id={like.id} reference={reference} tokens={tokens} />
        </Note>
      </div>
    );
  }
  if (alike === null) return null;
  return (
    <div class="mb-3">
      <Note tone="info" icon="alert" title={`${alike.count} demandes semblables en une heure (${alike.service}).`}>
        <p class="small mb-1">Une panne ? Un incident permet de répondre à toutes par un seul message.</p>
        <a class="btn btn-light btn-sm" href={newIncidentPath(reference)}>
          Ouvrir un incident
        </a>
      </Note>
    </div>
  );
}

function AttachedTo({ attached, reference, tokens }: { attached: NonNullable<TicketIncidentView['attached']>; reference: Reference; tokens: FormTokens }) {
  return (
    <div class="mb-3">
      <Note tone="info" icon="link" title={attached.closed ? 'Rattachée à un incident clos.' : 'Rattachée à un incident en cours.'}>
        <p class="small mb-1">
          <a href={incidentPath(attached.id)}>{attached.title}</a> — un message écrit sur l’incident lui répond aussi.
        </p>
        <PostForm action={ticketActPath(reference, 'hors-incident')} tokens={tokens} suffix="hors-incident">
          <input type="hidden" name="incident" value={attached.id} />
          <button class="btn btn-link btn-sm" type="submit">
            Détacher de l’incident
          </button>
        </PostForm>
      </Note>
    </div>
  );
}

function LinkedTo({ stop, reference, tokens }: { stop: NonNullable<TicketIncidentView['stop']>; reference: Reference; tokens: FormTokens }) {
  return (
    <div class="mb-3">
      <Note tone="info" icon="link" title={stop.over ? 'Liée à un arrêt planifié, terminé.' : 'Liée à un arrêt planifié, en cours.'}>
        <p class="small mb-1">
          <a href={stopPath(stop.id)}>{stop.title}</a> — reçue pendant l’arrêt, de son service ; l’accusé de réception le dit.
        </p>
        <PostForm action={ticketActPath(reference, 'hors-arret')} tokens={tokens} suffix="hors-arret">
          <input type="hidden" name="arret" value={stop.id} />
          <button class="btn btn-link btn-sm" type="submit">
            Délier de l’arrêt
          </button>
        </PostForm>
      </Note>
    </div>
  );
}

function Attach({ id, reference, tokens }: { id: string; reference: Reference; tokens: FormTokens }) {
  return (
    <PostForm action={ticketActPath(reference, 'incident')} tokens={tokens} suffix={`incident-${id}`} class="mt-2">
      <input type="hidden" name="incident" value={id} />
      <button class="btn btn-primary btn-sm" type="submit">
        <Icon name="link" />
        Rattacher à cet incident
      </button>
    </PostForm>
  );
}

/** By hand: to any open incident of the Caf, or to a new one. */
export function IncidentChoice({ incident, reference, tokens, refused }: Props & { refused: Refused | null }) {
  if (incident.choices === null) return null;
  return (
    <details class="mt-2" open={refused !== null}>
      <summary class="small">Rattacher à un incident</summary>
      {incident.choices.length > 0 && (
        <PostForm action={ticketActPath(reference, 'incident')} tokens={tokens} suffix="incident" class="mt-2">
          <Select id="incident-incident" name="incident" label="Incident en cours" options={incident.choices} blank="Choisir…" refused={refused} />
          <button class="btn btn-light btn-sm" type="submit">
            Rattacher
          </button>
        </PostForm>
      )}
      <p class="small mt-2 mb-0">
        <a href={newIncidentPath(reference)}>Ouvrir un incident à partir de cette demande</a>
      </p>
    </details>
  );
}
