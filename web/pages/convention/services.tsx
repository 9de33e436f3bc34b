import type { ServiceCode } from '../../../domain/contract-types';
import { CONDITION_WORDS } from '../../../domain/french/register';
import { frenchDate, frenchDateTime } from '../../../domain/french/dates';
import type { Instant, LocalDate } from '../../../domain/ids';
import type { OpeningCondition } from '../../../domain/register/opening';
import { Chip } from '../../components/chip';
import { FileField, TextField } from '../../components/fields';
import { ErrorSummary, PostForm, type FormTokens } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Empty, Note } from '../../components/note';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { ownAmendmentsPath, paperPath, servicesPath } from '../../convention-paths';
import { bulletinsPath, registerConventionPath } from '../../register-paths';
import type { SentForm } from '../../view/register';
import type { ShellProps } from '../../view/shell';
import { SERVICE_LONG } from '../../words/labels';

export interface ServiceView {
  readonly service: ServiceCode;
  readonly conditions: readonly OpeningCondition[];
  readonly lacks: readonly OpeningCondition['key'][];
  /** Null = it is not open. */
  readonly openedOn: LocalDate | null;
  /** Who opened it, and when they said so; null = it opened with the convention. */
  readonly opened: { readonly name: string; readonly at: Instant } | null;
}
export interface OwnAmendmentView {
  readonly id: string;
  readonly title: string;
  readonly signedOn: LocalDate;
  readonly effectiveOn: LocalDate;
  readonly paper: string | null;
  readonly who: string;
}
export interface ServicesProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly convention: { readonly id: string; readonly number: string; readonly partner: string };
  readonly services: readonly ServiceView[];
  readonly amendments: readonly OwnAmendmentView[];
  readonly today: LocalDate;
  readonly ended: boolean;
  readonly mayManage: boolean;
  readonly sent: SentForm | null;
}

/** What opens each service of a convention, and the convention's own amendments. */
export function ServicesPage(view: ServicesProps) {
  const { shell, convention, services, sent, ended } = view;
  return (
    <Layout shell={shell} title={`Services et avenants : ${convention.partner}`} wide="wrap narrow">
      <p class="small mb-1">
        <a href={registerConventionPath(convention.id)}>
          <Icon name="arrowLeft" />
          {convention.partner}, convention {convention.number}
        </a>
      </p>
      <h1 class="mb-3">Ouverture des services et avenants</h1>
      <ErrorSummary refused={sent} idOf={(field) => `${sent?.act ?? ''}-${field}`} />
      <div class="stack">
        {ended && <Note tone="stop" title="La convention a pris fin : aucun service n’est plus ouvert." />}
        {services.length === 0 && (
          <Empty icon="lock" title="Aucun service.">
            Un service s’ouvre par un bulletin d’adhésion signé. <a href={bulletinsPath(convention.id)}>Voir les bulletins</a>
          </Empty>
        )}
        {services.map((one) => (
          <ServicePanel view={view} one={one} />
        ))}
        <AmendmentsPanel view={view} />
      </div>
    </Layout>
  );
}

type Of = { readonly view: ServicesProps };

function ServicePanel({ view, one }: Of & { one: ServiceView }) {
  const { service, conditions, lacks, openedOn, opened } = one;
  const { today, shell, mayManage, ended } = view;
  const open = openedOn !== null && openedOn <= today && !ended;
  return (
    <Panel title={SERVICE_LONG[service]} end={open ? <Chip tone="ok" icon="checkCircle">ouvert</Chip> : <Chip tone="soon" icon="lock">pas ouvert</Chip>}>
      <ul class="check">
        {conditions.map(({ key, on, by }) => (
          <li>
            <Icon name={lacks.includes(key) ? 'missing' : 'checkCircle'} />
            <span>
              <b>
                {lacks.includes(key) && <Words text="Manque : " />}
                {CONDITION_WORDS[key]}
              </b>
              <div class="small muted">
                {key === 'bulletin' && lacks.includes(key) && mayManage && !ended && (
                  <>
                    <a href={bulletinsPath(view.convention.id)}>Saisir le bulletin signé</a>
                    {' · '}
                  </>
                )}
                <Words text={on === null ? 'date à saisir' : `${key === 'formalities' ? 'faites' : 'des deux parties,'} le ${frenchDate(on)}${by === null ? '' : `, par ${by}`}`} />
              </div>
            </span>
          </li>
        ))}
      </ul>
      {openedOn !== null && (
        <p class="mb-0">
          <Words text={`Ouvert le ${frenchDate(openedOn)}${opened === null ? ', avec la convention' : `, par ${opened.name} (noté le ${frenchDateTime(opened.at, shell.timeZone, { now: shell.now })})`}.`} />
        </p>
      )}
      {mayManage && !ended && <Acts view={view} one={one} />}
    </Panel>
  );
}

