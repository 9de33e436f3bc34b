import { frenchDateTime } from '../../../domain/french/dates';
import type { Reference } from '../../../domain/ids';
import { TextField } from '../../components/fields';
import type { Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Empty } from '../../components/note';
import { Pages } from '../../components/pages';
import { Scroll } from '../../components/panel';
import { Heads } from '../../components/table';
import { Words } from '../../components/text';
import { accessesPath } from '../../retention-paths';
import type { Paging } from '../../view/queue';
import type { AccessLine } from '../../view/retention';
import type { ShellProps } from '../../view/shell';

export interface AccessesProps {
  readonly shell: ShellProps;
  readonly asked: { readonly qui: string; readonly demande: string; readonly du: string; readonly au: string };
  readonly refused: Refused | null;
  readonly months: number;
  readonly lines: readonly AccessLine[];
  readonly paging: Paging;
}

/** « Journal des accès »: who opened what, when (article 5), for those habilitated to read traces. */
export function AccessesPage({ shell, asked, refused, months, lines, paging }: AccessesProps) {
  const field = (name: keyof AccessesProps['asked']) => ({ id: `acces-${name}`, name, value: asked[name], refused });
  return (
    <Layout shell={shell} title="Journal des accès">
      <div class="row-flex mb-3">
        <h1>Journal des accès</h1>
        <span class="muted hide-s">qui a ouvert quoi, gardé {months} mois{'\u00a0'}; le lire s’y inscrit aussi</span>
      </div>
      <div class="stack">
        <form class="card" action={accessesPath()} aria-label="Chercher dans le journal">
          <div class="card-body row-flex align-items-end flex-wrap">
            <TextField {...field('qui')} label="Qui" aside="(adresse)" />
            <TextField {...field('demande')} label="Demande" aside="(référence)" width="w-ref" />
            <TextField {...field('du')} label="Du" type="date" width="w-when" />
            <TextField {...field('au')} label="Au" type="date" width="w-when" />
            <button class="btn btn-light mb-f" type="submit">
              <Icon name="search" />
              Chercher
            </button>
          </div>
        </form>
        <div class="card">
          {lines.length === 0 ? (
            <Empty icon="search" title="Aucun accès ne correspond.">Changez l’adresse, la référence ou les dates.</Empty>
          ) : (
            <Scroll label="Journal des accès">
              <table class="tb cards" role="table">
                <caption class="visually-hidden">Accès, le plus récent d’abord</caption>
                <Heads titles={['Quand', 'Qui', 'Quoi', 'Adresse de la page']} />
                <tbody role="rowgroup">
                  {lines.map((line) => (
                    <tr role="row">
                      <td role="cell" class="nw muted">
                        <Words text={frenchDateTime(line.at, shell.timeZone, { now: shell.now })} />
                      </td>
                      <th scope="row" role="rowheader" class="anywhere">
                        {line.who}
                      </th>
                      <td role="cell">
                        {line.what}
                        {line.reference !== null && <div class="small"><a href={accessesPath({ demande: line.reference as Reference })}>{line.reference}</a></div>}
                      </td>
                      <td role="cell" class="small muted anywhere">
                        {line.path}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroll>
          )}
          {lines.length > 0 && <Pages paging={paging} />}
        </div>
      </div>
    </Layout>
  );
}
