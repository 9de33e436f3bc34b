import { ErrorSummary } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { ownLifePath } from '../../paths-meeting';
import type { MeetingView } from '../../view/meeting';
import { MeetingBody, PhaseChip } from '../meeting/body';
import { JournalPanel } from '../meeting/meeting';

/** A meeting on the partner's portal: the same as the Caf sees, from the other side. */
export function OwnMeetingPage(view: MeetingView) {
  const { shell, state, id, partner, convention, conventionId, sent } = view;
  return (
    <Layout shell={shell} title={`Réunion ${id}`} wide="wrap narrow">
      <p class="small mb-1">
        <a href={ownLifePath(conventionId)}>
          <Icon name="arrowLeft" />
          Réunions, bilans et reconduction
        </a>
      </p>
      <h1 class="mb-1">Réunion</h1>
      <p class="row-flex mb-3">
        <span class="ref">{id}</span>{' '}
        <span class="muted">
          {partner}, convention {convention}
        </span>{' '}
        <PhaseChip phase={state.phase} lateSince={state.lateSince} owes={state.debt?.side ?? null} overdue={state.overdueAt !== null} />
      </p>
      <ErrorSummary refused={sent} idOf={(field) => `${sent?.act ?? ''}-${field}`} />
      <div class="stack">
        <MeetingBody view={view} />
        <JournalPanel view={view} />
      </div>
    </Layout>
  );
}
