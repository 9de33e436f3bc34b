import { FileField, TextArea } from '../../components/fields';
import { Icon } from '../../components/icon';
import type { MeetingView } from '../../view/meeting';
import { ActForm, refusedOf } from './forms';

/** Writes the minutes when it is one's turn; validates them, or asks for corrections, when it is the other's. */
export function MinutesActs({ view }: { view: MeetingView }) {
  const { state: { phase, held, minutes }, side, mayAct, sent } = view;
  if (!mayAct || held === null) return null;
  if (phase === 'minutes-to-write' && held.writer === side) {
    const refused = refusedOf(sent, 'compte-rendu');
    return (
      <ActForm view={view} act="compte-rendu" summary={null} primary file button={<Icons name="send" text="Envoyer le compte rendu" />}>
        <TextArea id="compte-rendu-texte" name="texte" label="Compte rendu" rows={10} value={minutes?.text ?? ''} refused={refused} hint="En l’envoyant, vous le validez pour votre partie ; l’autre le valide ou demande des corrections." />
        <FileField id="compte-rendu-fichier" name="fichier" label="Fichier" hint="Facultatif : le compte rendu signé, une annexe. 10 Mo au plus." refused={refused} />
      </ActForm>
    );
  }
  if (phase !== 'minutes-to-validate' || held.writer === side) return null;
  return (
    <>
      <ActForm view={view} act="validation" summary={null} primary button={<Icons name="checkCircle" text="Valider le compte rendu" />} />
      <ActForm view={view} act="corrections" summary="Demander des corrections" button="Demander ces corrections">
        <TextArea id="corrections-texte" name="texte" label="Ce qui est à corriger" rows={4} refused={refusedOf(sent, 'corrections')} required hint="Ce texte est écrit à l’autre partie." />
      </ActForm>
    </>
  );
}

function Icons({ name, text }: { name: 'send' | 'checkCircle'; text: string }) {
  return (
    <>
      <Icon name={name} />
      {text}
    </>
  );
}
