import { frenchDate } from '../../../domain/french/dates';
import type { CampaignState } from '../../../domain/journeys/campaign';
import { Chip, type Tone } from '../../components/chip';
import { Select, TextField } from '../../components/fields';
import { ErrorSummary, PostForm } from '../../components/form';
import { Icon, type IconName } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Empty, Note } from '../../components/note';
import { Pages } from '../../components/pages';
import { Panel, Scroll } from '../../components/panel';
import { Words } from '../../components/text';
import { campaignFilePath, certificatePath, reviewDatesPath, reviewPath, reviewsPath } from '../../paths-review';
import type { CampaignLine, CampaignView } from '../../view/review';
import { count } from '../../words/labels';
import { Fig } from '../steering/figs';
import { longMonth, MonthsPanel, shareWords } from './months';
import { YearHead, YearStrip } from './strip';

/** A year of reviews: who is done, who is late, who is to come; month by month, and convention by convention. */
export function CampaignPage(view: CampaignView) {
  const { shell, year, article, asked, withoutDate, counts } = view;
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
  return (
    <Layout shell={shell} title={`Revues inverses ${year}`}>
      <div class="row-flex mb-3">
        <h1>Revues inverses {year}</h1>
        <span class="muted">
          <Words text={`${count(all, 'convention')}, une revue par an${article === null ? '' : ` (${article})`}`} />
        </span>
        <span class="ms-auto row-flex">
          <a class="btn btn-light btn-sm" href={reviewsPath({ ...asked, annee: String(Number(year) - 1), mois: '' })}>
            <Icon name="arrowLeft" />
            {Number(year) - 1}
          </a>
          <a class="btn btn-light btn-sm" href={reviewsPath({ ...asked, annee: String(Number(year) + 1), mois: '' })}>
            {Number(year) + 1}
            <Icon name="chevronRight" />
          </a>
          <a class="btn btn-light btn-sm" href={campaignFilePath({ ...asked, annee: year })}>
            <Icon name="download" />
            Exporter
          </a>
        </span>
      </div>
      <ErrorSummary refused={view.refused} idOf={(field) => `dates-${field}`} />
      {withoutDate > 0 && (
        <div class="mb-3">
          <Note tone="warn" title={`${count(withoutDate, 'convention')} sans date de signature`}>
            <p class="mb-0">Leurs revues ne commencent pas : la date se saisit au registre des habilitations.</p>
          </Note>
        </div>
      )}
      <Figures view={view} />
      <div class="mb-3">
        <MonthsPanel months={view.months} year={year} />
      </div>
      <Conventions view={view} all={all} />
      <DatesPanel view={view} />
    </Layout>
  );
}

function Figures({ view: { counts, atManager, share, year, asked, today } }: { view: CampaignView }) {
  const to = (etat: string) => reviewsPath({ annee: year, caf: asked.caf, etat });
  return (
    <section class="card mb-3" aria-label="En un coup d’œil">
      <div class="figs">
        <Fig name="Faites" icon="checkCircle" tone="t-ok" n={counts.done} href={to('faites')}>
          preuve acceptée, attestation envoyée
        </Fig>
        <Fig name="En retard" icon="late" tone={counts.late > 0 ? 't-late' : undefined} n={counts.late} href={to('en-retard')}>
          {counts.late === 0 ? 'personne n’est en retard' : `dont ${atManager} chez le responsable`}
        </Fig>
        <Fig name="À vérifier" icon="building" n={counts.checking} href={to('a-verifier')}>
          résultat reçu, la Caf vérifie
        </Fig>
        <Fig name="En cours" icon="mail" tone="t-soon" n={counts.running} href={to('en-cours')}>
          lettre partie, date non échue
        </Fig>
        <Fig name="À venir" icon="calendar" n={counts.coming} href={to('a-venir')}>
          première lettre pas encore due
        </Fig>
        <div class="fig">
          <span class="name">Part faite à ce jour</span>
          <b>{shareWords(share.percent)}</b>
          <span class="small muted">
            <Words text={share.due === 0 ? 'aucune n’est échue' : `${share.done} des ${share.due} échues au ${frenchDate(today, { now: today })}`} />
          </span>
        </div>
      </div>
    </section>
  );
}

const TABS: ReadonlyArray<readonly [etat: string, label: string, state: CampaignState | null]> = [
  ['', 'Toutes', null], ['en-retard', 'En retard', 'late'], ['a-verifier', 'À vérifier', 'checking'], ['en-cours', 'En cours', 'running'], ['a-venir', 'À venir', 'coming'], ['faites', 'Faites', 'done'], ['sans-objet', 'Sans objet', 'void'],
];

