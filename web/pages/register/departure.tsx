import { Choice, Select, TextArea, TextField } from '../../components/fields';
import { ErrorSummary, PostForm, type Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Note } from '../../components/note';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { departurePath, registerConventionPath } from '../../register-paths';
import type { DepartureProps } from '../../view/register';

/** An agent enters a departure that a call, a mail or a letter tells: the access is withdrawn at once. */
export function DeparturePage({ shell, tokens, convention, people, others, today, article, refused }: DepartureProps) {
  return (
    <Layout shell={shell} title="Saisir un départ" wide="wrap narrow">
      <p class="small mb-1">
        <a href={registerConventionPath(convention.id)}>
          <Icon name="arrowLeft" />
          {convention.partner}, convention {convention.number}
        </a>
      </p>
      <h1 class="mb-3">Saisir un départ ou un changement de poste</h1>
      <ErrorSummary refused={refused} idOf={idOf} />
      <div class="stack">
        <Note tone="info" icon="lock" title="L’accès est retiré aussitôt.">
          <p class="mb-0">
            <Words text={`Le partenaire en reçoit la confirmation (${article}). Assurez-vous que qui vous le dit est bien de ce partenaire.`} />
          </p>
        </Note>
        <Panel title="Qui part">
          <PostForm action={departurePath(convention.id)} tokens={tokens} suffix="depart">
            <DepartureFields people={people} others={others} today={today} refused={refused} />
            <TextField id="depart-signale-par" name="signale-par" label="Signalé par" refused={refused} required maxLength={120} hint="Le nom de qui vous l’a dit, chez le partenaire." />
            <Choice name="canal" legend="Vous l’avez appris par" idPrefix="depart" refused={refused} options={[{ value: 'telephone', label: 'un appel' }, { value: 'courriel', label: 'un courriel' }, { value: 'courrier', label: 'un courrier postal' }]} />
            <button class="btn btn-primary w-100" type="submit">
              <Icon name="logout" />
              Enregistrer le départ
            </button>
          </PostForm>
        </Panel>
      </div>
    </Layout>
  );
}

/** A group of choices is reached by its first one. */
export function idOf(field: string): string {
  return `depart-${field}`;
}

/** Who, what and since when: the same for the partner and for an agent. */
export function DepartureFields({ people, others, today, refused }: { people: DepartureProps['people']; others: boolean; today: string; refused: Refused | null }) {
  return (
    <>
      <Select id="depart-personne" name="personne" label="Personne" options={[...people, ...(others ? [{ value: 'autre', label: 'Un autre utilisateur (mode délégué)' }] : [])]} blank="Choisir…" refused={refused} required />
      {others && <TextField id="depart-nom" name="nom" label="Son nom, si c’est un autre utilisateur" aside="(mode délégué)" refused={refused} maxLength={120} />}
      <Choice name="cause" legend="C’est" idPrefix="depart" refused={refused} options={[{ value: 'depart', label: 'un départ' }, { value: 'poste', label: 'un changement de poste' }]} />
      <TextField id="depart-date" name="date" label="Depuis le" type="date" width="w-ref" value={today} refused={refused} required />
      <TextArea id="depart-note" name="note" label="Précision" aside="(facultatif)" rows={2} refused={refused} />
    </>
  );
}
