import { localDateIn } from '../../../domain/calendar';
import { frenchDate } from '../../../domain/french/dates';
import { typo } from '../../../domain/french/typography';
import { dateOfDay, dayOf, mondayOf, weekNumber } from '../../../domain/local-date';
import type { Instant, LocalDate } from '../../../domain/ids';
import { ShareBar } from '../../components/charts/share-bar';
import { WeekChart } from '../../components/charts/week-chart';
import { Panel, Scroll } from '../../components/panel';
import { Words } from '../../components/text';
import { figureListPath, type FiguresQuery } from '../../paths';
import type { MeasuresView, SpreadView, WeekCount } from '../../view/steering';
import { openDuration, percent, shares } from '../../words/durations';

const STAGES = [
  ['pickup', 'Prise en charge', 'prises-en-charge'],
  ['answer', 'Première réponse', 'repondues'],
  ['resolution', 'Résolution', 'resolues'],
] as const;

/** Time to pickup, first answer and resolution, and the share of promises kept, with what each means. */
export function SpreadPanel({ measures, title, aside, query }: { measures: MeasuresView; title: string; aside: string; query: FiguresQuery | null }) {
  return (
    <Panel title={title} aside={aside} end={<span class="muted">heures d’ouverture</span>} flush>
      <Scroll label={`Tableau\u00a0: ${title}`}>
        <table class="tb">
          <thead>
            <tr>
              <th scope="col">
                <span class="visually-hidden">Étape</span>
              </th>
              <th scope="col" class="num">
                Médiane
              </th>
              <th scope="col" class="num">
                9 sur 10 sous
              </th>
              <th scope="col" class="num">
                Sur
              </th>
            </tr>
          </thead>
          <tbody>
            {STAGES.map(([key, name, mesure]) => (
              <Stage name={name} spread={measures[key]} dayMs={measures.dayMs} href={query === null ? null : figureListPath({ ...query, mesure })} />
            ))}
          </tbody>
        </table>
      </Scroll>
      <div class="card-body pt-2">
        <p class="definition mt-0">
          <b>Définition.</b>{' '}
          <Words
            text={`De la réception à l’acte d’une personne, jamais l’accusé automatique ; première réponse : la première lettre ou le premier appel abouti vers le partenaire ; résolution : la dernière, une demande rouverte n’est pas résolue. ${measures.dayMs === null ? '' : `1 j = ${openDuration(measures.dayMs, null)} d’ouverture. `}`}
          />
          <Promise measures={measures} query={query} />
        </p>
      </div>
    </Panel>
  );
}

function Stage({ name, spread, dayMs, href }: { name: string; spread: SpreadView; dayMs: number | null; href: string | null }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class="num fw6">{openDuration(spread.medianMs, dayMs)}</td>
      <td class="num">{openDuration(spread.p90Ms, dayMs)}</td>
      <td class="num">{spread.n === 0 || href === null ? spread.n : <a href={href}>{spread.n}</a>}</td>
    </tr>
  );
}

function Promise({ measures: { promise }, query }: { measures: MeasuresView; query: FiguresQuery | null }) {
  if (promise === null)
    return (
      <>
        Part prise en charge à temps{'\u00a0'}: <b>sans objet</b>, le contrat ne promet pas de délai.
      </>
    );
  return (
    <>
      Part prise en charge à temps{'\u00a0'}:{' '}
      {promise.decided === 0 ? (
        <b>aucune promesse échue</b>
      ) : (
        <b>
          {percent(promise.kept, promise.decided)} ({listed(promise.kept, 'a-temps', query)} sur {listed(promise.decided, 'promises', query)})
        </b>
      )}
      <Words text=", des demandes dont le contrat promet un délai et dont l’issue est connue." />
    </>
  );
}

function listed(count: number, mesure: string, query: FiguresQuery | null) {
  return query === null ? count : <a href={figureListPath({ ...query, mesure })}>{count}</a>;
}

