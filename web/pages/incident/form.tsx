import type { Reference } from '../../../domain/ids';
import { Select, TextArea, TextField } from '../../components/fields';
import { ErrorSummary, PostForm, type FormTokens, type Option, type Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { incidentsPath, ticketPath } from '../../paths';
import type { IncidentFields } from '../../view/incident';
import type { ShellProps } from '../../view/shell';

export interface NewIncidentProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly values: IncidentFields;
  readonly refused: Refused | null;
  /** The request it begins with, attached to it as it opens. */
  readonly from: { readonly reference: Reference; readonly subject: string; readonly partner: string } | null;
  readonly scopes: readonly Option[];
  readonly services: readonly Option[];
  /** « heure de Paris » */
  readonly zoneWords: string;
}

/** The form that opens an incident: what, since when, for whom, what is known. */
export function NewIncidentPage(props: NewIncidentProps) {
  const { shell, tokens, refused, from } = props;
  return (
    <Layout shell={shell} title="Ouvrir un incident" wide="wrap narrow">
      <p class="small mb-1">
        <a href={from === null ? incidentsPath() : ticketPath(from.reference)}>
          <Icon name="arrowLeft" />
          {from === null ? 'Incidents' : `Demande ${from.reference}`}
        </a>
      </p>
      <h1 class="mb-3">Ouvrir un incident</h1>
      <section class="card" aria-label="Incident">
        <div class="card-body">
          {from !== null && (
            <p class="small">
              La demande <span class="ref">{from.reference}</span> ({from.partner} : {from.subject}) y sera rattachée.
            </p>
          )}
          <PostForm action={incidentsPath()} tokens={tokens} suffix="incident" draft="incident">
            <ErrorSummary refused={refused} idOf={(field) => `incident-${field}`} />
            <input type="hidden" name="demande" value={props.values.demande} />
            <Fields {...props} />
            <button class="btn btn-primary" type="submit" data-submit>
              <Icon name="alert" />
              Ouvrir l’incident
            </button>
          </PostForm>
        </div>
      </section>
    </Layout>
  );
}

function Fields({ values, refused, scopes, services, zoneWords }: NewIncidentProps) {
  return (
    <>
      <IncidentDetails values={values} refused={refused} services={services} zoneWords={zoneWords} prefix="incident" />
      {scopes.length > 1 ? (
        <Select id="incident-portee" name="portee" label="Qui est touché" options={scopes} value={values.portee} refused={refused} />
      ) : (
        <input type="hidden" name="portee" value={scopes[0]?.value} />
      )}
    </>
  );
}

/** What is said of an incident, when it is opened and as long as it goes on. */
export function IncidentDetails({ values, refused, services, zoneWords, prefix }: Pick<NewIncidentProps, 'refused' | 'services' | 'zoneWords'> & { values: Omit<IncidentFields, 'portee' | 'demande'>; prefix: string }) {
  const common = { refused };
  return (
    <>
      <Select id={`${prefix}-service`} name="service" label="Service touché" options={services} value={values.service} blank="Tout Mon Compte Partenaire" {...common} />
      <TextField
        id={`${prefix}-titre`}
        name="titre"
        label="Ce qui se passe, en quelques mots"
        hint="Lu par les partenaires dans l’accusé de réception : « CDAP ne s’ouvre plus »."
        value={values.titre}
        maxLength={150}
        required
        {...common}
      />
      <TextField id={`${prefix}-depuis`} name="depuis" type="datetime-local" label="Depuis" aside={`(${zoneWords})`} value={values.depuis} width="w-when" required {...common} />
      <TextArea
        id={`${prefix}-connu`}
        name="connu"
        label="Ce que l’on sait"
        aside="(facultatif, lu lui aussi par les partenaires)"
        value={values.connu}
        rows={4}
        {...common}
      />
    </>
  );
}
