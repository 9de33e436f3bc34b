import { frenchDate, frenchDateTime } from '../../../domain/french/dates';
import { REVIEW_PHASE_WORDS } from '../../../domain/french/review';
import { Chip } from '../../components/chip';
import { ErrorSummary } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Note } from '../../components/note';
import { Facts, Panel } from '../../components/panel';
import { reviewFieldId } from '../../components/review-lines';
import { Words } from '../../components/text';
import { certificatePath, reviewListPath, reviewsPath } from '../../paths-review';
import { registerConventionPath } from '../../register-paths';
import type { ReviewView } from '../../view/review';
import { DecidePanel, FilesPanel, LinesPanel, ReceivePanel, VoidPanel } from './acts';
import { JournalPanel, LettersPanel } from './side';

/** One reverse review: where it stands, what came, what it withdraws, what is done on it. */
export function ReviewPage(view: ReviewView) {
  const { shell, state, id, partner, convention, sent } = view;
  return (
    <Layout shell={shell} title={`Revue inverse ${id}`}>
      <p class="small mb-1">
        <a href={reviewsPath({ annee: state.due.slice(0, 4) })}>
          <Icon name="arrowLeft" />
          Revues inverses {state.due.slice(0, 4)}
        </a>
      </p>
      <h1 class="mb-1">Revue inverse</h1>
      <div class="row-flex mb-3">
        <span class="ref">{id}</span>
        <span>{partner}</span>
        <span class="muted">convention {convention}</span>
        <Standing {...view} />
      </div>
      <ErrorSummary refused={sent} idOf={(field) => (sent?.act === 'lignes' ? reviewFieldId(field) : `${sent?.act ?? ''}-${field}`)} />
      <div class="cols">
        <div class="stack">
          <Outcome {...view} />
          <DatesPanel {...view} />
          <FilesPanel view={view} />
          <LinesPanel view={view} />
          <DecidePanel view={view} />
          <ReceivePanel view={view} />
          <VoidPanel view={view} />
        </div>
        <aside class="stack" aria-label="Suivi de la revue">
          <JournalPanel view={view} />
          <LettersPanel view={view} />
        </aside>
      </div>
    </Layout>
  );
}

/** Who must do what, since when. */
function Standing({ state, shell }: ReviewView) {
  const { debt, phase, lateSince } = state;
  if (phase === 'accepted') return <Chip tone="ok" icon="checkCircle">Faite</Chip>;
  if (phase === 'called-off') return <Chip tone="line" icon="x">Sans objet</Chip>;
  const at = debt?.since ?? lateSince;
  return (
    <>
      <Chip tone={lateSince !== null ? 'late' : phase === 'to-check' ? 'caf' : 'part'} icon={lateSince !== null ? 'late' : phase === 'to-check' ? 'building' : 'users'}>
        {REVIEW_PHASE_WORDS[phase]}
      </Chip>
      {at !== null && (
        <span class="small muted">
          <Words text={`depuis le ${frenchDateTime(at, shell.timeZone, { now: shell.now })}`} />
        </span>
      )}
    </>
  );
}

function Outcome({ state, id, next }: ReviewView) {
  if (state.phase === 'accepted') {
    return (
      <Note tone="done" title="Le résultat est accepté comme preuve.">
        <p class="mb-0">
          <a href={certificatePath(id)}>
            <Icon name="download" />
            Attestation (PDF)
          </a>
          {next !== null && <Words text={` · prochaine revue le ${frenchDate(next)}`} />}
        </p>
      </Note>
    );
  }
  if (state.calledOff !== null) {
    return (
      <Note tone="stop" title="Cette revue est sans objet.">
        <p class="mb-0">{state.calledOff}</p>
      </Note>
    );
  }
  if (state.phase !== 'returned' || state.returned === null) return null;
  return (
    <Note tone="warn" title="Le résultat est redemandé au partenaire.">
      <p class="mb-0">{state.returned}</p>
    </Note>
  );
}

function DatesPanel({ state, shell, article, next, id, conventionId, mayReadRegister, list }: ReviewView) {
  return (
    <Panel
      title="La revue"
      end={
        <>
          <a href={reviewListPath(id, 'csv')}>Liste (CSV)</a>
          <a href={reviewListPath(id, 'ods')}>Liste (ODS)</a>
        </>
      }
    >
      <Facts
        rows={[
          ['Attendue le', <Words text={`${frenchDate(state.due, { form: 'long' })}${article === null ? '' : ` (${article})`}`} />],
          ['Commencée le', <Words text={frenchDateTime(state.begunAt, shell.timeZone, { now: shell.now })} />],
          ['En retard depuis', state.lateSince === null || state.phase === 'to-check' ? null : <Words text={frenchDateTime(state.lateSince, shell.timeZone, { now: shell.now })} />],
          ['Résultat reçu', state.resultAt === null ? null : <Words text={frenchDateTime(state.resultAt, shell.timeZone, { now: shell.now })} />],
          ['Fin de la convention', state.endsOn === null ? null : <Words text={frenchDate(state.endsOn)} />],
          ['Revue suivante', next === null ? 'aucune n’est prévue' : <Words text={frenchDate(next, { form: 'long' })} />],
          ['À passer en revue', `${list.people.length} personne${list.people.length > 1 ? 's' : ''}${list.profiles.length === 0 ? '' : ` et ${list.profiles.length} profil${list.profiles.length > 1 ? 's' : ''}`}`],
          ['Registre', mayReadRegister ? <a href={registerConventionPath(conventionId)}>la convention au registre</a> : null],
        ]}
      />
    </Panel>
  );
}