const HOLDERS = [
  ['desk', 'Caf'],
  ['partner', 'Partenaire'],
  ['national', 'Cnaf'],
] as const;

/** Who keeps whom waiting, and how long. */
export function OwedPanel({ measures: { owedMs, dayMs, received }, aside }: { measures: MeasuresView; aside: string }) {
  const percents = shares(HOLDERS.map(([holder]) => owedMs[holder]));
  const whole = HOLDERS.reduce((sum, [holder]) => sum + owedMs[holder], 0);
  return (
    <Panel title="Qui fait attendre qui" end={<span class="muted">{aside}</span>}>
      {whole > 0 ? <ShareBar owedMs={owedMs} /> : <p class="mb-0">Personne n’a attendu.</p>}
      <p class="definition">
        <b>Définition.</b>{' '}
        <Words text="Temps d’ouverture pendant lequel chacun tenait la réponse due, demandes reçues sur la période, attentes en cours comprises. Caf : le guichet et ses secteurs. Cnaf : ce qui était chez le national." />
      </p>
      <details class="table">
        <summary>Les chiffres en tableau</summary>
        <Scroll label="Tableau des attentes">
          <table class="tb">
            <thead>
              <tr>
                <th scope="col">Qui</th>
                <th scope="col" class="num">
                  Part
                </th>
                <th scope="col" class="num">
                  En tout
                </th>
                <th scope="col" class="num">
                  Par demande
                </th>
              </tr>
            </thead>
            <tbody>
              {HOLDERS.map(([holder, name], i) => (
                <tr>
                  <th scope="row">{name}</th>
                  <td class="num">{whole === 0 ? '—' : `${percents[i]}\u00a0%`}</td>
                  <td class="num">{openDuration(owedMs[holder], dayMs)}</td>
                  <td class="num">{received === 0 ? '—' : openDuration(owedMs[holder] / received, dayMs)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </details>
    </Panel>
  );
}

/** Requests received by week, drawn and in a table. */
export function WeeksPanel({ weeks, now, timeZone, query = {} }: { weeks: readonly WeekCount[]; now: Instant; timeZone: string; query?: FiguresQuery | null }) {
  const current = mondayOf(localDateIn(timeZone, now));
  const last = weeks.at(-1);
  return (
    <Panel title="Demandes reçues par semaine">
      <Scroll label="Demandes par semaine">
        <WeekChart weeks={weeks} title={typo(`Demandes reçues par semaine : ${weeks.map((week) => `semaine ${weekNumber(week.monday)}, ${week.count}`).join(' ; ')}`)} />
      </Scroll>
      <p class="definition">
        <b>Définition.</b>{' '}
        <Words
          text={`Tous canaux, hors réponses automatiques ; une demande fusionnée compte avec celle qui la reçoit.${last?.monday === current ? ` La semaine ${weekNumber(current)} est en cours.` : ''}`}
        />
      </p>
      <details class="table">
        <summary>Les chiffres en tableau</summary>
        <Scroll label="Tableau des semaines">
          <table class="tb">
            <thead>
              <tr>
                <th scope="col">Semaine</th>
                <th scope="col" class="num">
                  Demandes
                </th>
              </tr>
            </thead>
            <tbody>
              {weeks.map(({ monday, count }) => (
                <tr>
                  <th scope="row">
                    <Words text={`${weekNumber(monday)}, du ${frenchDate(monday)}`} />
                  </th>
                  <td class="num">{count === 0 || query === null ? count : <a href={figureListPath({ ...query, ...wholeWeek(query, monday), semaine: monday })}>{count}</a>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </details>
    </Panel>
  );
}

/** Without a period of its own, a week's list is of the whole week. */
function wholeWeek({ periode }: FiguresQuery, monday: LocalDate): FiguresQuery {
  return periode === undefined ? { periode: 'dates', du: monday, au: dateOfDay(dayOf(monday) + 6) } : {};
}
