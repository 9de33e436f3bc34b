import type { ServiceCode } from '../../../domain/contract-types';
import { ErrorSummary, PostForm, type FormTokens, type Refused } from '../../components/form';
import { Checks, TextField } from '../../components/fields';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Empty, Note } from '../../components/note';
import { Words } from '../../components/text';
import { Panel } from '../../components/panel';
import { contractPath } from '../../paths';
import { bulletinsPath } from '../../register-paths';
import { conventionServicesPath, newContactPath, partnerChangePath, partnerConventionsPath, partnersPath } from '../../settings-paths';
import type { CafCode } from '../../../domain/ids';
import type { ShellProps } from '../../view/shell';
import { siretWords } from '../../words/directory';
import { count, SERVICE_LONG } from '../../words/labels';
import { ContactTable, type ContactLine } from './contact-table';

export interface PartnerProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly partner: { readonly id: string; readonly caf: CafCode; readonly name: string; readonly siret: string | null };
  readonly conventions: ReadonlyArray<{ readonly id: string; readonly number: string; readonly services: readonly ServiceCode[]; readonly contacts: readonly ContactLine[]; /** When its administrator last checked the list, in French. */ readonly check: string }>;
  /** What the list of people lacks for the contract to be carried out, in French. */
  readonly lacks: readonly string[];
  /** The form that came back, by its suffix. */
  readonly refused: { readonly form: string; readonly refused: Refused } | null;
}

/** A partner: its conventions, the people they name. */
export function PartnerPage(props: PartnerProps) {
  const { shell, partner, conventions, lacks, refused } = props;
  return (
    <Layout shell={shell} title={partner.name}>
      <p class="small mb-1">
        <a href={partnersPath()}>
          <Icon name="arrowLeft" />
          Partenaires
        </a>
      </p>
      <div class="row-flex mb-3">
        <h1>{partner.name}</h1>
        <span class="muted">
          Caf {partner.caf}
          {partner.siret !== null && ` · SIRET ${siretWords(partner.siret)}`}
        </span>
      </div>
      <ErrorSummary refused={refused?.refused} idOf={(field) => `${refused?.form ?? ''}-${field}`} />
      {lacks.length > 0 && (
        <div class="mb-3">
          <Note tone="warn" title="La liste des contacts est incomplète.">
            <ul>
              {lacks.map((lack) => (
                <li>
                  <Words text={lack} />
                </li>
              ))}
            </ul>
          </Note>
        </div>
      )}
      <div class="stack">
        {conventions.map((convention) => (
          <Convention {...props} convention={convention} />
        ))}
        {conventions.length === 0 && (
          <div class="card">
            <Empty icon="contract" title="Aucune convention.">
              Sans convention, personne ne peut saisir le guichet pour ce partenaire.
            </Empty>
          </div>
        )}
        <div class="pair">
          <PartnerForm {...props} />
          <ConventionForm {...props} />
        </div>
      </div>
    </Layout>
  );
}

type OneConvention = PartnerProps & { convention: PartnerProps['conventions'][number] };

function Convention({ convention, partner, shell, tokens, refused }: OneConvention) {
  const active = convention.contacts.filter((contact) => !contact.ended);
  const ended = convention.contacts.filter((contact) => contact.ended);
  const add = (
    <a class="btn btn-light btn-sm" href={newContactPath(convention.id)}>
      <Icon name="user" />
      Ajouter un contact
    </a>
  );
  return (
    <Panel title={`Convention ${convention.number}`} aside={count(active.length, 'contact')} end={add} flush>
      {active.length === 0 ? (
        <Empty icon="users" title="Aucun contact.">
          Ses courriels attendront dans «{'\u00a0'}À identifier{'\u00a0'}».
        </Empty>
      ) : (
        <ContactTable label={`Contacts de la convention ${convention.number}`} contacts={active} shell={shell} tokens={tokens} />
      )}
      <p class="small muted card-body mb-0">
        <Words text={`Liste tenue par l’administrateur du partenaire : ${convention.check.charAt(0).toLowerCase()}${convention.check.slice(1)}.`} />
      </p>
      {ended.length > 0 && (
        <details class="card-body">
          <summary class="small">{count(ended.length, 'ancien contact', 'anciens contacts')}</summary>
          <ContactTable label={`Anciens contacts de la convention ${convention.number}`} contacts={ended} shell={shell} tokens={tokens} />
        </details>
      )}
      <details class="card-body" open={refused?.form === `services-${convention.id}`}>
        <summary class="small">Services ouverts{'\u00a0'}: {convention.services.map((service) => service).join(', ') || 'aucun'}</summary>
        <PostForm action={conventionServicesPath(convention.id)} tokens={tokens} suffix={`services-${convention.id}`} class="mt-2">
          <ServiceChecks idPrefix={`services-${convention.id}`} chosen={convention.services} />
          <p class="form-text mb-2">
            Un service s’ouvre par un <a href={bulletinsPath(convention.id)}>bulletin d’adhésion signé</a>. Les autres termes ne changent que par avenant{'\u00a0'}: <a href={contractPath(partner.caf)}>contrat de la Caf</a>.
          </p>
          <button class="btn btn-light btn-sm" type="submit">
            <Icon name="save" />
            Enregistrer les services
          </button>
        </PostForm>
      </details>
    </Panel>
  );
}

export function ServiceChecks({ idPrefix, chosen, refused }: { idPrefix: string; chosen: readonly ServiceCode[]; refused?: Refused | null }) {
  const options = (Object.entries(SERVICE_LONG) as [ServiceCode, string][]).map(([service, label]) => ({
    name: `service-${service}`,
    label,
    checked: refused === null || refused === undefined ? chosen.includes(service) : refused.values[`service-${service}`] === 'oui',
  }));
  return <Checks legend="Services" idPrefix={idPrefix} options={options} />;
}

function PartnerForm({ partner, tokens, refused }: PartnerProps) {
  const mine = refused?.form === 'organisme' ? refused.refused : null;
  return (
    <Panel title="L’organisme">
      <PostForm action={partnerChangePath(partner.id)} tokens={tokens} suffix="organisme">
        <TextField id="organisme-partenaire" name="partenaire" label="Nom du partenaire" value={partner.name} refused={mine} required maxLength={200} />
        <TextField id="organisme-siret" name="siret" label="SIRET" aside="(facultatif)" value={partner.siret ?? ''} refused={mine} width="w-when" />
        <button class="btn btn-light" type="submit">
          <Icon name="save" />
          Enregistrer
        </button>
      </PostForm>
    </Panel>
  );
}

function ConventionForm({ partner, tokens, refused }: PartnerProps) {
  const mine = refused?.form === 'convention' ? refused.refused : null;
  return (
    <Panel title="Autre convention">
      <PostForm action={partnerConventionsPath(partner.id)} tokens={tokens} suffix="convention">
        <TextField id="convention-convention" name="convention" label="Numéro" refused={mine} required width="w-ref" maxLength={40} />
        <ServiceChecks idPrefix="convention" chosen={[]} refused={mine} />
        <button class="btn btn-light" type="submit">
          <Icon name="contract" />
          Ajouter la convention
        </button>
      </PostForm>
    </Panel>
  );
}
