import type { ComponentChildren } from 'preact';
import { TextField } from '../../components/fields';
import { ErrorSummary, PostForm, Tokens, type FormTokens, type Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Words } from '../../components/text';
import { signInPath } from '../../paths';
import { askLinkPath, linkPath } from '../../paths-sign-in';
import type { ShellProps } from '../../view/shell';

interface Base {
  readonly shell: ShellProps;
}

function Small({ shell, title, children, below }: Base & { title: string; children: ComponentChildren; below?: ComponentChildren }) {
  return (
    <Layout shell={shell} title={title} wide="wrap tiny-page">
      <div class="card">
        <div class="card-body">
          <h1 class="mb-3">{title}</h1>
          {children}
        </div>
      </div>
      {below !== undefined && <p class="small muted mt-3 mb-0">{below}</p>}
    </Layout>
  );
}

/** A partner's person asks for a link (field `courriel`). */
export function AskLinkPage({ shell, tokens, returnTo = null, refused }: Base & { readonly tokens: FormTokens; readonly returnTo?: string | null; readonly refused: Refused | null }) {
  return (
    <Small shell={shell} title="Recevoir un lien" below={<a href={signInPath()}>Vous êtes agent de la Caf{"\u00a0"}: se connecter</a>}>
      <p class="muted">
        Partenaires{"\u00a0"}: pas de mot de passe. Un lien de connexion vous est envoyé à l’adresse que votre convention nomme{"\u202f"}; il sert une fois, pendant trente minutes.
      </p>
      <ErrorSummary refused={refused} idOf={(field) => field} />
      <PostForm action={askLinkPath()} tokens={tokens} suffix="lien">
        {returnTo !== null && <input type="hidden" name="retour" value={returnTo} />}
        <TextField
          id="courriel"
          name="courriel"
          label="Votre adresse professionnelle"
          hint="Celle par laquelle la Caf vous connaît."
          type="email"
          autocomplete="email"
          maxLength={200}
          refused={refused}
          required
        />
        <button class="btn btn-primary w-100" type="submit">
          <Icon name="mail" />
          Recevoir un lien
        </button>
      </PostForm>
    </Small>
  );
}

/** The same for every address, known or not. */
export function LinkAskedPage({ shell, address }: Base & { readonly address: string }) {
  return (
    <Small shell={shell} title="Regardez vos courriels" below={<a href={askLinkPath()}>Demander un autre lien</a>}>
      <p>
        Si <b class="anywhere">{address}</b> est une adresse que connaît une convention, un lien y arrive dans quelques instants.
      </p>
      <ul class="small muted mb-0">
        <li>Le lien sert une seule fois, pendant trente minutes.</li>
        <li>
          <Words text="Rien n’arrive ? Regardez dans les indésirables, puis demandez à votre administrateur sous quelle adresse la Caf vous connaît." />
        </li>
      </ul>
    </Small>
  );
}

/** What a link opens: nothing is used until the button is pressed, since mail scanners open links too. */
export function LinkConfirmPage({ shell, tokens, token }: Base & { readonly tokens: FormTokens; readonly token: string }) {
  return (
    <Small shell={shell} title="Vous connecter à Guichet">
      <p>
        <Words text="Un clic encore : le lien ne sert qu’une fois, et c’est ce navigateur qui sera connecté." />
      </p>
      <form method="post" action={linkPath()} data-once>
        <Tokens tokens={tokens} suffix="lien" />
        <input type="hidden" name="jeton" value={token} />
        <button class="btn btn-primary w-100" type="submit">
          <Icon name="key" />
          Me connecter
        </button>
      </form>
    </Small>
  );
}

/** A link used before, too old, or never sent. */
export function LinkOverPage({ shell }: Base) {
  return (
    <Small shell={shell} title="Ce lien ne sert plus">
      <p>Il a déjà servi, il a plus de trente minutes, ou il a été coupé en route. Demandez-en un autre{"\u00a0"}: il arrive dans l’instant.</p>
      <a class="btn btn-primary w-100" href={askLinkPath()}>
        <Icon name="mail" />
        Recevoir un lien
      </a>
    </Small>
  );
}
