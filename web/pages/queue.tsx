import { Chip } from '../components/chip';
import { ErrorSummary, type FormTokens } from '../components/form';
import { Icon, type IconName } from '../components/icon';
import { Layout } from '../components/layout';
import { Empty, Note } from '../components/note';
import { Words } from '../components/text';
import { QuestionProblems } from '../components/question';
import { QueueFilters } from '../components/queue-filters';
import { QueueTable } from '../components/queue-table';
import { SavedViews } from '../components/saved-views';
import { SEVERAL_FORM, SeveralBar, severalField } from '../components/several-bar';
import { incidentPath, incidentsPath, newCallPath, newIncidentPath, queueEventsPath, queuePath, ticketPath, unidentifiedPath, type QueueView } from '../paths';
import type { Instant, Reference } from '../../domain/ids';
import type { IncidentView } from '../view/incident';
import type { FilterView, LineView, Paging, QueueRow, SavedViewsView, SeveralView, ViewCount } from '../view/queue';
import type { ShellProps } from '../view/shell';
import { count } from '../words/labels';
import { nearDateTime } from '../words/when';

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

const VIEW_WORDS: Readonly<Record<QueueView, readonly [label: string, icon: IconName | null]>> = {
  toutes: ['Toutes', null],
  'a-prendre-en-charge': ['À prendre en charge', null],
  'attente-caf': ['En attente Caf', null],
  'attente-partenaire': ['En attente partenaire', null],
  escaladees: ['Escaladées', 'stairs'],
  'a-identifier': ['À identifier', 'userQuestion'],
};

export interface CallBackView {
  readonly reference: Reference;
  readonly partner: string;
  readonly subject: string;
  readonly due: Instant;
}

/** The queue: open tickets, what falls due first at the top. */
export function QueuePage(props: QueueProps) {
  const { shell, view, paging } = props;
  return (
    <Layout shell={shell} title={view === 'toutes' ? 'File d’attente' : `${VIEW_WORDS[view][0]} — file d’attente`} bar={<CallButton wide />}>
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
          <CallButton />
        </span>
      </div>
      <Incidents incidents={props.incidents ?? []} shell={shell} />
      <Views {...props} />
      <SavedViews saved={props.saved} tokens={props.tokens} />
      <div class="card mt-3 queue-card" id="file" data-live={queueEventsPath()}>
        <QueueFilters view={view} filters={props.filters} line={props.line} />
        <QuestionProblems id="file-erreurs" problems={props.line.problems} />
        <List {...props} />
      </div>
      <CallBacks list={props.callBackList ?? []} shell={shell} />
      <p class="small muted keys hide-s">
        <span>
          <kbd>J</kbd> <kbd>K</kbd> parcourir
        </span>
        <span>
          <kbd>Entrée</kbd> ouvrir
        </span>
        <span>
          <kbd>P</kbd> prendre en charge
        </span>
        <span>
          <kbd>X</kbd> cocher
        </span>
        <span>
          <kbd>A</kbd> saisir un appel
        </span>
        <span>
          <kbd>?</kbd> tous les raccourcis
        </span>
      </p>
    </Layout>
  );
}

function IncidentButton({ running }: { running: boolean }) {
  return (
    <a class="btn btn-light" href={running ? incidentsPath() : newIncidentPath()}>
      <Icon name="alert" />
      {running ? 'Incidents' : 'Ouvrir un incident'}
    </a>
  );
}

/** A known outage, before the requests that come of it. */
function Incidents({ incidents, shell }: { incidents: readonly IncidentView[]; shell: ShellProps }) {
  if (incidents.length === 0) return null;
  return (
    <div class="mb-3">
      <Note tone="warn" title={incidents.length === 1 ? 'Un incident est en cours.' : `${incidents.length} incidents sont en cours.`}>
        {incidents.map((incident) => (
          <p class="small">
            <a href={incidentPath(incident.id)}>{incident.title}</a> — <Words text={`${incident.scope}, depuis le ${nearDateTime(incident.since, shell.now, shell.timeZone)}`} /> ·{' '}
            {count(incident.attached, 'demande rattachée', 'demandes rattachées')}
          </p>
        ))}
      </Note>
    </div>
  );
}