function Acts({ view, one: { service, lacks, openedOn } }: Of & { one: ServiceView }) {
  const act = (name: string) => `${name}-${service}`;
  const refusedOf = (name: string) => (view.sent?.act === act(name) ? view.sent : null);
  return (
    <div class="stack mt-2">
      <details open={refusedOf('formalites') !== null}>
        <summary class="small">Noter les formalités de protection des données</summary>
        <PostForm action={servicesPath(view.convention.id)} tokens={view.tokens} suffix={act('formalites')} class="mt-2">
          <input type="hidden" name="acte" value="formalites" />
          <input type="hidden" name="service" value={service} />
          <TextField id={`${act('formalites')}-date`} name="date" label="Faites le" type="date" width="w-ref" refused={refusedOf('formalites')} required />
          <TextField id={`${act('formalites')}-par`} name="par" label="Par" refused={refusedOf('formalites')} required maxLength={120} hint="Le délégué à la protection des données, par exemple." />
          <button class="btn btn-light btn-sm" type="submit">
            <Icon name="save" />
            Noter les formalités
          </button>
        </PostForm>
      </details>
      {openedOn === null && (
        <details open={refusedOf('ouvrir') !== null}>
          <summary class="small">Ouvrir le service</summary>
          {lacks.length > 0 && (
            <p class="small mt-2 mb-0">
              <Icon name="lock" />
              <Words text={`Rien ne s’ouvre avant : ${lacks.map((key) => CONDITION_WORDS[key]).join(', ')}.`} />
            </p>
          )}
          <PostForm action={servicesPath(view.convention.id)} tokens={view.tokens} suffix={act('ouvrir')} class="mt-2">
            <input type="hidden" name="acte" value="ouvrir" />
            <input type="hidden" name="service" value={service} />
            <TextField id={`${act('ouvrir')}-date`} name="date" label="Ouvert à partir du" type="date" width="w-ref" value={view.today} refused={refusedOf('ouvrir')} required />
            <button class="btn btn-primary btn-sm" type="submit">
              <Icon name="key" />
              Ouvrir le service
            </button>
          </PostForm>
        </details>
      )}
    </div>
  );
}

/** Every change of the convention is a signed amendment. */
function AmendmentsPanel({ view }: Of) {
  const { amendments, convention, mayManage, sent, tokens } = view;
  const refused = sent?.act === 'avenant' ? sent : null;
  return (
    <Panel title="Avenants à la convention" aside="tout changement est un avenant signé">
      {amendments.length === 0 && <p class="muted">Aucun avenant.</p>}
      <ul class="list">
        {amendments.map((one) => (
          <li>
            <b>{one.title}</b>
            <div class="small muted">
              <Words text={`signé le ${frenchDate(one.signedOn)}, en vigueur le ${frenchDate(one.effectiveOn)}${one.effectiveOn > view.today ? ' (à venir)' : ''} · noté par ${one.who}`} />{' '}
              {one.paper !== null && <a href={paperPath(convention.id, one.paper)}>Le document<span class="visually-hidden"> de {one.title}</span></a>}
            </div>
          </li>
        ))}
      </ul>
      {mayManage && (
        <details open={refused !== null}>
          <summary class="small">Ajouter un avenant signé</summary>
          <PostForm action={ownAmendmentsPath(convention.id)} tokens={tokens} suffix="avenant" class="mt-2" file>
            <TextField id="avenant-objet" name="objet" label="Objet" refused={refused} required maxLength={200} />
            <TextField id="avenant-signature" name="signature" label="Signé le" type="date" width="w-ref" refused={refused} required />
            <TextField id="avenant-effet" name="effet" label="En vigueur le" type="date" width="w-ref" refused={refused} required />
            <FileField id="avenant-fichier" name="fichier" label="L’avenant signé" aside="(10 Mo au plus)" refused={refused} accept=".pdf,image/*" />
            <button class="btn btn-light btn-sm" type="submit">
              <Icon name="save" />
              Ajouter l’avenant
            </button>
          </PostForm>
        </details>
      )}
    </Panel>
  );
}
