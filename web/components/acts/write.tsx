import type { ActsProps } from '../../view/acts';
import { Choice, Select, TextArea, TextField } from '../fields';
import { Files } from './files';
import { TemplatePicker } from './templates';
import { ActForm, fieldId, refusedOf } from './frame';

function Recipients({ acts }: { acts: ActsProps }) {
  return (
    <p class="small muted">
      À : {acts.to.length === 0 ? 'aucune adresse connue' : acts.to.join(', ')}
      {acts.cc.length > 0 && (
        <>
          <br />
          Copie : {acts.cc.join(', ')}
        </>
      )}
    </p>
  );
}

const AFTER = [
  { value: 'encore', label: 'Je dois encore une réponse', hint: 'le délai de la Caf repart de cet envoi' },
  { value: 'resolu', label: 'C’est résolu', hint: 'plus personne ne doit de réponse' },
];

function Undo({ acts }: { acts: ActsProps }) {
  return acts.undoSeconds === 0 ? null : <span class="small muted hide-s">{`Après l’envoi, ${acts.undoSeconds}\u00a0s pour annuler.`}</span>;
}

export function AnswerForm({ acts }: { acts: ActsProps }) {
  const refused = refusedOf(acts, 'reponse');
  return (
    <ActForm acts={acts} act="reponse" title="Votre réponse" button="Envoyer" icon="send" files aside={<Undo acts={acts} />}>
      <Recipients acts={acts} />
      <TemplatePicker acts={acts} act="reponse" />
      <TextArea
        id={fieldId('reponse', 'texte')}
        name="texte"
        label="Texte"
        rows={5}
        placeholder="Écrivez ici. Le brouillon est gardé au fil de la frappe."
        refused={refused}
        required
      />
      <Files acts={acts} act="reponse" />
      <Choice name="suite" legend="Et maintenant ?" options={AFTER} refused={refused} idPrefix="reponse" />
    </ActForm>
  );
}

export function QuestionForm({ acts }: { acts: ActsProps }) {
  const asked =
    acts.missing.length === 0
      ? ''
      : `Bonjour,\n\nPour avancer, il nous manque :\n${acts.missing.map((item) => `- ${item}`).join('\n')}\n\nMerci de répondre à ce message.`;
  return (
    <ActForm
      acts={acts}
      act="question"
      files
      title="Demander au partenaire"
      button="Envoyer la question"
      icon="help"
      aside={<Undo acts={acts} />}
      lead="Dès l’envoi, c’est au partenaire de répondre : son délai commence."
    >
      <Recipients acts={acts} />
      <TemplatePicker acts={acts} act="question" />
      <TextArea
        id={fieldId('question', 'texte')}
        name="texte"
        label="Votre question"
        rows={6}
        value={asked}
        refused={refusedOf(acts, 'question')}
        required
      />
      <Files acts={acts} act="question" />
    </ActForm>
  );
}

const RESULTS = [
  { value: 'joint', label: 'Joint' },
  { value: 'non-joint', label: 'Non joint', hint: 'la Caf doit toujours une réponse' },
  { value: 'message-laisse', label: 'Message laissé', hint: 'la Caf doit toujours une réponse' },
];
const AFTER_CALL = [...AFTER, { value: 'question', label: 'J’ai posé une question', hint: 'c’est au partenaire de répondre' }];

export function CallForm({ acts }: { acts: ActsProps }) {
  const refused = refusedOf(acts, 'appel-telephonique');
  return (
    <ActForm
      acts={acts}
      act="appel-telephonique"
      title="Répondre par téléphone"
      button="Consigner l’appel"
      icon="phoneCall"
      lead="Seul un appel où la personne est jointe vaut réponse. Appelez un numéro enregistré."
    >
      <Select id={fieldId('appel-telephonique', 'personne')} name="personne" label="Personne appelée" options={acts.people} refused={refused} />
      <Choice name="resultat" legend="Résultat" options={RESULTS} refused={refused} idPrefix="appel-telephonique" />
      <Choice
        name="suite"
        legend="Si la personne est jointe"
        options={AFTER_CALL}
        refused={refused}
        idPrefix="appel-telephonique"
        class="if-reached"
      />
      <TextArea id={fieldId('appel-telephonique', 'texte')} name="texte" label="Ce qui s’est dit" rows={4} refused={refused} />
    </ActForm>
  );
}

export function CallBackForm({ acts }: { acts: ActsProps }) {
  const refused = refusedOf(acts, 'rappel');
  return (
    <ActForm
      acts={acts}
      act="rappel"
      title="Promettre un rappel"
      button="Promettre"
      icon="phone"
      lead="Le rappel paraît dans « À rappeler » à l’heure dite. Il ne remplace pas la réponse due."
    >
      <TextField
        id={fieldId('rappel', 'echeance')}
        name="echeance"
        type="datetime-local"
        label="Rappeler avant le"
        aside={`(${acts.zoneWords})`}
        width="w-when"
        refused={refused}
        required
      />
      <TextArea id={fieldId('rappel', 'texte')} name="texte" label="Qui rappeler, à quel sujet" rows={3} refused={refused} />
    </ActForm>
  );
}

export function NoteForm({ acts }: { acts: ActsProps }) {
  return (
    <ActForm
      acts={acts}
      act="note"
      title="Noter"
      button="Enregistrer la note"
      icon="note"
      lead="Note interne, jamais envoyée au partenaire. Elle n’arrête aucun délai."
    >
      <TextArea id={fieldId('note', 'texte')} name="texte" label="Note" rows={4} refused={refusedOf(acts, 'note')} required />
    </ActForm>
  );
}

export function ResolveForm({ acts }: { acts: ActsProps }) {
  return (
    <ActForm
      acts={acts}
      act="resolution"
      files
      aside={<Undo acts={acts} />}
      title="Résoudre"
      button="Résoudre"
      icon="checkCircle"
      lead="Plus personne ne doit de réponse. Ce que vous écrivez part au partenaire, qui peut répondre pour rouvrir ; sans texte, rien ne lui est envoyé."
    >
      <TemplatePicker acts={acts} act="resolution" />
      <TextArea
        id={fieldId('resolution', 'texte')}
        name="texte"
        label="Ce qui a été fait"
        aside="(envoyé au partenaire)"
        rows={4}
        refused={refusedOf(acts, 'resolution')}
      />
      <Files acts={acts} act="resolution" />
    </ActForm>
  );
}
