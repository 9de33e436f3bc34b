import { Chip } from '../../components/chip';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Empty } from '../../components/note';
import { Scroll } from '../../components/panel';
import { accountFilePath, accountsPath, cafsPath, instanceJournalPath, newAccountPath } from '../../settings-paths';
import type { Paging } from '../../view/queue';
import type { ShellProps } from '../../view/shell';
import { count } from '../../words/labels';
import { Pages } from '../../components/pages';
import { Heads } from '../../components/table';

export interface AccountLine {
  readonly id: string;
  readonly name: string;
  readonly login: string;
  readonly roles: readonly string[];
  readonly locked: boolean;
  readonly hasPassword: boolean;
  readonly secondFactor: boolean;
}
export interface AccountsProps {
  readonly shell: ShellProps;
  readonly q: string;
  readonly rows: readonly AccountLine[];
  readonly paging: Paging;
}

/** The accounts of the instance: who signs in, and what they are where. */
export function AccountsPage({ shell, q, rows, paging }: AccountsProps) {
  return (
    <Layout shell={shell} title="Comptes">
      <div class="row-flex mb-3">
        <h1>Comptes</h1>
        <span class="muted hide-s">{count(paging.total, 'compte')}</span>
        <span class="row-flex ms-auto">
          <a class="btn btn-light" href={cafsPath()}>
            <Icon name="building" />
            Caf
          </a>
          <a class="btn btn-light" href={instanceJournalPath()}>
            <Icon name="note" />
            Journal
          </a>
          <a class="btn btn-primary" href={newAccountPath()}>
            <Icon name="user" />
            Ajouter
          </a>
        </span>
      </div>
      <form class="row-flex mb-3" action={accountsPath()} role="search" aria-label="Comptes">
        <input class="form-control w-when" type="search" name="q" value={q} aria-label="Nom, adresse ou code de Caf" placeholder="Nom, adresse, Caf…" />
        <button class="btn btn-light" type="submit">
          <Icon name="search" />
          Chercher
        </button>
      </form>
      <div class="card">
        {rows.length === 0 ? <Empty icon="users" title="Aucun compte ne correspond." /> : <Table rows={rows} />}
        {rows.length > 0 && <Pages paging={paging} />}
      </div>
    </Layout>
  );
}

function Table({ rows }: { rows: readonly AccountLine[] }) {
  return (
    <Scroll label="Comptes">
      <table class="tb cards" role="table">
        <caption class="visually-hidden">Comptes, dans l’ordre des noms</caption>
        <Heads titles={['Nom', 'Rôles', 'État']} />
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr role="row">
              <th scope="row" role="rowheader" class="anywhere">
                <a class="subj" href={accountFilePath(row.id)}>
                  {row.name}
                </a>
                <div class="small muted fw4">{row.login}</div>
              </th>
              <td role="cell">
                {row.roles.map((role) => (
                  <div>{role}</div>
                ))}
                {row.roles.length === 0 && <span class="muted">aucun rôle</span>}
              </td>
              <td role="cell">
                <State row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function State({ row }: { row: AccountLine }) {
  if (row.locked)
    return (
      <Chip tone="late" icon="lock">
        Verrouillé
      </Chip>
    );
  const ways = [row.hasPassword ? 'mot de passe' : 'sans mot de passe', row.secondFactor ? 'second facteur' : 'sans second facteur'];
  return <span class="small muted">{ways.join(', ')}</span>;
}

export interface CafsProps {
  readonly shell: ShellProps;
  readonly cafs: ReadonlyArray<{ readonly caf: string; readonly name: string; readonly version: number; readonly accounts: number; readonly partners: number }>;
}

/** The Cafs of the instance: those that have a contract. */
export function CafsPage({ shell, cafs }: CafsProps) {
  return (
    <Layout shell={shell} title="Caf">
      <p class="small mb-1">
        <a href={accountsPath()}>
          <Icon name="arrowLeft" />
          Comptes
        </a>
      </p>
      <h1 class="mb-2">Caf de l’installation</h1>
      <p class="muted">Une Caf entre ici avec le fichier de son contrat («{'\u00a0'}guichet migrate{'\u00a0'}»){'\u202f'}; ses termes ne changent ensuite que par avenant.</p>
      <div class="card">
        <Scroll label="Caf">
          <table class="tb cards" role="table">
            <caption class="visually-hidden">Caf de l’installation</caption>
            <Heads titles={['Caf', 'Contrat', 'Comptes', 'Partenaires']} />
            <tbody role="rowgroup">
              {cafs.map((one) => (
                <tr role="row">
                  <th scope="row" role="rowheader">
                    {one.name} ({one.caf})
                  </th>
                  <td role="cell">version {one.version}</td>
                  <td role="cell">
                    <a href={accountsPath({ q: one.caf })}>{count(one.accounts, 'compte')}</a>
                  </td>
                  <td role="cell">{count(one.partners, 'partenaire')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </div>
    </Layout>
  );
}
