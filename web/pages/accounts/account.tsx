import { CAF_ROLES, WIDE_ROLES } from '../../../domain/roles';
import { Checks, TextField } from '../../components/fields';
import { ErrorSummary, PostForm, type FormTokens, type Refused } from '../../components/form';
import { Icon, type IconName } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Note } from '../../components/note';
import { Words } from '../../components/text';
import { Panel } from '../../components/panel';
import { accountActPath, accountsPath, type AccountAct } from '../../settings-paths';
import type { ShellProps } from '../../view/shell';
import { ROLE_NAMES } from '../../words/roles';

export interface AccountProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  /** Null = a new one. */
  readonly account: { readonly id: string; readonly login: string; readonly name: string; readonly locked: boolean; readonly hasPassword: boolean; readonly secondFactor: boolean; readonly own: boolean } | null;
  /** The Cafs of each role, « 21, 31 »; « oui » for a role of no single Caf. */
  readonly roles: Readonly<Record<string, string>>;
  readonly refused: Refused | null;
}
const title = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** An account: its roles per Caf, its lock, its link. */
export function AccountPage(props: AccountProps) {
  const { shell, account, refused } = props;
  return (
    <Layout shell={shell} title={account?.name ?? 'Nouveau compte'} wide="wrap narrow">
      <p class="small mb-1">
        <a href={accountsPath()}>
          <Icon name="arrowLeft" />
          Comptes
        </a>
      </p>
      <h1 class="mb-3">{account?.name ?? 'Nouveau compte'}</h1>
      <ErrorSummary refused={refused} idOf={(field) => `compte-${field}`} />
      <div class="stack">
        {account?.locked === true && <Note tone="stop" icon="lock" title="Ce compte est verrouillé : il ne se connecte plus." />}
        <Panel title="Le compte et ses rôles">
          <Form {...props} />
        </Panel>
        {account !== null && <Access {...props} account={account} />}
      </div>
    </Layout>
  );
}

function Form({ tokens, account, roles, refused }: AccountProps) {
  const value = (name: string): string => refused?.values[name] ?? roles[name] ?? '';
  return (
    <PostForm action={account === null ? accountsPath() : accountActPath(account.id, 'modification')} tokens={tokens} suffix="compte">
      <TextField id="compte-nom" name="nom" label="Prénom et nom" value={account?.name} refused={refused} required maxLength={120} />
      {account === null ? (
        <TextField id="compte-courriel" name="courriel" label="Adresse de courriel" type="email" refused={refused} required hint="Un lien pour choisir son mot de passe y est envoyé ; personne d’autre ne le lit." />
      ) : (
        <>
          <input type="hidden" name="courriel" value={account.login} />
          <p class="muted anywhere">{account.login}</p>
        </>
      )}
      {CAF_ROLES.map((role) => (
        <TextField id={`compte-${role}`} name={role} label={title(ROLE_NAMES[role])} aside="(Caf, séparées par des virgules)" value={roles[role] ?? ''} refused={refused} />
      ))}
      <Checks legend="Pour toute l’installation" idPrefix="compte" options={WIDE_ROLES.map((role) => ({ name: role, label: title(ROLE_NAMES[role]), checked: value(role) === 'oui' }))} />
      <button class="btn btn-primary" type="submit">
        <Icon name="save" />
        {account === null ? 'Ouvrir le compte' : 'Enregistrer'}
      </button>
    </PostForm>
  );
}

function Access({ tokens, account }: AccountProps & { account: NonNullable<AccountProps['account']> }) {
  return (
    <Panel title="Accès">
      <p class="small">
        {account.hasPassword ? 'Un mot de passe est choisi.' : 'Aucun mot de passe n’est choisi.'} {account.secondFactor ? 'Un second facteur est en place.' : 'Pas de second facteur.'}
      </p>
      {!account.locked && <Act account={account} act="lien" icon="mail" label="Envoyer un lien à usage unique" tokens={tokens} hint="À son adresse, pour un jour. L’ancien mot de passe vaut jusqu’à ce que le lien serve." />}
      {account.secondFactor && <Act account={account} act="second-facteur" icon="key" label="Retirer le second facteur" tokens={tokens} hint="Téléphone perdu : il en règle un autre à sa prochaine connexion." />}
      {account.locked && <Act account={account} act="deverrouillage" icon="reopen" label="Déverrouiller" tokens={tokens} hint="Ses rôles sont restés." />}
      {!account.locked && !account.own && <Act account={account} act="verrouillage" icon="lock" label="Verrouiller" tokens={tokens} hint="Ses sessions sont fermées aussitôt." />}
    </Panel>
  );
}

function Act({ account, act, icon, label, hint, tokens }: { account: { readonly id: string }; act: AccountAct; icon: IconName; label: string; hint: string; tokens: FormTokens }) {
  return (
    <PostForm action={accountActPath(account.id, act)} tokens={tokens} suffix={act} class="row-flex mb-2">
      <button class={act === 'verrouillage' ? 'btn btn-urgent' : 'btn btn-light'} type="submit">
        <Icon name={icon} />
        {label}
      </button>
      <span class="small muted">
        <Words text={hint} />
      </span>
    </PostForm>
  );
}
