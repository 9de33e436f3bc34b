import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../../../domain/password-rule';
import { TextField } from '../../components/fields';
import { ErrorSummary, PostForm, type FormTokens, type Refused } from '../../components/form';
import { Note } from '../../components/note';
import { Panel } from '../../components/panel';
import { passwordPath } from '../../paths-sign-in';
import type { ShellProps } from '../../view/shell';
import { AccountFrame } from './frame';

export interface PasswordProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly login: string;
  /** False: the account signs in at a provider, which keeps its password. */
  readonly hasPassword: boolean;
  readonly refused: Refused | null;
}

/** Change of one's own password (fields `actuel`, `nouveau`, `encore`); what was typed in them never comes back. */
export function PasswordPage({ shell, tokens, login, hasPassword, refused }: PasswordProps) {
  return (
    <AccountFrame shell={shell} tab="mot-de-passe">
      <ErrorSummary refused={refused} idOf={(field) => field} />
      <Panel title="Changer de mot de passe">
        {hasPassword ? (
          <PostForm action={passwordPath()} tokens={tokens} suffix="mot-de-passe">
            <input class="visually-hidden" type="text" name="courriel" value={login} autocomplete="username" aria-label="Votre adresse" readOnly tabIndex={-1} />
            <TextField id="actuel" name="actuel" label="Mot de passe actuel" type="password" autocomplete="current-password" refused={refused} required />
            <TextField
              id="nouveau"
              name="nouveau"
              label="Nouveau mot de passe"
              hint={`De ${SHORTEST_PASSWORD} à ${LONGEST_PASSWORD} caractères. Quelques mots sans rapport entre eux valent mieux qu’un mot compliqué.`}
              type="password"
              autocomplete="new-password"
              refused={refused}
              required
            />
            <TextField id="encore" name="encore" label="Le même, encore une fois" type="password" autocomplete="new-password" refused={refused} required />
            <button class="btn btn-primary" type="submit">
              Changer de mot de passe
            </button>
            <p class="small muted mt-3 mb-0">Vos autres sessions seront fermées.</p>
          </PostForm>
        ) : (
          <Note tone="info" icon="key" title="Votre mot de passe n’est pas dans Guichet.">
            <p class="small">Vous vous connectez avec le compte de votre Caf{"\u00a0"}: c’est là qu’il se change.</p>
          </Note>
        )}
      </Panel>
    </AccountFrame>
  );
}
