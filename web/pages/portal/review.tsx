import { frenchDate, frenchDateTime } from '../../../domain/french/dates';
import type { Instant } from '../../../domain/ids';
import type { Review } from '../../../domain/journeys/review-facts';
import { FileField } from '../../components/fields';
import { ErrorSummary, PostForm } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Note } from '../../components/note';
import { Panel } from '../../components/panel';
import { reviewFieldId, ReviewLines } from '../../components/review-lines';
import { ReviewResultLines } from '../../components/review-result';
import { Words } from '../../components/text';
import { ownCertificatePath, ownReviewFilesPath, ownReviewListPath, ownReviewPath } from '../../paths-review';
import { partnerHomePath } from '../../paths-sign-in';
import type { OwnReviewView } from '../../view/review';
import { fileSize } from '../../words/labels';

/** The partner's administrator goes through everybody's access, keeps a draft, sends the result once. */
export function OwnReviewPage(view: OwnReviewView) {
  const { shell, state, id, partner, convention, refused, fileRefused } = view;
  const open = state.endedAt === null && state.phase !== 'to-check';
  return (
    <Layout shell={shell} title={`Revue inverse ${id}`} wide="wrap narrow">
      <p class="small mb-1">
        <a href={partnerHomePath()}>
          <Icon name="arrowLeft" />
          Accueil
        </a>
      </p>
      <h1 class="mb-1">Revue inverse</h1>
      <p class="row-flex mb-3">
        <span class="ref">{id}</span>{' '}
        <span class="muted">
          {partner}, convention {convention}
        </span>
      </p>
      <ErrorSummary refused={refused ?? fileRefused} idOf={(field) => (refused === null ? `fichiers-${field}` : reviewFieldId(field))} />
      <div class="stack">
        <Where view={view} />
        {open && <ListPanel view={view} />}
        {!open && state.result !== null && (
          <Panel title="Votre résultat">
            <ReviewResultLines result={state.result} />
          </Panel>
        )}
        <FilesPanel view={view} />
      </div>
    </Layout>
  );
}

/** What is asked, or what became of it. */
function Where({ view: { state, article, next, id, shell } }: { view: OwnReviewView }) {
  const due = frenchDate(state.due, { form: 'long' });
  const why = article === null ? '' : ` (${article})`;
  switch (state.phase) {
    case 'accepted':
      return (
        <Note tone="done" title="Votre revue est acceptée comme preuve.">
          <p class="mb-0">
            <a href={ownCertificatePath(id)}>
              <Icon name="download" />
              Votre attestation (PDF)
            </a>
            {next !== null && <Words text={` · prochaine revue attendue le ${frenchDate(next, { form: 'long' })}`} />}
          </p>
        </Note>
      );
    case 'called-off':
      return (
        <Note tone="info" title="Cette revue n’est plus attendue.">
          <p class="mb-0">{state.calledOff}</p>
        </Note>
      );
    case 'to-check':
      return (
        <Note tone="info" title="Résultat reçu : la Caf le vérifie et vous répond.">
          {state.resultAt !== null && (
            <p class="mb-0">
              <Words text={`Envoyé le ${frenchDateTime(state.resultAt, shell.timeZone, { now: shell.now })}.`} />
            </p>
          )}
        </Note>
      );
    case 'returned':
      return (
        <Note tone={late(state) ? 'stop' : 'warn'} title="La Caf vous redemande ce résultat.">
          <p class="pre">{state.returned}</p>
          <p class="mb-0">
            <Words text={late(state) ? `Votre revue était attendue le ${due}${why}.` : `Votre revue reste attendue le ${due}${why}.`} />
          </p>
        </Note>
      );
    default:
      return (
        <Note tone={late(state) ? 'stop' : 'info'} title={<Words text={late(state) ? `Votre revue était attendue le ${due}${why}.` : `Votre revue est attendue le ${due}${why}.`} />}>
          <p class="mb-0">Passez en revue toutes les habilitations de votre organisme dans Mon Compte Partenaire, puis dites ici ce que vous conservez, retirez ou modifiez.</p>
        </Note>
      );
  }
}

function late({ lateSince }: Review): boolean {
  return lateSince !== null;
}

function ListPanel({ view }: { view: OwnReviewView }) {
  const { id, tokens, list, values, refused, draftAt } = view;
  return (
    <Panel
      title="La liste à revoir"
      end={
        <>
          <a href={ownReviewListPath(id, 'csv')}>CSV</a>
          <a href={ownReviewListPath(id, 'ods')}>ODS</a>
        </>
      }
    >
      {draftAt !== null && (
        <p class="small muted">
          <Words text={draftWords(view, draftAt)} />
        </p>
      )}
      {list.people.length + list.profiles.length === 0 ? (
        <p>La Caf n’a aucune habilitation à votre nom. Si c’est exact, envoyez la revue telle quelle.</p>
      ) : null}
      <PostForm action={ownReviewPath(id)} tokens={tokens} suffix="revue">
        <ReviewLines list={list} values={values} refused={refused} />
        <div class="row-flex mt-3">
          <button class="btn btn-primary" type="submit" name="acte" value="envoi">
            <Icon name="send" />
            Envoyer à la Caf
          </button>
          <button class="btn btn-light" type="submit" name="acte" value="brouillon">
            <Icon name="save" />
            Enregistrer le brouillon
          </button>
        </div>
        <p class="small muted mt-2 mb-0">Une fois envoyée, la revue ne se modifie plus, sauf si la Caf la redemande.</p>
      </PostForm>
    </Panel>
  );
}

/** Asked for again, the list comes back as it was sent. */
function draftWords({ state, shell }: OwnReviewView, at: Instant): string {
  const back = state.phase === 'returned' && state.debt !== null && at < state.debt.since;
  return back ? 'La liste est remplie comme vous l’aviez envoyée.' : `Brouillon du ${frenchDateTime(at, shell.timeZone, { now: shell.now })}, pas encore envoyé.`;
}

function FilesPanel({ view: { files, id, tokens, fileRefused, state, shell } }: { view: OwnReviewView }) {
  return (
    <Panel title="Fichiers joints">
      {files.length > 0 && (
        <ul class="list">
          {files.map(({ name, size, at }) => (
            <li>
              <span class="anywhere">{name}</span>{' '}
              <span class="small muted">
                <Words text={`${fileSize(size)} · ${frenchDateTime(at, shell.timeZone, { now: shell.now })}`} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {state.endedAt === null ? (
        <PostForm action={ownReviewFilesPath(id)} tokens={tokens} suffix="fichier" file>
          <FileField id="fichiers-fichier" name="fichier" label="Joindre un fichier" hint="Facultatif : l’export de Mon Compte Partenaire, une liste signée. 10 Mo au plus." refused={fileRefused} />
          <button class="btn btn-light" type="submit">
            <Icon name="file" />
            Joindre
          </button>
        </PostForm>
      ) : (
        files.length === 0 && <p class="muted mb-0">Aucun fichier.</p>
      )}
    </Panel>
  );
}
