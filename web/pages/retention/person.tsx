import { frenchDateTime } from '../../../domain/french/dates';
import { TextArea, TextField } from '../../components/fields';
import { ErrorSummary, PostForm } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Empty, Note } from '../../components/note';
import { Panel, Scroll } from '../../components/panel';
import { Heads } from '../../components/table';
import { Words } from '../../components/text';
import { erasurePath, personErasurePath, personExportPath, personPath } from '../../retention-paths';
import type { PersonProps, StayView } from '../../view/retention';
import { Back } from './erasure';

/** One person's data: found by address or name, handed over, erased where nothing obliges to keep them. */
export function PersonPage(props: PersonProps) {
  const { shell, asked, person, refused } = props;
  return (
    <Layout shell={shell} title="Données d’une personne">
      <Back />
      <h1 class="mb-3">Données d’une personne</h1>
      <ErrorSummary refused={refused} idOf={(field) => `${refused?.values['quoi'] ?? 'remettre'}-${field}`} />
      <div class="stack">
        <form class="card" action={personPath()} aria-label="Chercher une personne">
          <div class="card-body row-flex align-items-end flex-wrap">
            <TextField id="personne-q" name="q" label="Adresse ou nom" value={asked} type="search" />
            <button class="btn btn-light mb-f" type="submit">
              <Icon name="search" />
              Chercher
            </button>
          </div>
        </form>
        {person === null ? <Found {...props} /> : <Person {...props} person={person} />}
        <Requests {...props} />
      </div>
    </Layout>
  );
}

function Found({ asked, found }: PersonProps) {
  if (asked === '') return null;
  if (found.length === 0) return <div class="card"><Empty icon="search" title="Personne n’est connu ainsi.">Essayez une partie de l’adresse ou du nom.</Empty></div>;
  return (
    <Panel title="Qui est-ce ?">
      <ul class="list">
        {found.map((one) => (
          <li>
            <a href={one.href}>{one.address}</a> {one.names} <span class="small muted">{one.as}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Person({ person, tokens, refused }: PersonProps & { readonly person: NonNullable<PersonProps['person']> }) {
  return (
    <>
      <Panel title={person.names === '' ? person.address : person.names} aside={person.address}>
        {person.desks.map((desk) => (
          <>
            <h3 class="mb-1">{desk.name}</h3>
            {desk.stays.length === 0 ? <p>Rien n’oblige à garder ses données{'\u00a0'}: toutes peuvent être effacées.</p> : <Stays stays={desk.stays} />}
          </>
        ))}
        <p class="small muted mb-0">Ce qui touche à un incident de sécurité relève du responsable sécurité. Le journal des accès est gardé six mois, puis effacé{'\u202f'}; les lecteurs de traces le communiquent.</p>
      </Panel>
      <div class="pair">
        <Panel title="Remettre ses données">
          <PostForm action={personExportPath()} tokens={tokens} suffix="remettre">
            <input type="hidden" name="adresse" value={person.address} />
            <TextArea id="remettre-motif" name="motif" label="Motif" rows={2} refused={refused?.values['quoi'] === 'remettre' ? refused : null} hint="La demande de la personne : sa date, comment elle est venue, comment son identité a été vérifiée." required />
            <button class="btn btn-primary" type="submit">
              <Icon name="download" />
              Remettre (ZIP)
            </button>
            <p class="small muted mt-2 mb-0">Un PDF à lire, les données en JSON, ses courriels et les lettres qu’elle a reçues.</p>
          </PostForm>
        </Panel>
        <Panel title="Effacer ce qui peut l’être">
          <Note tone="warn" title="Un effacement ne se défait pas.">
            <p>Ce qui doit rester est dit ci-dessus, avec sa raison.</p>
          </Note>
          <PostForm action={personErasurePath()} tokens={tokens} suffix="effacer">
            <input type="hidden" name="adresse" value={person.address} />
            <TextArea id="effacer-motif" name="motif" label="Motif" rows={2} refused={refused?.values['quoi'] === 'effacer' ? refused : null} required />
            <button class="btn btn-danger" type="submit">
              <Icon name="minusCircle" />
              Effacer
            </button>
          </PostForm>
        </Panel>
      </div>
    </>
  );
}

function Stays({ stays }: { stays: readonly StayView[] }) {
  return (
    <ul>
      {stays.map(({ n, what, why }) => (
        <li>
          {n} {what}
          {'\u00a0'}: <Words text={why} />
        </li>
      ))}
    </ul>
  );
}

function Requests({ requests, shell }: PersonProps) {
  if (requests.length === 0) return null;
  return (
    <Panel title="Demandes traitées" aside="l’adresse n’en est pas gardée" flush>
      <Scroll label="Liste des demandes traitées">
        <table class="tb cards" role="table">
          <caption class="visually-hidden">Demandes de personnes, la plus récente d’abord</caption>
          <Heads titles={['Quand', 'Quoi', 'Motif', 'Suite']} />
          <tbody role="rowgroup">
            {requests.map((one) => (
              <tr role="row">
                <th scope="row" role="rowheader" class="nw">
                  <Words text={frenchDateTime(one.at, shell.timeZone, { now: shell.now })} />
                  <div class="small muted fw4">
                    Caf {one.caf}, {one.by}
                  </div>
                </th>
                <td role="cell">{one.kind === 'export' ? 'données remises' : 'effacement'}</td>
                <td role="cell" class="anywhere">{one.reason}</td>
                <td role="cell">
                  {one.kind === 'export' ? 'fichier remis' : one.done ? 'fait' : 'en cours'}
                  {one.erasure !== null && <>, <a href={erasurePath(one.erasure)}>compte rendu</a></>}
                  {one.stays.length > 0 && <div class="small muted">reste{'\u00a0'}: <Words text={one.stays.map(({ n, what, why }) => `${n} ${what} (${why})`).join(' ; ')} /></div>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Panel>
  );
}
