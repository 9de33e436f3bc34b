import { Chip } from '../../components/chip';
import { ErrorSummary, PostForm, type FormTokens, type Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Empty, Note } from '../../components/note';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { newOwnPersonPath, newOwnTicketPath, ownPersonPath, peopleCheckedPath } from '../../paths-portal';
import type { ShellProps } from '../../view/shell';
import { article } from '../../words/articles';
import { ordinalRung } from '../../words/directory';
import { count } from '../../words/labels';
import type { CheckView } from './home';

export interface OwnPerson {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly jobTitle: string | null;
  readonly email: string | null;
  readonly phones: readonly string[];
  readonly rank: number | null;
  /** « Adresse rejetée le mar. 12 mai : corrigez-la. » */
  readonly problem: string | null;
  /** The reader may change this card; the Caf keeps the others. */
  readonly kept: boolean;
}

export interface OwnPeopleProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly convention: { readonly id: string; readonly number: string; readonly partner: string };
  readonly check: CheckView;
  readonly support: readonly OwnPerson[];
  readonly ladder: readonly OwnPerson[];
  readonly others: readonly OwnPerson[];
  /** The article by which contacts are written to; null = the contract has none. */
  readonly escalation: string | null;
  readonly lacks: readonly string[];
  readonly refused: Refused | null;
}

/** The list that a partner's administrator keeps: who may write to the desk, who is contacted and in which order. */
export function OwnPeoplePage(props: OwnPeopleProps) {
  const { shell, convention, support, ladder, others, escalation, lacks, refused } = props;
  return (
    <Layout shell={shell} title="Liste des contacts" wide="wrap narrow">
      <p class="small muted mb-0">
        {convention.partner} · convention {convention.number}
      </p>
      <h1 class="mb-3">Liste des contacts</h1>
      <ErrorSummary refused={refused} idOf={(field) => field} />
      <div class="stack">
        {lacks.length > 0 && (
          <Note tone="warn" title="La liste est incomplète.">
            <ul class="mb-0">
              {lacks.map((lack) => (
                <li>
                  <Words text={lack} />
                </li>
              ))}
            </ul>
          </Note>
        )}
        <Check {...props} />
        <a class="btn btn-light w-100" href={newOwnPersonPath(convention.id)}>
          <Icon name="user" />
          Ajouter une personne
        </a>
        <People title="Support de niveau 1" hint="Pour un incident, elles seules saisissent le guichet (art. 3)." people={support} />
        {escalation !== null && <People title="Contacts, dans l’ordre" hint={`Quand votre organisme ne répond pas, nous leur écrivons dans cet ordre (${article(escalation)}).`} people={ladder} />}
        <People title="Autres personnes" hint="Administrateurs, signataire, sécurité et protection des données : la Caf tient leur fiche." people={others} />
      </div>
    </Layout>
  );
}

function Check({ tokens, convention, check }: OwnPeopleProps) {
  return (
    <section class={check.due ? 'card expected' : 'card'} aria-label="Vérification annuelle">
      <div class="card-body">
        <p class={check.due ? 'fw6 t-soon mb-1' : 'fw6 mb-1'}>
          <Icon name={check.due ? 'alarm' : 'checklist'} /> {check.due ? 'À vérifier' : 'Vérification annuelle'}
        </p>
        <p class="small mb-2">
          <Words text={`${check.words}. Si tout est juste ci-dessous, dites-le : la Caf le saura, et nous vous le redemanderons dans un an.`} />
        </p>
        <PostForm action={peopleCheckedPath(convention.id)} tokens={tokens} suffix="verification">
          <button class={check.due ? 'btn btn-primary w-100' : 'btn btn-light w-100'} type="submit">
            <Icon name="check" />
            J’ai vérifié
          </button>
        </PostForm>
      </div>
    </section>
  );
}

function People({ title, hint, people }: { title: string; hint: string; people: readonly OwnPerson[] }) {
  return (
    <Panel title={title} end={<span class="muted">{count(people.length, 'personne')}</span>}>
      <p class="small muted">
        <Words text={hint} />
      </p>
      {people.length === 0 ? (
        <Empty icon="users" title="Personne." />
      ) : (
        <ul class="list" aria-label={title}>
          {people.map((person) => (
            <Person person={person} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Person({ person }: { person: OwnPerson }) {
  const { id, name, role, jobTitle, email, phones, rank, problem, kept } = person;
  return (
    <li>
      <div class="row-flex">
        <b>{name}</b>
        {rank !== null && (
          <Chip tone="part" icon="stairs">
            {ordinalRung(rank)}
          </Chip>
        )}
      </div>
      <div class="small muted anywhere">
        {[role, jobTitle].filter((part) => part !== null).join(' · ')}
        {[email, ...phones]
          .filter((part) => part !== null)
          .map((part) => (
            <div>{part}</div>
          ))}
      </div>
      {problem !== null && (
        <p class="small t-late fw6 mb-1">
          <Icon name="mailX" /> <Words text={problem} />
        </p>
      )}
      {kept ? (
        <a class="btn btn-light btn-sm mt-1" href={ownPersonPath(id)} aria-label={`Modifier ${name}`}>
          <Icon name="pencil" />
          Modifier
        </a>
      ) : (
        <a class="small" href={newOwnTicketPath(undefined, `Correction de la fiche de ${name}`)} aria-label={`Demander une correction pour ${name}`}>
          Demander une correction
        </a>
      )}
    </li>
  );
}
