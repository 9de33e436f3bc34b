import type { FormTerms } from '../../../domain/journeys/change-form';
import { Choice, FileField, Select } from '../../components/fields';
import { ErrorSummary, PostForm, type FormTokens, type Option, type Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Note } from '../../components/note';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { changesPath, newChangePath } from '../../paths-change';
import type { DueView } from '../../view/register';
import type { ShellProps } from '../../view/shell';
import { PlaceNote } from '../register/due';
import { ChangeFormFields } from './form';

export interface NewChangeProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly conventions: readonly Option[];
  readonly chosen: { readonly id: string; readonly terms: FormTerms; readonly values: Readonly<Record<string, string>>; readonly due?: readonly DueView[] } | null;
  readonly refused: Refused | null;
}

/** An agent enters a form that came by post or was told on the phone, with its scan. */
export function NewChangePage({ shell, tokens, conventions, chosen, refused }: NewChangeProps) {
  return (
    <Layout shell={shell} title="Saisir un formulaire" wide="wrap narrow">
      <p class="small mb-1">
        <a href={changesPath()}>
          <Icon name="arrowLeft" />
          Changements d’administrateur
        </a>
      </p>
      <h1 class="mb-3">Saisir un formulaire</h1>
      <ErrorSummary refused={refused} idOf={(field) => `changement-${field}`} />
      <form class="mb-3" action={newChangePath()}>
        <Select id="changement-convention" name="convention" label="Pour quelle convention ?" options={conventions} value={chosen?.id} blank="Choisir…" required />
        <button class="btn btn-light" type="submit">
          {chosen === null ? 'Continuer' : 'Changer de convention'}
        </button>
      </form>
      {chosen !== null && (
        <Panel title="Formulaire de l’annexe 3">
          <div class="stack mb-3">
            <Note tone="info" title="Un formulaire numérisé n’est pas lu : recopiez-le.">
              <p class="mb-0">
                <Words text="La numérisation est jointe au dossier. Ce qui manque sera demandé au partenaire, élément par élément : laissez vide ce que le papier ne dit pas." />
              </p>
            </Note>
            <PlaceNote due={chosen.due ?? []} shell={shell} />
          </div>
          <PostForm action={changesPath()} tokens={tokens} suffix="changement" file>
            <input type="hidden" name="convention" value={chosen.id} />
            <Choice name="canal" legend="Comment ce formulaire est-il arrivé ?" idPrefix="changement" options={[{ value: 'post', label: 'Par la poste' }, { value: 'phone', label: 'Par téléphone' }, { value: 'email', label: 'Par courriel' }]} refused={refused} />
            <ChangeFormFields terms={chosen.terms} values={chosen.values} refused={refused} />
            <FileField id="changement-fichier" name="fichier" label="Formulaire numérisé" aside="(facultatif)" hint="PDF, image ou Word, 10 Mo au plus." refused={refused} />
            <button class="btn btn-primary" type="submit">
              <Icon name="save" />
              Enregistrer
            </button>
          </PostForm>
        </Panel>
      )}
    </Layout>
  );
}
