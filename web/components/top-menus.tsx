import { accountPath } from '../paths-sign-in';
import { searchPath, signOutPath } from '../paths';
import type { ShellProps } from '../view/shell';
import { initials } from '../words/labels';
import { dateTimeAside, openingWords } from '../words/when';
import { Icon } from './icon';
import { NavLinks } from './nav-links';
import { Words } from './text';

export function DeskNow({ shell }: { shell: ShellProps }) {
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

export function Account({ shell }: { shell: ShellProps }) {
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

export function Burger({ shell }: { shell: ShellProps }) {
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
        {shell.viewer?.pages.includes('recherche') === true && (
          <a href={searchPath()} aria-current={shell.section === 'recherche' ? 'page' : undefined}>
            Rechercher
          </a>
        )}
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

export function SignOut({ csrf }: { csrf: string }) {
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

export function Logo() {
  return (
    <svg viewBox="0 0 28 28" fill="none" aria-hidden="true" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round">
      <path d="M4 25V13a10 10 0 0 1 20 0v12" stroke-width="2.6" />
      <path d="M2.5 25h23" stroke-width="2.6" />
      <path d="M14 9v5.2l3.4 2.2" stroke-width="2.4" />
    </svg>
  );
}
