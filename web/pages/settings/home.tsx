import { Icon, type IconName } from '../../components/icon';
import { Layout } from '../../components/layout';
import type { ShellProps } from '../../view/shell';

export interface SettingsHomeProps {
  readonly shell: ShellProps;
  readonly links: ReadonlyArray<{ readonly href: string; readonly icon: IconName; readonly title: string; readonly text: string }>;
}

/** What one may set, each with what it does. */
export function SettingsHomePage({ shell, links }: SettingsHomeProps) {
  return (
    <Layout shell={shell} title="Réglages">
      <h1 class="mb-3">Réglages</h1>
      <ul class="pair list-unstyled">
        {links.map((link) => (
          <li class="card">
            <div class="card-body">
              <h2 class="mb-1">
                <a href={link.href}>
                  <Icon name={link.icon} />
                  {link.title}
                </a>
              </h2>
              <p class="small muted mb-0">{link.text}</p>
            </div>
          </li>
        ))}
      </ul>
    </Layout>
  );
}
