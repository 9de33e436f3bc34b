import type { Instant } from '../../domain/ids';
import { ErrorSummary, PostForm, type FormTokens, type Option, type Refused } from '../components/form';
import { Icon } from '../components/icon';
import { Layout } from '../components/layout';
import { Note } from '../components/note';
import { Panel } from '../components/panel';
import { Paragraphs, Words } from '../components/text';
import { stopActPath, stopsPath, type StopAct } from '../stop-paths';
import type { Paging } from '../view/queue';
import type { ShellProps } from '../view/shell';
import type { LinkedView, StopFields, StopLine, StopView, ToldState, ToldView } from '../view/stop';
import { StopTelling, StopWhat } from './stop/fields';
import { Counts, Journal, Linked, Told } from './stop/tables';
import { hoursWords, PhaseChip } from './stops';

export interface StopProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly stop: StopView;
  readonly meanwhile: string;
  readonly remindAt: Instant | null;
  readonly counts: Readonly<Record<ToldState, number>>;
  /** Which of them are shown; null = all. */
  readonly state: ToldState | null;
  readonly told: readonly ToldView[];
  readonly paging: Paging;
  readonly linked: readonly LinkedView[];
  readonly journal: readonly StopLine[];
  /** The form that changes it, as it stands. */
  readonly values: StopFields;
  readonly services: readonly Option[];
  readonly zoneWords: string;
  readonly may: { readonly change: boolean; readonly cancel: boolean; readonly end: boolean };
  /** Why this person may not change it; null = may. */
  readonly readOnly: string | null;
  /** A form that was sent and refused. */
  readonly sent: { readonly act: StopAct; readonly refused: Refused; readonly fields: StopFields } | null;
}

/** One stop: what was told, to whom and with what success; what it is linked to; what may be done to it. */
export function StopPage(props: StopProps) {
  const { shell, stop, meanwhile } = props;
  return (
    <Layout shell={shell} title={stop.title}>
      <p class="small mb-1">
        <a href={stopsPath()}>
          <Icon name="arrowLeft" />
          Arrêts planifiés
        </a>
      </p>
      <h1 class="mb-1">
        <Words text={stop.title} />
      </h1>
      <div class="row-flex mb-3">
        <PhaseChip phase={stop.phase} />
        <span class="fw6">
          <Words text={stop.scope} />
        </span>
        <span class="muted small">
          <Words text={`${hoursWords(stop, shell)} (${props.zoneWords})`} />
        </span>
      </div>
      <div class="cols">
        <div class="stack">
          <Counts {...props} />
          <Told {...props} />
          <Linked {...props} />
        </div>
        <aside class="stack" aria-label="Suivi de l’arrêt">
          {meanwhile !== '' && (
            <Panel title="En attendant">
              <Paragraphs text={meanwhile} />
            </Panel>
          )}
          {props.readOnly !== null && <Note tone="info" title={<Words text={props.readOnly} />} />}
          <Acts {...props} />
          <Journal {...props} />
        </aside>
      </div>
    </Layout>
  );
}

function Acts(props: StopProps) {
  const { may, sent } = props;
  const refused = (act: StopAct) => (sent?.act === act ? sent.refused : null);
  return (
    <>
      {may.end && <Ask props={props} act="fin" title="Terminer" words="L’arrêt prend fin maintenant : ceux qui en ont été prévenus le sont de sa fin, et les échéances qu’il reportait reviennent." button="Déclarer l’arrêt terminé" refused={refused('fin')} />}
      {may.change && <Change {...props} />}
      {may.cancel && <Ask props={props} act="annulation" title="Annuler" words={props.stop.phase === 'scheduled' ? 'Personne n’a encore été prévenu : personne ne le sera.' : 'Ceux qui en ont été prévenus le sont de l’annulation ; les échéances qu’il reportait reviennent.'} button="Annuler l’arrêt" refused={refused('annulation')} />}
      {!may.end && refused('fin') !== null && <ErrorSummary refused={refused('fin')} idOf={() => 'contenu'} />}
      {!may.cancel && refused('annulation') !== null && <ErrorSummary refused={refused('annulation')} idOf={() => 'contenu'} />}
      {!may.change && refused('modification') !== null && <ErrorSummary refused={refused('modification')} idOf={() => 'contenu'} />}
    </>
  );
}

function Ask({ props: { stop, tokens }, act, title, words, button, refused }: { props: StopProps; act: StopAct; title: string; words: string; button: string; refused: Refused | null }) {
  return (
    <Panel title={title}>
      <ErrorSummary refused={refused} idOf={() => 'contenu'} />
      <p class="small">
        <Words text={words} />
      </p>
      <PostForm action={stopActPath(stop.id, act)} tokens={tokens} suffix={act}>
        <button class="btn btn-light btn-sm" type="submit">
          {button}
        </button>
      </PostForm>
    </Panel>
  );
}

function Change({ stop, tokens, values, services, zoneWords, sent }: StopProps) {
  const refused = sent?.act === 'modification' ? sent.refused : null;
  const fields = { values: refused === null || sent === null ? values : sent.fields, refused, services, zoneWords, prefix: 'modif' };
  return (
    <section class="card" aria-label="Modifier">
      <details open={refused !== null}>
        <summary class="cap">
          <h2>Modifier</h2>
          <span class="small muted">heures, services, textes</span>
        </summary>
        <div class="card-body">
          <PostForm action={stopActPath(stop.id, 'modification')} tokens={tokens} suffix="modification">
            <ErrorSummary refused={refused} idOf={(field) => `modif-${field}`} />
            <input type="hidden" name="portee" value={values.portee} />
            {values.cafs.map((caf) => (
              <input type="hidden" name="cafs" value={caf} />
            ))}
            <StopWhat {...fields} begun={stop.phase === 'running'} />
            {stop.phase !== 'running' && <StopTelling {...fields} announced={stop.phase !== 'scheduled'} />}
            <p class="small muted">{stop.phase === 'scheduled' ? 'Personne n’a encore été prévenu.' : 'Ceux qui ont été prévenus le sont du changement.'}</p>
            <button class="btn btn-primary btn-sm" type="submit" data-submit>
              Enregistrer le changement
            </button>
          </PostForm>
        </div>
      </details>
    </section>
  );
}
