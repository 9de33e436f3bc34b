import { Layout } from '../../components/layout';
import { Panel, Scroll } from '../../components/panel';
import { Words } from '../../components/text';
import { apiReferencePath } from '../../paths-sign-in';
import type { ApiReferenceView, FieldView, OperationView } from '../../view/api-reference';
import type { ShellProps } from '../../view/shell';
import { REFERENCE_WORDS, type ReferenceWords } from './words';

/** The reference of the API, made of its description: what may be asked, what comes back, what is refused. */
export function ApiReferencePage({ shell, view }: { shell: ShellProps; view: ApiReferenceView }) {
  const words = REFERENCE_WORDS[view.language];
  return (
    <Layout shell={shell} title={words.title}>
      <div lang={view.language}>
        <div class="row-flex mb-2">
          <h1>{words.title}</h1>
          <a class="end" href={apiReferencePath(view.language === 'fr' ? 'en' : undefined)} lang={view.language === 'fr' ? 'en' : 'fr'}>
            {words.other}
          </a>
        </div>
        <p>
          <Words text={view.introduction} />
        </p>
        <p>
          <code class="anywhere">{view.base}</code> · <a href="/api/openapi.json">{words.description}</a>
        </p>
        <div class="stack">
          <Panel title={words.start}>
            <Steps steps={words.steps} />
          </Panel>
          <Contents view={view} title={words.sections} />
          {view.sections.map((section) => (
            <section id={section.tag} aria-label={section.title}>
              <h2 class="mb-2">{section.title}</h2>
              {section.operations.map((one) => (
                <Operation one={one} words={words} />
              ))}
              {section.tag === 'webhooks' && (
                <Panel title={words.signing}>
                  <Steps steps={words.signingSteps} />
                </Panel>
              )}
            </section>
          ))}
          <Problems view={view} title={words.problems} />
          <section aria-label={words.schemas}>
            <h2 class="mb-2">{words.schemas}</h2>
            {view.schemas.map((schema) => (
              <details class="card card-body mb-2" id={`schema-${schema.name}`}>
                <summary>
                  <code>{schema.name}</code>
                </summary>
                {schema.description !== null && <p class="small">{schema.description}</p>}
                <Fields fields={schema.fields} words={words} />
              </details>
            ))}
          </section>
        </div>
      </div>
    </Layout>
  );
}

function Steps({ steps }: { steps: readonly string[] }) {
  return (
    <ol class="mb-0">
      {steps.map((step) => (
        <li>
          <Words text={step} />
        </li>
      ))}
    </ol>
  );
}

function Contents({ view, title }: { view: ApiReferenceView; title: string }) {
  return (
    <nav aria-label={title}>
      <h2 class="mb-2">{title}</h2>
      <ul>
        {view.sections.map((section) => (
          <li>
            <a href={`#${section.tag}`}>{section.title}</a> <span class="muted small">({section.operations.length})</span>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Operation({ one, words }: { one: OperationView; words: ReferenceWords }) {
  return (
    <details class="card card-body mb-2" id={one.id}>
      <summary>
        <b>
          <Words text={one.title} />
        </b>
        <div class="small">
          <span class="chip">{one.method}</span> <code class="anywhere">{one.path}</code> · {words.scope} <code>{one.scope}</code>
        </div>
      </summary>
      {one.parameters.length > 0 && (
        <>
          <h3 class="mt-3">{words.parameters}</h3>
          <Fields fields={one.parameters} words={words} />
        </>
      )}
      {one.body.length > 0 && (
        <>
          <h3 class="mt-3">{words.body}</h3>
          <Fields fields={one.body} words={words} />
        </>
      )}
      <h3 class="mt-3">{words.answers}</h3>
      <ul class="mb-1">
        {one.answers.map((answer) => (
          <li>
            <b>{answer.status}</b> <Words text={answer.words} /> · {answer.schema === null ? <code>{answer.type}</code> : <SchemaLink name={answer.schema} text={answer.schema} />}
          </li>
        ))}
      </ul>
      <p class="small muted mb-0">
        {words.refusals} {one.refusals.join(', ')}
      </p>
    </details>
  );
}

function SchemaLink({ name, text }: { name: string; text: string }) {
  return (
    <a href={`#schema-${name}`}>
      <code>{text}</code>
    </a>
  );
}

function Fields({ fields, words }: { fields: readonly FieldView[]; words: ReferenceWords }) {
  return (
    <ul class="list">
      {fields.map((field) => (
        <li>
          <code>{field.name}</code> {field.schema === null ? <span class="muted anywhere">{field.type}</span> : <SchemaLink name={field.schema} text={field.type} />}
          {field.required && <span class="chip">{words.required}</span>}
          {field.description !== null && (
            <div class="small">
              <Words text={field.description} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function Problems({ view, title }: { view: ApiReferenceView; title: string }) {
  return (
    <Panel title={title} flush>
      <Scroll label={`${title} — ${view.base}`}>
        <table class="tb">
          <caption class="visually-hidden">{title}</caption>
          <tbody>
            {view.problems.map(({ code, status, title: name }) => (
              <tr id={`erreur-${code}`}>
                <td>{status}</td>
                <th scope="row">
                  <code>{code}</code>
                </th>
                <td lang="fr">{name}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Panel>
  );
}
