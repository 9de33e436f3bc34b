import { frenchDateTime } from '../../../domain/french/dates';
import type { Instant } from '../../../domain/ids';
import { Chip, SIDE_TONE } from '../../components/chip';
import { PostForm, type FormTokens } from '../../components/form';
import { Icon } from '../../components/icon';
import { Empty } from '../../components/note';
import { Panel, Scroll } from '../../components/panel';
import { Paragraphs, Words } from '../../components/text';
import { incidentActPath, ticketActPath, ticketPath } from '../../paths';
import type { IncidentMessageView, IncidentTicketView } from '../../view/incident';
import { count, SERVICE_SHORT } from '../../words/labels';
import { nearDateTime } from '../../words/when';

interface Times {
  readonly now: Instant;
  readonly timeZone: string;
}

/** The attached requests, as they were received, each with who owes and until when. */
export function Attached({ id, tickets, tokens, times }: { id: string; tickets: readonly IncidentTicketView[]; tokens: FormTokens; times: Times }) {
  const open = tickets.filter((ticket) => ticket.open).length;
  return (
    <Panel title="Demandes rattachées" aside={`${count(tickets.length, 'demande')}, dont ${count(open, 'ouverte')}`} flush>
      {tickets.length === 0 ? (
        <Empty icon="inbox" title="Aucune demande rattachée.">
          Rattachez-en depuis les propositions, ou depuis la page d’une demande.
        </Empty>
      ) : (
        <Scroll label="Liste des demandes rattachées">
          <table class="tb">
            <thead>
              <tr>
                <th scope="col">Demande</th>
                <th scope="col">Partenaire</th>
                <th scope="col">Reçue</th>
                <th scope="col">Qui doit répondre</th>
                <th scope="col">Détacher</th>
              </tr>
            </thead>
            <tbody>
              {tickets.map((ticket) => (
                <Row id={id} ticket={ticket} tokens={tokens} times={times} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Panel>
  );
}

function Row({ id, ticket, tokens, times: { now, timeZone } }: { id: string; ticket: IncidentTicketView; tokens: FormTokens; times: Times }) {
  return (
    <tr>
      <th scope="row">
        <a class="ref" href={ticketPath(ticket.reference)}>
          {ticket.reference}
        </a>
        <div class="fw4 anywhere">{ticket.subject}</div>
      </th>
      <td>{ticket.partner}</td>
      <td class="nw">
        <Words text={frenchDateTime(ticket.receivedAt, timeZone, { now })} />
      </td>
      <td>
        {ticket.owes === null ? (
          <Chip tone="ok" icon="checkCircle">
            {ticket.phase}
          </Chip>
        ) : (
          <Chip tone={SIDE_TONE[ticket.owes]} icon={ticket.owes === 'desk' ? 'building' : 'users'}>
            {ticket.owes === 'desk' ? 'La Caf' : 'Le partenaire'}
          </Chip>
        )}
        {ticket.due !== null && (
          <div class={ticket.due <= now ? 'small t-late fw6' : 'small muted'}>
            <Words text={ticket.due <= now ? `En retard : ${frenchDateTime(ticket.due, timeZone, { now })}` : nearDateTime(ticket.due, now, timeZone)} />
          </div>
        )}
      </td>
      <td>
        <PostForm action={ticketActPath(ticket.reference, 'hors-incident')} tokens={tokens} suffix={`hors-${ticket.reference}`}>
          <input type="hidden" name="incident" value={id} />
          <input type="hidden" name="retour" value="incident" />
          <button class="btn btn-link btn-sm" type="submit" aria-label={`Détacher ${ticket.reference}`}>
            Détacher
          </button>
        </PostForm>
      </td>
    </tr>
  );
}

export interface ProposalsProps {
  readonly id: string;
  readonly same: readonly IncidentTicketView[];
  readonly possible: readonly IncidentTicketView[];
  /** More than are shown. */
  readonly more: boolean;
  readonly tokens: FormTokens;
  readonly times: Times;
  /** What was wrong with the last sending. */
  readonly error: string | null;
}

/** Requests of the same service and hour, ticked; those that do not say their service, to be ticked. */
export function Proposals({ id, same, possible, more, tokens, times, error }: ProposalsProps) {
  const total = same.length + possible.length;
  if (total === 0) return null;
  return (
    <Panel title="À rattacher ?" aside={count(total, 'demande ressemblante', 'demandes ressemblantes')} id="propositions">
      <PostForm action={incidentActPath(id, 'rattachement')} tokens={tokens} suffix="rattachement">
        {error !== null && (
          <p class="t-late small fw6" role="alert">
            {error}
          </p>
        )}
        <Ticks legend="Même service, mêmes heures" tickets={same} checked times={times} />
        <Ticks legend="Mêmes heures, service non précisé" tickets={possible} checked={false} times={times} />
        {more && <p class="small muted">Les plus anciennes d’abord ; les suivantes viendront une fois celles-ci rattachées.</p>}
        <button class="btn btn-primary" type="submit">
          <Icon name="link" />
          Rattacher les demandes cochées
        </button>
      </PostForm>
    </Panel>
  );
}

/** A list of requests to tick; each box posts « demandes ». */
export function Ticks({ legend, tickets, checked, times: { now, timeZone }, prefix = 'demande' }: { legend: string; tickets: readonly IncidentTicketView[]; checked: boolean | ReadonlySet<string>; times: Times; prefix?: string }) {
  if (tickets.length === 0) return null;
  return (
    <fieldset class="choice mb-3">
      <legend>{legend}</legend>
      {tickets.map((ticket) => (
        <div class="form-check">
          <input
            class="form-check-input"
            type="checkbox"
            name="demandes"
            value={ticket.reference}
            id={`${prefix}-${ticket.reference}`}
            checked={typeof checked === 'boolean' ? checked : checked.has(ticket.reference)}
          />
          <label class="form-check-label" for={`${prefix}-${ticket.reference}`}>
            <span class="fw6">{ticket.partner}</span> <span class="anywhere">— {ticket.subject}</span>
            <span class="muted small">
              {' '}
              · <span class="ref">{ticket.reference}</span>, {ticket.service === null ? '' : `${SERVICE_SHORT[ticket.service]}, `}
              <Words text={frenchDateTime(ticket.receivedAt, timeZone, { now })} />
            </span>
          </label>
        </div>
      ))}
    </fieldset>
  );
}

/** What was written to all, the latest first, and what became of it. */
export function Messages({ messages, times: { now, timeZone } }: { messages: readonly IncidentMessageView[]; times: Times }) {
  if (messages.length === 0) return null;
  return (
    <Panel title="Messages envoyés">
      <ul class="list">
        {messages.map((message) => (
          <li>
            <div class="small muted">
              <b>{message.author}</b>, le <Words text={frenchDateTime(message.at, timeZone, { now })} />
              {' · '}
              {message.closing ? 'clôture, ' : ''}
              {message.resolves ? 'c’est résolu' : 'une réponse est encore due'}
            </div>
            <Paragraphs text={message.text} />
            <p class="small mb-0">
              <Icon name="mailCheck" /> Envoyé à {count(message.sent, 'demande')}
              {message.waiting > 0 && <>, à {message.waiting} de plus dans un instant, sans que vous ayez à revenir</>}
              {message.refused.length > 0 && <> ; pas à :</>}
            </p>
            {message.refused.length > 0 && (
              <ul class="small mb-0">
                {message.refused.map((one) => (
                  <li>
                    <a class="ref" href={ticketPath(one.reference)}>
                      {one.reference}
                    </a>{' '}
                    {one.reason}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
