import { frenchDateTime } from '../../../domain/french/dates';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Empty } from '../../components/note';
import { Facts, Panel, Scroll } from '../../components/panel';
import { Heads } from '../../components/table';
import { Words } from '../../components/text';
import { erasureFilePath, retentionPath } from '../../retention-paths';
import type { ErasedLine, ErasureProps } from '../../view/retention';
import { causeWords } from './retention';

/** The report of an erasure: numbers, days, rules; nobody's data. */
export function ErasurePage({ shell, erasure, terms, lines }: ErasureProps) {
  const when = frenchDateTime(erasure.beganAt, shell.timeZone, { now: shell.now });
  return (
    <Layout shell={shell} title="Compte rendu d’effacement">
      <Back />
      <div class="row-flex mb-3">
        <h1>Effacement du <Words text={when} /></h1>
        <span class="row-flex ms-auto">
          <a class="btn btn-light btn-sm" href={erasureFilePath(erasure.id, 'csv')}>
            <Icon name="file" />
            CSV
          </a>
          <a class="btn btn-light btn-sm" href={erasureFilePath(erasure.id, 'pdf')}>
            <Icon name="file" />
            PDF
          </a>
        </span>
      </div>
      <div class="stack">
        <Panel title="Cet effacement">
          <Facts
            rows={[
              ['Où', erasure.scope],
              ['Pourquoi', causeWords(erasure)],
              ['Fin', erasure.doneAt === null ? 'en cours' : <Words text={frenchDateTime(erasure.doneAt, shell.timeZone, { now: shell.now })} />],
              ['Durées en vigueur', <Words text={terms.join(' ; ')} />],
            ]}
          />
        </Panel>
        <Panel title="Ce qui a été effacé" aside="des nombres, aucune donnée personnelle" flush>
          {lines.length === 0 ? <Empty icon="checkCircle" title="Rien n’était à effacer.">Aucune durée n’était échue.</Empty> : <Lines label="Détail de ce qui a été effacé" lines={lines} />}
        </Panel>
      </div>
    </Layout>
  );
}

export function Back() {
  return (
    <p class="small mb-1">
      <a href={retentionPath()}>
        <Icon name="arrowLeft" />
        Conservation des données
      </a>
    </p>
  );
}

export function Lines({ label, lines }: { label: string; lines: readonly ErasedLine[] }) {
  return (
    <Scroll label={label}>
      <table class="tb cards" role="table">
        <caption class="visually-hidden">{label}</caption>
        <Heads titles={['Quoi', 'Combien', 'De quand', 'Règle']} />
        <tbody role="rowgroup">
          {lines.map((line) => (
            <tr role="row">
              <th scope="row" role="rowheader">
                {line.what}
              </th>
              <td role="cell" class="tnum">
                {line.n.toLocaleString('fr-FR')}
              </td>
              <td role="cell">
                <Words text={line.period} />
              </td>
              <td role="cell" class="muted">
                <Words text={line.rule} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
