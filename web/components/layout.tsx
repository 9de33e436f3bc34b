import type { ComponentChildren } from 'preact';
import { assetUrl } from '../assets';
import { homePath, newCallPath, searchPath } from '../paths';
import type { Section, ShellProps } from '../view/shell';
import { Foot } from './foot';
import { Icon } from './icon';
import { NavLinks } from './nav-links';
import { Note } from './note';
import { Palette } from './palette';
import { OwnStops } from './own-stops';
import { PortalMenu } from './portal-menu';
import { Shortcuts } from './shortcuts';
import { Words } from './text';
import { Account, Burger, DeskNow, Logo } from './top-menus';

/** A whole page. `title` is the tab's; `bar` the fixed acts of a small screen (it lies inside the main landmark). */
export function Layout({
  shell,
  title,
  wide = 'wrap',
  bar,
  live,
  children,
}: {
  shell: ShellProps;
  title: string;
  wide?: string;
  bar?: ComponentChildren;
  /** Server-sent events of this one page. */
  live?: string;
  children: ComponentChildren;
}) {
  return (
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} — Guichet`}</title>
        <link rel="icon" href={assetUrl('favicon.svg')} type="image/svg+xml" />
        <link rel="preload" href={assetUrl('inter.woff2')} as="font" type="font/woff2" crossorigin="anonymous" />
        <link rel="stylesheet" href={assetUrl('bootstrap.css')} />
        <link rel="stylesheet" href={assetUrl('guichet.css')} />
        <script src={assetUrl('guichet.js')} defer />
      </head>
      <body data-call={opens(shell, 'appels') ? newCallPath() : undefined} data-page-live={live}>
        <a class="skip" href="#contenu">
          Aller au contenu
        </a>
        <Top shell={shell} />
        <main class={wide} id="contenu" tabIndex={-1}>
          {shell.flash !== null && shell.flash !== undefined && (
            <div class="mb-3">
              <Note tone={shell.flash.tone} title={<Words text={shell.flash.text} />} live />
            </div>
          )}
          <OwnStops stops={shell.portal?.stops ?? []} />
          {children}
          {bar !== undefined && <div class="bar-s">{bar}</div>}
        </main>
        <Foot />
        {shell.viewer !== null && <Shortcuts />}
        {shell.viewer !== null && <Palette />}
      </body>
    </html>
  );
}

function Top({ shell }: { shell: ShellProps }) {
  return (
    <header class="top">
      <a class="brand" href={homePath()}>
        <Logo />
        <span>Guichet</span>
      </a>
      {shell.portal !== undefined && <PortalMenu shell={shell} portal={shell.portal} />}
      {shell.viewer !== null && (
        <nav aria-label="Principale">
          <NavLinks shell={shell} />
        </nav>
      )}
      {shell.viewer !== null && (
        <div class="right">
          {opens(shell, 'recherche') && <SearchField />}
          <DeskNow shell={shell} />
          <Account shell={shell} />
          <Burger shell={shell} />
        </div>
      )}
    </header>
  );
}

const opens = ({ viewer }: ShellProps, page: Section): boolean => viewer?.pages.includes(page) === true;

function SearchField() {
  return (
    <form class="search" role="search" action={searchPath()}>
      <Icon name="search" />
      <input
        class="form-control form-control-sm"
        type="search"
        name="q"
        aria-label="Rechercher dans les demandes"
        placeholder="Rechercher…"
        data-key="/"
      />
      <kbd aria-hidden="true">/</kbd>
    </form>
  );
}
