import { frenchDate } from '../../../domain/french/dates';
import { typo } from '../../../domain/french/typography';
import { DueChart } from '../../components/charts/due-chart';
import { Key } from '../../components/charts/hatch';
import { Panel, Scroll } from '../../components/panel';
import { Words } from '../../components/text';
import { openListPath, type OpenListQuery } from '../../paths';
import type { DueDay } from '../../view/steering';

/** What falls due in the coming days, drawn and in a table whose figures open their lists. */
export function DuePanel({ days }: { days: readonly DueDay[] }) {
  return (
    <Panel
      title={`Ce qui tombe dans les ${days.length} jours`}
      end={
        <>
          <Key tone="caf">La Caf doit agir</Key> <Key tone="part">Le partenaire doit agir</Key>
        </>
      }
    >
      <Scroll label="Échéances des prochains jours">
        <DueChart days={days} title={typo(`Échéances des ${days.length} prochains jours, par jour et par côté ; le tableau suit`)} />
      </Scroll>
      <p class="definition">
        <b>Définition.</b>{' '}
        <Words text="Prochaine échéance de chaque demande ouverte, si personne n’agit ; celles qui sont en retard n’y sont pas. Une échéance reportée par une fermeture compte au jour de la réouverture." />
      </p>
      <details class="table">
        <summary>Les chiffres en tableau</summary>
        <Scroll label="Tableau des échéances">
          <table class="tb">
            <thead>
              <tr>
                <th scope="col">Jour</th>
                <th scope="col" class="num">
                  Caf
                </th>
                <th scope="col" class="num">
                  Partenaires
                </th>
              </tr>
            </thead>
            <tbody>
              {days.map((day) => (
                <tr>
                  <th scope="row">
                    <Words text={`${frenchDate(day.date, { now: day.date })}${day.closed ? ' (fermé)' : ''}`} />
                  </th>
                  <td class="num">{listed(day.desk, { quoi: 'jour', jour: day.date, cote: 'caf' })}</td>
                  <td class="num">{listed(day.partner, { quoi: 'jour', jour: day.date, cote: 'partenaire' })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </details>
    </Panel>
  );
}

function listed(count: number, query: OpenListQuery) {
  return count === 0 ? <span class="muted">0</span> : <a href={openListPath(query)}>{count}</a>;
}
