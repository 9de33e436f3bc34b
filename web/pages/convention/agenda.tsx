import { frenchDate, frenchDateTime } from '../../../domain/french/dates';
import type { LocalDate } from '../../../domain/ids';
import { AGENDA_KINDS, type AgendaEntry, type AgendaKind, type AgendaState } from '../../../domain/journeys/agenda';
import { Chip } from '../../components/chip';
import { PostForm, type FormTokens, type Option } from '../../components/form';
import { Icon, type IconName } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Empty, Note } from '../../components/note';
import { Panel, Scroll } from '../../components/panel';
import { Heads } from '../../components/table';
import { Words } from '../../components/text';
import { agendaPath, conventionAgendaPath, feedPath, feedRevocationPath, type AgendaQuery } from '../../convention-paths';
import { registerConventionPath } from '../../register-paths';
import type { ShellProps } from '../../view/shell';

export interface AgendaLine extends AgendaEntry {
  /** Where it is followed; null = it has no page. */
  readonly href: string | null;
  readonly timeZone: string;
}
export interface AgendaProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  /** null = of whole Cafs. */
  readonly convention: { readonly id: string; readonly number: string; readonly partner: string } | null;
  /** « mai 2026 » */
  readonly month: string;
  readonly asked: AgendaQuery;
  /** Those that may be chosen, in French: a browser would name them in its own language. */
  readonly months: readonly Option[];
  readonly previous: string;
  readonly next: string;
  readonly lines: readonly AgendaLine[];
  readonly cafs: readonly Option[];
  readonly today: LocalDate;
  /** One's own link: `made` is shown once, when it is made. Absent = not on this page. */
  readonly feed?: { readonly since: string | null; readonly made: string | null };
}

export const AGENDA_WORDS: Readonly<Record<AgendaKind, string>> = {
  review: 'Revue inverse', renewal: 'Renouvellement', termination: 'Résiliation', notice: 'Mise en demeure', change: 'Changement d’administrateur', meeting: 'Réunion', subcontractor: 'Sous-traitant', amendment: 'Avenant', stop: 'Arrêt planifié', closed: 'Fermeture', other: 'Autre échéance',
};
const ICONS: Readonly<Record<AgendaKind, IconName>> = { review: 'checklist', renewal: 'refresh', termination: 'ban', notice: 'alert', change: 'users', meeting: 'message', subcontractor: 'users', amendment: 'contract', stop: 'bolt', closed: 'lock', other: 'calendar' };

/** Everything that falls due in a month: what happened, and what will if nobody acts. */
export function AgendaPage(props: AgendaProps) {
  const { shell, convention, month, asked, previous, next } = props;
  const pathOf = (q: AgendaQuery) => (convention === null ? agendaPath(q) : conventionAgendaPath(convention.id, q));
  return (
    <Layout shell={shell} title={`Calendrier, ${month}`}>
      {convention !== null && (
        <p class="small mb-1">
          <a href={registerConventionPath(convention.id)}>
            <Icon name="arrowLeft" />
            {convention.partner}, convention {convention.number}
          </a>
        </p>
      )}
      <div class="row-flex mb-3">
        <h1>Calendrier, {month}</h1>
        <span class="row-flex ms-auto">
          <a class="btn btn-light" href={pathOf({ ...asked, mois: previous })}>
            <Icon name="arrowLeft" />
            Mois précédent
          </a>
          <a class="btn btn-light" href={pathOf({ ...asked, mois: undefined })}>
            Ce mois
          </a>
          <a class="btn btn-light" href={pathOf({ ...asked, mois: next })}>
            Mois suivant
            <Icon name="chevronRight" />
          </a>
        </span>
      </div>
      <Filters {...props} action={pathOf({})} />
      <div class="card mb-3">
        {props.lines.length === 0 ? <Empty icon="calendar" title="Rien ce mois-ci.">{(asked.nature ?? '') === '' ? 'Aucune échéance connue.' : <a href={pathOf({ mois: asked.mois })}>Voir toutes les natures</a>}</Empty> : <Table {...props} />}
      </div>
      {props.feed !== undefined && <Feed {...props} feed={props.feed} />}
    </Layout>
  );
}

