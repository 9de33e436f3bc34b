import type { Subcontractor } from '../../../domain/journeys/subcontractor';
import { TextArea } from '../../components/fields';
import { ErrorSummary, PostForm, type FormTokens, type Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Panel } from '../../components/panel';
import { ownSubcontractorActPath } from '../../convention-paths';
import { ownRegisterPath } from '../../paths-portal';
import type { ShellProps } from '../../view/shell';
import { SubcontractorFields, subcontractorFieldId, type ItemLine } from '../convention/subcontractor-fields';
import { ItemsPanel, StandingNote } from '../convention/subcontractor-parts';

export interface OwnSubcontractorProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly id: string;
  readonly convention: { readonly id: string; readonly number: string; readonly partner: string };
  readonly state: Subcontractor;
  readonly lines: readonly ItemLine[];
  readonly earliest: string | null;
  readonly refused: Refused | null;
}

/** A subcontractor that one announced: where it stands, and what is still to give. */
export function OwnSubcontractorPage({ shell, tokens, id, convention, state, lines, earliest, refused }: OwnSubcontractorProps) {
  return (
    <Layout shell={shell} title={`Sous-traitant ${id}`} wide="wrap narrow">
      <p class="small mb-1">
        <a href={ownRegisterPath(convention.id)}>
          <Icon name="arrowLeft" />
          Convention {convention.number}
        </a>
      </p>
      <h1 class="mb-1">Sous-traitant annoncé</h1>
      <p class="row-flex mb-3">
        <span class="ref">{id}</span> <span class="muted">{convention.partner}</span>
      </p>
      <ErrorSummary refused={refused} idOf={subcontractorFieldId} />
      <div class="stack">
        <StandingNote state={state} earliest={earliest} />
        <ItemsPanel state={state} lines={lines} />
        {state.phase === 'incomplete' && (
          <Panel title="Compléter l’annonce">
            <PostForm action={ownSubcontractorActPath(id, 'complement')} tokens={tokens} suffix="complement" file>
              <SubcontractorFields lines={lines} startsOn={state.startsOn} refused={refused} earliest={earliest} file />
              <button class="btn btn-primary" type="submit">
                <Icon name="send" />
                Envoyer à la Caf
              </button>
            </PostForm>
          </Panel>
        )}
        {state.endedAt === null && (
          <details>
            <summary>Retirer l’annonce</summary>
            <PostForm action={ownSubcontractorActPath(id, 'retrait')} tokens={tokens} suffix="retrait" class="mt-2">
              <TextArea id="retrait-motif" name="motif" label="Motif" aside="(facultatif)" rows={2} />
              <button class="btn btn-light" type="submit">
                <Icon name="undo" />
                Retirer l’annonce
              </button>
            </PostForm>
          </details>
        )}
      </div>
    </Layout>
  );
}
