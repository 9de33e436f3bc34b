import type { ComponentChildren } from 'preact';
import { Layout } from '../../components/layout';
import { passwordPath, secondFactorPath, sessionsPath, tokensPath } from '../../paths-sign-in';
import type { ShellProps } from '../../view/shell';

const TABS = [
  ['mot-de-passe', 'Mot de passe', passwordPath()],
  ['second-facteur', 'Second facteur', secondFactorPath()],
  ['sessions', 'Mes sessions', sessionsPath()],
  ['jetons', 'Jetons', tokensPath()],
] as const;
export type AccountTab = (typeof TABS)[number][0];

/** A page of one's own account. */
export function AccountFrame({ shell, tab, children }: { shell: ShellProps; tab: AccountTab; children: ComponentChildren }) {
  const title = TABS.find(([key]) => key === tab)?.[1] ?? 'Mon compte';
  return (
    <Layout shell={shell} title={title} wide="wrap narrow">
      <h1 class="mb-2">Mon compte</h1>
      <nav class="tabs mb-3" aria-label="Mon compte">
        {TABS.map(([key, label, href]) => (
          <a href={href} aria-current={key === tab ? 'page' : undefined}>
            {label}
          </a>
        ))}
      </nav>
      {children}
    </Layout>
  );
}
