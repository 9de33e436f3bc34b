import { OwesChip } from '../../components/chip';
import { DueCell } from '../../components/due';
import { Panel, Scroll } from '../../components/panel';
import { Words } from '../../components/text';
import { Heads } from '../../components/table';
import { openListPath, ticketPath } from '../../paths';
import type { MorningProps } from '../../view/steering';

/** The requests whose promise is broken or whose ladder is exhausted, the oldest first; the reference leads to the explained date. */
export function LateTable({ lateRows, late, shell }: MorningProps) {
  if (lateRows.length === 0) return null;
  return (
    <Panel title="Demandes en retard" end={<a href={openListPath({ quoi: 'en-retard' })}>{late.count > lateRows.length ? `Les ${late.count} demandes` : 'Ouvrir la liste'}</a>} flush>
      <Scroll label="Tableau des retards">
        <table class="tb cards" role="table">
          <Heads titles={['Demande', 'Partenaire', 'Doit répondre', 'Promesse', 'Retard']} />
          <tbody role="rowgroup">
            {lateRows.map((row) => (
              <tr role="row">
                <th scope="row" role="rowheader">
                  <a class="ref" href={ticketPath(row.reference)}>
                    {row.reference}
                  </a>
                </th>
                <td role="cell">
                  <span class="fw6">{row.partner}</span>
                  <div class="small">
                    <a class="subj" href={ticketPath(row.reference)}>
                      {row.subject}
                    </a>
                  </div>
                </td>
                <td role="cell">
                  <OwesChip owes={row.owes} />
                </td>
                <td role="cell">
                  {row.next !== null && (
                    <>
                      <Words text={row.next.title} />
                      {row.next.rule !== null && (
                        <div class="small muted">
                          <Words text={row.next.rule} />
                        </div>
                      )}
                    </>
                  )}
                </td>
                <td role="cell">{row.due !== null && <DueCell due={row.due} now={shell.now} timeZone={shell.timeZone} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Panel>
  );
}
