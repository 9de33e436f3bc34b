import { TEMPLATE_FIELDS } from '../../domain/reply-template';
import { Select, TextArea, TextField } from '../components/fields';
import { ErrorSummary, PostForm, type FormTokens, type Option, type Refused } from '../components/form';
import { Icon } from '../components/icon';
import { Layout } from '../components/layout';
import { Panel } from '../components/panel';
import { Words } from '../components/text';
import { newTemplatePath, templatePath, templatesPath, withdrawTemplatePath } from '../paths';
import type { ShellProps } from '../view/shell';
import { SERVICE_LONG } from '../words/labels';

export interface TemplateProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  /** Null = a new one. */
  readonly id: string | null;
  readonly cafs: readonly Option[];
  /** Fields posted: caf, service, titre, texte. */
  readonly values: { readonly caf: string; readonly service: string; readonly titre: string; readonly texte: string };
  readonly refused: Refused | null;
}

const fieldId = (field: string): string => `modele-${field}`;

/** One reply template, written by the desk's manager. */
export function TemplatePage({ shell, tokens, id, cafs, values, refused }: TemplateProps) {
  const title = id === null ? 'Écrire un modèle' : 'Modifier un modèle';
  return (
    <Layout shell={shell} title={title} wide="wrap narrow">
      <p class="small mb-1">
        <a href={templatesPath()}>
          <Icon name="arrowLeft" />
          Modèles de réponse
        </a>
      </p>
      <h1 class="mb-3">{title}</h1>
      <ErrorSummary refused={refused} idOf={fieldId} />
      <div class="stack">
        <section class="card" aria-label="Le modèle">
          <div class="card-body">
            <PostForm action={id === null ? newTemplatePath() : templatePath(id)} tokens={tokens} suffix="modele" id="modele">
              <Select id={fieldId('caf')} name="caf" label="Caf" options={cafs} value={values.caf} refused={refused} />
              <Select
                id={fieldId('service')}
                name="service"
                label="Service"
                options={Object.entries(SERVICE_LONG).map(([value, label]) => ({ value, label }))}
                blank="Tout service"
                value={values.service}
                refused={refused}
              />
              <TextField id={fieldId('titre')} name="titre" label="Nom du modèle" aside="(vu des agents seuls)" value={values.titre} maxLength={120} refused={refused} required />
              <TextArea
                id={fieldId('texte')}
                name="texte"
                label="Texte"
                hint="Le guichet signe la lettre, n’écrivez pas de signature."
                rows={10}
                value={values.texte}
                refused={refused}
                required
              />
              <button class="btn btn-primary" type="submit" data-submit>
                <Icon name="save" />
                Enregistrer
                <kbd aria-hidden="true">Ctrl ↵</kbd>
              </button>
            </PostForm>
          </div>
        </section>
        <Panel title="Champs">
          <dl class="dl small">
            {Object.entries(TEMPLATE_FIELDS).map(([field, what]) => (
              <>
                <dt>
                  <span class="font-monospace">{`{${field}}`}</span>
                </dt>
                <dd class="fw4">{what}</dd>
              </>
            ))}
          </dl>
          <p class="small muted mb-0 mt-2">
            <Words text="Un champ que la demande ne renseigne pas est laissé « à compléter » : la réponse ne part pas avant de l’être." />
          </p>
        </Panel>
        {id !== null && (
          <PostForm action={withdrawTemplatePath(id)} tokens={tokens} suffix="retrait">
            <button class="btn btn-light" type="submit">
              <Icon name="x" />
              Retirer ce modèle
            </button>
          </PostForm>
        )}
      </div>
    </Layout>
  );
}
