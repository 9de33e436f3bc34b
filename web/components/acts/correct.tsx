import type { ActsProps } from '../../view/acts';
import { Select, TextArea, TextField } from '../fields';
import { ActForm, fieldId, refusedOf } from './frame';

export function TakeInHandForm({ acts }: { acts: ActsProps }) {
  return (
    <ActForm
      acts={acts}
      act="prise-en-charge"
      title="Prendre en charge"
      button="Prendre en charge"
      icon="check"
      lead="Votre nom est consigné. La prise en charge n’est pas encore une réponse."
    />
  );
}

export function RectifyForm({ acts }: { acts: ActsProps }) {
  const refused = refusedOf(acts, 'rectification');
  return (
    <ActForm
      acts={acts}
      act="rectification"
      title="Rectifier"
      button="Rectifier"
      icon="pencil"
      lead="Les échéances en cours gardent le contrat sous lequel elles ont été calculées."
    >
      <Select
        id={fieldId('rectification', 'service')}
        name="service"
        label="Service"
        options={acts.services}
        blank="Non précisé"
        value={acts.current.service}
        refused={refused}
      />
      <Select id={fieldId('rectification', 'nature')} name="nature" label="Nature" options={acts.kinds} value={acts.current.kind} refused={refused} />
      <Select
        id={fieldId('rectification', 'convention')}
        name="convention"
        label="Partenaire"
        options={acts.conventions}
        value={acts.current.convention}
        refused={refused}
      />
    </ActForm>
  );
}

export function MergeForm({ acts }: { acts: ActsProps }) {
  const refused = refusedOf(acts, 'fusion');
  return (
    <ActForm
      acts={acts}
      act="fusion"
      title="Fusionner avec une autre demande"
      button="Fusionner"
      icon="merge"
      lead="Cette demande rejoint l’autre ; la plus ancienne réponse due est gardée. La fusion peut être annulée."
    >
      <TextField
        id={fieldId('fusion', 'avec')}
        name="avec"
        label="Référence de la demande principale"
        placeholder="95-2026-000214"
        width="w-ref"
        refused={refused}
        required
      />
      {acts.mergeCandidates.length > 0 && (
        <p class="small muted">Demandes proches : {acts.mergeCandidates.map((option) => option.label).join(' ; ')}</p>
      )}
    </ActForm>
  );
}

export function SplitForm({ acts }: { acts: ActsProps }) {
  const refused = refusedOf(acts, 'scission');
  return (
    <ActForm
      acts={acts}
      act="scission"
      title="Scinder"
      button="Créer la seconde demande"
      icon="split"
      lead="Un message contient deux demandes : la seconde a sa propre référence, et court depuis la réception du message."
    >
      <Select id={fieldId('scission', 'message')} name="message" label="Message à scinder" options={acts.messages} refused={refused} required />
      <TextField id={fieldId('scission', 'objet')} name="objet" label="Objet de la seconde demande" refused={refused} required />
      <TextArea id={fieldId('scission', 'texte')} name="texte" label="Ce qu’elle demande" rows={4} refused={refused} required />
    </ActForm>
  );
}

export function ReopenForm({ acts }: { acts: ActsProps }) {
  return (
    <ActForm
      acts={acts}
      act="reouverture"
      title="Rouvrir"
      button="Rouvrir"
      icon="reopen"
      lead="La Caf doit de nouveau une réponse, à compter de maintenant."
    />
  );
}