function Filters({ asked, cafs, months, action }: AgendaProps & { action: string }) {
  return (
    <form class="row-flex mb-3" action={action} role="search" aria-label="Calendrier">
      <Choose name="mois" label="Mois" options={months} value={asked.mois} />
      <Choose name="nature" label="Nature" options={AGENDA_KINDS.map((kind) => ({ value: kind, label: AGENDA_WORDS[kind] }))} value={asked.nature} blank="Toutes les natures" />
      {cafs.length > 1 && <Choose name="caf" label="Caf" options={cafs} value={asked.caf} blank="Toutes les Caf" />}
      <button class="btn btn-light" type="submit">
        <Icon name="search" />
        Afficher
      </button>
    </form>
  );
}

function Choose({ name, label, options, value, blank }: { name: string; label: string; options: readonly Option[]; value: string | undefined; blank?: string }) {
  return (
    <select class="form-select w-auto" name={name} aria-label={label}>
      {blank !== undefined && <option value="">{blank}</option>}
      {options.map((one) => (
        <option value={one.value} selected={one.value === value}>
          {one.label}
        </option>
      ))}
    </select>
  );
}

function Table({ lines, convention, cafs, today, shell }: AgendaProps) {
  const whose = convention === null;
  return (
    <Scroll label="Échéances du mois">
      <table class="tb cards" role="table">
        <caption class="visually-hidden">Échéances, dans l’ordre des dates</caption>
        <Heads titles={['Date', 'Échéance', ...(whose ? ['Partenaire'] : []), ...(cafs.length > 1 ? ['Caf'] : []), 'État']} />
        <tbody role="rowgroup">
          {lines.map((line) => (
            <tr role="row">
              <th scope="row" role="rowheader">
                <span class="nw"><Words text={frenchDate(line.on, { now: today })} /></span>
                {line.between !== undefined && (
                  <div class="small muted fw4">
                    <Words text={`du ${frenchDateTime(line.between.from, line.timeZone, { now: shell.now })} au ${frenchDateTime(line.between.until, line.timeZone, { now: shell.now })}`} />
                  </div>
                )}
              </th>
              <td role="cell">
                <Icon name={ICONS[line.kind]} />
                {line.href === null ? <Words text={line.words} /> : <a href={line.href}><Words text={line.words} /></a>}
              </td>
              {whose && (
                <td role="cell">
                  {line.convention === null ? <span class="muted">–</span> : line.convention.partner}
                  {line.convention !== null && <div class="small muted">{line.convention.number}</div>}
                </td>
              )}
              {cafs.length > 1 && <td role="cell">{line.caf}</td>}
              <td role="cell">
                <StateChip state={line.state} kind={line.kind} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function StateChip({ state, kind }: { state: AgendaState; kind: AgendaKind }) {
  if (kind === 'closed' || kind === 'stop') return <span class="muted">{state === 'done' ? 'passé' : 'à venir'}</span>;
  if (state === 'late') return <Chip tone="late" icon="late">en retard</Chip>;
  if (state === 'done') return <Chip tone="ok" icon="checkCircle">fait</Chip>;
  return state === 'void' ? <Chip tone="line" icon="x">sans objet</Chip> : <Chip tone="soon" icon="clock">à venir</Chip>;
}

/** One's own calendar program reads the dates by a secret link. */
function Feed({ feed: { since, made }, tokens }: AgendaProps & { feed: NonNullable<AgendaProps['feed']> }) {
  return (
    <Panel title="Dans votre agenda" aside="abonnement iCalendar">
      {made !== null && (
        <div class="mb-3">
          <Note tone="done" title="Voici votre lien : copiez-le, il n’est montré qu’une fois.">
            <p class="mb-0 anywhere">
              <code>{made}</code>
            </p>
          </Note>
        </div>
      )}
      <p>
        <Words text="Un lien secret, à vous seul, donne à votre agenda les dates de vos Caf : ni demande, ni nom de personne. Qui l’a peut les lire : révoquez-le s’il s’égare." />
      </p>
      <div class="row-flex">
        <PostForm action={feedPath()} tokens={tokens} suffix="lien">
          <button class="btn btn-light" type="submit">
            <Icon name="link" />
            {since === null ? 'Créer mon lien' : 'Remplacer mon lien'}
          </button>
        </PostForm>
        {since !== null && (
          <PostForm action={feedRevocationPath()} tokens={tokens} suffix="revocation">
            <button class="btn btn-light" type="submit">
              <Icon name="ban" />
              Révoquer mon lien
            </button>
          </PostForm>
        )}
        {since !== null && (
          <span class="small muted">
            <Words text={`Créé le ${since}.`} />
          </span>
        )}
      </div>
    </Panel>
  );
}
