import { TextField } from '../components/fields';
import { ErrorSummary, PostForm, type FormTokens, type Refused } from '../components/form';
import { Icon } from '../components/icon';
import { Layout } from '../components/layout';
import { signInPath } from '../paths';
import { askLinkPath, isOfPortal, oidcStartPath } from '../paths-sign-in';
import type { ShellProps } from '../view/shell';

export interface SignInProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  /** Where to go once signed in; a path of this site. */
  readonly returnTo: string | null;
  /** One sentence for every failure: no account can be guessed from it. */
  readonly refused: Refused | null;
  /** Said above the form (« Vous êtes déconnecté. »). */
  readonly notice: string | null;
  /** « Se connecter avec … »; null or absent = no provider is set. */
  readonly provider?: string | null;
}

/** Sign-in by a local account (fields `courriel`, `motdepasse`, `retour`), or at a provider; partners by a link. */
export function SignInPage({ shell, tokens, returnTo, refused, notice, provider = null }: SignInProps) {
  // Who comes for a page of the portal is a partner's person: their way in comes first.
  const partner = isOfPortal(returnTo);
  const light = partner || provider !== null;
  return (
    <Layout shell={shell} title="Connexion" wide="wrap tiny-page">
      <div class="card">
        <div class="card-body">
          <h1 class="mb-1">Connexion</h1>
          <p class="muted mb-3">Le guichet unique de Mon Compte Partenaire.</p>
          {notice !== null && (
            <p class="small t-ok fw6" role="status">
              {notice}
            </p>
          )}
          <ErrorSummary refused={refused} idOf={(field) => field} />
          {partner && (
            <>
              <a class="btn btn-primary w-100" href={askLinkPath(returnTo)}>
                <Icon name="mail" />
                Recevoir un lien de connexion
              </a>
              <h2 class="mt-4 mb-3">Vous êtes de la Caf</h2>
            </>
          )}
          {provider !== null && (
            <>
              <a class={`btn w-100 ${partner ? 'btn-light' : 'btn-primary'}`} href={oidcStartPath(returnTo)}>
                <Icon name="key" />
                Se connecter avec {provider}
              </a>
              <h2 class="mt-4 mb-3">Ou par mot de passe</h2>
            </>
          )}
          <PostForm action={signInPath()} tokens={tokens} suffix="connexion">
            {returnTo !== null && <input type="hidden" name="retour" value={returnTo} />}
            <TextField id="courriel" name="courriel" label="Adresse de courriel" type="email" autocomplete="username" refused={refused} required />
            <TextField id="motdepasse" name="motdepasse" label="Mot de passe" type="password" autocomplete="current-password" required />
            <button class={`btn w-100 ${light ? 'btn-light' : 'btn-primary'}`} type="submit">
              {provider === null && <Icon name="key" />}
              Se connecter
            </button>
          </PostForm>
        </div>
      </div>
      {!partner && (
        <p class="small muted mt-3 mb-0">
          Vous êtes partenaire{"\u202f"}? <a href={askLinkPath()}>Recevez un lien de connexion</a> à votre adresse enregistrée, ou écrivez au guichet de votre Caf.
        </p>
      )}
    </Layout>
  );
}
