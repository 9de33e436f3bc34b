import { TextField } from '../components/fields';
import { ErrorSummary, PostForm, type FormTokens, type Refused } from '../components/form';
import { Icon } from '../components/icon';
import { Layout } from '../components/layout';
import { signInPath } from '../paths';
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
}

/** Sign-in by a local account (fields `courriel`, `motdepasse`, `retour`). */
export function SignInPage({ shell, tokens, returnTo, refused, notice }: SignInProps) {
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
          <PostForm action={signInPath()} tokens={tokens} suffix="connexion">
            {returnTo !== null && <input type="hidden" name="retour" value={returnTo} />}
            <TextField id="courriel" name="courriel" label="Adresse de courriel" type="email" autocomplete="username" refused={refused} required />
            <TextField id="motdepasse" name="motdepasse" label="Mot de passe" type="password" autocomplete="current-password" required />
            <button class="btn btn-primary w-100" type="submit">
              <Icon name="key" />
              Se connecter
            </button>
          </PostForm>
        </div>
      </div>
      <p class="small muted mt-3 mb-0">Partenaires : écrivez ou téléphonez au guichet de votre Caf, aux coordonnées de votre contrat de service.</p>
    </Layout>
  );
}
