import { CONVENTION_WORDS, MODE_WORDS } from '../../../domain/french/register';
import type { ConventionState } from '../../../domain/register/rules';
import { Chip } from '../../components/chip';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Empty } from '../../components/note';
import { Pages } from '../../components/pages';
import { Scroll } from '../../components/panel';
import { Heads } from '../../components/table';
import { registerConventionPath, registerFilePath, registerImportsPath, registerPath } from '../../register-paths';
import type { RegisterListProps, RegisterRow } from '../../view/register';
import { count, SERVICE_SHORT } from '../../words/labels';
import { DueNotes } from './due';

/** The register of the reader's Cafs: each convention, where it stands, who has access against what its bulletins allow. */
export function RegisterPage(props: RegisterListProps) {
  const { shell, rows, paging, due, mayManage, cafs } = props;
  return (
    <Layout shell={shell} title="Habilitations">
      <div class="row-flex mb-3">
        <h1>Habilitations</h1>
        <span class="muted hide-s">{count(paging.total, 'convention')}</span>
        {mayManage && (
          <span class="row-flex ms-auto">
            <a class="btn btn-light" href={registerImportsPath()}>
              <Icon name="inbox" />
              Importer
            </a>
            <a class="btn btn-light" href={registerFilePath('csv')} download>
              <Icon name="download" />
              CSV
            </a>
            <a class="btn btn-light" href={registerFilePath('ods')} download>
              <Icon name="download" />
              ODS
            </a>
          </span>
        )}
      </div>
      <DueNotes due={due} shell={shell} named />
      <Filters {...props} />
      <div class="card">
        {rows.length === 0 ? <Nothing {...props} /> : <Table rows={rows} severalCafs={cafs.length > 1} />}
        {rows.length > 0 && <Pages paging={paging} />}
      </div>
    </Layout>
  );
}

function Filters({ asked, cafs }: RegisterListProps) {
  return (
    <form class="row-flex mb-3" action={registerPath()} role="search" aria-label="Habilitations">
      <input class="form-control w-when" type="search" name="q" value={asked.q} aria-label="Partenaire, convention ou personne" placeholder="Partenaire, convention, personne…" />
      {cafs.length > 1 && <Choice name="caf" label="Caf" all="Toutes les Caf" value={asked.caf} options={cafs.map(({ value, label }) => [value, label] as const)} />}
      <Choice name="etat" label="État de la convention" all="Tous les états" value={asked.etat} options={Object.entries(CONVENTION_WORDS).map(([value, label]) => [value, label.charAt(0).toUpperCase() + label.slice(1)] as const)} />
      <Choice name="service" label="Service" all="Tous les services" value={asked.service} options={Object.entries(SERVICE_SHORT)} />
      <button class="btn btn-light" type="submit">
        <Icon name="search" />
        Chercher
      </button>
    </form>
  );
}

function Choice({ name, label, all, value, options }: { name: string; label: string; all: string; value: string | undefined; options: ReadonlyArray<readonly [string, string]> }) {
  return (
    <select class="form-select w-auto" name={name} aria-label={label}>
      <option value="">{all}</option>
      {options.map(([key, words]) => (
        <option value={key} selected={key === value}>
          {words}
        </option>
      ))}
    </select>
  );
}

function Nothing({ asked }: RegisterListProps) {
  const looking = [asked.q, asked.caf, asked.etat, asked.service].some((part) => (part ?? '') !== '');
  return (
    <Empty icon="key" title={looking ? 'Aucune convention ne correspond.' : 'Aucune convention.'}>
      {looking ? <a href={registerPath()}>Voir toutes les conventions</a> : 'Importez le registre que vous avez.'}
    </Empty>
  );
}

function Table({ rows, severalCafs }: { rows: readonly RegisterRow[]; severalCafs: boolean }) {
  return (
    <Scroll label="Conventions">
      <table class="tb cards" role="table">
        <caption class="visually-hidden">Conventions, dans l’ordre des noms des partenaires</caption>
        <Heads titles={['Partenaire', ...(severalCafs ? ['Caf'] : []), 'Convention', 'Mode', 'Utilisateurs', 'À revoir']} />
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr role="row">
              <th scope="row" role="rowheader">
                <a class="subj" href={registerConventionPath(row.id)}>
                  {row.partner}
                </a>
                <div class="small muted fw4">{row.services.map((service) => SERVICE_SHORT[service]).join(', ')}</div>
              </th>
              {severalCafs && <td role="cell">{row.caf}</td>}
              <td role="cell">
                <span class="ref">{row.number}</span>
                <div>
                  <StateChip state={row.state} />
                </div>
              </td>
              <td role="cell">{row.mode === null ? <span class="muted">à choisir</span> : MODE_WORDS[row.mode].replace('mode ', '')}</td>
              <td role="cell" class="nw">
                <Share row={row} />
                <div class="small muted">{count(row.administrators, 'administrateur')}</div>
              </td>
              <td role="cell">
                <Review row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

export function StateChip({ state }: { state: ConventionState }) {
  const words = CONVENTION_WORDS[state];
  if (state === 'open') return <Chip tone="ok" icon="checkCircle">{words}</Chip>;
  if (state === 'terminated') return <Chip tone="line" icon="ban">{words}</Chip>;
  return <Chip tone="soon" icon="missing">{words}</Chip>;
}

/** « 12 sur 45 »: who has access against what is allowed. */
function Share({ row: { users, allowed, mode } }: { row: RegisterRow }) {
  const held = users === null ? 'non déclarés' : String(users);
  return (
    <span class={users === null ? 'muted' : 'tnum'}>
      {held}
      {allowed !== null && (users === null ? `, ${allowed} permis` : ` sur ${allowed}`)}
      {mode === 'delegated' && users !== null && <span class="small muted"> déclarés</span>}
    </span>
  );
}

function Review({ row: { exceeded, toEnter, suspended, takenBack, administrators, state } }: { row: RegisterRow }) {
  return (
    <>
      {exceeded > 0 && <Chip tone="late" icon="alert">{count(exceeded, 'nombre dépassé', 'nombres dépassés')}</Chip>}{' '}
      {toEnter > 0 && <Chip tone="soon" icon="missing">{count(toEnter, 'nombre à saisir', 'nombres à saisir')}</Chip>}{' '}
      {suspended > 0 && <Chip tone="soon" icon="lock">{count(suspended, 'suspendu')}</Chip>}{' '}
      {takenBack && <Chip tone="soon" icon="lock">délégation retirée</Chip>}{' '}
      {administrators === 0 && state !== 'terminated' && <Chip tone="late" icon="userQuestion">aucun administrateur</Chip>}
    </>
  );
}
