import { TRACE_PHASE_WORDS } from '../../../domain/french/traces';
import { Select, TextArea } from '../../components/fields';
import { ErrorSummary, PostForm, type FormTokens, type Option, type Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Empty, Note } from '../../components/note';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { newOwnTracePath, ownTraceActPath, ownTracePath, ownTracesPath, type OwnTraceActName } from '../../paths-traces';
import type { ShellProps } from '../../view/shell';
import type { TraceLineView, TraceView } from '../../view/trace';
import { TraceFields, traceFieldId } from '../traces/fields';
import { TraceLines } from '../traces/list';
import { AnswerPanel, AskedPanel, TraceJournal } from '../traces/request';

export interface OwnTracesProps {
  readonly shell: ShellProps;
  readonly requests: readonly TraceLineView[];
}

/** The requests for traces that the reader asked themselves. */
export function OwnTracesPage({ shell, requests }: OwnTracesProps) {
  return (
    <Layout shell={shell} title="Vos demandes de traces" wide="wrap narrow">
      <h1 class="mb-3">Vos demandes de traces</h1>
      <p>Qui s’est connecté, quand, pour consulter quoi : l’administrateur et le suppléant peuvent le demander à la Caf (art. 5). Vous seul lisez ce que vous avez demandé, et la réponse.</p>
      <p>
        <a class="btn btn-primary" href={newOwnTracePath()}>
          <Icon name="file" />
          Demander des traces
        </a>
      </p>
      <Panel title="Vos demandes">{requests.length === 0 ? <Empty icon="inbox" title="Aucune demande." /> : <TraceLines shell={shell} requests={requests} pathOf={ownTracePath} />}</Panel>
    </Layout>
  );
}

export interface NewOwnTraceProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly conventions: readonly Option[];
  readonly earliest: string;
  readonly today: string;
  readonly refused: Refused | null;
}

export function NewOwnTracePage({ shell, tokens, conventions, earliest, today, refused }: NewOwnTraceProps) {
  return (
    <Layout shell={shell} title="Demander des traces" wide="wrap narrow">
      <h1 class="mb-3">Demander des traces</h1>
      <ErrorSummary refused={refused} idOf={traceFieldId} />
      <Panel title="Votre demande">
        <PostForm action={ownTracesPath()} tokens={tokens} suffix="traces">
          {conventions.length > 1 ? <Select id={traceFieldId('convention')} name="convention" label="Pour quelle convention ?" options={conventions} blank="Choisir…" refused={refused} required /> : <input type="hidden" name="convention" value={conventions[0]?.value ?? ''} />}
          <TraceFields refused={refused} earliest={earliest} today={today} />
          <button class="btn btn-primary w-100" type="submit">
            <Icon name="send" />
            Envoyer à la Caf
          </button>
        </PostForm>
      </Panel>
    </Layout>
  );
}

const TONES = { asked: 'info', unclear: 'warn', answered: 'done', refused: 'stop', cancelled: 'info' } as const;

/** One's own request, with its answer. */
export function OwnTracePage(view: TraceView) {
  const { shell, id, state, sent } = view;
  const over = state.endedAt !== null;
  return (
    <Layout shell={shell} title={`Demande de traces ${id}`} wide="wrap narrow">
      <p class="small mb-1">
        <a href={ownTracesPath()}>
          <Icon name="arrowLeft" />
          Vos demandes de traces
        </a>
      </p>
      <h1 class="mb-1">Demande de traces</h1>
      <p class="row-flex mb-3">
        <span class="ref">{id}</span> <span class="muted">{view.partner ?? ''}</span>
      </p>
      <ErrorSummary refused={sent} idOf={(field) => `${sent?.act ?? ''}-${field}`} />
      <div class="stack">
        <Note tone={TONES[state.phase]} title={TRACE_PHASE_WORDS[state.phase]}>
          {state.reason !== null && <p class="pre anywhere mb-0">{state.reason}</p>}
          {state.question !== null && <p class="pre anywhere mb-0">{state.question}</p>}
        </Note>
        {!over && state.phase === 'unclear' && <OwnForm view={view} act="precision" title="Répondre à la question" label="Votre précision" button="Envoyer la précision" />}
        {view.answer !== null && <AnswerPanel view={view} />}
        <AskedPanel view={view} />
        <TraceJournal view={view} />
        {!over && <OwnForm view={view} act="annulation" title="Annuler" label="Pourquoi vous annulez" button="Annuler cette demande" />}
        <p class="small muted">
          <Words text="Chaque lecture de la réponse est consignée : qui, quand, quoi." />
        </p>
      </div>
    </Layout>
  );
}

function OwnForm({ view, act, title, label, button }: { view: TraceView; act: OwnTraceActName; title: string; label: string; button: string }) {
  return (
    <Panel title={title}>
      <PostForm action={ownTraceActPath(view.id, act)} tokens={view.tokens} suffix={act}>
        <TextArea id={`${act}-texte`} name="texte" label={label} rows={3} refused={view.sent?.act === act ? view.sent : null} required />
        <button class="btn btn-light" type="submit">
          {button}
        </button>
      </PostForm>
    </Panel>
  );
}
