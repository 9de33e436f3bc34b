import { TRACE_PHASE_WORDS } from '../../../domain/french/traces';
import { frenchDateTime } from '../../../domain/french/dates';
import { Chip } from '../../components/chip';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Empty } from '../../components/note';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { readingsPath, tracePath } from '../../paths-traces';
import type { ReadingView, TraceLineView } from '../../view/trace';
import type { ShellProps } from '../../view/shell';

export interface TracesProps {
  readonly shell: ShellProps;
  readonly requests: readonly TraceLineView[];
}

/** Requests for traces of the reader's Cafs: those that wait first. A line says nothing of what is asked. */
export function TracesPage({ shell, requests }: TracesProps) {
  const [open, over] = [requests.filter(({ ended }) => ended === null), requests.filter(({ ended }) => ended !== null)];
  return (
    <Layout shell={shell} title="Demandes de traces">
      <div class="row-flex mb-3">
        <h1>Demandes de traces</h1>
        <a class="btn btn-light btn-sm ms-auto" href={readingsPath()}>
          <Icon name="checklist" />
          Lectures
        </a>
      </div>
      <div class="stack">
        <Panel title="À traiter">
          {open.length === 0 ? (
            <Empty icon="checkCircle" title="Aucune demande en attente.">
              Une demande posée sur le portail, ou saisie par un agent, arrive ici et vous est écrite.
            </Empty>
          ) : (
            <TraceLines shell={shell} requests={open} pathOf={tracePath} />
          )}
        </Panel>
        {over.length > 0 && (
          <Panel title="Terminées">
            <TraceLines shell={shell} requests={over} pathOf={tracePath} />
          </Panel>
        )}
      </div>
    </Layout>
  );
}

export function TraceLines({ shell, requests, pathOf }: TracesProps & { pathOf: (id: string) => string }) {
  return (
    <ul class="list">
      {requests.map(({ id, partner, phase, began, late }) => (
        <li>
          <a class="subj ref" href={pathOf(id)}>
            {id}
          </a>{' '}
          <TraceChip phase={phase} late={late} />
          <div class="small muted">
            <Words text={`${partner === null ? '' : `${partner} · `}posée le ${frenchDateTime(began, shell.timeZone, { now: shell.now })}`} />
          </div>
        </li>
      ))}
    </ul>
  );
}

export function TraceChip({ phase, late }: Pick<TraceLineView, 'phase' | 'late'>) {
  if (phase === 'asked') return <Chip tone={late ? 'late' : 'caf'} icon={late ? 'late' : 'building'}>{TRACE_PHASE_WORDS.asked}</Chip>;
  if (phase === 'unclear') return <Chip tone="part" icon="users">{TRACE_PHASE_WORDS.unclear}</Chip>;
  return <Chip tone={phase === 'answered' ? 'ok' : 'line'} icon={phase === 'answered' ? 'checkCircle' : 'x'}>{TRACE_PHASE_WORDS[phase]}</Chip>;
}

export interface ReadingsProps {
  readonly shell: ShellProps;
  readonly readings: readonly ReadingView[];
}

/** Every reading of a request for traces, of its answer and of its files. */
export function ReadingsPage({ shell, readings }: ReadingsProps) {
  return (
    <Layout shell={shell} title="Lectures des demandes de traces">
      <h1 class="mb-3">Lectures des demandes de traces</h1>
      <Panel title="Qui a lu quoi">
        {readings.length === 0 ? <Empty icon="checkCircle" title="Aucune lecture n’est consignée." /> : <ReadingLines shell={shell} readings={readings} />}
      </Panel>
    </Layout>
  );
}

export function ReadingLines({ shell, readings }: ReadingsProps) {
  return (
    <ul class="list mb-0">
      {readings.map(({ journey, at, who, what }) => (
        <li>
          <span class="anywhere">{who}</span>
          <div class="small muted anywhere">
            <Words text={`${frenchDateTime(at, shell.timeZone, { now: shell.now })} · ${what} · `} />
            <span class="ref">{journey}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}
