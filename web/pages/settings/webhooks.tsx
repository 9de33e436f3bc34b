import { WEBHOOK_FACTS } from '../../../domain/webhook-events';
import { Checks, Select, TextField } from '../../components/fields';
import { ErrorSummary, PostForm, type FormTokens, type Option, type Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { apiReferencePath } from '../../paths-sign-in';
import { settingsPath, webhookPath, webhooksPath } from '../../settings-paths';
import type { ShellProps } from '../../view/shell';
import { count } from '../../words/labels';
import { EVENT_WORDS } from '../../words/webhooks';

export interface WebhookLine {
  readonly id: string;
  readonly caf: string;
  readonly url: string;
  readonly events: number;
  readonly pending: number;
  readonly givenUp: number;
}
export interface WebhooksProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly webhooks: readonly WebhookLine[];
  readonly cafs: readonly Option[];
  readonly refused: Refused | null;
}

/** Programs that are told of what happens to tickets. */
export function WebhooksPage(props: WebhooksProps) {
  const { shell, webhooks, refused } = props;
  return (
    <Layout shell={shell} title="Webhooks" wide="wrap narrow">
      <p class="small mb-1">
        <a href={settingsPath()}>
          <Icon name="arrowLeft" />
          Réglages
        </a>
      </p>
      <h1 class="mb-1">Webhooks</h1>
      <p class="muted">
        <Words text="Le guichet prévient un programme de ce qui arrive aux demandes : la référence, l’événement, l’instant, rien d’autre. " />
        <a href={`${apiReferencePath()}#webhooks`}>Comment vérifier la signature</a>
      </p>
      <ErrorSummary refused={refused} idOf={(field) => `webhook-${field}`} />
      <div class="stack">
        <Panel title="Programmes prévenus" aside={webhooks.length === 0 ? 'aucun' : undefined}>
          {webhooks.length === 0 ? (
            <p class="mb-0">Aucun programme n’est prévenu.</p>
          ) : (
            <ul class="list">
              {webhooks.map((one) => (
                <li>
                  <a class="anywhere" href={webhookPath(one.id)}>
                    {one.url}
                  </a>
                  <div class="small muted">
                    <Words text={`Caf ${one.caf}, ${count(one.events, 'événement')}${one.pending > 0 ? `, ${one.pending} en cours` : ''}`} />
                    {one.givenUp > 0 && <span class="chip late">{count(one.givenUp, 'envoi abandonné', 'envois abandonnés')}</span>}
                  </div>
                </li>
              ))}
            </ul>
          )}
        </Panel>
        <NewWebhook {...props} />
      </div>
    </Layout>
  );
}

function NewWebhook({ tokens, cafs, refused }: WebhooksProps) {
  const value = (name: string): string => refused?.values[name] ?? '';
  const events = WEBHOOK_FACTS.map((fact) => ({ name: `evenement-${fact}`, label: EVENT_WORDS[fact], checked: value(`evenement-${fact}`) === 'oui' }));
  return (
    <Panel title="Prévenir un programme">
      <PostForm action={webhooksPath()} tokens={tokens} suffix="webhook">
        {cafs.length > 1 && <Select id="webhook-caf" name="caf" label="Caf" options={cafs} value={value('caf')} blank="Choisir…" refused={refused} required />}
        <TextField id="webhook-url" name="url" label="Adresse" value={value('url')} placeholder="https://programme.example/guichet" refused={refused} required hint="En https. Le programme répond par un code 2xx, puis travaille." />
        <div id="webhook-evenements" tabIndex={-1}>
          <Checks legend="Événements" idPrefix="webhook" options={events} />
          {refused?.errors.filter((error) => error.field === 'evenements').map((error) => <p class="invalid-feedback d-block">{error.message}</p>)}
        </div>
        <button class="btn btn-primary" type="submit">
          Créer
        </button>
      </PostForm>
    </Panel>
  );
}
