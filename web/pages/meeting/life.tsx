import { frenchDate } from '../../../domain/french/dates';
import type { LocalDate } from '../../../domain/ids';
import type { RenewalReader } from '../../../domain/journeys/convention-year-told';
import { Checks, TextArea } from '../../components/fields';
import { ErrorSummary, PostForm } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Note } from '../../components/note';
import { Facts, Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { askMeetingPath, askOwnMeetingPath, meetingPath, ownMeetingPath, ownPreparedPath, preparedPath, renewalToldPath } from '../../paths-meeting';
import { registerConventionPath } from '../../register-paths';
import type { LifeView } from '../../view/meeting';
import { partyFor, PhaseChip } from './body';
import { DateFields, refusedOf } from './forms';

type Of = { readonly view: LifeView };

/** A convention's years at the Caf: its renewals, its assessments, its meetings. */
export function LifePage(view: LifeView) {
  const { shell, partner, number, id, sent } = view;
  return (
    <Layout shell={shell} title={`Réunions, bilans et reconduction : ${partner}`}>
      <p class="small mb-1">
        <a href={registerConventionPath(id)}>
          <Icon name="arrowLeft" />
          La convention au registre
        </a>
      </p>
      <h1 class="mb-1">Réunions, bilans et reconduction</h1>
      <p class="row-flex mb-3">
        <span class="ref">convention {number}</span> <span>{partner}</span>
      </p>
      <ErrorSummary refused={sent} idOf={(field) => `${sent?.act ?? ''}-${field}`} />
      <div class="cols">
        <div class="stack">
          <MeetingsPanel view={view} />
          <AssessmentsPanel view={view} />
        </div>
        <aside class="stack" aria-label="Reconduction">
          <RenewalPanel view={view} />
        </aside>
      </div>
    </Layout>
  );
}

/** Each return of the signature, the next one, and whom it is told to. */
export function RenewalPanel({ view }: Of) {
  const { signedOn, endsOn, renewals, nextRenewal, followed, side, shell } = view;
  const day = (date: LocalDate) => <Words text={frenchDate(date, { form: 'long' })} />;
  return (
    <Panel title="Tacite reconduction">
      {!followed && (
        <Note tone="info" title="La date de signature est à saisir.">
          <p class="mb-0">La convention est suivie d’année en année à partir d’elle.</p>
        </Note>
      )}
      {endsOn !== null && (
        <Note tone="warn" title={<Words text={`La convention prend fin le ${frenchDate(endsOn, { form: 'long' })}.`} />}>
          <p class="mb-0">Elle n’est plus reconduite.</p>
        </Note>
      )}
      <Facts
        rows={[
          ['Signée le', signedOn === null ? null : day(signedOn)],
          ['Reconduite le', renewals.length === 0 ? null : <ReadOn dates={renewals} />],
          ['Prochaine', nextRenewal === null ? null : day(nextRenewal)],
          ['Prévenus', side === 'desk' && followed ? toldWords(view.renewalTold) : null],
        ]}
      />
      {view.maySet && followed && <ToldForm view={view} now={shell.now} />}
    </Panel>
  );
}

function ReadOn({ dates }: { dates: readonly LocalDate[] }) {
  return (
    <>
      {dates.map((date) => (
        <div>
          <Words text={frenchDate(date)} />
        </div>
      ))}
    </>
  );
}

const READERS: ReadonlyArray<readonly [RenewalReader, string]> = [['administrator', 'l’administrateur'], ['deputy-administrator', 'le suppléant'], ['signatory', 'le signataire'], ['manager', 'le responsable de la Caf']];

function toldWords(told: readonly RenewalReader[]): string {
  const said = READERS.filter(([reader]) => told.includes(reader)).map(([, words]) => words);
  return said.length === 0 ? 'personne ne l’a demandé' : said.join(', ');
}

function ToldForm({ view: { id, tokens, renewalTold } }: Of & { now: string }) {
  return (
    <details class="mt-2">
      <summary class="small">Qui est prévenu de la reconduction</summary>
      <PostForm action={renewalToldPath(id)} tokens={tokens} suffix="reconduction" class="mt-2">
        <Checks legend="Une lettre à chaque reconduction, à qui l’a demandé" idPrefix="reconduction" options={READERS.map(([name, label]) => ({ name, label: capital(label), checked: renewalTold.includes(name) }))} />
        <button class="btn btn-light btn-sm" type="submit">
          <Icon name="save" />
          Enregistrer
        </button>
      </PostForm>
    </details>
  );
}

/** The yearly assessments as they were sent, and when the next is prepared. */
export function AssessmentsPanel({ view: { assessments, nextAssessment, side, id } }: Of) {
  const path = side === 'desk' ? preparedPath : ownPreparedPath;
  return (
    <Panel title="Bilans annuels">
      {assessments.length === 0 ? (
        <p class="muted">Aucun bilan n’est encore préparé.</p>
      ) : (
        <ul class="list">
          {assessments.map(({ on, from, to }) => (
            <li>
              <a href={path(id, on)}>
                <Icon name="download" />
                <Words text={`Bilan de l’échéance du ${frenchDate(on)}`} />
              </a>{' '}
              <span class="small muted">
                <Words text={`du ${frenchDate(from)} au ${frenchDate(to)}`} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {nextAssessment !== null && (
        <p class="small muted mb-0">
          <Words text={`Le suivant est préparé le ${frenchDate(nextAssessment.preparedOn)}, avant le ${frenchDate(nextAssessment.on)}.`} />
        </p>
      )}
    </Panel>
  );
}

/** The meetings, and the form that asks for one. */
export function MeetingsPanel({ view }: Of) {
  const { meetings, side, writer, mayAsk } = view;
  const path = side === 'desk' ? meetingPath : ownMeetingPath;
  return (
    <Panel title="Réunions" id="reunions">
      {meetings.length === 0 ? (
        <p class="muted">Aucune réunion n’a été demandée.</p>
      ) : (
        <ul class="list">
          {meetings.map((line) => (
            <li>
              <a href={path(line.id)}>{line.subject}</a> <PhaseChip {...line} />
              <div class="small muted">{line.id}</div>
            </li>
          ))}
        </ul>
      )}
      <p class="small muted">
        <Words text={`Le prochain compte rendu est écrit par ${partyFor(writer, side)}.`} />
      </p>
      {mayAsk && <AskForm view={view} />}
    </Panel>
  );
}

function AskForm({ view }: Of) {
  const { id, side, tokens, sent, meetingDelay, zoneWords } = view;
  const refused = refusedOf(sent, 'reunion');
  return (
    <details open={refused !== null}>
      <summary>Demander une réunion</summary>
      <PostForm action={side === 'desk' ? askMeetingPath(id) : askOwnMeetingPath(id)} tokens={tokens} suffix="reunion" class="mt-2">
        <TextArea id="reunion-objet" name="objet" label="De quoi parler" rows={3} refused={refused} required hint={meetingDelay === null ? 'La convention ne fixe pas de délai.' : `La réunion se tient dans un délai de ${meetingDelay} au plus (convention).`} />
        <DateFields prefix="reunion" refused={refused} zoneWords={`${zoneWords}, facultatif`} needed={false} />
        <button class="btn btn-primary" type="submit">
          <Icon name="send" />
          Demander la réunion
        </button>
      </PostForm>
    </details>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
