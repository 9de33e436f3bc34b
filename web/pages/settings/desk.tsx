import type { StatementSection } from '../../../domain/contract-statement';
import type { CafCode } from '../../../domain/ids';
import { Choice, Select, TextField } from '../../components/fields';
import { ErrorSummary, PostForm, type FormTokens, type Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Panel } from '../../components/panel';
import { contractPath } from '../../paths';
import { deskSettingsPath, settingJournalPath, settingsPath } from '../../settings-paths';
import type { ShellProps } from '../../view/shell';
import { Clause } from '../contract/clauses';

/** Values of the form, as they are typed; null = this contract has no use for it. */
export interface DeskSettingValues {
  readonly nom: string;
  readonly responsable: string;
  readonly responsableCourriel: string;
  readonly reouverture: string;
  readonly cloture: string;
  readonly attente: string;
  readonly relance: string;
  readonly relanceUnite: string;
  readonly conservation: string;
  readonly alertes: string | null;
  readonly escalade: string | null;
}
export interface DeskSettingsProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly caf: CafCode;
  readonly name: string;
  readonly version: number;
  readonly values: DeskSettingValues;
  /** What the contract itself says, which is not set here. */
  readonly terms: readonly StatementSection[];
  readonly refused: Refused | null;
}

/** What the contract leaves to the desk, apart from what it says. */
export function DeskSettingsPage(props: DeskSettingsProps) {
  const { shell, name, caf, refused } = props;
  return (
    <Layout shell={shell} title={`Réglages — ${name}`}>
      <p class="small mb-1">
        <a href={settingsPath()}>
          <Icon name="arrowLeft" />
          Réglages
        </a>
      </p>
      <div class="row-flex mb-3">
        <h1>Le guichet de la {name}</h1>
        <a class="btn btn-light btn-sm ms-auto" href={settingJournalPath({ objet: 'desk' })}>
          <Icon name="note" />
          Journal
        </a>
      </div>
      <ErrorSummary refused={refused} idOf={(field) => `guichet-${field}`} />
      <div class="pair">
        <Panel title="Ce que règle le guichet" aside="vaut dès l’enregistrement">
          <Form {...props} />
        </Panel>
        <Terms {...props} caf={caf} />
      </div>
    </Layout>
  );
}

function Form({ tokens, caf, values, refused }: DeskSettingsProps) {
  const field = (name: keyof DeskSettingValues) => ({ id: `guichet-${name}`, name, value: values[name] ?? '', refused });
  return (
    <PostForm action={deskSettingsPath(caf)} tokens={tokens} suffix={`guichet-${caf}`}>
      <TextField {...field('nom')} label="Nom du guichet" hint="Expéditeur et signature des lettres." maxLength={80} required />
      <TextField {...field('responsable')} label="Responsable" hint="Prévenu d’une promesse non tenue et d’une échelle épuisée." maxLength={120} required />
      <TextField {...field('responsableCourriel')} label="Courriel du responsable" type="email" required />
      {values.alertes !== null && <TextField {...field('alertes')} label="Alertes avant la promesse de prise en charge" aside="(minutes d’ouverture)" hint="Séparées par des virgules ; rien = aucune alerte." width="w-when" />}
      {values.escalade !== null && (
        <Choice
          name="escalade"
          legend="Quand un délai d’escalade passe"
          idPrefix="guichet"
          value={values.escalade}
          refused={refused}
          options={[
            { value: 'automatic', label: 'Prévenir le contact suivant', hint: 'sans attendre' },
            { value: 'proposed', label: 'Le proposer au responsable', hint: 'qui décide («\u00a0peut être mise en œuvre\u00a0»)' },
          ]}
        />
      )}
      <TextField {...field('reouverture')} label="Réouverture par une réponse" aside="(jours après la résolution)" width="w-ref" required />
      <TextField {...field('cloture')} label="Clôture" aside="(jours après la résolution)" width="w-ref" required />
      <div class="pair">
        <TextField {...field('relance')} label="Relance interne" aside="(secteurs, national)" hint="Rien = aucune." width="w-ref" />
        <Select
          {...field('relanceUnite')}
          label="Unité"
          options={[
            { value: 'heures', label: 'heures d’ouverture' },
            { value: 'jours', label: 'jours ouvrés' },
          ]}
        />
      </div>
      <TextField {...field('attente')} label="Attente des escalades après une panne" aside="(minutes)" width="w-ref" required />
      <TextField {...field('conservation')} label="Conservation des demandes closes" aside="(mois)" hint="Rien = la Caf n’a pas encore choisi." width="w-ref" />
      <button class="btn btn-primary" type="submit">
        <Icon name="save" />
        Enregistrer
      </button>
      <p class="small muted mt-2 mb-0">Une échéance déjà calculée garde sa date{'\u202f'}; une demande en attente suit le nouveau réglage à son prochain événement.</p>
    </PostForm>
  );
}

function Terms({ terms, caf, version }: DeskSettingsProps) {
  return (
    <Panel title="Ce que fixe le contrat" aside={`version ${version}`} end={<a href={contractPath(caf)}>Voir le contrat</a>}>
      <p class="small muted">Ces termes ne se règlent pas ici{'\u00a0'}: ils ne changent que par un avenant signé.</p>
      {terms.map((section) => (
        <>
          <h3 class="mt-3 mb-1">{section.title}</h3>
          {section.lines.map((line) => (
            <Clause line={line} />
          ))}
        </>
      ))}
    </Panel>
  );
}
