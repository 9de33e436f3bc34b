import { OwnTicketList } from '../../components/own-tickets';
import { TextField, Select } from '../../components/fields';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Empty } from '../../components/note';
import { Panel } from '../../components/panel';
import { ownTicketsPath } from '../../paths-portal';
import type { OwnTicketLine } from '../../view/portal';
import type { Paging } from '../../view/queue';
import type { ShellProps } from '../../view/shell';
import { count } from '../../words/labels';

export interface OwnTicketsProps {
  readonly shell: ShellProps;
  readonly q: string;
  readonly etat: string;
  readonly lines: readonly OwnTicketLine[];
  readonly paging: Paging;
}

/** All of one's organisation's requests, found by words or reference. */
export function OwnTicketsPage({ shell, q, etat, lines, paging }: OwnTicketsProps) {
  return (
    <Layout shell={shell} title="Demandes" wide="wrap narrow">
      <h1 class="mb-3">Vos demandes</h1>
      <form class="mb-3" role="search" action={ownTicketsPath()}>
        <TextField id="recherche" name="q" label="Mots ou référence" type="search" value={q} maxLength={200} />
        <Select
          id="etat"
          name="etat"
          label="État"
          value={etat}
          blank="Toutes"
          options={[
            { value: 'ouvertes', label: 'Ouvertes' },
            { value: 'closes', label: 'Résolues et closes' },
          ]}
        />
        <button class="btn btn-light" type="submit">
          <Icon name="search" />
          Rechercher
        </button>
      </form>
      <Panel title={q === '' ? 'Demandes' : `Demandes qui contiennent «\u00a0${q}\u00a0»`} end={<span class="muted">{count(paging.total, 'demande')}</span>}>
        {lines.length === 0 ? (
          <Empty icon="inbox" title="Aucune demande.">
            {q === '' ? '' : 'Essayez avec moins de mots, ou avec la référence.'}
          </Empty>
        ) : (
          <OwnTicketList lines={lines} label="Demandes" />
        )}
      </Panel>
      {(paging.previous !== null || paging.next !== null) && (
        <nav class="row-flex mt-2" aria-label="Pages">
          <span class="small muted">
            {paging.from} à {paging.to} sur {paging.total}
          </span>
          {paging.previous !== null && <a href={paging.previous}>Page précédente</a>}
          {paging.next !== null && <a href={paging.next}>Page suivante</a>}
        </nav>
      )}
    </Layout>
  );
}
