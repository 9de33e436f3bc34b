import type { Instant, Reference } from '../../../domain/ids';
import { Chip } from '../../components/chip';
import { PostForm, type FormTokens } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Note } from '../../components/note';
import { Panel, Scroll } from '../../components/panel';
import { Words } from '../../components/text';
import { Heads } from '../../components/table';
import { ticketPath } from '../../paths';
import { webhookEndPath, webhookPath, webhookResendPath, webhooksPath } from '../../settings-paths';
import type { ShellProps } from '../../view/shell';
import { count } from '../../words/labels';
import { PROBLEM_WORDS } from '../../words/webhooks';
import { nearDateTime } from '../../words/when';

export interface DeliveryLine {
  readonly id: string;
  readonly reference: Reference;
  /** « Prise en charge » */
  readonly event: string;
  readonly happenedAt: Instant;
  readonly state: 'pending' | 'delivered' | 'given-up';
  readonly attempts: number;
  readonly lastAt: Instant | null;
  readonly lastStatus: number | null;
  readonly problem: string | null;
}
export interface WebhookProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly webhook: { readonly id: string; readonly caf: string; readonly url: string; readonly events: readonly string[]; readonly ended: boolean };
  readonly deliveries: readonly DeliveryLine[];
  /** Where the next page of deliveries begins; null = there is none. */
  readonly next: string | null;
  /** The secret just made, shown this once. */
  readonly secret: string | null;
}

/** One webhook: what it is told, and how each delivery went. */
export function WebhookPage({ shell, tokens, webhook, deliveries, next, secret }: WebhookProps) {
  return (
    <Layout shell={shell} title="Webhook">
      <p class="small mb-1">
        <a href={webhooksPath()}>
          <Icon name="arrowLeft" />
          Webhooks
        </a>
      </p>
      <h1 class="mb-3 anywhere">{webhook.url}</h1>
      <div class="stack">
        {secret !== null && (
          <Note tone="warn" icon="key" title={'Copiez ce secret maintenant\u00a0: il ne sera plus montré.'} live>
            <p class="anywhere mb-1">
              <code>{secret}</code>
            </p>
            <p class="small mb-0">Le programme vérifie par lui que l’envoi vient du guichet.</p>
          </Note>
        )}
        {webhook.ended && (
          <Note tone="warn" title="Ce webhook est arrêté.">
            <p class="small mb-0">Plus rien ne lui est envoyé.</p>
          </Note>
        )}
        <Panel title={`Caf ${webhook.caf}`} aside={count(webhook.events.length, 'événement')}>
          <p class={webhook.ended ? 'mb-0' : ''}>{webhook.events.join(', ')}</p>
          {!webhook.ended && (
            <PostForm action={webhookEndPath(webhook.id)} tokens={tokens} suffix="fin">
              <button class="btn btn-light btn-sm" type="submit">
                Arrêter ce webhook
              </button>
            </PostForm>
          )}
        </Panel>
        <Deliveries shell={shell} tokens={tokens} webhook={webhook} deliveries={deliveries} />
        {next !== null && (
          <p class="mb-0">
            <a class="btn btn-light btn-sm" href={`${webhookPath(webhook.id)}?suite=${encodeURIComponent(next)}`}>
              Envois plus anciens
            </a>
          </p>
        )}
      </div>
    </Layout>
  );
}

const TITLES = ['Demande', 'Événement', 'Envoi', 'Action'];

function Deliveries({ shell, tokens, webhook, deliveries }: Pick<WebhookProps, 'shell' | 'tokens' | 'webhook' | 'deliveries'>) {
  if (deliveries.length === 0) return <Panel title="Envois">Aucun envoi encore.</Panel>;
  return (
    <div class="card">
      <Scroll label="Envois">
        <table class="tb cards" role="table">
          <caption class="visually-hidden">Envois</caption>
          <Heads titles={TITLES} />
          <tbody role="rowgroup">
            {deliveries.map((one) => (
              <Line one={one} webhook={webhook} shell={shell} tokens={tokens} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  );
}

function Line({ one, webhook, shell, tokens }: { one: DeliveryLine } & Pick<WebhookProps, 'webhook' | 'shell' | 'tokens'>) {
  const when = (at: Instant) => nearDateTime(at, shell.now, shell.timeZone);
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        <a href={ticketPath(one.reference)}>{one.reference}</a>
      </th>
      <td role="cell">
        {one.event}
        <div class="small muted">
          <Words text={when(one.happenedAt)} />
        </div>
      </td>
      <td role="cell">
        <State state={one.state} />
        <div class="small muted">
          <Words text={outcomeWords(one, when)} />
        </div>
      </td>
      <td role="cell">
        {one.state !== 'pending' && !webhook.ended && (
          <PostForm action={webhookResendPath(webhook.id, one.id)} tokens={tokens} suffix={`renvoi-${one.id}`}>
            <button class="btn btn-light btn-sm" type="submit" aria-label={`Envoyer de nouveau ${one.event}, ${one.reference}`}>
              Envoyer de nouveau
            </button>
          </PostForm>
        )}
      </td>
    </tr>
  );
}

function State({ state }: Pick<DeliveryLine, 'state'>) {
  if (state === 'delivered') return <Chip tone="ok" icon="checkCircle">Reçu</Chip>;
  if (state === 'given-up') return <Chip tone="late" icon="alert">Abandonné</Chip>;
  return <Chip tone="soon" icon="clock">En cours</Chip>;
}

function outcomeWords({ attempts, lastAt, lastStatus, problem }: DeliveryLine, when: (at: Instant) => string): string {
  if (lastAt === null) return 'pas encore essayé';
  const status = lastStatus === null ? '' : ` (${lastStatus})`;
  return `${count(attempts, 'essai')}, le dernier ${when(lastAt)}${problem === null ? status : ` : ${PROBLEM_WORDS[problem] ?? problem}${status}`}`;
}
