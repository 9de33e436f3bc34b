import { Choice, Select } from '../../components/fields';
import { ErrorSummary, PostForm, type FormTokens, type Option, type Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Note } from '../../components/note';
import { Panel } from '../../components/panel';
import { newTracePath, tracesPath } from '../../paths-traces';
import type { ShellProps } from '../../view/shell';
import { TraceFields, traceFieldId } from './fields';

export interface NewTraceProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly conventions: readonly Option[];
  /** The convention, with the administrators who may ask. */
  readonly chosen: { readonly id: string; readonly askers: readonly Option[]; readonly earliest: string; readonly today: string } | null;
  readonly refused: Refused | null;
}

/** An agent enters what a partner's administrator asked by mail, phone or post. */
export function NewTracePage({ shell, tokens, conventions, chosen, refused }: NewTraceProps) {
  return (
    <Layout shell={shell} title="Saisir une demande de traces" wide="wrap narrow">
      <h1 class="mb-3">Saisir une demande de traces</h1>
      <ErrorSummary refused={refused} idOf={traceFieldId} />
      <form class="mb-3" action={newTracePath()}>
        <Select id="traces-pour" name="convention" label="Pour quelle convention ?" options={conventions} value={chosen?.id} blank="Choisir…" required />
        <button class="btn btn-light" type="submit">
          {chosen === null ? 'Continuer' : 'Changer de convention'}
        </button>
      </form>
      {chosen !== null && (
        <div class="stack">
          <Note tone="info" icon="lock" title="Seules les personnes habilitées répondent.">
            <p class="mb-0">Vous ne lirez pas la réponse. Le demandeur la lit sur son espace, ou par un lien à usage unique envoyé à son adresse inscrite.</p>
          </Note>
          <Panel title="La demande">
            {chosen.askers.length === 0 ? (
              <p class="mb-0">Cette convention ne nomme ni administrateur ni suppléant avec une adresse : personne ne peut demander de traces.</p>
            ) : (
              <PostForm action={tracesPath()} tokens={tokens} suffix="traces">
                <input type="hidden" name="convention" value={chosen.id} />
                <Select id={traceFieldId('demandeur')} name="demandeur" label="Qui demande ?" options={chosen.askers} blank="Choisir…" refused={refused} hint="L’administrateur ou le suppléant ; un utilisateur passe par eux." required />
                <Choice name="canal" legend="Comment cette demande est-elle arrivée ?" idPrefix="traces" options={[{ value: 'email', label: 'Par courriel' }, { value: 'phone', label: 'Par téléphone' }, { value: 'post', label: 'Par la poste' }]} refused={refused} />
                <TraceFields refused={refused} earliest={chosen.earliest} today={chosen.today} />
                <button class="btn btn-primary" type="submit">
                  <Icon name="save" />
                  Enregistrer
                </button>
              </PostForm>
            )}
          </Panel>
        </div>
      )}
    </Layout>
  );
}
