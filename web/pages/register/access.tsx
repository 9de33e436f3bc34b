import { ofName } from '../../../domain/french/register';
import { TextArea } from '../../components/fields';
import { ErrorSummary, PostForm } from '../../components/form';
import { Icon, type IconName } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Facts, Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { accessActPath, departurePath, registerConventionPath, type AccessAct } from '../../register-paths';
import type { AccessProps } from '../../view/register';
import { actDate } from '../../words/when';
import { ActsPanel } from './acts';
import { AccessChips } from './people';
import { sentOf } from './sent';

/** Somebody's access: what it is, what may be decided of it, every act on it. */
export function RegisterAccessPage(view: AccessProps) {
  const { shell, convention, access, acts, sent, mayManage } = view;
  const at = (when: AccessProps['access']['givenAt']) => (when === null ? null : <Words text={actDate(when, shell.now, shell.timeZone)} />);
  return (
    <Layout shell={shell} title={`Accès ${ofName(access.name)}`}>
      <p class="small mb-1">
        <a href={registerConventionPath(convention.id)}>
          <Icon name="arrowLeft" />
          {convention.partner}, convention {convention.number}
        </a>
      </p>
      <div class="row-flex mb-3">
        <h1>{access.name}</h1>
        <AccessChips access={access} />
      </div>
      <ErrorSummary refused={sent} idOf={(field) => `${sent?.act ?? ''}-${field}`} />
      <div class="cols s24">
        <div class="stack">
          <Panel title="L’accès">
            <Facts
              rows={[
                ['Rang', access.as],
                ['Profil', access.bulletin],
                ['Fonction', access.jobTitle],
                ['Courriel', access.email === null ? null : <span class="anywhere">{access.email}</span>],
                ['Au registre depuis', access.givenAt === null ? 'avant la tenue du registre' : at(access.givenAt)],
                ['Mot de passe à changer depuis', access.state === 'withdrawn' ? null : at(access.passwordSince)],
                ['Retiré', at(access.endedAt)],
              ]}
            />
          </Panel>
          {mayManage && access.state !== 'withdrawn' && <Decisions view={view} />}
        </div>
        <aside class="stack" aria-label="Actes sur cet accès">
          <ActsPanel acts={acts} shell={shell} title="Actes sur cet accès" />
        </aside>
      </div>
    </Layout>
  );
}

interface Form {
  readonly act: AccessAct;
  readonly title: string;
  readonly hint: string;
  readonly icon: IconName;
  /** A reason must be said. */
  readonly reason: boolean;
  readonly urgent?: boolean;
}
const WRITTEN = 'Gardé au registre et écrit dans le courrier aux administrateurs.';
const SUSPEND: Form = { act: 'suspendre', title: 'Suspendre à titre conservatoire', hint: `L’accès est suspendu aussitôt. ${WRITTEN}`, icon: 'lock', reason: true, urgent: true };
const RESUME: Form = { act: 'retablir', title: 'Lever la suspension', hint: WRITTEN, icon: 'reopen', reason: false };
const FORCE: Form = { act: 'mot-de-passe', title: 'Demander un changement de mot de passe', hint: 'Gardé au registre et écrit dans le courrier à la personne et aux administrateurs.', icon: 'key', reason: true };
const CHANGED: Form = { act: 'mot-de-passe-change', title: 'Le mot de passe est changé', hint: 'Gardé au registre.', icon: 'check', reason: false };
const WITHDRAW: Form = { act: 'retirer', title: 'Retirer l’accès', hint: `Sans retour : un nouvel accès serait à donner. ${WRITTEN}`, icon: 'ban', reason: true, urgent: true };

function Decisions({ view }: { view: AccessProps }) {
  const { access, article, convention } = view;
  const forms = [access.state === 'suspended' ? RESUME : SUSPEND, access.passwordSince === null ? FORCE : CHANGED, WITHDRAW];
  return (
    <Panel title="Décider" aside={<Words text={article} />}>
      <div class="stack">
        {forms.map((form) => (
          <Decision view={view} form={form} />
        ))}
        <p class="small mb-0">
          Un départ ou un changement de poste se saisit à part{'\u00a0'}: <a href={departurePath(convention.id)}>saisir un départ</a>.
        </p>
      </div>
    </Panel>
  );
}

function Decision({ view, form: { act, title, hint, icon, reason, urgent } }: { view: AccessProps; form: Form }) {
  const refused = sentOf(view, act);
  return (
    <details open={refused !== null}>
      <summary>{title}</summary>
      <PostForm action={accessActPath(view.convention.id, view.access.id)} tokens={view.tokens} suffix={act} class="mt-2">
        <input type="hidden" name="acte" value={act} />
        <TextArea id={`${act}-motif`} name="motif" label="Motif" aside={reason ? undefined : '(facultatif)'} rows={2} refused={refused} required={reason} hint={hint} />
        <button class={urgent === true ? 'btn btn-urgent' : 'btn btn-light'} type="submit">
          <Icon name={icon} />
          {title}
        </button>
      </PostForm>
    </details>
  );
}