function Conventions({ view, all }: { view: CampaignView; all: number }) {
  const { asked, counts, year, lines, paging, today } = view;
  return (
    <Panel title="Conventions" flush end={<Key />}>
      <nav class="tabs px-3" aria-label="Filtrer les revues" tabIndex={0}>
        {TABS.map(([etat, label, state]) => (
          <a href={reviewsPath({ annee: year, caf: asked.caf, mois: asked.mois, etat })} aria-current={etat === asked.etat ? 'page' : undefined}>
            {label} <b>{state === null ? all : counts[state]}</b>
          </a>
        ))}
      </nav>
      {asked.mois !== '' && (
        <p class="small px-3 mt-2 mb-1">
          Revues de {longMonth(Number(asked.mois))} seulement. <a href={reviewsPath({ ...asked, annee: year, mois: '' })}>Toute l’année</a>
        </p>
      )}
      {lines.length === 0 ? (
        <Empty icon="calendar" title="Aucune revue ici.">
          Une convention dont la date de signature est saisie au registre arrive d’elle-même dans la campagne de son année.
        </Empty>
      ) : (
        <Scroll label="Liste des conventions">
          <table class="tb campaign" role="table">
            <thead role="rowgroup">
              <tr role="row">
                <th scope="col" role="columnheader">Partenaire</th>
                <th scope="col" role="columnheader">Revue</th>
                <th scope="col" role="columnheader" class="year">
                  <YearHead year={year} />
                  <span class="visually-hidden">L’année</span>
                </th>
                <th scope="col" role="columnheader">État</th>
                <th scope="col" role="columnheader">Suite</th>
              </tr>
            </thead>
            <tbody role="rowgroup">
              {lines.map((line) => (
                <Line line={line} year={year} today={today} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {lines.length > 0 && <Pages paging={paging} />}
    </Panel>
  );
}

function Line({ line, year, today }: { line: CampaignLine } & Pick<CampaignView, 'year' | 'today'>) {
  const { partner, number, due, review } = line;
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {review === null ? partner : <a href={reviewPath(review)}>{partner}</a>}
        <div class="tiny muted fw4">
          {number}
          {review !== null && ` · ${review}`}
        </div>
      </th>
      <td class="nw" role="cell">
        <Words text={frenchDate(due, { now: today })} />
      </td>
      <td class="year" role="cell">
        <YearStrip line={line} year={year} today={today} />
      </td>
      <td role="cell">
        <StateChip line={line} />
      </td>
      <td class="small" role="cell">
        <Words text={line.next} />
        {line.state === 'done' && review !== null && (
          <>
            {' · '}
            <a href={certificatePath(review)}>attestation</a>
          </>
        )}
      </td>
    </tr>
  );
}

const CHIPS: Readonly<Record<CampaignState, readonly [Tone, IconName]>> = { done: ['ok', 'checkCircle'], late: ['late', 'late'], checking: ['caf', 'building'], running: ['soon', 'mail'], coming: ['line', 'calendar'], void: ['line', 'x'] };

function StateChip({ line: { state, words } }: { line: CampaignLine }) {
  const [tone, icon] = CHIPS[state];
  return (
    <Chip tone={tone} icon={icon}>
      <Words text={words} />
    </Chip>
  );
}

function Key() {
  return (
    <>
      <span class="muted row-flex">
        <svg class="key" viewBox="0 0 14 14" aria-hidden="true">
          <circle class="dot" cx="7" cy="7" r="4" />
        </svg>
        lettre
      </span>
      <span class="muted row-flex">
        <svg class="key" viewBox="0 0 14 14" aria-hidden="true">
          <rect class="gem" x="3.5" y="3.5" width="7" height="7" transform="rotate(45 7 7)" />
        </svg>
        date de la revue
      </span>
      <span class="muted row-flex">
        <svg class="key" viewBox="0 0 14 14" aria-hidden="true">
          <line class="today" x1="7" x2="7" y1="0" y2="14" />
        </svg>
        aujourd’hui
      </span>
    </>
  );
}

/** The Caf may set the date that comes back each year. */
function DatesPanel({ view: { conventions, tokens, refused } }: { view: CampaignView }) {
  if (conventions.length === 0) return null;
  return (
    <div class="mt-3">
      <Panel title="Fixer une date">
        <details open={refused !== null}>
          <summary>Changer la date de revue d’une convention</summary>
          <p class="small muted">Sans autre date, la revue revient à celle de la signature. La date fixée compte à partir de la prochaine revue qui n’est pas commencée.</p>
          <PostForm action={reviewDatesPath()} tokens={tokens} suffix="dates">
            <Select id="dates-convention" name="convention" label="Convention" options={conventions} blank="choisir" refused={refused} required />
            <TextField id="dates-date" name="date" label="Première date" type="date" width="w-when" refused={refused} required />
            <button class="btn btn-primary" type="submit">
              <Icon name="calendar" />
              Fixer cette date
            </button>
          </PostForm>
        </details>
      </Panel>
    </div>
  );
}
