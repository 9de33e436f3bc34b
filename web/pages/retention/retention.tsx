import { frenchDate, frenchDateTime } from '../../../domain/french/dates';
import { Chip } from '../../components/chip';
import { TextArea, TextField } from '../../components/fields';
import { ErrorSummary, PostForm } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Empty, Note } from '../../components/note';
import { Panel, Scroll } from '../../components/panel';
import { Heads } from '../../components/table';
import { Words } from '../../components/text';
import { erasurePath, holdLiftPath, holdsPath, nextErasurePath, personPath } from '../../retention-paths';
import { deskSettingsPath } from '../../settings-paths';
import type { ErasureView, RetentionProps, TermsView } from '../../view/retention';
import { count } from '../../words/labels';

/** What is kept and for how long, what a dispute holds, what was erased (article 5). */
export function RetentionPage(props: RetentionProps) {
  const { shell, terms, refused } = props;
  const unset = terms.filter(({ ticketMonths }) => ticketMonths === null);
  return (
    <Layout shell={shell} title="Conservation des données">
      <div class="row-flex mb-3">
        <h1>Conservation des données</h1>
        <span class="row-flex ms-auto">
          <a class="btn btn-light" href={nextErasurePath()}>
            <Icon name="clock" />
            Ce qui sera effacé
          </a>
          <a class="btn btn-light" href={personPath()}>
            <Icon name="user" />
            Données d’une personne
          </a>
        </span>
      </div>
      <ErrorSummary refused={refused} idOf={(field) => `litige-${field}`} />
      <div class="stack">
        {unset.length > 0 && (
          <Note tone="warn" title="La durée de conservation des demandes n’est pas choisie.">
            <p class="mb-0">
              Aucune demande close n’est effacée tant qu’elle ne l’est pas{'\u00a0'}: {unset.map(({ caf, name }, i) => [i > 0 && ', ', <a href={deskSettingsPath(caf)}>{name}</a>])}.
            </p>
          </Note>
        )}
        <Panel title="Durées" flush>
          <Terms {...props} />
        </Panel>
        <div class="pair">
          <Panel title="Litiges" aside="rien n’en est effacé avant la fin">
            <Holds {...props} />
          </Panel>
          <HoldForm {...props} />
        </div>
        <Panel title="Effacements" aside="chaque nuit, par petits lots" flush>
          <Erasures {...props} />
        </Panel>
      </div>
    </Layout>
  );
}

function Terms({ terms, shell }: RetentionProps) {
  return (
    <Scroll label="Durées de conservation">
      <table class="tb cards" role="table">
        <caption class="visually-hidden">Durées de conservation</caption>
        <Heads titles={['Guichet', 'Demandes, après clôture', 'Habilitations, après retrait', 'Accès et traces du guichet', 'Dernier passage']} />
        <tbody role="rowgroup">
          {terms.map((one) => (
            <tr role="row">
              <th scope="row" role="rowheader">
                {one.name}
              </th>
              <td role="cell">
                <TicketTerm {...one} />
              </td>
              <td role="cell">
                <Words text={`${count(one.years, 'an', 'ans')} (art. 5)`} />
              </td>
              <td role="cell">
                <Words text={`${one.months} mois (art. 5)`} />
              </td>
              <td role="cell" class="muted">
                {one.lastAt === null ? 'pas encore' : <Words text={frenchDateTime(one.lastAt, shell.timeZone, { now: shell.now })} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function TicketTerm({ caf, ticketMonths }: TermsView) {
  if (ticketMonths !== null) return <a href={deskSettingsPath(caf)}>{ticketMonths} mois</a>;
  return (
    <Chip tone="soon" icon="alert">
      À choisir
    </Chip>
  );
}

function Holds({ holds, shell, tokens }: RetentionProps) {
  if (holds.length === 0) return <Empty icon="lock" title="Rien n’est retenu pour un litige.">Une demande ou une convention retenue n’est pas effacée, quelle que soit sa durée.</Empty>;
  return (
    <ul class="list">
      {holds.map((hold) => (
        <li>
          {hold.href === null ? <b>{hold.subject}</b> : <a href={hold.href}>{hold.subject}</a>} <span class="muted">jusqu’au <Words text={frenchDate(hold.until)} /></span>
          <div class="small anywhere">{hold.reason}</div>
          <div class="small muted">
            Caf {hold.caf}, {hold.by}, <Words text={frenchDateTime(hold.at, shell.timeZone, { now: shell.now })} />
          </div>
          <PostForm action={holdLiftPath(hold.id)} tokens={tokens} suffix={`levee-${hold.id}`}>
            <button class="btn btn-light btn-sm" type="submit" aria-label={`Lever, ${hold.subject}`}>
              Lever
            </button>
          </PostForm>
        </li>
      ))}
    </ul>
  );
}

function HoldForm({ tokens, refused, subject }: RetentionProps) {
  return (
    <Panel title="Retenir pour un litige">
      <PostForm action={holdsPath()} tokens={tokens} suffix="litige">
        <TextField id="litige-sujet" name="sujet" label="Demande ou convention" value={subject} refused={refused} hint="La référence de la demande, ou le numéro de la convention : toutes ses demandes et ses habilitations sont alors retenues." maxLength={60} required />
        <TextArea id="litige-motif" name="motif" label="Motif" rows={2} refused={refused} hint="Lu par tout le guichet : n’y nommez personne." required />
        <TextField id="litige-fin" name="fin" label="Jusqu’au" type="date" refused={refused} width="w-when" required />
        <button class="btn btn-primary" type="submit">
          <Icon name="lock" />
          Retenir
        </button>
      </PostForm>
    </Panel>
  );
}

function Erasures({ erasures, shell }: RetentionProps) {
  if (erasures.length === 0) return <Empty icon="note" title="Rien n’a encore été effacé.">Le premier effacement aura son compte rendu ici : combien, de quand, par quelle règle.</Empty>;
  return (
    <Scroll label="Liste des effacements">
      <table class="tb cards" role="table">
        <caption class="visually-hidden">Effacements, le plus récent d’abord</caption>
        <Heads titles={['Quand', 'Où', 'Pourquoi', 'Effacé']} />
        <tbody role="rowgroup">
          {erasures.map((one) => (
            <tr role="row">
              <th scope="row" role="rowheader">
                <a href={erasurePath(one.id)}>
                  <Words text={frenchDateTime(one.beganAt, shell.timeZone, { now: shell.now })} />
                </a>
              </th>
              <td role="cell">{one.scope}</td>
              <td role="cell">{causeWords(one)}</td>
              <td role="cell">
                {one.tickets > 0 && `${count(one.tickets, 'demande')}, `}
                {count(one.rows, 'ligne')}
                {one.doneAt === null && <span class="muted"> (en cours)</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

export function causeWords({ cause }: Pick<ErasureView, 'cause'>): string {
  return cause === 'night' ? 'durée échue' : 'demande d’une personne';
}
