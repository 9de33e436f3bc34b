import { BASIS_WORDS, traceFactWords, traceStepWords } from '../../../domain/french/traces';
import { frenchDate, frenchDateTime } from '../../../domain/french/dates';
import type { Instant } from '../../../domain/ids';
import { Choice, FileField, TextArea } from '../../components/fields';
import { ErrorSummary, PostForm, type Refused } from '../../components/form';
import { Chip } from '../../components/chip';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Note } from '../../components/note';
import { Facts, Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { journeyWhyWords } from '../../../domain/french/journeys';
import { traceActPath, tracesPath, type TraceActName } from '../../paths-traces';
import type { TraceView } from '../../view/trace';
import { ReadingLines, TraceChip } from './list';

/** One request for traces, for those who may answer it. */
export function TraceRequestPage(view: TraceView) {
  const { shell, id, state, partner, convention, readings, sent } = view;
  const over = state.endedAt !== null;
  return (
    <Layout shell={shell} title={`Demande de traces ${id}`}>
      <p class="small mb-1">
        <a href={tracesPath()}>
          <Icon name="arrowLeft" />
          Demandes de traces
        </a>
      </p>
      <h1 class="mb-1">Demande de traces</h1>
      <div class="row-flex mb-3">
        <span class="ref">{id}</span>
        <span>{partner ?? ''}</span>
        {convention !== null && <span class="muted">convention {convention}</span>}
        <TraceChip phase={state.phase} late={state.lateSince !== null} />
      </div>
      <ErrorSummary refused={sent} idOf={(field) => `${sent?.act ?? ''}-${field}`} />
      <div class="cols">
        <div class="stack">
          <Note tone="info" icon="lock" title="Chaque lecture de cette page est consignée." />
          <AskedPanel view={view} />
          {view.answer !== null && <AnswerPanel view={view} />}
          {!over && <AnswerForm view={view} />}
          {!over && state.phase === 'asked' && <TextForm view={view} act="precision" title="Demander une précision" label="Votre question" button="Demander" hint="Le demandeur la lit sur son espace." />}
          {!over && <TextForm view={view} act="refus" title="Refuser" label="Motif" button="Refuser la demande" hint="Le demandeur reçoit ce motif." />}
        </div>
        <aside class="stack" aria-label="Suivi de la demande">
          <TraceJournal view={view} />
          {readings !== null && (
            <Panel title="Qui a lu">
              <ReadingLines shell={shell} readings={readings} />
            </Panel>
          )}
        </aside>
      </div>
    </Layout>
  );
}

export function AskedPanel({ view: { state, shell } }: { view: TraceView }) {
  const { asked, asker, precisions, question } = state;
  if (asked === null) return null;
  const day = (date: typeof asked.from): string => frenchDate(date, { form: 'long' });
  return (
    <Panel title="Ce qui est demandé">
      <Facts
        rows={[
          ['Demandeur', `${asker.name}, ${asker.address}`],
          ['Pour', asked.onBehalfOf],
          ['Accès de', asked.whose],
          ['Période', <Words text={`du ${day(asked.from)} au ${day(asked.until)}`} />],
          ['Fondement', BASIS_WORDS[asked.basis]],
        ]}
      />
      <p class="pre anywhere mb-0 mt-2">{asked.why}</p>
      {precisions.map((text) => (
        <p class="pre anywhere mb-0 mt-2">
          <b>Précision{'\u00a0'}:</b> {text}
        </p>
      ))}
      {question !== null && shell.portal === undefined && (
        <p class="pre anywhere mb-0 mt-2">
          <b>Question posée{'\u00a0'}:</b> {question}
        </p>
      )}
    </Panel>
  );
}

export function AnswerPanel({ view: { answer, shell } }: { view: TraceView }) {
  if (answer === null) return null;
  if (answer === 'erased') {
    return (
      <Panel title="Réponse">
        <p class="mb-0">Cette réponse est effacée{'\u00a0'}: elle ne se garde pas plus longtemps que le journal d’où elle vient (article{'\u00a0'}5).</p>
      </Panel>
    );
  }
  return (
    <Panel title="Réponse" aside={<Words text={frenchDateTime(answer.at, shell.timeZone, { now: shell.now })} />}>
      {answer.body !== '' && <p class="pre anywhere">{answer.body}</p>}
      {answer.files.length > 0 && (
        <ul class="list mb-0">
          {answer.files.map(({ name, size, href }) => (
            <li>
              <a href={href} class="anywhere">
                <Icon name="download" />
                {name}
              </a>{' '}
              <span class="small muted">{size}</span>
            </li>
          ))}
        </ul>
      )}
      <p class="small muted mb-0 mt-2">
        <Words text={`Gardée jusqu’au ${frenchDate(answer.keptUntil)}, comme le journal d’où elle vient (art. 5).`} />
      </p>
    </Panel>
  );
}

function AnswerForm({ view }: { view: TraceView }) {
  const refused = view.sent?.act === 'reponse' ? view.sent : null;
  return (
    <Panel title="Répondre">
      <PostForm action={traceActPath(view.id, 'reponse')} tokens={view.tokens} suffix="reponse" file>
        <TextArea id="reponse-texte" name="texte" label="Réponse" rows={6} refused={refused} />
        <FileField id="reponse-fichiers" name="fichiers" label="Fichiers" aside="facultatif" refused={refused} multiple />
        <Choice name="voie" legend="Comment le demandeur la lit" idPrefix="reponse" value="portal" options={[{ value: 'portal', label: 'Sur son espace' }, { value: 'one-time-link', label: 'Par un lien à usage unique', hint: 'envoyé à son adresse inscrite' }]} refused={refused} />
        <button class="btn btn-primary" type="submit">
          <Icon name="send" />
          Répondre
        </button>
      </PostForm>
    </Panel>
  );
}

interface TextFormProps {
  readonly view: TraceView;
  readonly act: TraceActName;
  readonly title: string;
  readonly label: string;
  readonly button: string;
  readonly hint: string;
}

function TextForm({ view, act, title, label, button, hint }: TextFormProps) {
  const refused: Refused | null = view.sent?.act === act ? view.sent : null;
  return (
    <Panel title={title}>
      <PostForm action={traceActPath(view.id, act)} tokens={view.tokens} suffix={act}>
        <TextArea id={`${act}-texte`} name="texte" label={label} rows={3} hint={hint} refused={refused} required />
        <button class="btn btn-light" type="submit">
          {button}
        </button>
      </PostForm>
    </Panel>
  );
}

/** The past and the future in one list. */
export function TraceJournal({ view: { journal, steps, shell } }: { view: TraceView }) {
  const at = (instant: Instant) => frenchDateTime(instant, shell.timeZone, { now: shell.now });
  return (
    <Panel title="Historique et suite">
      <ol class="fil">
        {journal.map(({ at: when, fact, who }) => (
          <li class={fact.kind === 'traces-asked' || fact.kind === 'precision-given' ? 'theirs' : 'mine'}>
            <span class="when">{at(when)}</span>
            <span class="what">
              <Words text={traceFactWords(fact)} />
            </span>
            {who !== null && <p class="muted">{who}</p>}
          </li>
        ))}
        <li class="now">
          <span class="when">{at(shell.now)}</span>
          <span class="what">
            <Chip tone="soon">Maintenant</Chip> <span class="muted small fw4">{steps.length === 0 ? 'plus rien ne se fera seul.' : 'puis, si personne n’agit :'}</span>
          </span>
        </li>
        {steps.map((step) => (
          <li class="next">
            <span class="when">{at(step.at)}</span>
            <span class="what">
              <Words text={traceStepWords(step)} />
            </span>
            <p class="muted">
              <Words text={journeyWhyWords(step, shell.timeZone) ?? ''} />
            </p>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
