import type { ActsProps } from '../../view/acts';
import { Select, TextArea, TextField } from '../fields';
import { Words } from '../text';
import { ActForm, fieldId, refusedOf } from './frame';

/** What only a manager decides of a ticket; nobody else is given these forms. */
export function AssignForm({ acts }: { acts: ActsProps }) {
  if (acts.manage === null) return null;
  const refused = refusedOf(acts, 'affectation');
  return (
    <ActForm
      acts={acts}
      act="affectation"
      title="Désigner l’agent chargé de la demande"
      button="Désigner"
      icon="users"
      lead={<Words text="Son nom est montré dans la file. Chacun peut toujours répondre." />}
    >
      <Select
        id={fieldId('affectation', 'agent')}
        name="agent"
        label="Agent"
        options={acts.manage.agents}
        value={acts.manage.assignee}
        blank="Personne en particulier"
        refused={refused}
      />
    </ActForm>
  );
}

export function DeadlineForm({ acts }: { acts: ActsProps }) {
  if (acts.manage === null) return null;
  const refused = refusedOf(acts, 'echeance');
  return (
    <ActForm
      acts={acts}
      act="echeance"
      title="Changer une échéance à la main"
      button="Changer l’échéance"
      icon="calendar"
      lead={<Words text="La date calculée par le contrat reste au calcul ; la vôtre la remplace, avec votre nom et votre motif, ici et au journal." />}
    >
      <Select id={fieldId('echeance', 'limite')} name="limite" label="Échéance" options={acts.manage.limits} blank="Choisir…" refused={refused} required />
      <TextField
        id={fieldId('echeance', 'date')}
        name="date"
        label="Nouvelle date"
        aside={`(${acts.zoneWords})`}
        type="datetime-local"
        width="w-when"
        refused={refused}
        required
      />
      <TextArea id={fieldId('echeance', 'motif')} name="motif" label="Motif" rows={3} refused={refused} required />
    </ActForm>
  );
}

export function PauseForm({ acts }: { acts: ActsProps }) {
  if (acts.manage === null) return null;
  const refused = refusedOf(acts, 'pause');
  return (
    <ActForm
      acts={acts}
      act="pause"
      title="Mettre l’horloge en pause"
      button="Mettre en pause"
      icon="clock"
      lead={<Words text="Le temps de la pause ne compte pas dans le délai en cours, qui reprend à la date que vous donnez. Une réponse y met fin plus tôt ; une urgence n’attend pas." />}
    >
      <TextField
        id={fieldId('pause', 'fin')}
        name="fin"
        label="Fin de la pause"
        aside={`(${acts.zoneWords})`}
        type="datetime-local"
        width="w-when"
        refused={refused}
        required
      />
      <TextArea id={fieldId('pause', 'motif')} name="motif" label="Motif" rows={3} refused={refused} required />
    </ActForm>
  );
}

export function ResumeForm({ acts }: { acts: ActsProps }) {
  if (acts.manage === null) return null;
  const { pausedUntil } = acts.manage;
  return (
    <ActForm
      acts={acts}
      act="reprise"
      title="Lever la pause"
      button="Lever la pause"
      icon="clock"
      lead={pausedUntil === null ? 'Cette demande n’est pas en pause.' : <Words text={`En pause jusqu’au ${pausedUntil}. Le délai reprend dès maintenant.`} />}
    >
      <TextArea id={fieldId('reprise', 'motif')} name="motif" label="Motif" aside="(facultatif)" rows={2} refused={refusedOf(acts, 'reprise')} />
    </ActForm>
  );
}
