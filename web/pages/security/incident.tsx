import { NATURE_WORDS, SECURITY_PHASE_WORDS, SEVERITY_WORDS } from '../../../domain/french/security';
import { frenchDateTime } from '../../../domain/french/dates';
import { ErrorSummary } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Note } from '../../components/note';
import { Facts, Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { ticketPath } from '../../paths';
import { securityJournalPath, securityListPath } from '../../paths-security';
import type { SecurityView } from '../../view/security';
import { CHANNEL_WORDS } from '../../words/labels';
import { AttachForm, CloseForm, DismissForm, InformForm, MeasureForm, NotifyForm, QualifyForm, TakeOnForm } from './forms';
import { PhaseChip } from './list';
import { JournalPanel, ReadablePanel } from './side';

/** One security incident: what was reported, what it is, what was done, who was told, its report. */
export function SecurityIncidentPage(view: SecurityView) {
  const { shell, id, state, partner, convention, reference, sent } = view;
  const over = state.endedAt !== null;
  return (
    <Layout shell={shell} title={`Incident de sécurité ${id}`}>
      <p class="small mb-1">
        <a href={securityListPath()}>
          <Icon name="arrowLeft" />
          Incidents de sécurité
        </a>
      </p>
      <h1 class="mb-1">Incident de sécurité</h1>
      <div class="row-flex mb-3">
        <span class="ref">{id}</span>
        <span>{partner ?? 'Partenaire à identifier'}</span>
        {convention !== null && <span class="muted">convention {convention}</span>}
        {reference !== null && <a href={ticketPath(reference)}>demande {reference}</a>}
        <PhaseChip phase={state.phase} />
        <a class="btn btn-light btn-sm ms-auto" href={securityJournalPath(id)}>
          <Icon name="download" />
          Journal (PDF)
        </a>
      </div>
      <ErrorSummary refused={sent} idOf={(field) => `${sent?.act ?? ''}-${field}`} />
      <div class="cols">
        <div class="stack">
          <ToDo view={view} />
          <ReportPanel view={view} />
          {state.qualification !== null && <QualificationPanel view={view} />}
          {!over && state.phase === 'reported' && <TakeOnForm view={view} />}
          {!over && view.mail !== null && reference === null && <AttachForm view={view} />}
          {!over && <QualifyForm view={view} />}
          {!over && <MeasureForm view={view} />}
          {!over && <InformForm view={view} />}
          {!over && <NotifyForm view={view} />}
          {!over && <CloseForm view={view} />}
          {!over && <DismissForm view={view} />}
        </div>
        <aside class="stack" aria-label="Suivi de l’incident">
          <JournalPanel view={view} />
          <ReadablePanel view={view} />
        </aside>
      </div>
    </Layout>
  );
}

/** What is expected now, in one sentence. */
function ToDo({ view: { state, cnilLimit, shell } }: { view: SecurityView }) {
  const at = (instant: typeof shell.now) => frenchDateTime(instant, shell.timeZone, { now: shell.now });
  if (state.endedAt !== null) return <Note tone="done" title={SECURITY_PHASE_WORDS[state.phase]} />;
  if (cnilLimit !== null && !state.notified.includes('cnil'))
    return (
      <Note tone={cnilLimit < shell.now ? 'stop' : 'warn'} title="Des données personnelles sont concernées.">
        <p class="mb-0">
          <Words text={`La CNIL est à notifier avant le ${at(cnilLimit)} (72 heures, RGPD, art. 33). Consignez la notification, ou pourquoi elle n’est pas requise.`} />
        </p>
      </Note>
    );
  if (state.phase !== 'reported') return null;
  return (
    <Note tone="stop" title="Dites que vous vous en chargez.">
      <p class="mb-0">D’ici là, des rappels partent à toute heure, puis le responsable du guichet est prévenu.</p>
    </Note>
  );
}

function ReportPanel({ view: { state, channel, mail, shell, reference } }: { view: SecurityView }) {
  const { name, address } = state.reporter;
  return (
    <Panel title="Signalement">
      <Facts
        rows={[
          ['Reçu', <Words text={state.reportedAt === null ? '' : frenchDateTime(state.reportedAt, shell.timeZone, { now: shell.now })} />],
          ['Par', CHANNEL_WORDS[channel]],
          ['De', [name, address].filter((part) => part !== null).join(', ') || 'inconnu'],
        ]}
      />
      {mail !== null && (
        <>
          <h3 class="mt-2">{mail.subject}</h3>
          <p class="pre anywhere mb-0">{mail.text}</p>
        </>
      )}
      {reference !== null && (
        <p class="small mb-0 mt-2">
          <a href={ticketPath(reference)}>Lire et répondre sur la demande {reference}</a>
        </p>
      )}
    </Panel>
  );
}

function QualificationPanel({ view: { state } }: { view: SecurityView }) {
  const { qualification } = state;
  if (qualification === null) return null;
  return (
    <Panel title="Qualification">
      <Facts
        rows={[
          ['Nature', NATURE_WORDS[qualification.nature]],
          ['Gravité', SEVERITY_WORDS[qualification.severity]],
          ['Données personnelles', qualification.personalData ? 'concernées' : 'non concernées'],
        ]}
      />
      <p class="pre anywhere mb-0 mt-2">{qualification.summary}</p>
    </Panel>
  );
}
