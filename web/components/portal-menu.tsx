import type { ShellProps } from '../view/shell';
import { Icon } from './icon';
import { SignOut } from './top-menus';

/** The menu of a partner's person: in the bar, and folded on a phone. */
export function PortalMenu({ shell, portal }: { shell: ShellProps; portal: NonNullable<ShellProps['portal']> }) {
  const links = portal.links.map(({ key, label, href }) => (
    <a href={href} aria-current={key === portal.current ? 'page' : undefined}>
      {label}
    </a>
  ));
  return (
    <>
      <nav aria-label="Principale">{links}</nav>
      <div class="right">
        <details class="menu">
          <summary class="btn btn-light btn-sm">
            <Icon name="menu" label="Menu" />
          </summary>
          <div>
            <p class="small">
              <b>{portal.name}</b>
            </p>
            {links}
            <SignOut csrf={shell.csrf} />
          </div>
        </details>
      </div>
    </>
  );
}
