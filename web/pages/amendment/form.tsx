import type { CafCode } from '../../../domain/ids';
import { Choice, Select, TextArea, TextField } from '../../components/fields';
import { ErrorSummary, PostForm, type FormTokens, type Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Panel } from '../../components/panel';
import { amendmentChangePath, amendmentsPath } from '../../contract-paths';
import { contractPath } from '../../paths';
import type { ShellProps } from '../../view/shell';

export interface AmendmentFormProps {
  readonly shell: ShellProps;
  readonly caf: CafCode;
  readonly name: string;
  /** The version that it amends. */
  readonly baseVersion: number;
  /** The draft that is changed; null = a new one. */
  readonly draft: string | null;
  readonly values: Readonly<Record<string, string>>;
  readonly refused: Refused | null;
  readonly rungs: number;
  readonly tokens: FormTokens;
}

const idOf = (field: string): string => `avenant-${field}`;
const DAYS = [
  ['mon', 'Lundi'],
  ['tue', 'Mardi'],
  ['wed', 'Mercredi'],
  ['thu', 'Jeudi'],
  ['fri', 'Vendredi'],
  ['sat', 'Samedi'],
  ['sun', 'Dimanche'],
] as const;
const UNITS = [
  { value: 'heures', label: 'heures' },
  { value: 'heures-ouverture', label: 'heures d’ouverture' },
  { value: 'jours', label: 'jours' },
  { value: 'jours-ouvres', label: 'jours ouvrés' },
  { value: 'mois', label: 'mois' },
];

/** A draft amendment: the terms that an amendment changes, filled with those in force. Nothing changes until it is signed. */
export function AmendmentFormPage(props: AmendmentFormProps) {
  const { shell, caf, draft, refused, tokens, baseVersion } = props;
  const title = draft === null ? 'Préparer un avenant' : 'Modifier le projet d’avenant';
  return (
    <Layout shell={shell} title={`${title}, ${props.name}`}>
      <p class="small mb-1">
        <a href={contractPath(caf)}>
          <Icon name="arrowLeft" />
          {props.name}
        </a>
      </p>
      <h1 class="mb-1">{title}</h1>
      <p class="muted">Le formulaire reprend la version {baseVersion} du contrat. Rien ne change avant la signature ; l’essai à blanc vient ensuite.</p>
      <PostForm action={draft === null ? amendmentsPath(caf) : amendmentChangePath(caf, draft)} tokens={tokens} suffix="avenant" class="stack">
        <ErrorSummary refused={refused} idOf={idOf} />
        <Panel title="Date d’effet">
          <Text {...props} field="effet" label="En vigueur à partir du" type="date" required hint="Le premier instant de ce jour, à l’heure de la Caf." />
        </Panel>
        <Hours {...props} />
        <Delays {...props} />
        <DeskRungs {...props} />
        <PartnerRungs {...props} />
        <Panel title="Boîtes du guichet">
          <Area {...props} field="boites" label="Adresses, une par ligne" rows={3} hint="La première est l’expéditrice des lettres. Une boîte retirée reste connue : un courriel tardif arrive encore au guichet." />
        </Panel>
        <div class="row-flex">
          <button class="btn btn-primary" type="submit" data-submit>
            <Icon name="save" />
            Enregistrer le projet et l’essayer
          </button>
          <a class="btn btn-light" href={contractPath(caf)}>
            Renoncer
          </a>
        </div>
      </PostForm>
    </Layout>
  );
}

type FieldOf = AmendmentFormProps & { field: string; label: string; hint?: string; required?: boolean };

function Text({ field, label, hint, required, values, refused, type, width }: FieldOf & { type?: 'text' | 'date' | 'email' | 'tel'; width?: 'w-ref' | 'w-when' }) {
  return <TextField id={idOf(field)} name={field} label={label} hint={hint} required={required} type={type ?? 'text'} width={width ?? (type === 'date' ? 'w-when' : undefined)} value={values[field] ?? ''} refused={refused} />;
}

function Area({ field, label, hint, values, refused, rows }: FieldOf & { rows: number }) {
  return <TextArea id={idOf(field)} name={field} label={label} hint={hint} rows={rows} value={values[field] ?? ''} refused={refused} />;
}

function Hours(props: AmendmentFormProps) {
  return (
    <Panel title="Horaires et jours de fermeture">
      <p class="small muted">Une ou deux plages par jour, par exemple « 9 h 00 - 12 h 30, 13 h 30 - 16 h 00 ». Un jour laissé vide est fermé.</p>
      <div class="form-grid">
        {DAYS.map(([day, label]) => (
          <Text {...props} field={`horaires-${day}`} label={label} />
        ))}
      </div>
      <Choice
        name="sanshoraires"
        legend="Le contrat prévoit-il des horaires ?"
        options={[
          { value: '', label: 'Oui, ceux-ci' },
          { value: 'oui', label: 'Non, aucun', hint: 'le guichet est réputé ouvert à toute heure' },
        ]}
        value={props.values['sanshoraires'] ?? ''}
        refused={props.refused}
        idPrefix="avenant"
      />
      <Area {...props} field="fermetures" label="Jours de fermeture prévus par le contrat, un par ligne" rows={3} hint="Par exemple 24/12/2026. Un pont ou une grève s’ajoute sans avenant, à la page « Jours du guichet »." />
    </Panel>
  );
}

function Delays(props: AmendmentFormProps) {
  return (
    <Panel title="Délais">
      <p class="small muted">Un délai laissé vide n’est pas promis : rien n’est inventé.</p>
      <Delay {...props} name="prise" legend="Prise en charge d’une demande" />
      <Delay {...props} name="escalade" legend="Escalade, quand une partie ne répond pas" />
    </Panel>
  );
}

function Delay(props: AmendmentFormProps & { name: 'prise' | 'escalade'; legend: string }) {
  const { name, legend, values, refused } = props;
  return (
    <fieldset class="mb-2">
      <legend class="h6">{legend}</legend>
      <div class="form-grid">
        <Text {...props} field={`${name}-delai`} label="Délai" width="w-ref" />
        <Select id={idOf(`${name}-unite`)} name={`${name}-unite`} label="Unité" options={UNITS} value={values[`${name}-unite`]} refused={refused} />
        <Text {...props} field={`${name}-article`} label="Article" width="w-ref" />
      </div>
    </fieldset>
  );
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

function DeskRungs(props: AmendmentFormProps) {
  return (
    <Panel title="Échelons de la Caf (art. 3.3)">
      <p class="small muted">Qui est contacté, dans l’ordre, quand la Caf ne répond pas. Une ligne laissée vide disparaît, les suivantes remontent.</p>
      {numbers(props.rungs).map((row) => (
        <fieldset class="mb-2">
          <legend class="h6">Échelon {row}</legend>
          <div class="form-grid">
            <Text {...props} field={`echelon-${row}-fonction`} label="Fonction" />
            <Text {...props} field={`echelon-${row}-nom`} label="Nom" />
            <Text {...props} field={`echelon-${row}-courriel`} label="Courriel" />
            <Text {...props} field={`echelon-${row}-telephone`} label="Téléphone" />
          </div>
        </fieldset>
      ))}
    </Panel>
  );
}

function PartnerRungs(props: AmendmentFormProps) {
  return (
    <Panel title="Échelons du partenaire (art. 3.3)">
      <p class="small muted">La fonction de chaque échelon ; la personne est celle que nomme chaque convention.</p>
      <div class="form-grid">
        {numbers(props.rungs).map((row) => (
          <Text {...props} field={`partenaire-${row}`} label={`Échelon ${row}`} />
        ))}
      </div>
    </Panel>
  );
}
