import { ErrorSummary, PostForm, type FormTokens, type Option, type Refused } from '../../components/form';
import { Select, TextField } from '../../components/fields';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Panel } from '../../components/panel';
import { importsPath, partnersPath } from '../../settings-paths';
import type { ShellProps } from '../../view/shell';
import { ServiceChecks } from './partner';

export interface NewPartnerProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly cafs: readonly Option[];
  readonly caf: string;
  readonly refused: Refused | null;
}

/** A partner with its first convention. */
export function NewPartnerPage({ shell, tokens, cafs, caf, refused }: NewPartnerProps) {
  return (
    <Layout shell={shell} title="Nouveau partenaire" wide="wrap narrow">
      <p class="small mb-1">
        <a href={partnersPath()}>
          <Icon name="arrowLeft" />
          Partenaires
        </a>
      </p>
      <h1 class="mb-2">Nouveau partenaire</h1>
      <p class="muted">
        Plusieurs à la fois{'\u202f'}? <a href={importsPath()}>Importez un fichier</a>.
      </p>
      <ErrorSummary refused={refused} idOf={(field) => `nouveau-${field}`} />
      <Panel title="Le partenaire et sa convention">
        <PostForm action={partnersPath()} tokens={tokens} suffix="partenaire">
          {cafs.length > 1 && <Select id="nouveau-caf" name="caf" label="Caf" options={cafs} value={caf} blank="Choisir…" refused={refused} required />}
          <TextField id="nouveau-partenaire" name="partenaire" label="Nom du partenaire" refused={refused} required maxLength={200} />
          <TextField id="nouveau-siret" name="siret" label="SIRET" aside="(facultatif)" refused={refused} width="w-when" />
          <TextField id="nouveau-convention" name="convention" label="Numéro de la convention" refused={refused} required width="w-ref" maxLength={40} />
          <ServiceChecks idPrefix="nouveau" chosen={[]} refused={refused} />
          <button class="btn btn-primary" type="submit">
            <Icon name="save" />
            Ajouter le partenaire
          </button>
        </PostForm>
      </Panel>
    </Layout>
  );
}
