import { Choice, FileField, TextArea, TextField } from '../../components/fields';
import { ErrorSummary, PostForm, type FormTokens, type Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Note } from '../../components/note';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { newTerminationPath } from '../../convention-paths';
import { registerConventionPath } from '../../register-paths';
import type { ShellProps } from '../../view/shell';

export interface NewTerminationProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly convention: { readonly id: string; readonly number: string; readonly partner: string };
  /** « trois mois » after the receipt, as the convention says; null where it says nothing. */
  readonly notice: string | null;
  readonly refused: Refused | null;
}

/** An agent enters a registered letter of termination, sent by either side. */
export function NewTerminationPage({ shell, tokens, convention, notice, refused }: NewTerminationProps) {
  return (
    <Layout shell={shell} title="Saisir une résiliation" wide="wrap narrow">
      <p class="small mb-1">
        <a href={registerConventionPath(convention.id)}>
          <Icon name="arrowLeft" />
          {convention.partner}, convention {convention.number}
        </a>
      </p>
      <h1 class="mb-3">Saisir une résiliation</h1>
      <ErrorSummary refused={refused} idOf={(field) => `resiliation-${field}`} />
      <div class="stack">
        <Note tone="warn" title="À la date d’effet, tout se ferme.">
          <p class="mb-0">
            <Words text={`Les habilitations sont retirées, les demandes ouvertes sont closes par un courrier. La résiliation peut être retirée jusque-là.${notice === null ? '' : ` Elle ne prend pas effet avant ${notice} après la réception de la lettre.`}`} />
          </p>
        </Note>
        <Panel title="La lettre recommandée">
          <PostForm action={newTerminationPath(convention.id)} tokens={tokens} suffix="resiliation" file>
            <Choice
              name="auteur"
              legend="Qui résilie"
              idPrefix="resiliation"
              refused={refused}
              options={[
                { value: 'partenaire', label: 'Le partenaire', hint: 'la Caf a reçu sa lettre' },
                { value: 'caf', label: 'La Caf', hint: 'le partenaire a reçu la lettre de la Caf' },
              ]}
            />
            <TextField id="resiliation-reception" name="reception" label="Lettre reçue le" type="date" width="w-ref" refused={refused} required hint="La date de l’avis de réception." />
            <TextField id="resiliation-effet" name="effet" label="Date d’effet" aside="(facultatif)" type="date" width="w-ref" refused={refused} hint="Sans date, la première possible." />
            <TextField id="resiliation-suivi" name="suivi" label="Numéro de suivi" aside="(facultatif)" width="w-when" refused={refused} maxLength={60} />
            <TextArea id="resiliation-motif" name="motif" label="Motif donné" aside="(facultatif)" rows={3} refused={refused} hint="Repris dans les courriers." />
            <FileField id="resiliation-fichier" name="fichier" label="La lettre numérisée" aside="(10 Mo au plus)" refused={refused} accept=".pdf,image/*" />
            <button class="btn btn-urgent" type="submit">
              <Icon name="alert" />
              Enregistrer la résiliation
            </button>
          </PostForm>
        </Panel>
      </div>
    </Layout>
  );
}
