import { TextField } from '../../components/fields';
import { ErrorSummary, PostForm, type FormTokens, type Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { signInPath } from '../../paths';
import { signInCodePath } from '../../paths-sign-in';
import type { ShellProps } from '../../view/shell';

export interface SignInCodeProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly refused: Refused | null;
}

/** The second step: the code of an application, or a recovery code (field `code`). */
export function SignInCodePage({ shell, tokens, refused }: SignInCodeProps) {
  return (
    <Layout shell={shell} title="Code de connexion" wide="wrap tiny-page">
      <div class="card">
        <div class="card-body">
          <h1 class="mb-1">Votre code</h1>
          <p class="muted mb-3">Votre mot de passe est bon. Ouvrez votre application d’authentification et recopiez le code de Guichet.</p>
          <ErrorSummary refused={refused} idOf={(field) => field} />
          <PostForm action={signInCodePath()} tokens={tokens} suffix="code">
            <TextField
              id="code"
              name="code"
              label="Code à six chiffres"
              autocomplete="one-time-code"
              hint="Sans votre téléphone, saisissez ici l’un de vos codes de secours."
              maxLength={40}
              refused={refused}
              required
            />
            <button class="btn btn-primary w-100" type="submit">
              <Icon name="key" />
              Continuer
            </button>
          </PostForm>
        </div>
      </div>
      <p class="small muted mt-3 mb-0">
        <a href={signInPath()}>Recommencer la connexion</a>. Sans téléphone ni code de secours, demandez à l’administrateur de Guichet de retirer votre second facteur.
      </p>
    </Layout>
  );
}
