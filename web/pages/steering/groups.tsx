import { GroupChart } from '../../components/charts/group-chart';
import { Empty } from '../../components/note';
import { Panel, Scroll } from '../../components/panel';
import { assessmentPath, figureListPath, figuresPath, type FiguresQuery } from '../../paths';
import type { GroupView } from '../../view/steering';
import { typo } from '../../../domain/french/typography';
import { percent } from '../../words/durations';

export interface GroupsProps {
  readonly title: string;
  readonly groups: readonly GroupView[];
  /** The field of the address that keeps one group. */
  readonly field: 'service' | 'nature' | 'canal';
  /** null = this person opens no list. */
  readonly query: FiguresQuery | null;
  readonly definition: string;
}

/** Requests by what they have in common, drawn and in a table whose figures open their lists. */
export function GroupsPanel({ title, groups, field, query, definition }: GroupsProps) {
  const whole = groups.reduce((sum, group) => sum + group.count, 0);
  const said = typo(`${title} : ${groups.map(({ label, count }) => `${label}, ${count}`).join(' ; ')}`);
  return (
    <Panel title={title}>
      {groups.length === 0 ? <p class="mb-0">Aucune demande.</p> : <GroupChart groups={groups} title={said} />}
      <p class="definition">
        <b>Définition.</b> {definition}
      </p>
      {groups.length > 0 && (
        <details class="table">
          <summary>Les chiffres en tableau</summary>
          <Scroll label={`Tableau\u00a0: ${title}`}>
            <table class="tb">
              <thead>
                <tr>
                  <th scope="col">{title.replace('Par ', '').replace(/^./, (letter) => letter.toUpperCase())}</th>
                  <th scope="col" class="num">
                    Demandes
                  </th>
                  <th scope="col" class="num">
                    Part
                  </th>
                </tr>
              </thead>
              <tbody>
                {groups.map(({ key, label, count }) => (
                  <tr>
                    <th scope="row">{label}</th>
                    <td class="num">{query === null || key === null ? count : <a href={figureListPath({ ...query, [field]: key })}>{count}</a>}</td>
                    <td class="num">{percent(count, whole)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        </details>
      )}
    </Panel>
  );
}

export interface PartnerRow {
  readonly convention: string | null;
  readonly number: string | null;
  readonly partner: string;
  readonly count: number;
}

/** The conventions with most requests; each leads to its own figures, and to its yearly assessment. */
export function PartnersPanel({ partners, query, year }: { partners: readonly PartnerRow[]; query: FiguresQuery | null; year: number }) {
  return (
    <Panel title="Par partenaire" aside="les plus demandeurs" flush>
      {partners.length === 0 ? (
        <Empty icon="users" title="Aucune demande." />
      ) : (
        <Scroll label={`Tableau\u00a0: par partenaire`}>
          <table class="tb">
            <thead>
              <tr>
                <th scope="col">Partenaire</th>
                <th scope="col" class="num">
                  Demandes
                </th>
                <th scope="col">Bilan annuel</th>
              </tr>
            </thead>
            <tbody>
              {partners.map((row) => (
                <tr>
                  <th scope="row">
                    {row.convention === null || query === null ? row.partner : <a href={figuresPath({ ...query, partenaire: undefined, convention: row.convention })}>{row.partner}</a>}
                    {row.number !== null && <div class="small muted fw4">{row.number}</div>}
                  </th>
                  <td class="num">{row.convention === null || query === null ? row.count : <a href={figureListPath({ ...query, partenaire: undefined, convention: row.convention })}>{row.count}</a>}</td>
                  <td>
                    {row.convention !== null && query !== null && (
                      <>
                        <a href={assessmentPath(row.convention, year)}>{year}</a> · <a href={assessmentPath(row.convention, year - 1)}>{year - 1}</a>
                      </>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Panel>
  );
}
