import type { Instant } from '../../../domain/ids';
import { MissingItems, OwnTicketList, OwnTicketMeta, Standing } from '../../components/own-tickets';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Empty } from '../../components/note';
import { Facts, Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { ownLifePath } from '../../paths-meeting';
import { newOwnTicketPath, ownContractPath, ownPeoplePath, ownRegisterPath, ownTicketPath, ownTicketsPath } from '../../paths-portal';
import type { OwnTicketLine } from '../../view/portal';
import type { ShellProps } from '../../view/shell';
import { count } from '../../words/labels';
import { OwnMeetings, type OwnMeetingLine } from './meetings';
import { OwnReviews, type OwnReviewLine } from './reviews';
import { replyAnchor } from './ticket';

/** When a list of people was checked last. */
export interface CheckView {
  readonly checkedAt: Instant | null;
  readonly checkedBy: string | null;
  /** A year has passed, or a reminder was sent since. */
  readonly due: boolean;
  /** « vérifiée le lun. 3 nov. par Clémence Astugue » */
  readonly words: string;
}

export interface PortalHomeProps {
  readonly shell: ShellProps;
  readonly name: string;
  readonly partners: readonly string[];
  /** Where the reader's organisation owes an answer. */
  readonly yours: readonly OwnTicketLine[];
  readonly others: readonly OwnTicketLine[];
  readonly open: number;
  readonly over: number;
  /** Reverse reviews under way, for who may answer them. */
  readonly reviews: readonly OwnReviewLine[];
  /** Meetings under way, for who speaks for the partner. */
  readonly meetings: readonly OwnMeetingLine[];
  readonly mayOpen: boolean;
  readonly desks: ReadonlyArray<{ readonly name: string; readonly opening: string; readonly phone: { readonly e164: string; readonly words: string } | null }>;
  readonly conventions: ReadonlyArray<{
    readonly id: string;
    readonly number: string;
    readonly partner: string;
    readonly caf: string;
    readonly roles: readonly string[];
    readonly hours: string | null;
    readonly levelOne: number;
    readonly administrators: number;
    /** For who keeps the list; null for the others. */
    readonly people: CheckView | null;
    /** May read what the convention has in the register of habilitations. */
    readonly register: boolean;
    /** May ask for a meeting, and read the yearly assessments. */
    readonly life: boolean;
  }>;
}

/** The partner's home: what is expected of them first, then what is open, then their conventions. */
export function PortalHomePage(props: PortalHomeProps) {
  const { shell, name, partners, yours, others, open, over, mayOpen, conventions } = props;
  return (
    <Layout shell={shell} title="Vos demandes" wide="wrap narrow">
      <p class="small muted mb-0">{partners.join(' · ')}</p>
      <h1 class="mb-3">Bonjour {name}</h1>
      <div class="stack">
        {yours.map((line) => (
          <Expected line={line} />
        ))}
        <OwnReviews reviews={props.reviews} />
        <OwnMeetings meetings={props.meetings} shell={shell} />
        <Door {...props} mayOpen={mayOpen} />
        <Panel title={yours.length === 0 ? 'Vos demandes' : 'Vos autres demandes'} end={<span class="muted">{count(open, 'ouverte')}</span>}>
          {others.length === 0 ? (
            <Empty icon="inbox" title={yours.length === 0 ? 'Aucune demande ouverte.' : 'Aucune autre demande ouverte.'} />
          ) : (
            <OwnTicketList lines={others} label="Demandes ouvertes" />
          )}
          <p class="small mb-0 mt-2">
            {open > yours.length + others.length && (
              <>
                <a href={ownTicketsPath({ etat: 'ouvertes' })}>Toutes les demandes ouvertes ({open})</a>
                {' · '}
              </>
            )}
            <a href={ownTicketsPath({ etat: 'closes' })}>Demandes résolues et closes ({over})</a> · <a href={ownTicketsPath()}>Rechercher</a>
          </p>
        </Panel>
        {conventions.map((convention) => (
          <Convention convention={convention} />
        ))}
      </div>
    </Layout>
  );
}

function Expected({ line }: { line: OwnTicketLine }) {
  return (
    <section class="card expected" aria-label="Votre réponse est attendue">
      <div class="card-body">
        <Standing standing={{ ...line.standing, sentence: '' }} />
        <h2 class="mb-1">
          <a href={ownTicketPath(line.reference)}>{line.subject}</a>
        </h2>
        <OwnTicketMeta line={line} />
        <MissingItems items={line.missing} />
        <p class="small mb-3">
          <Words text={line.standing.sentence} />
        </p>
        <a class="btn btn-primary w-100" href={`${ownTicketPath(line.reference)}#${replyAnchor()}`}>
          <Icon name="reply" />
          Répondre
        </a>
      </div>
    </section>
  );
}

function Door({ desks, mayOpen }: PortalHomeProps) {
  return (
    <div>
      {mayOpen && (
        <a class="btn btn-light w-100 mb-2" href={newOwnTicketPath()}>
          <Icon name="file" />
          Ouvrir une demande
        </a>
      )}
      {desks.map((desk) => (
        <p class="small muted mb-1">
          <Icon name="clock" /> {desk.name}
          {'\u00a0'}: {desk.opening}.
          {desk.phone !== null && (
            <>
              {' '}
              Par téléphone{'\u00a0'}:{' '}
              <a class="nw" href={`tel:${desk.phone.e164}`}>
                {desk.phone.words}
              </a>
            </>
          )}
        </p>
      ))}
    </div>
  );
}

function Convention({ convention }: { convention: PortalHomeProps['conventions'][number] }) {
  const { id, number, partner, caf, roles, hours, levelOne, administrators, people } = convention;
  return (
    <Panel title={`Convention ${number}`} aside={partner}>
      <Facts
        rows={[
          ['Caf', caf],
          ['Votre rôle', roles.join(', ')],
          ['Ouverture', hours === null ? null : <Words text={hours} />],
          ['Peuvent écrire au guichet', `${count(levelOne, 'personne', 'personnes')} de niveau 1, ${count(administrators, 'administrateur')}`],
          ['Liste des contacts', people === null ? null : <Words text={people.words} />],
        ]}
      />
      <p class="small mb-0 mt-2 row-flex">
        <a href={ownContractPath(id)}>Lire le contrat en clair</a>
        {convention.life && <a href={ownLifePath(id)}>Réunions, bilans, reconduction</a>}
        {convention.register && <a href={ownRegisterPath(id)}>Voir les habilitations, signaler un départ</a>}
        {people !== null && <a href={ownPeoplePath(id)}>{people.due ? 'Vérifier la liste des contacts' : 'Tenir la liste des contacts'}</a>}
      </p>
    </Panel>
  );
}
