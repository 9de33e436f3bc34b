import { frenchDate } from '../../../domain/french/dates';
import type { LocalDate } from '../../../domain/ids';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Note } from '../../components/note';
import { Words } from '../../components/text';
import { assessmentPath, figureListPath, figuresFilePath, morningPath, type FiguresQuery } from '../../paths';
import type { FigureFilterView, GroupView, MeasuresView, WeekCount } from '../../view/steering';
import type { ShellProps } from '../../view/shell';
import { percent } from '../../words/durations';
import { count } from '../../words/labels';
import { FigureFilters } from './filters';
import { Fig } from './figs';
import { GroupsPanel, PartnersPanel, type PartnerRow } from './groups';
import { OwedPanel, SpreadPanel, WeeksPanel } from './measures';

export interface FiguresProps {
  readonly shell: ShellProps;
  readonly filter: FigureFilterView;
  readonly query: FiguresQuery;
  /** Whether this person opens lists of requests; the national level reads numbers only. */
  readonly lists: boolean;
  readonly measures: MeasuresView;
  readonly weeks: readonly WeekCount[];
  readonly services: readonly GroupView[];
  readonly kinds: readonly GroupView[];
  readonly channels: readonly GroupView[];
  readonly partners: readonly PartnerRow[];
}

/** The figures of a period, each with its definition beside it. */
export function FiguresPage(props: FiguresProps) {
  const { shell, filter, query, measures, lists } = props;
  const asked = lists ? query : null;
  const year = Number(filter.to.slice(0, 4));
  return (
    <Layout shell={shell} title="Chiffres">
      {lists && (
        <p class="mb-2 small">
          <a href={morningPath()}>
            <Icon name="arrowLeft" />
            Ce matin
          </a>
        </p>
      )}
      <div class="row-flex mb-3">
        <h1>Chiffres</h1>
        <span class="muted">
          <Words text={`demandes reçues ${periodWords(filter.from, filter.to)}`} />
        </span>
        <span class="ms-auto row-flex">
          <Export query={query} lists={lists} />
        </span>
      </div>
      <FigureFilters view={filter} />
      <Kept filter={filter} year={year} lists={lists} />
      <Overview measures={measures} query={asked} />
      <div class="two">
        <WeeksPanel weeks={props.weeks} now={shell.now} timeZone={shell.timeZone} query={asked} />
        <SpreadPanel measures={measures} title="Délais" aside="" query={asked} />
        <OwedPanel measures={measures} aside="" />
        <GroupsPanel title="Par service" groups={props.services} field="service" query={asked} definition="Service de Mon Compte Partenaire dont parle la demande, tel que rectifié par le guichet." />
        <GroupsPanel title="Par nature" groups={props.kinds} field="nature" query={asked} definition="Nature lue dans la demande ou choisie par l’agent." />
        <GroupsPanel title="Par canal" groups={props.channels} field="canal" query={asked} definition="Canal par lequel la demande est arrivée la première fois." />
        <PartnersPanel partners={props.partners} query={asked} year={year} />
      </div>
    </Layout>
  );
}

function Export({ query, lists }: { query: FiguresQuery; lists: boolean }) {
  return (
    <>
      <a class="btn btn-light btn-sm" href={figuresFilePath('chiffres.csv', query)}>
        <Icon name="download" />
        Chiffres CSV
      </a>
      {lists && (
        <a class="btn btn-light btn-sm" href={figuresFilePath('demandes.csv', query)}>
          <Icon name="download" />
          Demandes CSV
        </a>
      )}
      <a class="btn btn-light btn-sm" href={figuresFilePath('chiffres.ods', query)}>
        <Icon name="download" />
        Classeur ODS
      </a>
    </>
  );
}

/** Which partners the figures are of, when not of all. */
function Kept({ filter: { partners, convention, partner }, year, lists }: { filter: FigureFilterView; year: number; lists: boolean }) {
  if (partners === null) return null;
  if (partners.length === 0)
    return (
      <div class="mb-3">
        <Note tone="warn" title={<Words text={partner === '' ? 'Cette convention n’est pas de vos Caf.' : `Aucun partenaire ne porte « ${partner} » dans son nom.`} />}>
          <p class="small">Les chiffres ci-dessous sont vides. Corrigez le nom, ou effacez les filtres.</p>
        </Note>
      </div>
    );
  return (
    <p class="mb-3">
      <b>{partners.length === 1 ? partners[0] : count(partners.length, 'partenaire')}</b>
      {convention !== null && (
        <>
          {' '}
          <span class="muted">{convention.number}</span>{' '}
          {lists && (
            <a class="btn btn-light btn-sm" href={assessmentPath(convention.id, year)}>
              <Icon name="print" />
              Bilan {year} (PDF)
            </a>
          )}
        </>
      )}
    </p>
  );
}

function Overview({ measures: { received, resolved, promise, answer }, query }: { measures: MeasuresView; query: FiguresQuery | null }) {
  const to = (mesure?: string) => (query === null ? null : figureListPath({ ...query, mesure }));
  return (
    <section class="card mb-3" aria-label="En un coup d’œil">
      <div class="figs">
        <Fig name="Reçues" icon="inbox" n={received} href={to()}>
          hors réponses automatiques
        </Fig>
        <Fig name="Répondues" icon="reply" n={answer.n} href={to('repondues')}>
          {percent(answer.n, received)} des reçues
        </Fig>
        <Fig name="Résolues" icon="checkCircle" n={resolved} href={to('resolues')}>
          {percent(resolved, received)} des reçues
        </Fig>
        {promise === null ? null : (
          <Fig name="Prises en charge à temps" icon="alarm" n={promise.kept} href={to('a-temps')}>
            {promise.decided === 0 ? 'aucune promesse échue' : `${percent(promise.kept, promise.decided)} des ${promise.decided} promises`}
          </Fig>
        )}
        {promise === null ? null : (
          <Fig name="Promesses rompues" icon="late" tone={promise.decided > promise.kept ? 't-late' : undefined} n={promise.decided - promise.kept} href={to('hors-delai')}>
            prises en charge trop tard, ou pas encore
          </Fig>
        )}
      </div>
    </section>
  );
}

/** « du mer. 29 avr. 2026 au jeu. 28 mai 2026 ». */
export function periodWords(from: LocalDate, to: LocalDate): string {
  return `du ${frenchDate(from)} au ${frenchDate(to)}`;
}
