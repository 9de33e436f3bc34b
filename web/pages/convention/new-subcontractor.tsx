import { Choice, TextField } from '../../components/fields';
import { ErrorSummary, PostForm, type FormTokens, type Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Note } from '../../components/note';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import type { ShellProps } from '../../view/shell';
import { SubcontractorFields, subcontractorFieldId, type ItemLine } from './subcontractor-fields';

export interface NewSubcontractorProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly convention: { readonly id: string; readonly number: string; readonly partner: string };
  readonly action: string;
  readonly back: { readonly href: string; readonly label: string };
  /** An agent says how and when it came; the partner writes it itself. */
  readonly agent: boolean;
  readonly lines: readonly ItemLine[];
  /** « 6 mois » */
  readonly notice: string | null;
  readonly earliest: string | null;
  readonly refused: Refused | null;
}

/** A subcontractor is announced: by the partner on its portal, or entered by an agent. */
export function NewSubcontractorPage({ shell, tokens, convention, action, back, agent, lines, notice, earliest, refused }: NewSubcontractorProps) {
  return (
    <Layout shell={shell} title="Annoncer un sous-traitant" wide="wrap narrow">
      <p class="small mb-1">
        <a href={back.href}>
          <Icon name="arrowLeft" />
          {back.label}
        </a>
      </p>
      <h1 class="mb-1">{agent ? 'Saisir l’annonce d’un sous-traitant' : 'Annoncer un sous-traitant'}</h1>
      <p class="row-flex mb-3">
        <span class="ref">convention {convention.number}</span> <span class="muted">{convention.partner}</span>
      </p>
      <ErrorSummary refused={refused} idOf={subcontractorFieldId} />
      <div class="stack">
        <Note tone="info" title={notice === null ? 'La Caf doit donner son accord avant le début.' : <Words text={`À annoncer ${notice} au moins avant le début.`} />}>
          <p class="mb-0">Cinq éléments sont à donner. Ce que vous n’avez pas encore peut être laissé vide{'\u00a0'}: il sera demandé par un courrier.</p>
        </Note>
        <Panel title="L’annonce">
          <PostForm action={action} tokens={tokens} suffix="sous-traitant" file>
            {agent && (
              <>
                <Choice name="voie" legend="Arrivée" idPrefix="sous-traitant" refused={refused} options={[{ value: 'post', label: 'Par courrier' }, { value: 'email', label: 'Par courriel' }, { value: 'phone', label: 'Par téléphone' }]} />
                <TextField id="sous-traitant-reception" name="reception" label="Reçue le" type="date" width="w-ref" refused={refused} required />
              </>
            )}
            <SubcontractorFields lines={lines} startsOn={null} refused={refused} earliest={earliest} file />
            <button class="btn btn-primary" type="submit">
              <Icon name="send" />
              {agent ? 'Enregistrer l’annonce' : 'Envoyer à la Caf'}
            </button>
          </PostForm>
        </Panel>
      </div>
    </Layout>
  );
}
