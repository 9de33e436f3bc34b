import { Attachments } from '../../components/attachments';
import { Chip } from '../../components/chip';
import { ContractItems } from '../../components/contract-items';
import { ErrorSummary, type FormTokens, type Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Note } from '../../components/note';
import { Outage } from '../../components/outage';
import { OwnTicketMeta, Standing } from '../../components/own-tickets';
import { Panel } from '../../components/panel';
import { Paragraphs } from '../../components/text';
import { Timeline } from '../../components/timeline';
import { frenchTime } from '../../../domain/french/dates';
import { messageAnchor } from '../../paths';
import { ownAttachmentPath, ownTicketPath } from '../../paths-portal';
import type { FileLimits, OwnMessage, OwnTicketView, RefusedOwn } from '../../view/portal';
import type { ShellProps } from '../../view/shell';
import { count, initials } from '../../words/labels';
import { day } from '../../words/when';
import { ReplyForm, UrgentForm } from './write';

export interface OwnTicketProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly ticket: OwnTicketView;
  readonly limits: FileLimits;
  readonly refused: RefusedOwn | null;
}

export const replyAnchor = (): string => 'repondre';

/** A request as its partner reads it: who must answer by when, what was said, what comes, and the forms to answer. */
export function OwnTicketPage(props: OwnTicketProps) {
  const { shell, ticket, refused } = props;
  const refusedOf = (form: RefusedOwn['form']): Refused | null => (refused?.form === form ? refused.refused : null);
  return (
    <Layout shell={shell} title={ticket.subject} wide="wrap narrow">
      <h1 class="mb-1">{ticket.subject}</h1>
      <div class="mb-3">
        <OwnTicketMeta line={ticket} />
      </div>
      <ErrorSummary refused={refused?.refused} idOf={(field) => `${refused?.form ?? ''}-${field}`} />
      <div class="stack">
        <Now ticket={ticket} />
        {ticket.outage !== null && <Outage outage={ticket.outage} say="Votre demande en vient : nous vous écrivons ici dès que nous en savons plus." />}
        <Panel title="Échanges" end={<span class="muted">{count(ticket.conversation.length, 'message')}</span>} flush>
          {ticket.conversation.map((message) => (
            <Message message={message} ticket={ticket} shell={shell} />
          ))}
        </Panel>
        {ticket.reply !== null && <ReplyForm {...props} reply={ticket.reply} refused={refusedOf('reponse')} />}
        <Panel title="Ce qui s’est passé, ce qui vient" id="suite">
          <Timeline entries={ticket.timeline} now={shell.now} calendar={ticket.calendar} opened={false} />
        </Panel>
        {ticket.urgency !== null && <UrgentForm {...props} effect={ticket.urgency} refused={refusedOf('urgence')} />}
      </div>
    </Layout>
  );
}

function Now({ ticket }: { ticket: OwnTicketView }) {
  const { standing, missing, mergedInto, reply } = ticket;
  return (
    <section class={standing.owes === 'you' ? 'card expected' : 'card'} aria-label="Où en est la demande">
      <div class="card-body">
        <Standing standing={standing} />
        {missing.length > 0 && (
          <>
            <p class="mb-1">Il manque, d’après votre contrat{'\u00a0'}:</p>
            <ContractItems items={missing} state="missing" spaced />
          </>
        )}
        {mergedInto !== null && (
          <Note tone="info" title="Le guichet suit cette demande avec une autre.">
            <p class="small mb-0">
              <a href={ownTicketPath(mergedInto.reference)}>
                {mergedInto.reference}, {mergedInto.subject}
              </a>
            </p>
          </Note>
        )}
        {reply !== null && (
          <a class={standing.owes === 'you' ? 'btn btn-primary w-100' : 'btn btn-light w-100'} href={`#${replyAnchor()}`}>
            <Icon name="reply" />
            {standing.owes === 'nobody' ? 'Écrire de nouveau' : 'Répondre'}
          </a>
        )}
      </div>
    </section>
  );
}

function Message({ message, ticket, shell }: { message: OwnMessage; ticket: OwnTicketView; shell: ShellProps }) {
  const { id, at, side, author, sub, text, quoted, automatic, attachments } = message;
  const { timeZone } = ticket.calendar;
  const when = `${day(at, shell.now, timeZone)} à ${frenchTime(at, timeZone)}`;
  return (
    <article class={automatic ? 'msg auto' : 'msg'} id={messageAnchor(id)} aria-label={`${author}, ${when}`}>
      <header>
        <span class={`who ${side === 'caf' ? 'c-caf' : 'c-part'}`} aria-hidden="true">
          {side === 'caf' ? 'G' : initials(author)}
        </span>
        <div>
          <span class="fw6">{author}</span>{' '}
          <Chip tone={side === 'caf' ? 'caf' : 'part'} icon={side === 'caf' ? 'building' : 'users'}>
            {side === 'caf' ? 'Caf' : 'Votre organisme'}
          </Chip>
          <div class="small muted">{sub}</div>
        </div>
        <div class="end small muted">{when}</div>
      </header>
      <div class="txt">
        {automatic ? (
          <details class="small">
            <summary>Réponse automatique{'\u00a0'}: ne compte pas comme une réponse</summary>
            <Paragraphs text={text} />
          </details>
        ) : (
          <Paragraphs text={text} />
        )}
        <Attachments reference={ticket.reference} files={attachments} pathOf={ownAttachmentPath} />
        {quoted !== null && (
          <details class="quote small">
            <summary>Texte cité ({count(quoted.split('\n').length, 'ligne')})</summary>
            <blockquote class="pre">{quoted}</blockquote>
          </details>
        )}
      </div>
    </article>
  );
}
