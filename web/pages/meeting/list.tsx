import { frenchDateTime } from '../../../domain/french/dates';
import type { Instant } from '../../../domain/ids';
import { Layout } from '../../components/layout';
import { Empty } from '../../components/note';
import { Panel, Scroll } from '../../components/panel';
import { Words } from '../../components/text';
import { lifePath, meetingPath, meetingsPath } from '../../paths-meeting';
import { registerPath } from '../../register-paths';
import type { MeetingsView } from '../../view/meeting';
import { PhaseChip } from './body';

/** The meetings of the Cafs, those under way first. */
export function MeetingsPage({ shell, lines, caf, cafs }: MeetingsView) {
  const at = (instant: Instant) => frenchDateTime(instant, shell.timeZone, { now: shell.now });
  return (
    <Layout shell={shell} title="Réunions">
      <h1 class="mb-1">Réunions</h1>
      <p class="mb-3">
        À la demande de l’une des parties, dans le délai que fixe la convention. Une réunion se demande depuis la page d’une <a href={registerPath()}>convention au registre</a>.
      </p>
      {cafs.length > 1 && (
        <p class="row-flex small">
          <a href={meetingsPath()} aria-current={caf === '' ? 'true' : undefined}>
            Toutes les Caf
          </a>
          {cafs.map(({ code, name }) => (
            <a href={meetingsPath({ caf: code })} aria-current={caf === code ? 'true' : undefined}>
              {name}
            </a>
          ))}
        </p>
      )}
      <Panel title="Demandées, fixées, tenues" flush>
        {lines.length === 0 ? (
          <Empty icon="calendar" title="Aucune réunion n’a été demandée." />
        ) : (
          <Scroll label="Réunions">
            <table class="table">
              <thead>
                <tr>
                  <th scope="col">Partenaire</th>
                  <th scope="col">Objet</th>
                  <th scope="col">Date</th>
                  <th scope="col">Où elle en est</th>
                </tr>
              </thead>
              <tbody>
                {lines.map((line) => (
                  <tr>
                    <th scope="row" class="fw4">
                      <a href={lifePath(line.conventionId)}>{line.partner}</a>
                      <div class="small muted">convention {line.number}</div>
                    </th>
                    <td>
                      <a href={meetingPath(line.id)}>{line.subject}</a>
                      <div class="small muted">{line.id}</div>
                    </td>
                    <td>{line.when === null ? <span class="muted">à convenir</span> : <Words text={at(line.when)} />}</td>
                    <td>
                      <PhaseChip {...line} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        )}
      </Panel>
    </Layout>
  );
}
