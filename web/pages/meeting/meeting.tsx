import { frenchDateTime } from '../../../domain/french/dates';
import { journeyStepWords, journeyWhyWords } from '../../../domain/french/journeys';
import { meetingFactWords } from '../../../domain/french/meeting';
import type { Instant } from '../../../domain/ids';
import { Chip } from '../../components/chip';
import { ErrorSummary } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { StatusChip } from '../../components/letter-status';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { letterPath } from '../../paths';
import { lifePath } from '../../paths-meeting';
import type { MeetingView } from '../../view/meeting';
import { MeetingBody, PhaseChip, type Of } from './body';

/** A meeting at the Caf: what is agreed, its minutes, its journal and its letters. */
export function MeetingPage(view: MeetingView) {
  const { shell, state, id, partner, convention, conventionId, sent } = view;
  return (
    <Layout shell={shell} title={`Réunion ${id}`}>
      <p class="small mb-1">
        <a href={lifePath(conventionId)}>
          <Icon name="arrowLeft" />
          Réunions, bilans et reconduction
        </a>
      </p>
      <h1 class="mb-1">Réunion</h1>
      <div class="row-flex mb-3">
        <span class="ref">{id}</span>
        <span>{partner}</span>
        <span class="muted">convention {convention}</span>
        <PhaseChip phase={state.phase} lateSince={state.lateSince} owes={state.debt?.side ?? null} overdue={state.overdueAt !== null} />
      </div>
      <ErrorSummary refused={sent} idOf={(field) => `${sent?.act ?? ''}-${field}`} />
      <div class="cols">
        <div class="stack">
          <MeetingBody view={view} />
        </div>
        <aside class="stack" aria-label="Suivi de la réunion">
          <JournalPanel view={view} />
          <LettersPanel view={view} />
        </aside>
      </div>
    </Layout>
  );
}

/** The past and the future in one list, each future step with the reason of its date. */
export function JournalPanel({ view: { journal, steps, shell, side } }: Of) {
  const at = (instant: Instant) => frenchDateTime(instant, shell.timeZone, { now: shell.now });
  return (
    <Panel title="Historique et suite">
      <ol class="fil">
        {journal.map((line) => (
          <li class={'by' in line.fact && line.fact.by !== side ? 'theirs' : 'mine'}>
            <span class="when">{at(line.at)}</span>
            <span class="what">
              <Words text={meetingFactWords(line.fact, shell.timeZone)} />
            </span>
            {line.who !== null && <p class="muted">{line.who}</p>}
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
              <Words text={journeyStepWords(step)} />
            </span>
            <Why words={journeyWhyWords(step, shell.timeZone)} />
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Why({ words }: { words: string | null }) {
  return words === null ? null : (
    <p class="muted">
      <Words text={words} />
    </p>
  );
}

function LettersPanel({ view: { letters, shell } }: Of) {
  if (letters.length === 0) return null;
  return (
    <Panel title="Lettres">
      <ul class="list mb-0 small">
        {letters.map(({ id, subject, to, at, status }) => (
          <li>
            <a href={letterPath(id)}>{subject}</a>
            <div class="muted anywhere">
              <Words text={`${to} · ${frenchDateTime(at, shell.timeZone, { now: shell.now })}`} /> <StatusChip status={status} />
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
