import { frenchDateTime } from '../../../domain/french/dates';
import type { Instant } from '../../../domain/ids';
import { PostForm } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Note } from '../../components/note';
import { Facts, Panel, Scroll } from '../../components/panel';
import { Heads } from '../../components/table';
import { Words } from '../../components/text';
import { newStopPath, stopsPath } from '../../stop-paths';
import { count } from '../../words/labels';
import type { StopFormProps } from './form';

export interface StopPreviewProps extends StopFormProps {
  readonly scope: string;
  readonly from: Instant;
  readonly until: Instant;
  /** null = at once. */
  readonly announceAt: Instant | null;
  readonly remindAt: Instant | null;
  /** One for each time zone. */
  readonly letters: ReadonlyArray<{ readonly zone: string; readonly subject: string; readonly text: string }>;
  readonly told: ReadonlyArray<{ readonly caf: string; readonly partner: string; readonly name: string | null; readonly address: string }>;
  readonly toldCount: number;
  readonly missing: ReadonlyArray<{ readonly caf: string; readonly partner: string; readonly convention: string }>;
  /** Cafs whose contract has no article 4: nobody is told there. */
  readonly silent: readonly string[];
}

/** The letter and who receives it, before anything is sent. */
export function StopPreviewPage(props: StopPreviewProps) {
  const { shell } = props;
  return (
    <Layout shell={shell} title="Annoncer un arrêt : aperçu">
      <p class="small mb-1">
        <a href={newStopPath()}>
          <Icon name="arrowLeft" />
          Annoncer un arrêt
        </a>
      </p>
      <h1 class="mb-3">Aperçu avant envoi</h1>
      <div class="cols">
        <div class="stack">
          {props.letters.map((letter) => (
            <Panel title={props.letters.length === 1 ? 'La lettre' : `La lettre, ${letter.zone}`}>
              <p class="fw6">{letter.subject}</p>
              <p class="pre small mb-0 anywhere">{letter.text}</p>
            </Panel>
          ))}
          <Told {...props} />
        </div>
        <aside class="stack" aria-label="Confirmer">
          <Summary {...props} />
          <Missing {...props} />
        </aside>
      </div>
    </Layout>
  );
}

function Summary(props: StopPreviewProps) {
  const { shell, values, scope, from, until, announceAt, remindAt, toldCount } = props;
  const at = (instant: Instant) => <Words text={frenchDateTime(instant, shell.timeZone, { now: shell.now })} />;
  return (
    <Panel title="Ce qui va se passer">
      <Facts
        rows={[
          ['Arrêt', values.titre],
          ['Touche', <Words text={scope} />],
          ['Début', at(from)],
          ['Fin', at(until)],
          ['Annonce', announceAt === null ? 'tout de suite' : at(announceAt)],
          ['Rappel', remindAt === null ? 'aucun' : at(remindAt)],
          ['Prévient', count(toldCount, 'adresse', 'adresses')],
        ]}
      />
      <p class="small mt-3">Les échéances qui tombent pendant l’arrêt sont reportées à sa fin, et les demandes le disent.</p>
      <Confirm {...props} />
    </Panel>
  );
}

/** The same fields again: what was shown is what is kept. */
function Confirm({ tokens, values, announceAt }: StopPreviewProps) {
  const { cafs, services, ...single } = values;
  return (
    <PostForm action={stopsPath()} tokens={tokens} suffix="arret-confirme">
      {Object.entries(single).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {cafs.map((caf) => (
        <input type="hidden" name="cafs" value={caf} />
      ))}
      {services.map((service) => (
        <input type="hidden" name="services" value={service} />
      ))}
      <div class="row-flex">
        <button class="btn btn-primary" type="submit" name="etape" value="confirmer" data-submit>
          <Icon name="mail" />
          {announceAt === null ? 'Annoncer maintenant' : 'Programmer l’annonce'}
        </button>
        <button class="btn btn-light" type="submit" name="etape" value="corriger">
          Corriger
        </button>
      </div>
    </PostForm>
  );
}

function Told({ told, toldCount }: StopPreviewProps) {
  if (toldCount === 0) return <Note tone="warn" title="Personne ne sera prévenu : aucune adresse n’est connue." />;
  return (
    <Panel title={`${count(toldCount, 'destinataire', 'destinataires')}`} aside={told.length < toldCount ? `les ${told.length} premiers` : undefined} flush>
      <Scroll label="Destinataires">
        <table class="tb cards" role="table">
          <caption class="visually-hidden">Destinataires de l’annonce</caption>
          <Heads titles={['Caf', 'Partenaire', 'Nom', 'Adresse']} />
          <tbody role="rowgroup">
            {told.map((one) => (
              <tr role="row">
                <td role="cell">{one.caf}</td>
                <th scope="row" role="rowheader">
                  {one.partner}
                </th>
                <td role="cell">{one.name}</td>
                <td role="cell" class="anywhere">
                  {one.address}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Panel>
  );
}

const MOST_MISSING = 20;

function Missing({ missing, silent }: StopPreviewProps) {
  return (
    <>
      {missing.length > 0 && (
        <Note tone="warn" icon="mailX" title={`${count(missing.length, 'convention', 'conventions')} sans adresse.`}>
          <p class="small mb-1">Personne n’y est joignable par courriel : prévenez-les par téléphone, ou complétez leurs contacts.</p>
          <ul class="small mb-0">
            {missing.slice(0, MOST_MISSING).map((one) => (
              <li>
                <Words text={`${one.partner} (${one.convention})`} />
              </li>
            ))}
            {missing.length > MOST_MISSING && <li>et {missing.length - MOST_MISSING} autres</li>}
          </ul>
        </Note>
      )}
      {silent.length > 0 && (
        <Note tone="info" title={`Personne n’est prévenu par ${silent.join(', ')}.`}>
          <p class="small mb-0">Aucun contrat de service n’y prévoit d’annonce.</p>
        </Note>
      )}
    </>
  );
}
