import { LINE_WORDS } from '../../../domain/french/change';
import { askedLines, type ChangeForm, type FormTerms } from '../../../domain/journeys/change-form';
import { TextArea } from '../../components/fields';
import { ErrorSummary, PostForm, type FormTokens, type Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Note } from '../../components/note';
import { Facts, Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { changeLinkPath } from '../../paths-change';
import type { ShellProps } from '../../view/shell';

export interface ChangeLinkProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly token: string;
  readonly purpose: 'signatory' | 'administrator' | 'objection';
  readonly name: string;
  readonly partner: string;
  readonly form: ChangeForm | null;
  readonly terms: FormTerms;
  readonly digest: string;
  readonly refused: Refused | null;
}

/** What a one-time link opens: the form to sign, or the means to object. Nothing is used until the button is pressed. */
export function ChangeLinkPage(props: ChangeLinkProps) {
  const { shell, purpose, name, partner, form, terms, refused } = props;
  const title = purpose === 'objection' ? 'S’opposer à un changement d’administrateur' : 'Signer un changement d’administrateur';
  return (
    <Layout shell={shell} title={title} wide="wrap narrow">
      <p class="small muted mb-0">{partner}</p>
      <h1 class="mb-3">{title}</h1>
      <ErrorSummary refused={refused} idOf={(field) => `lien-${field}`} />
      <div class="stack">
        <p class="mb-0">
          <Words text={`Ce lien est personnel : il est pour ${name}, et ne sert qu’une fois.`} />
        </p>
        {form !== null && (
          <Panel title="Le formulaire (annexe 3)">
            <Facts rows={askedLines(terms).map((key) => [LINE_WORDS[key], form[key] === true ? 'oui' : form[key] === false ? 'non' : form[key]] as const)} />
          </Panel>
        )}
        {purpose === 'objection' ? <Objection {...props} /> : <Sign {...props} />}
      </div>
    </Layout>
  );
}

function Sign({ tokens, token, purpose, digest }: ChangeLinkProps) {
  return (
    <Panel title="Votre signature">
      <p>
        <Words text={`Vous signez comme ${purpose === 'signatory' ? 'signataire du partenaire' : 'nouvel administrateur'}. L’instant et l’empreinte de ce formulaire sont gardés.`} />
      </p>
      <p class="small muted">
        Empreinte{'\u00a0'}: <code class="anywhere">{digest}</code>
      </p>
      <PostForm action={changeLinkPath()} tokens={tokens} suffix="signature">
        <input type="hidden" name="jeton" value={token} />
        <button class="btn btn-primary w-100" type="submit">
          <Icon name="pencil" />
          Je signe ce formulaire
        </button>
      </PostForm>
    </Panel>
  );
}

function Objection({ tokens, token, refused }: ChangeLinkProps) {
  return (
    <Panel title="Votre opposition">
      <PostForm action={changeLinkPath()} tokens={tokens} suffix="opposition">
        <input type="hidden" name="jeton" value={token} />
        <TextArea id="lien-motif" name="motif" label="Pourquoi vous vous opposez" hint="Lu par la Caf seule. Personne ne peut approuver ce changement tant qu’elle ne vous a pas répondu." rows={4} refused={refused} required />
        <button class="btn btn-urgent w-100" type="submit">
          <Icon name="ban" />
          Je m’oppose à ce changement
        </button>
      </PostForm>
    </Panel>
  );
}

/** A link that served, that is too old, or whose form changed since. */
export function ChangeLinkOverPage({ shell, done }: { readonly shell: ShellProps; readonly done: 'signed' | 'objected' | null }) {
  const title = done === 'signed' ? 'C’est signé' : done === 'objected' ? 'Opposition reçue' : 'Ce lien ne sert plus';
  const text =
    done === 'signed' ? 'Votre signature est enregistrée. Vous pouvez fermer cette page.'
    : done === 'objected' ? 'La Caf est prévenue : rien ne change tant qu’elle n’a pas traité votre opposition.'
    : 'Il a déjà servi, il est trop ancien, ou le formulaire a changé depuis : un autre lien vous est alors envoyé.';
  return (
    <Layout shell={shell} title={title} wide="wrap tiny-page">
      <h1 class="mb-3">{title}</h1>
      <Note tone={done === null ? 'warn' : 'done'} title={title}>
        <p class="mb-0">
          <Words text={text} />
        </p>
      </Note>
    </Layout>
  );
}
