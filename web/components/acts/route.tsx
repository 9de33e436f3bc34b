import type { ActsProps } from '../../view/acts';
import { Choice, Select, TextArea } from '../fields';
import { Words } from '../text';
import { ActForm, fieldId, refusedOf } from './frame';

export function RouteForm({ acts }: { acts: ActsProps }) {
  const refused = refusedOf(acts, 'transmission');
  return (
    <ActForm
      acts={acts}
      act="transmission"
      title="Transmettre à un secteur"
      button="Transmettre"
      icon="route"
      lead="Le secteur reçoit la demande par courriel et sa réponse revient ici. Le délai de la Caf continue de courir."
    >
      <Select
        id={fieldId('transmission', 'secteur')}
        name="secteur"
        label="Secteur"
        options={acts.sectors}
        blank="Choisir…"
        refused={refused}
        required
      />
      <TextArea id={fieldId('transmission', 'texte')} name="texte" label="Message au secteur" rows={4} refused={refused} />
    </ActForm>
  );
}

export function NationalForm({ acts }: { acts: ActsProps }) {
  const answer = acts.nationalWaiting;
  const refused = refusedOf(acts, 'national');
  const lead = answer
    ? 'Ce que le national a répondu. Le partenaire ne l’aura qu’avec votre réponse : le délai de la Caf continue de courir.'
    : 'Pour ce que seule la Cnaf peut traiter. Le délai de la Caf continue de courir.';
  return (
    <ActForm
      acts={acts}
      act="national"
      title={answer ? 'Consigner la réponse du national' : 'Saisir le national (Cnaf)'}
      button={answer ? 'Consigner la réponse' : 'Saisir le national'}
      icon="flag"
      lead={lead}
    >
      <input type="hidden" name="sens" value={answer ? 'reponse' : 'saisine'} />
      <TextArea
        id={fieldId('national', 'texte')}
        name="texte"
        label={answer ? 'Réponse du national' : 'Ce qui lui est demandé'}
        rows={5}
        refused={refused}
        required
      />
    </ActForm>
  );
}

export function UrgentForm({ acts }: { acts: ActsProps }) {
  const options = [
    { value: 'partner', label: 'Le partenaire la juge urgente' },
    { value: 'desk', label: 'La Caf la juge urgente' },
  ];
  return (
    <ActForm acts={acts} act="urgence" title="Déclarer urgent" button="Déclarer urgent" icon="bolt" urgent>
      <Choice name="cote" legend="Qui juge la situation urgente ?" options={options} refused={refusedOf(acts, 'urgence')} idPrefix="urgence" />
      <ul class="small">
        <li>
          <b>Le partenaire :</b> <Words text={acts.urgency.partner} />
        </li>
        <li>
          <b>La Caf :</b> <Words text={acts.urgency.desk} />
        </li>
      </ul>
    </ActForm>
  );
}

const RESULTS = [
  { value: 'joint', label: 'Joint' },
  { value: 'message-laisse', label: 'Message laissé' },
  { value: 'non-joint', label: 'Non joint' },
];

export function RungForm({ acts }: { acts: ActsProps }) {
  const refused = refusedOf(acts, 'echelon');
  return (
    <ActForm
      acts={acts}
      act="echelon"
      title="Contacter un échelon par téléphone"
      button="Consigner le contact"
      icon="stairs"
      lead="Un échelon joint par téléphone compte comme contacté : la lettre ne part pas, le délai suivant commence."
    >
      <Select id={fieldId('echelon', 'echelon')} name="echelon" label="Contact" options={acts.rungs} blank="Choisir…" refused={refused} required />
      <Choice name="resultat" legend="Résultat" options={RESULTS} refused={refused} idPrefix="echelon" />
      <TextArea id={fieldId('echelon', 'texte')} name="texte" label="Ce qui s’est dit" rows={3} refused={refused} />
    </ActForm>
  );
}

export function HandOverForm({ acts }: { acts: ActsProps }) {
  const refused = refusedOf(acts, 'transfert');
  return (
    <ActForm
      acts={acts}
      act="transfert"
      title="Transférer à une autre Caf"
      button="Transférer"
      icon="transfer"
      lead="La demande se poursuit au guichet choisi, sous son propre contrat. Le partenaire en est averti."
    >
      <Select id={fieldId('transfert', 'caf')} name="caf" label="Caf" options={acts.cafs} blank="Choisir…" refused={refused} required />
      <TextArea
        id={fieldId('transfert', 'texte')}
        name="texte"
        label="Motif"
        aside="(transmis à l’autre guichet)"
        rows={3}
        refused={refused}
        required
      />
    </ActForm>
  );
}
