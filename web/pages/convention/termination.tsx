import { frenchDate } from '../../../domain/french/dates';
import type { LocalDate } from '../../../domain/ids';
import type { Termination } from '../../../domain/journeys/termination';
import { TextArea, TextField } from '../../components/fields';
import { ErrorSummary, PostForm } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Note, type NoteTone } from '../../components/note';
import { Facts, Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { terminationActPath, type TerminationActName } from '../../convention-paths';
import { registerConventionPath } from '../../register-paths';
import type { ConventionJourneyView } from '../../view/convention-journey';
import { count } from '../../words/labels';
import { FollowPanel, LettersPanel, PapersPanel } from './follow';

export interface TerminationProps extends ConventionJourneyView {
  readonly state: Termination;
  /** « convention, résiliation » */
  readonly article: string;
  /** The first day on which it may take effect. */
  readonly earliest: LocalDate | null;
  /** What would end, were it today. */
  readonly ends: { readonly tickets: number; readonly accesses: number };
  readonly mayWork: boolean;
}

/** A termination under its number: its dates, what ends with it, and what may be done of it until then. */
export function TerminationPage(view: TerminationProps) {
  const { shell, id, partner, convention, conventionId, state, sent, mayWork } = view;
  return (
    <Layout shell={shell} title={`Résiliation ${id}`}>
      <p class="small mb-1">
        <a href={registerConventionPath(conventionId)}>
          <Icon name="arrowLeft" />
          {partner}, convention {convention}
        </a>
      </p>
      <h1 class="mb-1">Résiliation de la convention</h1>
      <div class="row-flex mb-3">
        <span class="ref">{id}</span>
        <span>{partner}</span>
        <span class="muted">convention {convention}</span>
      </div>
      <ErrorSummary refused={sent} idOf={(field) => `${sent?.act ?? ''}-${field}`} />
      <div class="cols">
        <div class="stack">
          <Standing view={view} />
          <DatesPanel view={view} />
          <PapersPanel view={view} title="La lettre recommandée" />
          {mayWork && state.phase === 'notice' && <Decide view={view} />}
        </div>
        <aside class="stack" aria-label="Suivi de la résiliation">
          <FollowPanel view={view} />
          <LettersPanel view={view} />
        </aside>
      </div>
    </Layout>
  );
}

type Of = { readonly view: TerminationProps };
const TONES: Readonly<Record<Termination['phase'], NoteTone>> = { notice: 'warn', withdrawn: 'done', overtaken: 'done', terminated: 'stop' };

function Standing({ view: { state, ends } }: Of) {
  const { phase, effectiveOn } = state;
  const title = {
    notice: `La convention prend fin le ${frenchDate(effectiveOn, { form: 'long' })}.`, withdrawn: 'La résiliation est retirée : la convention continue.', overtaken: 'La convention a pris fin autrement avant cette date.',
    terminated: `La convention est résiliée depuis le ${frenchDate(effectiveOn, { form: 'long' })}.`,
  }[phase];
  return (
    <Note tone={TONES[phase]} title={<Words text={title} />}>
      {phase === 'notice' && (
        <p class="mb-0">
          <Words text={`Ce jour-là, si elle n’est pas retirée avant : ${count(ends.accesses, 'accès est retiré', 'accès sont retirés')} au registre, ${count(ends.tickets, 'demande ouverte est close', 'demandes ouvertes sont closes')} par un courrier, les revues et les changements en cours s’arrêtent.`} />
        </p>
      )}
      {state.ended !== null && state.ended !== '' && <p class="pre anywhere mb-0">{state.ended}</p>}
    </Note>
  );
}

function DatesPanel({ view: { state, article, earliest } }: Of) {
  return (
    <Panel title="La résiliation">
      <Facts
        rows={[
          ['Demandée par', state.by === 'partner' ? 'le partenaire' : 'la Caf'],
          ['Lettre reçue le', <Words text={frenchDate(state.receivedOn, { form: 'long' })} />],
          ['Suivi postal', state.tracking],
          ['Effet possible dès le', earliest === null ? null : <Words text={`${frenchDate(earliest, { form: 'long' })} (${article})`} />],
          ['Effet le', <Words text={frenchDate(state.effectiveOn, { form: 'long' })} />],
          ['Motif', state.reason === '' ? null : <span class="pre anywhere">{state.reason}</span>],
        ]}
      />
    </Panel>
  );
}

function Decide({ view }: Of) {
  return (
    <Panel title="Décider">
      <div class="stack">
        <Decision view={view} act="date" summary="Déplacer la date d’effet" hint="Le partenaire et le responsable reçoivent la nouvelle date." />
        <Decision view={view} act="retrait" summary="Retirer la résiliation" hint="D’un commun accord, avant sa date d’effet : la convention continue. Le motif est écrit dans le courrier." />
      </div>
    </Panel>
  );
}

function Decision({ view, act, summary, hint }: Of & { act: TerminationActName; summary: string; hint: string }) {
  const refused = view.sent?.act === act ? view.sent : null;
  return (
    <details open={refused !== null}>
      <summary>{summary}</summary>
      <PostForm action={terminationActPath(view.id, act)} tokens={view.tokens} suffix={act} class="mt-2">
        {act === 'date' && <TextField id="date-effet" name="effet" label="Nouvelle date d’effet" type="date" width="w-ref" value={view.state.effectiveOn} refused={refused} required />}
        <TextArea id={`${act}-motif`} name="motif" label="Motif" rows={2} refused={refused} required hint={hint} />
        <button class={act === 'retrait' ? 'btn btn-urgent' : 'btn btn-light'} type="submit">
          <Icon name={act === 'retrait' ? 'undo' : 'calendar'} />
          {summary}
        </button>
      </PostForm>
    </details>
  );
}
