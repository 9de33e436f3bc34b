import { frenchDate } from '../../../domain/french/dates';
import type { CampaignState } from '../../../domain/journeys/campaign';
import { Chip, type Tone } from '../../components/chip';
import type { IconName } from '../../components/icon';
import { Empty } from '../../components/note';
import { Pages } from '../../components/pages';
import { Panel, Scroll } from '../../components/panel';
import { Words } from '../../components/text';
import { certificatePath, reviewPath, reviewsPath } from '../../paths-review';
import type { CampaignLine, CampaignView } from '../../view/review';
import { longMonth } from './months';
import { YearHead, YearStrip } from './strip';

const TABS: ReadonlyArray<readonly [etat: string, label: string, state: CampaignState | null]> = [
  ['', 'Toutes', null], ['en-retard', 'En retard', 'late'], ['a-verifier', 'À vérifier', 'checking'], ['en-cours', 'En cours', 'running'], ['a-venir', 'À venir', 'coming'], ['faites', 'Faites', 'done'], ['sans-objet', 'Sans objet', 'void'],
];

/** Each convention's review of the year, as the filter asks; lines become cards on a phone. */
export function Conventions({ view, all }: { view: CampaignView; all: number }) {
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