/** « À rappeler »: calls promised to partners; one that is late says so in words. */
function CallBacks({ list, shell }: { list: readonly CallBackView[]; shell: ShellProps }) {
  if (list.length === 0) return null;
  return (
    <section class="card mt-3" id="rappels" aria-labelledby="rappels-titre">
      <div class="cap"><h2 id="rappels-titre">À rappeler</h2><span class="small muted">{count(list.length, 'appel promis', 'appels promis')}</span></div>
      <div class="card-body">
        <ul class="list">
          {list.map((call) => (
            <li>
              <a class="ref" href={ticketPath(call.reference)}>{call.reference}</a> {call.partner} — {call.subject}
              <div class={call.due <= shell.now ? 'small t-late fw6' : 'small muted'}><Words text={`${call.due <= shell.now ? 'En retard : ' : 'Avant '}${nearDateTime(call.due, shell.now, shell.timeZone)}`} /></div>
            </li>
          ))}
        </ul>
      </div>
    </section>
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

function Views({ view, counts }: QueueProps) {
  return (
    <nav class="tabs" aria-label="Vues de la file" tabIndex={0}>
      {counts.map(({ view: name, count: n }) => {
        const [label, icon] = VIEW_WORDS[name];
        const href = name === 'a-identifier' ? unidentifiedPath() : queuePath(name === 'toutes' ? {} : { vue: name });
        return (
          <a href={href} aria-current={name === view ? 'page' : undefined}>
            {icon !== null && <Icon name={icon} />}
            {label} <b>{n}</b>
          </a>
        );
      })}
    </nav>
  );
}

/** The tickets, with the bar of what can be done with those that are checked. */
function List(props: QueueProps) {
  const { view, rows, shell, several, tokens, line } = props;
  if (line.problems.length > 0) return null;
  if (rows.length === 0) return line.narrowed ? <NothingSo /> : <NothingToDo view={view} />;
  const boxes = several.allowed ? { form: SEVERAL_FORM, chosen: several.chosen } : undefined;
  return (
    <>
      {several.refused !== null && (
        <div class="p-3 pb-0">
          <ErrorSummary refused={several.refused} idOf={severalField} />
        </div>
      )}
      <QueueTable rows={rows} now={shell.now} timeZone={shell.timeZone} tokens={tokens} caption="Demandes, triées par prochaine échéance" boxes={boxes} />
      <Pages paging={props.paging} />
      {several.allowed && <SeveralBar several={several} tokens={tokens} />}
    </>
  );
}

function NothingSo() {
  return (
    <Empty icon="search" title="Aucune demande ouverte ne répond à ces critères.">
      <a href={queuePath()}>Voir toutes les demandes ouvertes</a>
    </Empty>
  );
}

const NOTHING: Readonly<Record<QueueView, readonly [string, string]>> = {
  toutes: ['Aucune demande ouverte.', 'Les courriels et les appels paraîtront ici dès leur arrivée.'],
  'a-prendre-en-charge': ['Tout est pris en charge.', 'Aucune demande n’attend qu’une personne du guichet s’en saisisse.'],
  'attente-caf': ['La Caf ne doit aucune réponse.', 'Les demandes reviennent ici dès qu’un partenaire écrit.'],
  'attente-partenaire': ['Aucun partenaire ne doit de réponse.', 'Une question posée à un partenaire paraîtra ici.'],
  escaladees: ['Aucune escalade en cours.', 'Personne n’a laissé passer le délai du contrat.'],
  'a-identifier': ['Tous les expéditeurs sont identifiés.', 'Un courriel d’une personne inconnue attendra ici une décision.'],
};

function NothingToDo({ view }: { view: QueueView }) {
  const [title, text] = NOTHING[view];
  return (
    <Empty icon="checkCircle" title={title}>
      {text}
    </Empty>
  );
}

export function Pages({ paging }: { paging: Paging }) {
  return (
    <div class="cap foot">
      <span class="small muted">
        {paging.from} à {paging.to} sur {paging.total}
      </span>
      <span class="end row-flex">
        {paging.previous !== null && (
          <a class="btn btn-light btn-sm" href={paging.previous} rel="prev">
            <Icon name="arrowLeft" />
            Précédentes
          </a>
        )}
        {paging.next !== null && (
          <a class="btn btn-light btn-sm" href={paging.next} rel="next">
            Suite <Icon name="chevronRight" />
          </a>
        )}
      </span>
    </div>
  );
}
