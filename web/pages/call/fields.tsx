import { Select, TextArea, TextField } from '../../components/fields';
import { Icon } from '../../components/icon';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import type { CallProps } from '../call';

/** The rest of the form: who, what, how to call back. */
export function CallFields(props: CallProps) {
  return (
    <>
      <What {...props} />
      <CallBack {...props} />
    </>
  );
}

const requires = ({ items }: CallProps, code: string) => items.find((item) => item.code === code);

function What(props: CallProps) {
  const { refused, values, services, kinds } = props;
  const error = requires(props, 'error-message');
  return (
    <Panel title="2. Que se passe-t-il ?">
      <WhichCaf {...props} />
      <div class="row gx-3">
        <div class="col-sm-6">
          <Select
            id="appel-service"
            name="service"
            label="Service concerné"
            options={services}
            blank="À préciser"
            value={values['service']}
            refused={refused}
            item="service"
          />
        </div>
        <div class="col-sm-6">
          <Select id="appel-nature" name="nature" label="Nature" options={kinds} value={values['nature']} refused={refused} />
        </div>
      </div>
      <TextField id="appel-objet" name="objet" label="Objet, en quelques mots" value={values['objet']} refused={refused} required maxLength={150} />
      <TextArea
        id="appel-description"
        name="description"
        label="Description, dans les mots de l’appelant"
        rows={5}
        value={values['description']}
        refused={refused}
        required
        item="description"
      />
      {error !== undefined && (
        <TextField
          id="appel-messageErreur"
          name="messageErreur"
          label="Message d’erreur"
          aside="(lu par l’appelant)"
          value={values['messageErreur']}
          refused={refused}
          item="error-message"
          placeholder="Ex. : « Session expirée, code 401 »"
          hint={error.optional ? 'Si possible.' : 'Demandé par le contrat. S’il ne l’a pas, laissez vide : l’accusé de réception le demandera.'}
        />
      )}
    </Panel>
  );
}

/** Only who serves several Cafs is asked; a known caller's Caf is known. */
function WhichCaf({ cafs, caf, values, refused }: CallProps) {
  if (cafs === undefined || cafs.length < 2) return <input type="hidden" name="caf" value={caf.code} />;
  return <Select id="appel-caf" name="caf" label="Caf appelée, si la personne est inconnue" options={cafs} value={values['caf']} refused={refused} />;
}

function CallBack({ refused, values, urgency }: CallProps) {
  return (
    <Panel title="3. Comment le joindre ?">
      <div class="row gx-3">
        <div class="col-sm-5">
          <TextField
            id="appel-rappelNom"
            name="rappelNom"
            label="Personne à rappeler"
            value={values['rappelNom']}
            refused={refused}
            item="caller-name"
          />
        </div>
        <div class="col-sm-4">
          <TextField
            id="appel-rappelTelephone"
            name="rappelTelephone"
            type="tel"
            label="Téléphone"
            value={values['rappelTelephone']}
            refused={refused}
            item="caller-contact"
          />
        </div>
        <div class="col-sm-3">
          <TextField
            id="appel-rappelAvant"
            name="rappelAvant"
            type="datetime-local"
            label="Rappeler avant"
            value={values['rappelAvant']}
            refused={refused}
          />
        </div>
      </div>
      <div class="form-check">
        <input
          class="form-check-input"
          type="checkbox"
          id="appel-urgent"
          name="urgent"
          value="oui"
          checked={values['urgent'] === 'oui'}
          aria-describedby="appel-urgent-aide"
        />
        <label class="form-check-label fw6" for="appel-urgent">
          <Icon name="boltFilled" tone="t-late" /> L’appelant déclare une urgence
        </label>
        <div class="form-text" id="appel-urgent-aide">
          <Words text={urgency} /> L’appelant doit l’avoir dit lui-même.
        </div>
      </div>
    </Panel>
  );
}
