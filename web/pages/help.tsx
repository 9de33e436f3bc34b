import { Icon } from '../components/icon';
import { Layout } from '../components/layout';
import { Markdown } from '../components/markdown';
import { Words } from '../components/text';
import { GUIDES, type Guide } from '../guides';
import { accessibilityPath, guidePath, helpPath } from '../help-paths';
import type { ShellProps } from '../view/shell';

/** The guides, each for those who need it. */
export function HelpPage({ shell }: { shell: ShellProps }) {
  return (
    <Layout shell={shell} title="Aide" wide="wrap narrow">
      <h1 class="mb-3">Aide</h1>
      <div class="card">
        <div class="card-body py-1">
          <ul class="list">
            {GUIDES.map((guide) => (
              <li>
                <a class="fw6" href={guidePath(guide.name)}>
                  {guide.title}
                </a>
                <div class="small muted">
                  <Words text={guide.lead} />
                </div>
              </li>
            ))}
          </ul>
        </div>
      </div>
      <p class="mt-3 small">
        <a href={accessibilityPath()}>Déclaration d’accessibilité</a>
      </p>
    </Layout>
  );
}

/** One guide, as it is written in docs/guide. */
export function GuidePage({ shell, guide, text }: { shell: ShellProps; guide: Guide; text: string }) {
  return (
    <Layout shell={shell} title={guide.title} wide="wrap guide">
      <p class="small mb-1 no-print">
        <a href={helpPath()}>
          <Icon name="arrowLeft" />
          Aide
        </a>
      </p>
      <div class="prose">
        <Markdown text={text} />
      </div>
    </Layout>
  );
}
