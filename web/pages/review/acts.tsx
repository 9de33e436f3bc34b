import { frenchDateTime } from '../../../domain/french/dates';
import { WAY_WORDS } from '../../../domain/french/review';
import { Choice, FileField, TextArea } from '../../components/fields';
import { PostForm, type Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Note } from '../../components/note';
import { Panel } from '../../components/panel';
import { ReviewLines } from '../../components/review-lines';
import { ReviewResultLines } from '../../components/review-result';
import { Words } from '../../components/text';
import { reviewActPath, reviewFilePath, type ReviewActName } from '../../paths-review';
import type { ReviewView } from '../../view/review';
import { fileSize } from '../../words/labels';

interface Of {
  readonly view: ReviewView;
}

const refusedOf = ({ sent }: ReviewView, act: ReviewActName): Refused | null => (sent?.act === act ? sent : null);

/** What came as proof. */
export function FilesPanel({ view }: Of) {
  const { state, files, shell, id } = view;
  if (state.received === null && files.length === 0) return null;
  const { received, resultAt } = state;
  return (
    <Panel title="Ce qui est reçu">
      {received !== null && resultAt !== null && (
        <p>
          <Words text={`${capital(WAY_WORDS[received.how])}, ${frenchDateTime(resultAt, shell.timeZone, { now: shell.now })}${received.sender ? `, de ${received.sender}` : ''}.`} />
        </p>
      )}
      {received !== null && received.note.trim() !== '' && <blockquote class="pre">{received.note}</blockquote>}
      {files.length === 0 ? (
        <p class="muted mb-0">Aucun fichier n’est joint.</p>
      ) : (
        <ul class="list mb-0">
          {files.map((file) => (
            <li>
              <a class="anywhere" href={reviewFilePath(id, file.id)}>
                <Icon name="file" />
                {file.name}
              </a>{' '}
              <span class="small muted">
                <Words text={`${fileSize(file.size)} · ${frenchDateTime(file.at, shell.timeZone, { now: shell.now })} · ${file.lines === null ? 'à lire par une personne' : `${file.lines} ligne${file.lines > 1 ? 's' : ''} lue${file.lines > 1 ? 's' : ''}`}`} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** What the result says, line by line: confirmed by an agent when the portal did not say it. */
export function LinesPanel({ view }: Of) {
  const { state, id, tokens, list, proposed, unknown, mayWork } = view;
  if (state.phase === 'accepted' && state.result !== null) {
    return (
      <Panel title="Le résultat">
        <ReviewResultLines result={state.result} />
      </Panel>
    );
  }
  if (state.phase !== 'to-check') return null;
  const open = state.result === null || view.sent?.act === 'lignes';
  return (
    <Panel title="Le résultat, ligne par ligne">
      {state.result !== null && <ReviewResultLines result={state.result} />}
      {state.result === null && (
        <Note tone="info" title="Confirmez chaque ligne.">
          <p class="mb-0">{Object.keys(proposed).length > 0 ? 'Les lignes du fichier sont reprises ci-dessous : vérifiez-les.' : 'Aucun fichier n’a pu être lu : reportez ce qu’il dit.'}</p>
        </Note>
      )}
      {unknown.length > 0 && state.result === null && (
        <div class="mt-2">
          <Note tone="warn" title="Lignes du fichier qui ne sont pas au registre">
            <ul class="mb-0">
              {unknown.map((one) => (
                <li>{one}</li>
              ))}
            </ul>
          </Note>
        </div>
      )}
      {mayWork && (
        <details class="mt-2" open={open}>
          <summary>{state.result === null ? 'Lignes à confirmer' : 'Corriger les lignes'}</summary>
          <PostForm action={reviewActPath(id, 'lignes')} tokens={tokens} suffix="lignes">
            <ReviewLines forCaf list={list} values={proposed} refused={refusedOf(view, 'lignes')} />
            <button class={state.result === null ? 'btn btn-primary' : 'btn btn-light'} type="submit">
              <Icon name="check" />
              Confirmer ces lignes
            </button>
          </PostForm>
        </details>
      )}
    </Panel>
  );
}

/** Accepts the result as proof, or asks for it again. */
export function DecidePanel({ view }: Of) {
  const { state, id, tokens, block, mayWork } = view;
  if (state.phase !== 'to-check' || !mayWork) return null;
  return (
    <Panel title="Décider">
      <PostForm action={reviewActPath(id, 'acceptation')} tokens={tokens} suffix="acceptation">
        <p>Ce que le résultat retire est retiré au registre, l’attestation part au partenaire.</p>
        <button class="btn btn-primary" type="submit" aria-disabled={block === null ? undefined : 'true'} aria-describedby={block === null ? undefined : 'acceptation-manque'}>
          <Icon name={block === null ? 'checkCircle' : 'lock'} />
          Accepter comme preuve
        </button>
        {block !== null && (
          <p class="small muted mt-1 mb-0" id="acceptation-manque">
            {block}
          </p>
        )}
      </PostForm>
      <Reasoned view={view} act="renvoi" title="Redemander le résultat" label="Ce qui manque au résultat" hint="Ce texte est écrit au partenaire." />
    </Panel>
  );
}

/** A result that came by post, or by a mail that did not thread. */
export function ReceivePanel({ view }: Of) {
  const { state, id, tokens, mayWork } = view;
  if (!mayWork || state.endedAt !== null || state.phase === 'to-check') return null;
  const refused = refusedOf(view, 'resultat');
  return (
    <Panel title="Saisir un résultat">
      <details open={refused !== null}>
        <summary>Le résultat est arrivé autrement que par le portail</summary>
        <PostForm action={reviewActPath(id, 'resultat')} tokens={tokens} suffix="resultat" file>
          <Choice name="voie" legend="Comment" idPrefix="resultat" refused={refused} value="post" options={[{ value: 'post', label: 'Par courrier' }, { value: 'mail', label: 'Par courriel' }]} />
          <TextArea id="resultat-note" name="note" label="Ce qu’il dit" rows={3} refused={refused} />
          <FileField id="resultat-fichier" name="fichier" label="Fichier" hint="La preuve elle-même, 10 Mo au plus ; une liste CSV ou ODS est lue." refused={refused} />
          <button class="btn btn-light" type="submit">
            <Icon name="save" />
            Enregistrer le résultat
          </button>
        </PostForm>
      </details>
    </Panel>
  );
}

export function VoidPanel({ view }: Of) {
  if (!view.mayWork || view.state.endedAt !== null) return null;
  return (
    <Panel title="Déclarer sans objet">
      <Reasoned view={view} act="abandon" title="Déclarer cette revue sans objet" label="Pourquoi" hint="Ce texte est écrit au partenaire." />
    </Panel>
  );
}

function Reasoned({ view, act, title, label, hint }: Of & { act: 'renvoi' | 'abandon'; title: string; label: string; hint: string }) {
  const refused = refusedOf(view, act);
  return (
    <details class="mt-2" open={refused !== null}>
      <summary>{title}</summary>
      <PostForm action={reviewActPath(view.id, act)} tokens={view.tokens} suffix={act}>
        <TextArea id={`${act}-motif`} name="motif" label={label} hint={hint} rows={3} refused={refused} required />
        <button class="btn btn-light" type="submit">
          {title}
        </button>
      </PostForm>
    </details>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
