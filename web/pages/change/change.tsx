import { frenchDateTime } from '../../../domain/french/dates';
import { PHASE_WORDS } from '../../../domain/french/change';
import { ErrorSummary } from '../../components/form';
import { Chip } from '../../components/chip';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Note } from '../../components/note';
import { Words } from '../../components/text';
import { changesPath } from '../../paths-change';
import { ticketPath } from '../../paths';
import type { Reference } from '../../../domain/ids';
import type { ChangeView } from '../../view/change';
import { FormPanel, ReadPanel } from './content';
import { AccessPanel } from './access';
import { ChecksPanel } from './checks';
import { DecisionPanel } from './decide';
import { JournalPanel, ToldPanel } from './side';
import { SignaturesPanel } from './signatures';
import { Stages } from './stages';
import { ChangeWarnings } from './warnings';

/** One change of administrator: its stages, what was asked, what stands for and against it, what is done on it. */
export function ChangePage(view: ChangeView) {
  const { shell, state, id, partner, convention, reference } = view;
  return (
    <Layout shell={shell} title={`Changement d’administrateur ${id}`}>
      <p class="small mb-1">
        <a href={changesPath()}>
          <Icon name="arrowLeft" />
          Changements d’administrateur
        </a>
      </p>
      <h1 class="mb-1">Changement d’administrateur</h1>
      <div class="row-flex mb-3">
        <span class="ref">{id}</span>
        <span>{partner}</span>
        <span class="muted">convention {convention}</span>
        {reference !== null && <a href={ticketPath(reference as Reference)}>demande {reference}</a>}
        <Owing {...view} />
      </div>
      <ErrorSummary refused={view.sent} idOf={(field) => `${view.sent?.act === 'formulaire' ? 'changement' : (view.sent?.act ?? '')}-${field}`} />
      <Stages view={view} />
      <div class="cols">
        <div class="stack">
          {state.reason !== null && (
            <Note tone="stop" title={PHASE_WORDS[state.phase]}>
              <p class="mb-0">{state.reason}</p>
            </Note>
          )}
          <ChangeWarnings view={view} />
          {state.unread && <ReadPanel view={view} />}
          {state.kept !== null && <FormPanel view={view} />}
          {state.kept !== null && <SignaturesPanel view={view} />}
          {state.kept !== null && <ChecksPanel view={view} />}
          <AccessPanel view={view} />
          <DecisionPanel view={view} />
        </div>
        <aside class="stack" aria-label="Suivi du dossier">
          <JournalPanel view={view} />
          <ToldPanel view={view} />
        </aside>
      </div>
    </Layout>
  );
}

/** Who must do what, since when. */
function Owing({ state, shell }: ChangeView) {
  const { debt } = state;
  if (debt === null) return <Chip tone="line" icon="checkCircle">{PHASE_WORDS[state.phase]}</Chip>;
  const words = state.objections.length > 0 ? 'La Caf doit traiter une opposition' : PHASE_WORDS[state.phase];
  return (
    <>
      <Chip tone={debt.side === 'desk' ? 'caf' : 'part'} icon={debt.side === 'desk' ? 'building' : 'users'}>
        {words}
      </Chip>
      <span class="small muted">
        <Words text={`depuis le ${frenchDateTime(debt.since, shell.timeZone, { now: shell.now })}`} />
      </span>
    </>
  );
}
