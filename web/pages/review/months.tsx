import type { CampaignMonth } from '../../../domain/journeys/campaign';
import { Words } from '../../components/text';
import { Panel, Scroll } from '../../components/panel';
import { reviewsPath } from '../../paths-review';

export const MONTHS = ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.'] as const;
const LONG = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'] as const;
export const longMonth = (month: number): string => LONG[month - 1] ?? '';
const BASE = 124;
const SLOT = 111.6;
const WIDTH = 51;

/** Reviews by month: done, late (hatched), to come (dashed), and the share done of those whose date has passed. */
export function MonthsPanel({ months, year }: { months: readonly CampaignMonth[]; year: string }) {
  const most = Math.max(1, ...months.map(({ done, late, coming }) => done + late + coming));
  return (
    <Panel title="Mois par mois" end={<Legend />}>
      <Scroll label="Revues par mois">
        <svg class="chart" viewBox="0 6 1340 156" role="img" aria-label="Revues par mois : faites, en retard, à venir ; part faite sous chaque mois">
          <LateHatch id="mois-retard" />
          {months.map((month, i) => (
            <Bar month={month} x={30 + i * SLOT} scale={84 / most} />
          ))}
        </svg>
      </Scroll>
      <p class="small muted mb-1">
        <Words text="Sous chaque mois : part faite des revues dont la date est passée." /> <b>Faite</b>
        <Words text=" : preuve acceptée par un agent, quelle que soit la date." />
      </p>
      <details class="small">
        <summary>Les chiffres en tableau</summary>
        <Scroll label="Revues par mois, en chiffres">
          <table class="tb">
            <thead>
              <tr>
                {['Mois', 'Faites', 'En retard', 'À venir ou en cours', 'Part faite'].map((title) => (
                  <th scope="col">{title}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {months.map(({ month, done, late, coming, share }) => (
                <tr>
                  <th scope="row">
                    <a href={reviewsPath({ annee: year, mois: String(month) })}>{longMonth(month)}</a>
                  </th>
                  <td>{done}</td>
                  <td>{late}</td>
                  <td>{coming}</td>
                  <td>{shareWords(share)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </details>
    </Panel>
  );
}

function Bar({ month: { month, done, late, coming, share }, x, scale }: { month: CampaignMonth; x: number; scale: number }) {
  const top = (count: number): number => BASE - count * scale;
  const middle = x + WIDTH / 2;
  return (
    <>
      {done > 0 && <rect class="fill-ok" x={x} y={top(done)} width={WIDTH} height={done * scale} />}
      {late > 0 && <rect class="edge-late" fill="url(#mois-retard)" x={x} y={top(done + late)} width={WIDTH} height={late * scale} />}
      {coming > 0 && <rect class="hollow" x={x} y={top(done + late + coming)} width={WIDTH} height={coming * scale} />}
      <text x={middle} y={top(done + late + coming) - 6} text-anchor="middle" font-weight="700">
        {done + late + coming}
      </text>
      <text class="mu" x={middle} y="142" text-anchor="middle">
        {MONTHS[month - 1]}
      </text>
      <text class="mu" x={middle} y="158" text-anchor="middle" font-size="11">
        {shareWords(share)}
      </text>
    </>
  );
}

export function shareWords(percent: number | null): string {
  return percent === null ? '—' : `${percent}\u00a0%`;
}

function LateHatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="late-bg" width="6" height="6" />
        <rect class="fill-late" width="2.4" height="6" />
      </pattern>
    </defs>
  );
}

function Legend() {
  return (
    <>
      <span class="row-flex">
        <svg class="key" viewBox="0 0 14 14" aria-hidden="true">
          <rect class="fill-ok" width="14" height="14" />
        </svg>
        Faites
      </span>
      <span class="row-flex">
        <svg class="key" viewBox="0 0 14 14" aria-hidden="true">
          <LateHatch id="cle-retard" />
          <rect class="edge-late" x="0.5" y="0.5" width="13" height="13" fill="url(#cle-retard)" />
        </svg>
        En retard
      </span>
      <span class="row-flex">
        <svg class="key" viewBox="0 0 14 14" aria-hidden="true">
          <rect class="hollow" x="1" y="1" width="12" height="12" />
        </svg>
        À venir
      </span>
    </>
  );
}
