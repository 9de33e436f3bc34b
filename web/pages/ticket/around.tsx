import type { ComponentChildren } from 'preact';
import { frenchDateTime } from '../../../domain/french/dates';
import type { Instant, Reference } from '../../../domain/ids';
import { PostForm, type FormTokens } from '../../components/form';
import { Icon } from '../../components/icon';
import { Panel, Scroll } from '../../components/panel';
import { Words } from '../../components/text';
import { ticketActPath, ticketPath } from '../../paths';
import type { ContactView, JournalLine, LinkedTicketView } from '../../view/ticket';
import { count } from '../../words/labels';

/** Every act and event of the ticket, with who and when. */
export function Journal({ lines, now, timeZone }: { lines: readonly JournalLine[]; now: Instant; timeZone: string }) {
  return (
    <section class="card" id="journal" aria-label="Journal">
      <details>
        <summary class="cap border-0">
          <h2>Journal</h2>
          <span class="small muted fw4">{count(lines.length, 'événement')}, avec qui et quand</span>
        </summary>
        <Scroll label="Journal de la demande">
          <table class="tb journal">
            <thead>
              <tr>
                <th scope="col">N°</th>
                <th scope="col">Quand</th>
                <th scope="col">Qui</th>
                <th scope="col">Quoi</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr>
                  <th scope="row" class="tnum">
                    {line.n}
                  </th>
                  <td class="nw">
                    <Words text={frenchDateTime(line.at, timeZone, { now })} />
                  </td>
                  <td>{line.who}</td>
                  <td>
                    <span class="fw6">
                      <Words text={line.what} />
                    </span>
                    {line.detail !== null && (
                      <div class="muted">
                        <Words text={line.detail} />
                      </div>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </details>
    </section>
  );
}

/** Who to call and write to at the partner's, by the convention. */
export function Contacts({ contacts, convention }: { contacts: readonly ContactView[]; convention: string | null }) {
  return (
    <Panel title="Contacts du partenaire" end={convention === null ? undefined : <span class="muted">{convention}</span>}>
      {contacts.length === 0 ? (
        <p class="mb-0 muted">Aucun contact enregistré.</p>
      ) : (
        <dl class="dl small">
          {contacts.map((contact) => (
            <>
              <dt>
                <Words text={contact.role} />
              </dt>
              <dd>
                {contact.name ?? (
                  <span class="t-late">
                    <Icon name="alert" /> Aucun contact saisi
                  </span>
                )}
                {contact.phone !== null && (
                  <>
                    {' '}
                    ·{' '}
                    <a class="nw" href={`tel:${contact.phone}`}>
                      {frenchPhone(contact.phone)}
                    </a>
                  </>
                )}
                {contact.problem !== null && <span class="t-late"> · {contact.problem}</span>}
              </dd>
            </>
          ))}
        </dl>
      )}
    </Panel>
  );
}

/** « 01 99 00 24 17 » from « +33199002417 »; other numbers as they are. */
export function frenchPhone(e164: string): string {
  const national = /^\+33(\d)(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(e164);
  return national === null ? e164 : `0${national.slice(1).join('\u00a0')}`;
}

/** The same as somebody types it in a field, with plain spaces. */
export function typedPhone(e164: string): string {
  return frenchPhone(e164).replaceAll('\u00a0', ' ');
}

export function Linked({ tickets, reference, tokens, children }: { tickets: readonly LinkedTicketView[]; reference: Reference; tokens: FormTokens; children?: ComponentChildren }) {
  return (
    <Panel title="Demandes liées">
      {tickets.length === 0 ? (
        <p class="mb-0 muted">Aucune demande liée.</p>
      ) : (
        <ul class="list small">
          {tickets.map((ticket) => (
            <li>
              <a class="ref" href={ticketPath(ticket.reference)}>
                {ticket.reference}
              </a>{' '}
              {ticket.subject}
              <br />
              <span class="muted">
                <Words text={ticket.detail} />
              </span>
              {ticket.canUnmerge && (
                <PostForm action={ticketActPath(reference, 'defusion')} tokens={tokens} suffix={`defusion-${ticket.reference}`}>
                  <input type="hidden" name="avec" value={ticket.reference} />
                  <button class="btn btn-link btn-sm" type="submit" aria-label={`Annuler la fusion avec ${ticket.reference}`}>
                    Annuler la fusion
                  </button>
                </PostForm>
              )}
            </li>
          ))}
        </ul>
      )}
      {children}
    </Panel>
  );
}
