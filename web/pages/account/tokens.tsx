import { SCOPES, TOKEN_DAYS, type Scope } from '../../../domain/api-scopes';
import type { Instant } from '../../../domain/ids';
import { Checks, Select, TextField } from '../../components/fields';
import { ErrorSummary, PostForm, type FormTokens, type Refused } from '../../components/form';
import { Note } from '../../components/note';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { apiReferencePath, tokenRevocationPath, tokensPath } from '../../paths-sign-in';
import type { ShellProps } from '../../view/shell';
import { SCOPE_WORDS } from '../../words/scopes';
import { nearDateTime } from '../../words/when';
import { AccountFrame } from './frame';

export interface TokenLine {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly madeAt: Instant;
  readonly expiresAt: Instant;
  readonly usedAt: Instant | null;
  readonly state: 'good' | 'over' | 'revoked';
}
export interface TokensProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly lines: readonly TokenLine[];
  /** The password is asked before a token is made; false: the account has none here. */
  readonly hasPassword: boolean;
  /** The token just made, shown this once. */
  readonly made: string | null;
  readonly refused: Refused | null;
}

/** Tokens by which programs act for this account. */
export function TokensPage(props: TokensProps) {
  const { shell, tokens, lines, made, refused } = props;
  return (
    <AccountFrame shell={shell} tab="jetons">
      <ErrorSummary refused={refused} idOf={(field) => (field === 'portees' ? 'portees' : field)} />
      <div class="stack">
        {made !== null && (
          <Note tone="warn" icon="key" title={'Copiez ce jeton maintenant\u00a0: il ne sera plus montré.'} live>
            <p class="anywhere mb-1">
              <code>{made}</code>
            </p>
            <p class="small mb-0">Qui le tient agit en votre nom, dans ses portées. Gardez-le comme un mot de passe.</p>
          </Note>
        )}
        <Panel title="Vos jetons" aside={lines.length === 0 ? 'aucun' : undefined}>
          {lines.length === 0 ? (
            <p class="mb-0">Un jeton laisse un programme agir pour vous, sans votre mot de passe.</p>
          ) : (
            <ul class="list">
              {lines.map((line) => (
                <Line line={line} shell={shell} tokens={tokens} />
              ))}
            </ul>
          )}
        </Panel>
        <NewToken {...props} />
        <p class="small muted mb-0">
          <Words text="Un jeton ne donne jamais plus que vos rôles : retirés, ils le sont aussitôt au jeton. " />
          <a href={apiReferencePath()}>Référence de l’API</a>
        </p>
      </div>
    </AccountFrame>
  );
}

function NewToken({ tokens, hasPassword, refused }: TokensProps) {
  const value = (name: string): string => refused?.values[name] ?? '';
  const scopes = SCOPES.map((scope) => ({ name: `portee-${scope}`, label: SCOPE_WORDS[scope].join('\u00a0: '), checked: refused === null ? scope === 'lecture' : value(`portee-${scope}`) === 'oui' }));
  const days = TOKEN_DAYS.map((n) => ({ value: String(n), label: n === 365 ? 'Un an' : `${n} jours` }));
  return (
    <Panel title="Nouveau jeton">
      <PostForm action={tokensPath()} tokens={tokens} suffix="jeton">
        <TextField id="nom" name="nom" label="À quoi il sert" hint="Par exemple le nom du programme." value={value('nom')} maxLength={80} refused={refused} required />
        <div id="portees" tabIndex={-1}>
          <Checks legend="Portées" idPrefix="jeton" options={scopes} />
          {refused?.errors.filter((error) => error.field === 'portees').map((error) => <p class="invalid-feedback d-block">{error.message}</p>)}
        </div>
        <Select id="duree" name="duree" label="Durée" options={days} value={value('duree') === '' ? '90' : value('duree')} refused={refused} required />
        {hasPassword && <TextField id="actuel" name="actuel" label="Votre mot de passe" type="password" autocomplete="current-password" refused={refused} required />}
        <button class="btn btn-primary" type="submit">
          Créer le jeton
        </button>
      </PostForm>
    </Panel>
  );
}

const STATES: Readonly<Record<TokenLine['state'], string | null>> = { good: null, over: 'périmé', revoked: 'révoqué' };

function Line({ line, shell, tokens }: { line: TokenLine; shell: ShellProps; tokens: FormTokens }) {
  const when = (at: Instant) => nearDateTime(at, shell.now, shell.timeZone);
  const { name, scopes, madeAt, expiresAt, usedAt, state } = line;
  return (
    <li class="row-flex">
      <div class="grow">
        <b class="anywhere">{name}</b> {STATES[state] !== null && <span class="chip">{STATES[state]}</span>}
        <div class="small muted">
          <Words text={`${scopes.map((scope) => SCOPE_WORDS[scope][0]).join(', ')} ; créé ${when(madeAt)}, ${state === 'good' ? 'jusqu’au' : 'expire'} ${when(expiresAt)}, ${usedAt === null ? 'jamais employé' : `employé ${when(usedAt)}`}`} />
        </div>
      </div>
      {state === 'good' && (
        <PostForm action={tokenRevocationPath()} tokens={tokens} suffix={`revocation-${line.id}`}>
          <input type="hidden" name="jeton" value={line.id} />
          <button class="btn btn-light btn-sm" type="submit" aria-label={`Révoquer ${name}`}>
            Révoquer
          </button>
        </PostForm>
      )}
    </li>
  );
}
