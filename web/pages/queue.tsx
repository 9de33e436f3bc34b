import { Chip } from '../components/chip';
import { ErrorSummary, type FormTokens } from '../components/form';
import { Icon } from '../components/icon';
import { Layout } from '../components/layout';
import { Pages } from '../components/pages';
import { QuestionProblems } from '../components/question';
import { QueueFilters } from '../components/queue-filters';
import { QueueTable } from '../components/queue-table';
import { SavedViews } from '../components/saved-views';
import { SEVERAL_FORM, SeveralBar, severalField } from '../components/several-bar';
import { newCallPath, queueEventsPath, type QueueView } from '../paths';
import type { IncidentView } from '../view/incident';
import type { FilterView, LineView, Paging, QueueRow, SavedViewsView, SeveralView, ViewCount } from '../view/queue';
import type { ShellProps } from '../view/shell';
import { count } from '../words/labels';
import { CallBacks, type CallBackView } from './queue/call-backs';
import { NothingSo, NothingToDo } from './queue/empty';
import { IncidentButton, Incidents } from './queue/incidents';
import { Keys, VIEW_WORDS, Views } from './queue/views';

export type { CallBackView } from './queue/call-backs';
export type { FilterView, Paging, QueueRow, ViewCount } from '../view/queue';

export interface QueueProps {
  readonly shell: ShellProps;
  readonly view: QueueView;
  readonly counts: readonly ViewCount[];
  /** Sorted by what falls due first; rows without a limit last. */
  readonly rows: readonly QueueRow[];
  readonly paging: Paging;
  readonly filters: readonly FilterView[];
  readonly line: LineView;
  readonly saved: SavedViewsView;
  readonly several: SeveralView;
  /** Calls promised today or overdue. */
  readonly callBacks: number;
  /** Which they are, the earliest first. */
  readonly callBackList?: readonly CallBackView[];
  readonly tokens: FormTokens;
  /** Outages that go on; null: nothing of them for this role. */
  readonly incidents?: readonly IncidentView[] | null;
}

/** The queue: open tickets, what falls due first at the top. */
export function QueuePage(props: QueueProps) {
  const { shell, view, paging } = props;
  const calls = shell.viewer?.pages.includes('appels') === true;
  return (
    <Layout shell={shell} title={view === 'toutes' ? 'File d’attente' : `${VIEW_WORDS[view][0]} — file d’attente`} bar={calls ? <CallButton wide /> : undefined}>
      <div class="row-flex mb-2">
        <h1>File d’attente</h1>
        <span class="muted hide-s">{count(paging.total, 'demande')} · la plus proche échéance d’abord</span>
        <span class="row-flex ms-auto hide-s">
          {props.callBacks > 0 && (
            <Chip tone="soon" icon="phoneCall">
              {count(props.callBacks, 'rappel promis', 'rappels promis')}
            </Chip>
          )}
          {props.incidents !== null && <IncidentButton running={(props.incidents ?? []).length > 0} />}
          {calls && <CallButton />}
        </span>
      </div>
      <Incidents incidents={props.incidents ?? []} shell={shell} />
      <Views {...props} />
      <SavedViews saved={props.saved} tokens={props.tokens} />
      <div class="card mt-3 queue-card" id="file" data-live={queueEventsPath(shell.now)}>
        <QueueFilters view={view} filters={props.filters} line={props.line} />
        <QuestionProblems id="file-erreurs" problems={props.line.problems} />
        <List {...props} />
      </div>
      <CallBacks list={props.callBackList ?? []} shell={shell} />
      <Keys calls={calls} acts={props.several.allowed} />
    </Layout>
  );
}

function CallButton({ wide }: { wide?: boolean }) {
  return (
    <a class={wide === true ? 'btn btn-primary flex-fill' : 'btn btn-primary'} href={newCallPath()}>
      <Icon name="phonePlus" />
      Saisir un appel {wide !== true && <kbd aria-hidden="true">A</kbd>}
    </a>
  );
}

/** The tickets, with the bar of what can be done with those that are checked. */
function List(props: QueueProps) {
  const { view, rows, shell, several, tokens, line } = props;
  if (line.problems.length > 0) return null;
  if (rows.length === 0) {
    return (
      <>
        <SeveralRefused several={several} texts />
        {line.narrowed ? <NothingSo /> : <NothingToDo view={view} />}
      </>
    );
  }
  const boxes = several.allowed ? { form: SEVERAL_FORM, chosen: several.chosen } : undefined;
  return (
    <>
      <SeveralRefused several={several} />
      <QueueTable rows={rows} now={shell.now} timeZone={shell.timeZone} tokens={several.allowed ? tokens : null} caption="Demandes, triées par prochaine échéance" boxes={boxes} />
      <Pages paging={props.paging} />
      {several.allowed && <SeveralBar several={several} tokens={tokens} />}
    </>
  );
}

/** `texts`: there is no bar under it to stand in, so what was written is shown here. */
function SeveralRefused({ several: { refused }, texts }: { several: SeveralView; texts?: boolean }) {
  if (refused === null) return null;
  return (
    <div class="p-3 pb-0">
      <ErrorSummary refused={refused} idOf={severalField} />
      {texts === true && SEVERAL_TEXTS.map((name) => refused.values[name]).map((text) => text !== undefined && text !== '' && <blockquote class="pre">{text}</blockquote>)}
    </div>
  );
}

const SEVERAL_TEXTS = ['texte-transmission', 'texte-note', 'texte-resolution'] as const;
