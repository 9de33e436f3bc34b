import type { ServiceCode } from '../../../domain/contract-types';
import { Chip } from '../../components/chip';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Empty } from '../../components/note';
import { Scroll } from '../../components/panel';
import { partnerPath } from '../../paths';
import { importsPath, newPartnerPath, partnersExportPath, partnersPath, type DirectoryQuery } from '../../settings-paths';
import type { Paging } from '../../view/queue';
import type { ShellProps } from '../../view/shell';
import { siretWords } from '../../words/directory';
import { count, SERVICE_SHORT } from '../../words/labels';
import { Pages } from '../../components/pages';
import { Heads } from '../../components/table';

export interface PartnerLine {
  readonly id: string;
  readonly caf: string;
  readonly name: string;
  readonly siret: string | null;
  readonly conventions: ReadonlyArray<{ readonly number: string; readonly services: readonly ServiceCode[] }>;
  readonly contacts: number;
  readonly dead: number;
}
export interface PartnersProps {
  readonly shell: ShellProps;
  readonly asked: DirectoryQuery;
  readonly rows: readonly PartnerLine[];
  readonly paging: Paging;
  /** The Cafs to choose among; one = no choice. */
  readonly cafs: ReadonlyArray<{ readonly value: string; readonly label: string }>;
}

/** The partners of the Cafs of who looks, in the order of their names. */
export function PartnersPage({ shell, asked, rows, paging, cafs }: PartnersProps) {
  return (
    <Layout shell={shell} title="Partenaires">
      <div class="row-flex mb-3">
        <h1>Partenaires</h1>
        <span class="muted hide-s">{count(paging.total, 'partenaire')}, leurs conventions et leurs contacts</span>
        <span class="row-flex ms-auto">
          <a class="btn btn-light" href={importsPath()}>
            <Icon name="inbox" />
            Importer
          </a>
          <a class="btn btn-light" href={partnersExportPath(asked)} download>
            <Icon name="download" />
            Exporter
          </a>
          <a class="btn btn-primary" href={newPartnerPath(asked.caf)}>
            <Icon name="users" />
            Ajouter
          </a>
        </span>
      </div>
      <Filters asked={asked} cafs={cafs} />
      <div class="card">
        {rows.length === 0 ? <Nothing asked={asked} /> : <Table rows={rows} severalCafs={cafs.length > 1} />}
        {rows.length > 0 && <Pages paging={paging} />}
      </div>
    </Layout>
  );
}

function Filters({ asked, cafs }: Pick<PartnersProps, 'asked' | 'cafs'>) {
  return (
    <form class="row-flex mb-3" action={partnersPath()} role="search" aria-label="Partenaires">
      <input class="form-control w-when" type="search" name="q" value={asked.q} aria-label="Nom, convention, SIRET ou personne" placeholder="Nom, convention, personne…" />
      {cafs.length > 1 && (
        <select class="form-select w-auto" name="caf" aria-label="Caf">
          <option value="">Toutes les Caf</option>
          {cafs.map((caf) => (
            <option value={caf.value} selected={caf.value === asked.caf}>
              {caf.label}
            </option>
          ))}
        </select>
      )}
      <div class="form-check mb-0">
        <input class="form-check-input" type="checkbox" name="rejets" value="oui" id="rejets" checked={asked.rejets === 'oui'} />
        <label class="form-check-label" for="rejets">
          Avec une adresse rejetée
        </label>
      </div>
      <button class="btn btn-light" type="submit">
        <Icon name="search" />
        Chercher
      </button>
    </form>
  );
}

function Nothing({ asked }: Pick<PartnersProps, 'asked'>) {
  const looking = (asked.q ?? '') !== '' || asked.rejets === 'oui' || (asked.caf ?? '') !== '';
  return (
    <Empty icon="users" title={looking ? 'Aucun partenaire ne correspond.' : 'Aucun partenaire.'}>
      {looking ? <a href={partnersPath()}>Voir tous les partenaires</a> : 'Ajoutez-en un, ou importez la liste que vous avez.'}
    </Empty>
  );
}

function Table({ rows, severalCafs }: { rows: readonly PartnerLine[]; severalCafs: boolean }) {
  return (
    <Scroll label="Partenaires">
      <table class="tb cards" role="table">
        <caption class="visually-hidden">Partenaires, dans l’ordre de leurs noms</caption>
        <Heads titles={['Partenaire', ...(severalCafs ? ['Caf'] : []), 'Conventions', 'Contacts', 'À revoir']} />
        <tbody role="rowgroup">
          {rows.map((row) => (
            <Line row={row} severalCafs={severalCafs} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Line({ row, severalCafs }: { row: PartnerLine; severalCafs: boolean }) {
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        <a class="subj" href={partnerPath(row.id)}>
          {row.name}
        </a>
        {row.siret !== null && <div class="small muted fw4 nw">SIRET {siretWords(row.siret)}</div>}
      </th>
      {severalCafs && <td role="cell">{row.caf}</td>}
      <td role="cell">
        {row.conventions.map((convention) => (
          <div>
            <span class="ref">{convention.number}</span> <span class="small muted">{convention.services.map((service) => SERVICE_SHORT[service]).join(', ')}</span>
          </div>
        ))}
        {row.conventions.length === 0 && <span class="muted">aucune</span>}
      </td>
      <td role="cell" class="nw">
        {row.contacts === 0 ? <span class="muted">aucun</span> : count(row.contacts, 'contact')}
      </td>
      <td role="cell">
        {row.dead > 0 && (
          <Chip tone="late" icon="mailX">
            {count(row.dead, 'adresse rejetée', 'adresses rejetées')}
          </Chip>
        )}
      </td>
    </tr>
  );
}
