import type { ComponentChildren } from 'preact';
import { assetUrl } from '../assets';
import { contractsPath, escalationsPath, homePath, lettersPath, newCallPath, queuePath, searchPath, signOutPath, unidentifiedPath } from '../paths';
import { accountPath } from '../paths-sign-in';
import type { Section, ShellProps } from '../view/shell';
import { initials } from '../words/labels';
import { dateTimeAside, openingWords } from '../words/when';
import { Icon } from './icon';
import { Note } from './note';
import { Palette } from './palette';
import { Shortcuts } from './shortcuts';
import { Words } from './text';

const NAV: ReadonlyArray<readonly [Section, string, string]> = [
  ['file', 'File d’attente', queuePath()],
  ['appels', 'Saisir un appel', newCallPath()],
  ['escalades', 'Escalades', escalationsPath()],
  ['a-identifier', 'À identifier', unidentifiedPath()],
  ['courriers', 'Courriers', lettersPath()],
  ['contrats', 'Contrats', contractsPath()],
];

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
      <body data-call={newCallPath()} data-page-live={live}>
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
          {children}
          {bar !== undefined && <div class="bar-s">{bar}</div>}
        </main>
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
          <DeskNow shell={shell} />
          <Account shell={shell} />
          <Burger shell={shell} />
        </div>
      )}
    </header>
  );
}

/** The menu of a partner's person: in the bar, and folded on a phone. */
function PortalMenu({ shell, portal }: { shell: ShellProps; portal: NonNullable<ShellProps['portal']> }) {
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

/** Steering is shown to those whose role leads to it. */
function NavLinks({ shell: { section, viewer } }: { shell: ShellProps }) {
  const steering = viewer?.steering ?? null;
  return (
    <>
      {[...NAV, ...(steering === null ? [] : [['pilotage', 'Pilotage', steering] as const])].map(([key, label, href]) => (
        <a href={href} aria-current={key === section ? 'page' : undefined}>
          {label}
        </a>
      ))}
    </>
  );
}

function DeskNow({ shell }: { shell: ShellProps }) {
  if (shell.desk === null) return null;
  const { open, text } = openingWords(shell.desk.opening, shell.now, shell.timeZone);
  return (
    <div class="small desk">
      <div class="fw6">
        <Words text={shell.desk.label} />
      </div>
      <div class="muted">
        <span class={open ? 'lamp on' : 'lamp'} aria-hidden="true" /> {text}
        <span class="hide-s"> · {dateTimeAside(shell.now, shell.timeZone)}</span>
      </div>
    </div>
  );
}

function Account({ shell }: { shell: ShellProps }) {
  const viewer = shell.viewer;
  if (viewer === null) return null;
  return (
    <details class="menu account">
      <summary>
        <span class="who" role="img" aria-label={`Votre compte : ${viewer.name}, ${viewer.role}`}>
          {initials(viewer.name)}
        </span>
      </summary>
      <div>
        <p class="small">
          <b>{viewer.name}</b>
          <br />
          <span class="muted">{viewer.role}</span>
        </p>
        <Menu shell={shell} />
        <a href={accountPath()}>
          <Icon name="user" />
          Mon compte
        </a>
        <a href="#raccourcis" data-help>
          <Icon name="help" />
          Raccourcis clavier
        </a>
        <button type="button" data-palette hidden>
          <Icon name="command" />
          Palette de commandes <kbd aria-hidden="true">Ctrl K</kbd>
        </button>
        <SignOut csrf={shell.csrf} />
      </div>
    </details>
  );
}

function Burger({ shell }: { shell: ShellProps }) {
  return (
    <details class="menu burger">
      <summary class="btn btn-light btn-sm">
        <Icon name="menu" label="Menu" />
      </summary>
      <div>
        {shell.viewer !== null && (
          <p class="small">
            <b>{shell.viewer.name}</b> <span class="muted">{shell.viewer.role}</span>
          </p>
        )}
        <NavLinks shell={shell} />
        <Menu shell={shell} />
        <a href={searchPath()} aria-current={shell.section === 'recherche' ? 'page' : undefined}>
          Rechercher
        </a>
        <a href={accountPath()}>Mon compte</a>
        <SignOut csrf={shell.csrf} />
      </div>
    </details>
  );
}

/** Pages of one's own role. */
function Menu({ shell }: { shell: ShellProps }) {
  return (
    <>
      {(shell.viewer?.menu ?? []).map(({ section, label, href }) => (
        <a href={href} aria-current={section === shell.section ? 'page' : undefined}>
          {label}
        </a>
      ))}
    </>
  );
}

function SignOut({ csrf }: { csrf: string }) {
  return (
    <form method="post" action={signOutPath()}>
      <input type="hidden" name="_csrf" value={csrf} />
      <button type="submit">
        <Icon name="logout" />
        Se déconnecter
      </button>
    </form>
  );
}

function Logo() {
  return (
    <svg viewBox="0 0 28 28" fill="none" aria-hidden="true" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round">
      <path d="M4 25V13a10 10 0 0 1 20 0v12" stroke-width="2.6" />
      <path d="M2.5 25h23" stroke-width="2.6" />
      <path d="M14 9v5.2l3.4 2.2" stroke-width="2.4" />
    </svg>
  );
}
