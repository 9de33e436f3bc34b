import { Chip } from '../../components/chip';
import { Select, TextField } from '../../components/fields';
import { PostForm } from '../../components/form';
import { Icon } from '../../components/icon';
import { Empty } from '../../components/note';
import { Panel, Scroll } from '../../components/panel';
import { Heads } from '../../components/table';
import { Words } from '../../components/text';
import { accessPath, registerActPath } from '../../register-paths';
import type { AccessView, RegisterConventionProps } from '../../view/register';
import type { ShellProps } from '../../view/shell';
import { count } from '../../words/labels';
import { actDate } from '../../words/when';
import { profileOptions } from './bulletins';
import { sentOf } from './sent';

/** Who has access, who had it, and in centralised mode the form that gives it. */
export function PeoplePanels({ view }: { view: RegisterConventionProps }) {
  const { holding, gone, shell, id, mode, mayManage, state } = view;
  return (
    <>
      <Panel title="Accès" aside={count(holding.length, 'personne')} flush>
        {holding.length === 0 ? <Empty icon="key" title="Personne n’a d’accès connu." /> : <AccessTable people={holding} shell={shell} hrefOf={(one) => accessPath(id, one.id)} />}
        {mode === 'delegated' && (
          <p class="card-body small muted mb-0">
            <Words text={`Mode délégué (${view.article}) : la Caf donne leur accès à l’administrateur et au suppléant, par un changement d’administrateur ; eux créent leurs utilisateurs.`} />
          </p>
        )}
        {gone.length > 0 && (
          <details class="card-body">
            <summary class="small">{count(gone.length, 'accès retiré', 'accès retirés')}</summary>
            <AccessTable people={gone} shell={shell} hrefOf={(one) => accessPath(id, one.id)} />
          </details>
        )}
      </Panel>
      {mayManage && mode === 'centralised' && state !== 'terminated' && <GiveForm view={view} />}
    </>
  );
}

export function AccessTable({ people, shell, hrefOf }: { people: readonly AccessView[]; shell: ShellProps; hrefOf: ((one: AccessView) => string) | null }) {
  return (
    <Scroll label={people.some(({ state }) => state === 'withdrawn') ? 'Accès retirés' : 'Personnes qui ont un accès'}>
      <table class="tb cards" role="table">
        <caption class="visually-hidden">Personnes, administrateurs d’abord</caption>
        <Heads titles={['Personne', 'Rang', 'État', 'Depuis']} />
        <tbody role="rowgroup">
          {people.map((one) => (
            <tr role="row">
              <th scope="row" role="rowheader" class="anywhere">
                {hrefOf === null ? one.name : (
                  <a class="subj" href={hrefOf(one)}>
                    {one.name}
                  </a>
                )}
                <div class="small muted fw4">{[one.jobTitle, one.email].filter((part) => part !== null).join(' · ')}</div>
              </th>
              <td role="cell">
                {one.as}
                {one.bulletin !== null && <div class="small muted">{one.bulletin}</div>}
              </td>
              <td role="cell">
                <AccessChips access={one} />
              </td>
              <td role="cell" class="small">
                <Words text={sinceWords(one, shell)} />
                {one.decidedBy !== null && (
                  <div class="muted">
                    <Words text={`par ${one.decidedBy}`} />
                  </div>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function sinceWords({ givenAt, endedAt }: AccessView, { timeZone, now }: ShellProps): string {
  if (endedAt !== null) return `retiré le ${actDate(endedAt, now, timeZone)}`;
  return givenAt === null ? 'avant la tenue du registre' : `au registre depuis le ${actDate(givenAt, now, timeZone)}`;
}

export function AccessChips({ access: { state, passwordSince } }: { access: AccessView }) {
  return (
    <>
      {state === 'active' && <Chip tone="ok" icon="checkCircle">actif</Chip>}
      {state === 'suspended' && <Chip tone="late" icon="lock">suspendu</Chip>}
      {state === 'withdrawn' && <Chip tone="line" icon="ban">retiré</Chip>}{' '}
      {passwordSince !== null && state !== 'withdrawn' && <Chip tone="soon" icon="key">mot de passe à changer</Chip>}
    </>
  );
}

function GiveForm({ view }: { view: RegisterConventionProps }) {
  const refused = sentOf(view, 'donner');
  return (
    <Panel title="Donner un accès" aside="sur demande écrite d’un administrateur">
      <PostForm action={registerActPath(view.id)} tokens={view.tokens} suffix="donner">
        <input type="hidden" name="acte" value="donner" />
        <div class="form-grid">
          <TextField id="donner-nom" name="nom" label="Prénom et nom" refused={refused} required maxLength={120} />
          <TextField id="donner-fonction" name="fonction" label="Fonction" aside="(facultatif)" refused={refused} maxLength={120} />
          <TextField id="donner-courriel" name="courriel" label="Courriel" aside="(facultatif)" type="email" refused={refused} hint="Personnel et individuel." />
          <Select id="donner-profil" name="profil" label="Profil" options={profileOptions(view.bulletins)} blank="Choisir…" refused={refused} required hint="Accès donnés, sur le nombre que permet le bulletin." />
        </div>
        <button class="btn btn-primary" type="submit">
          <Icon name="key" />
          Donner l’accès
        </button>
      </PostForm>
    </Panel>
  );
}
