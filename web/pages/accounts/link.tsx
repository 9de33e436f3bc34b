import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../../../domain/password-rule';
import { TextField } from '../../components/fields';
import { ErrorSummary, Tokens, type FormTokens, type Refused } from '../../components/form';
import { Layout } from '../../components/layout';
import { signInPath } from '../../paths';
import { accountLinkPath } from '../../settings-paths';
import type { ShellProps } from '../../view/shell';

export interface ChoosePasswordProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly token: string;
  readonly login: string;
  readonly refused: Refused | null;
}

/** A link opened: its addressee chooses a password; what was typed never comes back. */
export function ChoosePasswordPage({ shell, tokens, token, login, refused }: ChoosePasswordProps) {
  return (
    <Layout shell={shell} title="Choisir un mot de passe" wide="wrap tiny-page">
      <div class="card">
        <div class="card-body">
          <h1 class="mb-3">Choisir un mot de passe</h1>
          <p class="muted anywhere">{login}</p>
          <ErrorSummary refused={refused} idOf={(field) => field} />
          <form method="post" action={accountLinkPath()} data-once>
            <Tokens tokens={tokens} suffix="mot-de-passe" />
            <input type="hidden" name="jeton" value={token} />
            <TextField
              id="nouveau"
              name="nouveau"
              label="Mot de passe"
              type="password"
              autocomplete="new-password"
              hint={`De ${SHORTEST_PASSWORD} à ${LONGEST_PASSWORD} caractères. Quelques mots sans rapport entre eux valent mieux qu’un mot compliqué.`}
              refused={refused}
              required
            />
            <TextField id="encore" name="encore" label="Le même, encore une fois" type="password" autocomplete="new-password" refused={refused} required />
            <button class="btn btn-primary w-100" type="submit">
              Enregistrer
            </button>
          </form>
        </div>
      </div>
    </Layout>
  );
}

/** A link used before or too old; or a password just chosen. */
export function AccountLinkOverPage({ shell, chosen }: { readonly shell: ShellProps; readonly chosen: boolean }) {
  const title = chosen ? 'Mot de passe enregistré' : 'Ce lien ne sert plus';
  return (
    <Layout shell={shell} title={title} wide="wrap tiny-page">
      <div class="card">
        <div class="card-body">
          <h1 class="mb-3">{title}</h1>
          <p>{chosen ? 'Vos autres sessions sont fermées. Connectez-vous avec ce mot de passe.' : 'Il a déjà servi, ou il est trop ancien\u00a0: demandez-en un autre à l’administrateur de l’installation.'}</p>
          <a class="btn btn-primary w-100" href={signInPath()}>
            Se connecter
          </a>
        </div>
      </div>
    </Layout>
  );
}
