import { MEASURE_WORDS, NATURE_WORDS, NOTIFIED_WORDS, SEVERITY_WORDS } from '../../../domain/french/security';
import { NATURES, NOTIFIED, REGISTER_MEASURES, SEVERITIES } from '../../../domain/journeys/security-facts';
import { Checks, Choice, Select, TextArea, TextField } from '../../components/fields';
import { PostForm, type Option, type Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Panel } from '../../components/panel';
import { securityActPath, type SecurityActName } from '../../paths-security';
import type { SecurityView } from '../../view/security';

interface Props {
  readonly view: SecurityView;
}

const options = <K extends string>(keys: readonly K[], words: Readonly<Record<K, string>>): Option[] => keys.map((value) => ({ value, label: words[value] }));

/** The form's own refusal, and the ids of its fields. */
function of({ view }: Props, act: SecurityActName): { refused: Refused | null; id: (field: string) => string; action: string } {
  return { refused: view.sent?.act === act ? view.sent : null, id: (field) => `${act}-${field}`, action: securityActPath(view.id, act) };
}

export function TakeOnForm(props: Props) {
  const { action } = of(props, 'prise-en-charge');
  return (
    <Panel title="Prendre en charge">
      <PostForm action={action} tokens={props.view.tokens} suffix="prise">
        <button class="btn btn-primary" type="submit">
          <Icon name="check" />
          Je m’en charge
        </button>
      </PostForm>
    </Panel>
  );
}

export function AttachForm(props: Props) {
  const { refused, id, action } = of(props, 'rattachement');
  return (
    <Panel title="À quel partenaire ?">
      <p class="small">Ce signalement vient d’une personne qui ne peut pas ouvrir de demande. Rattachez-le pour lui répondre : la demande naît en accès restreint.</p>
      <PostForm action={action} tokens={props.view.tokens} suffix="rattachement">
        <Select id={id('convention')} name="convention" label="Convention" options={props.view.conventions} blank="Choisir…" refused={refused} required />
        <button class="btn btn-light" type="submit">
          Rattacher
        </button>
      </PostForm>
    </Panel>
  );
}

export function QualifyForm(props: Props) {
  const { refused, id, action } = of(props, 'qualification');
  const known = props.view.state.qualification;
  return (
    <Panel title={known === null ? 'Qualifier' : 'Qualifier de nouveau'}>
      <PostForm action={action} tokens={props.view.tokens} suffix="qualification">
        <Select id={id('nature')} name="nature" label="Nature" options={options(NATURES, NATURE_WORDS)} blank="Choisir…" value={known?.nature} refused={refused} required />
        <Choice idPrefix="qualification" name="gravite" legend="Gravité" options={options(SEVERITIES, SEVERITY_WORDS)} value={known?.severity} refused={refused} />
        <Checks legend="Données" idPrefix="qualification" options={[{ name: 'donnees', label: 'Des données personnelles sont concernées', checked: refused === null ? known?.personalData === true : refused.values['donnees'] === 'oui' }]} />
        <TextArea id={id('resume')} name="resume" label="Ce qui s’est passé" rows={4} value={known?.summary} refused={refused} required />
        <button class="btn btn-primary" type="submit">
          Enregistrer la qualification
        </button>
      </PostForm>
    </Panel>
  );
}

export function MeasureForm(props: Props) {
  const { refused, id, action } = of(props, 'mesure');
  const { accesses } = props.view;
  return (
    <Panel title="Noter une mesure">
      <PostForm action={action} tokens={props.view.tokens} suffix="mesure">
        {accesses.length > 0 && (
          <>
            <Select id={id('acte')} name="acte" label="Au registre des habilitations" options={options(REGISTER_MEASURES, MEASURE_WORDS)} blank="Rien : mesure prise ailleurs" refused={refused} />
            <Select id={id('acces')} name="acces" label="Accès concerné" options={accesses} blank="Choisir…" refused={refused} hint="L’acte est fait au registre aussitôt, et les administrateurs du partenaire en sont informés sans détail." />
          </>
        )}
        <TextArea id={id('texte')} name="texte" label="Mesure prise" rows={3} refused={refused} />
        <button class="btn btn-light" type="submit">
          <Icon name="lock" />
          Noter la mesure
        </button>
      </PostForm>
    </Panel>
  );
}

export function InformForm(props: Props) {
  const { refused, id, action } = of(props, 'information');
  return (
    <Panel title="Noter qui a été informé">
      <PostForm action={action} tokens={props.view.tokens} suffix="information">
        <TextField id={id('qui')} name="qui" label="Qui" refused={refused} required />
        <TextField id={id('quand')} name="quand" type="datetime-local" label="Quand" width="w-when" value={props.view.nowLocal} refused={refused} required />
        <TextArea id={id('texte')} name="texte" label="Comment, et ce qui a été dit" rows={2} refused={refused} />
        <button class="btn btn-light" type="submit">
          Noter
        </button>
      </PostForm>
    </Panel>
  );
}

export function NotifyForm(props: Props) {
  const { refused, id, action } = of(props, 'notification');
  return (
    <Panel title="Consigner une notification">
      <PostForm action={action} tokens={props.view.tokens} suffix="notification">
        <Select id={id('destinataire')} name="destinataire" label="À qui" options={options(NOTIFIED, NOTIFIED_WORDS)} blank="Choisir…" refused={refused} required />
        <TextField id={id('quand')} name="quand" type="datetime-local" label="Quand" width="w-when" value={props.view.nowLocal} refused={refused} required />
        <TextField id={id('numero')} name="numero" label="Numéro" aside="facultatif" refused={refused} />
        <TextArea id={id('texte')} name="texte" label="Précision" rows={2} refused={refused} hint="Ou pourquoi elle n’est pas requise." />
        <button class="btn btn-light" type="submit">
          Consigner
        </button>
      </PostForm>
    </Panel>
  );
}

export function CloseForm(props: Props) {
  const { refused, id, action } = of(props, 'cloture');
  return (
    <Panel title="Clore">
      <PostForm action={action} tokens={props.view.tokens} suffix="cloture">
        <TextArea id={id('texte')} name="texte" label="Rapport de clôture" rows={4} refused={refused} hint="Causes, conséquences, mesures, ce qui est changé pour la suite." required />
        <button class="btn btn-light" type="submit">
          <Icon name="checkCircle" />
          Clore l’incident
        </button>
      </PostForm>
    </Panel>
  );
}

export function DismissForm(props: Props) {
  const { refused, id, action } = of(props, 'sans-suite');
  return (
    <Panel title="Ce n’était pas un incident">
      <PostForm action={action} tokens={props.view.tokens} suffix="sans-suite">
        <TextArea id={id('texte')} name="texte" label="Pourquoi" rows={2} refused={refused} hint="La demande, s’il y en a une, est rendue au guichet : tous ses agents pourront la lire." required />
        <button class="btn btn-light" type="submit">
          <Icon name="x" />
          Classer sans suite
        </button>
      </PostForm>
    </Panel>
  );
}
