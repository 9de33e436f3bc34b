import type { Instant } from '../../domain/ids';
import { Chip } from '../components/chip';
import { TextArea } from '../components/fields';
import { PostForm, type FormTokens } from '../components/form';
import { Icon } from '../components/icon';
import { Layout } from '../components/layout';
import { Empty } from '../components/note';
import { Panel } from '../components/panel';
import { Words } from '../components/text';
import { newTemplatePath, signaturePath, templatePath } from '../paths';
import type { ShellProps } from '../view/shell';
import type { DeskWordsView, TemplateView } from '../view/templates';
import { SERVICE_SHORT } from '../words/labels';
import { nearDateTime } from '../words/when';

export interface TemplatesProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly desks: readonly DeskWordsView[];
}

/** The words that each desk has ready, and how it signs. */
export function TemplatesPage({ shell, tokens, desks }: TemplatesProps) {
  return (
    <Layout shell={shell} title="Modèles de réponse" wide="wrap narrow">
      <h1 class="mb-1">Modèles de réponse</h1>
      <p class="muted">
        <Words text="Les agents les insèrent dans leurs réponses ; les champs entre accolades se remplissent avec la demande." />
        {!desks.some((desk) => desk.mayWrite) && ' Le responsable du guichet les écrit.'}
      </p>
      <div class="stack">
        {desks.map((desk) => (
          <>
            <Templates desk={desk} now={shell.now} timeZone={shell.timeZone} />
            <Signature desk={desk} tokens={tokens} />
          </>
        ))}
      </div>
    </Layout>
  );
}

function Templates({ desk, now, timeZone }: { desk: DeskWordsView; now: Instant; timeZone: string }) {
  const add = (
    <a class="btn btn-primary btn-sm" href={newTemplatePath(desk.caf)} aria-label={`Écrire un modèle, ${desk.name}`}>
      <Icon name="pencil" />
      Écrire un modèle
    </a>
  );
  return (
    <Panel title={desk.name} end={desk.mayWrite ? add : undefined} flush>
      {desk.templates.length === 0 ? (
        <Empty icon="template" title="Aucun modèle.">
          <p class="muted mb-0">Un modèle évite de réécrire les mêmes phrases chaque jour.</p>
        </Empty>
      ) : (
        <ul class="list templates">
          {desk.templates.map((template) => (
            <Template template={template} mayWrite={desk.mayWrite} now={now} timeZone={timeZone} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Template({ template, mayWrite, now, timeZone }: { template: TemplateView; mayWrite: boolean; now: Instant; timeZone: string }) {
  return (
    <li>
      <div class="row-flex">
        {mayWrite ? (
          <a class="fw6" href={templatePath(template.id)}>
            {template.title}
          </a>
        ) : (
          <span class="fw6">{template.title}</span>
        )}
        <Chip tone="line">{template.service === null ? 'Tout service' : SERVICE_SHORT[template.service]}</Chip>
        <span class="small muted ms-auto">
          {template.author}, <Words text={nearDateTime(template.at, now, timeZone)} />
        </span>
      </div>
      <details class="small">
        <summary aria-label={`Lire le modèle ${template.title}`}>Lire</summary>
        <p class="pre mt-2 mb-0">{template.body}</p>
      </details>
    </li>
  );
}

function Signature({ desk, tokens }: { desk: DeskWordsView; tokens: FormTokens }) {
  const { lines, namesAgent } = desk.signature;
  const shown = [namesAgent ? 'Prénom et nom de l’agent' : '', desk.deskName, lines].filter((line) => line !== '').join('\n');
  return (
    <Panel title={`Signature — ${desk.name}`}>
      <div class="mb-3">
        <p class="pre">{shown}</p>
      </div>
      {desk.mayWrite && (
        <PostForm action={signaturePath(desk.caf)} tokens={tokens} suffix={`signature-${desk.caf}`}>
          <TextArea id={`signature-${desk.caf}-lignes`} name="lignes" label="Lignes sous le nom du guichet" rows={2} value={lines} />
          <div class="form-check mb-3">
            <input class="form-check-input" type="checkbox" id={`signature-${desk.caf}-agent`} name="agent" value="oui" checked={namesAgent} />
            <label class="form-check-label" for={`signature-${desk.caf}-agent`}>
              Faire signer aussi l’agent, de son nom <span class="muted small">— sans cela, seul le guichet signe</span>
            </label>
          </div>
          <button class="btn btn-light" type="submit">
            <Icon name="save" />
            Enregistrer la signature
          </button>
        </PostForm>
      )}
    </Panel>
  );
}
