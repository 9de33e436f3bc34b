import type { Calendar } from '../../domain/calendar-types';
import type { ServiceCode, TicketKind } from '../../domain/contract-types';
import type { Instant, Reference } from '../../domain/ids';
import { ActForms } from '../components/acts/forms';
import { SmallBar, Toolbar } from '../components/acts/toolbar';
import { Conversation } from '../components/conversation';
import { Icon } from '../components/icon';
import { Layout } from '../components/layout';
import { queuePath, ticketEventsPath } from '../paths';
import type { ActsProps } from '../view/acts';
import type { ShellProps } from '../view/shell';
import type { ContactView, ConversationItem, JournalLine, LinkedTicketView, Owes, RelayView, RequiredItemView, SendingView, TimelineEntry } from '../view/ticket';
import type { OtherView } from '../words/presence';
import { Sending } from './ticket/sending';
import { Contacts, Journal, Linked } from './ticket/around';
import { IncidentChoice, IncidentNotice, type TicketIncidentView } from './ticket/incident';
import { ActApart, Head, NextStep } from './ticket/head';
import { Notices, type TicketNotice } from './ticket/notices';
import { DisputeFile, Following, Relays, Required } from './ticket/side';

export type { TicketNotice } from './ticket/notices';
export type * from '../view/ticket';
export type { ActFields, ActsProps } from '../view/acts';

export interface TicketProps {
  readonly shell: ShellProps;
  readonly reference: Reference;
  readonly subject: string;
  readonly partner: string;
  readonly service: ServiceCode | null;
  readonly kind: TicketKind | null;
  readonly urgent: boolean;
  /** French word of the phase when nobody owes (« Résolue »). */
  readonly phase: string;
  readonly phaseSince: Instant;
  readonly owes: Owes | null;
  /** « Guichet de la Caf du Val-d’Oise » */
  readonly deskName: string;
  readonly calendar: Calendar;
  /** « contrat 95, version 2 » and where it is; null: not for this person. */
  readonly contract: { readonly words: string; readonly href: string | null };
  /** Who else is there. */
  readonly others: readonly OtherView[];
  /** What was sent and may still be taken back. */
  readonly sending: readonly SendingView[];
  readonly notices: readonly TicketNotice[];
  readonly conversation: readonly ConversationItem[];
  readonly timeline: readonly TimelineEntry[];
  /** Sectors and the national level that were asked. */
  readonly relays: readonly RelayView[];
  readonly required: readonly RequiredItemView[];
  readonly requiredArticle: string | null;
  readonly contacts: readonly ContactView[];
  /** « Convention 95-C-0118 » */
  readonly convention: string | null;
  readonly linked: readonly LinkedTicketView[];
  readonly incident: TicketIncidentView;
  /** Whether this person may take the whole file away. */
  readonly dispute: boolean;
  readonly journal: readonly JournalLine[];
  readonly acts: ActsProps;
}

/** One ticket: what was said, who owes, what happens next and why, and every act. */
export function TicketPage(props: TicketProps) {
  const { shell, calendar } = props;
  const next = props.timeline.find((entry) => entry.when === 'future');
  return (
    <Layout shell={shell} title={props.reference} bar={<SmallBar acts={props.acts} />} live={ticketEventsPath(props.reference, props.acts.seen.split(' ')[0])}>
      <p class="small mb-1 no-print">
        <a href={queuePath()}>
          <Icon name="arrowLeft" />
          File d’attente
        </a>
      </p>
      <Head {...props} />
      {next !== undefined && <NextStep entry={next} now={shell.now} timeZone={calendar.timeZone} />}
      <div data-fresh="envoi">
        <Sending sending={props.sending} reference={props.reference} tokens={props.acts.tokens} now={shell.now} timeZone={calendar.timeZone} />
      </div>
      <ActApart acts={props.acts} />
      <Notices notices={props.notices} acts={props.acts} now={shell.now} timeZone={calendar.timeZone} />
      <IncidentNotice
        incident={props.incident}
        reference={props.reference}
        tokens={props.acts.tokens}
        now={shell.now}
        timeZone={calendar.timeZone}
        refused={incidentRefused(props)}
      />
      <div class="cols">
        <div class="stack">
          <section class="card" aria-label="Conversation">
            <h2 class="visually-hidden">Conversation et actions</h2>
            <Toolbar acts={props.acts} />
            <div data-fresh="conversation">
              <Conversation
                items={props.conversation}
                context={{
                  reference: props.reference,
                  deskName: props.deskName,
                  now: shell.now,
                  timeZone: calendar.timeZone,
                  tokens: props.acts.tokens,
                }}
              />
            </div>
            <ActForms acts={props.acts} />
          </section>
          <Journal lines={props.journal} now={shell.now} timeZone={calendar.timeZone} />
          <div class="pair">
            <Contacts contacts={props.contacts} convention={props.convention} />
            <Linked tickets={props.linked} reference={props.reference} tokens={props.acts.tokens}>
              <IncidentChoice
                incident={props.incident}
                reference={props.reference}
                tokens={props.acts.tokens}
                refused={incidentRefused(props)}
              />
            </Linked>
          </div>
        </div>
        <aside class="stack" aria-label="Suivi de la demande">
          <div data-fresh="suite"><Following entries={props.timeline} owes={props.owes} now={shell.now} calendar={calendar} contract={props.contract} /></div>
          <Relays relays={props.relays} now={shell.now} timeZone={calendar.timeZone} />
          <Required items={props.required} article={props.requiredArticle} reference={props.reference} tokens={props.acts.tokens} mayGive={!props.acts.notTheirs.includes('element')} />
          {props.dispute && <DisputeFile reference={props.reference} />}
        </aside>
      </div>
    </Layout>
  );
}

/** What was refused of attaching it to an incident, or of taking it out. */
function incidentRefused({ acts: { open } }: TicketProps) {
  return open?.act === 'incident' || open?.act === 'hors-incident' || open?.act === 'hors-arret' ? open.refused : null;
}
