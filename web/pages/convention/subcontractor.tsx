import type { Subcontractor } from '../../../domain/journeys/subcontractor';
import { TextArea } from '../../components/fields';
import { ErrorSummary, PostForm } from '../../components/form';
import { Icon, type IconName } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Panel } from '../../components/panel';
import { subcontractorActPath, type SubcontractorActName } from '../../convention-paths';
import { registerConventionPath } from '../../register-paths';
import type { ConventionJourneyView } from '../../view/convention-journey';
import { FollowPanel, LettersPanel, PapersPanel } from './follow';
import { SubcontractorFields, subcontractorFieldId, type ItemLine } from './subcontractor-fields';
import { ItemsPanel, StandingNote } from './subcontractor-parts';

export interface SubcontractorProps extends ConventionJourneyView {
  readonly state: Subcontractor;
  readonly lines: readonly ItemLine[];
  readonly earliest: string | null;
  readonly mayWork: boolean;
}

/** A subcontractor that a partner announced: what is given and missing, and the Caf's decision. */
export function SubcontractorPage(view: SubcontractorProps) {
  const { shell, id, partner, convention, conventionId, state, lines, earliest, sent, mayWork } = view;
  return (
    <Layout shell={shell} title={`Sous-traitant ${id}`}>
      <p class="small mb-1">
        <a href={registerConventionPath(conventionId)}>
          <Icon name="arrowLeft" />
          {partner}, convention {convention}
        </a>
      </p>
      <h1 class="mb-1">Sous-traitant annoncé</h1>
      <div class="row-flex mb-3">
        <span class="ref">{id}</span>
        <span>{partner}</span>
        <span class="muted">convention {convention}</span>
      </div>
      <ErrorSummary refused={sent} idOf={(field) => (sent?.act === 'complement' ? subcontractorFieldId(field) : `${sent?.act ?? ''}-${field}`)} />
      <div class="cols">
        <div class="stack">
          <StandingNote state={state} earliest={earliest} />
          <ItemsPanel state={state} lines={lines} />
          <PapersPanel view={view} title="Pièces jointes" />
          {mayWork && state.endedAt === null && <Decide view={view} />}
        </div>
        <aside class="stack" aria-label="Suivi de l’annonce">
          <FollowPanel view={view} />
          <LettersPanel view={view} />
        </aside>
      </div>
    </Layout>
  );
}

function Decide({ view }: { view: SubcontractorProps }) {
  const refused = view.sent?.act === 'complement' ? view.sent : null;
  return (
    <Panel title="Décider">
      <div class="stack">
        {view.state.phase === 'to-decide' && <Worded view={view} act="acceptation" summary="Accepter" label="Condition ou précision" icon="check" hint="Écrite au partenaire." />}
        <Worded view={view} act="refus" summary="Refuser" label="Motif" icon="ban" required hint="Écrit au partenaire." />
        <details open={refused !== null}>
          <summary>Compléter l’annonce</summary>
          <PostForm action={subcontractorActPath(view.id, 'complement')} tokens={view.tokens} suffix="complement" class="mt-2">
            <SubcontractorFields lines={view.lines} startsOn={view.state.startsOn} refused={refused} earliest={view.earliest} file={false} />
            <button class="btn btn-light" type="submit">
              <Icon name="save" />
              Enregistrer
            </button>
          </PostForm>
        </details>
        <Worded view={view} act="retrait" summary="Le partenaire retire son annonce" label="Motif" icon="undo" hint="Gardé au journal." />
      </div>
    </Panel>
  );
}

function Worded({ view, act, summary, label, icon, hint, required }: { view: SubcontractorProps; act: SubcontractorActName; summary: string; label: string; icon: IconName; hint: string; required?: boolean }) {
  const refused = view.sent?.act === act ? view.sent : null;
  return (
    <details open={refused !== null}>
      <summary>{summary}</summary>
      <PostForm action={subcontractorActPath(view.id, act)} tokens={view.tokens} suffix={act} class="mt-2">
        <TextArea id={`${act}-motif`} name="motif" label={label} aside={required === true ? undefined : '(facultatif)'} rows={2} refused={refused} required={required} hint={hint} />
        <button class={act === 'refus' ? 'btn btn-urgent' : 'btn btn-light'} type="submit">
          <Icon name={icon} />
          {summary}
        </button>
      </PostForm>
    </details>
  );
}
