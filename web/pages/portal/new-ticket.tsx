import type { ServiceCode, TicketKind } from '../../../domain/contract-types';
import { ContractItems } from '../../components/contract-items';
import { Checks, FileField, Select, TextArea, TextField } from '../../components/fields';
import { ErrorSummary, PostForm, type FormTokens, type Option, type Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Outage } from '../../components/outage';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { newOwnTicketPath } from '../../paths-portal';
import type { AskedItem, FileLimits, OutageView } from '../../view/portal';
import type { ShellProps } from '../../view/shell';
import { article } from '../../words/articles';
import { KIND_LONG, SERVICE_LONG } from '../../words/labels';
import { typedPhone } from '../ticket/around';
import { filesHint } from './write';

export interface NewOwnTicketProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  /** The conventions for which the reader may open a request. */
  readonly conventions: readonly Option[];
  /** The one it is for; null = it is to be chosen first. */
  readonly chosen: {
    readonly id: string;
    readonly name: string;
    readonly phone: string | null;
    readonly services: readonly ServiceCode[];
    readonly items: readonly AskedItem[];
    readonly article: string | null;
    /** The article by which an urgency is told at once; null = nobody is. */
    readonly urgent: string | null;
    readonly opening: string;
    /** Outages that the desk knows of. */
    readonly outages: readonly OutageView[];
  } | null;
  readonly subject: string;
  readonly limits: FileLimits;
  readonly refused: Refused | null;
  /** Only what the contract asks for besides is missing. */
  readonly maySendAnyway: boolean;
}

const KINDS: readonly TicketKind[] = ['technical-incident', 'administrative-question', 'habilitation', 'security-incident', 'other'];

/** A partner's person opens a request: what the contract requires is asked for, item by item. */
export function NewOwnTicketPage(props: NewOwnTicketProps) {
  const { shell, conventions, chosen, refused } = props;
  return (
    <Layout shell={shell} title="Ouvrir une demande" wide="wrap narrow">
      <h1 class="mb-3">Ouvrir une demande</h1>
      <ErrorSummary refused={refused} idOf={(field) => `demande-${field}`} />
      {conventions.length > 1 && <Choose {...props} />}
      {chosen !== null && (
        <div class="stack">
          {chosen.outages.map((outage) => (
            <Outage outage={outage} say="Inutile de le signaler de nouveau ; si votre demande n’en vient pas, écrivez-nous." />
          ))}
          <Items chosen={chosen} />
          <Form {...props} chosen={chosen} />
        </div>
      )}
    </Layout>
  );
}

function Choose({ conventions, chosen, refused }: NewOwnTicketProps) {
  return (
    <form class="mb-3" action={newOwnTicketPath()}>
      <Select id="demande-convention" name="convention" label="Pour quelle convention ?" options={conventions} value={chosen?.id} blank="Choisir…" refused={refused} required />
      <button class="btn btn-light" type="submit">
        {chosen === null ? 'Continuer' : 'Changer de convention'}
      </button>
    </form>
  );
}

type Chosen = { readonly chosen: NonNullable<NewOwnTicketProps['chosen']> };

function Items({ chosen: { items, article: from, opening } }: Chosen) {
  return (
    <Panel title="Ce que votre contrat demande" aside={from === null ? undefined : article(from)}>
      {items.length === 0 ? (
        <p class="mb-1">Votre contrat n’exige aucun élément particulier.</p>
      ) : (
        <ContractItems items={items} state="asked" />
      )}
      <p class="small muted mb-0">
        <Words text={`${opening}. Votre demande compte dès son envoi, à toute heure.`} />
      </p>
    </Panel>
  );
}

function Form({ tokens, chosen, subject, limits, refused, maySendAnyway }: NewOwnTicketProps & Chosen) {
  const asks = (code: AskedItem['code']): boolean => chosen.items.some((item) => item.code === code);
  const must = (code: AskedItem['code']): boolean => chosen.items.some((item) => item.code === code && !item.optional);
  const urgent = chosen.urgent === null ? 'Le guichet le verra ; votre contrat ne prévoit pas d’escalade.' : `Nous prévenons tout de suite, à toute heure, le premier contact de la Caf (${article(chosen.urgent)}).`;
  return (
    <Panel title="Votre demande">
      <PostForm action={newOwnTicketPath()} tokens={tokens} suffix="demande" file>
        <input type="hidden" name="convention" value={chosen.id} />
        <Select id="demande-service" name="service" label="Service concerné" aside={must('service') ? undefined : '(facultatif)'} blank="Choisir…" refused={refused} item="service" options={chosen.services.map((value) => ({ value, label: SERVICE_LONG[value] }))} />
        <Select id="demande-nature" name="nature" label="Nature" blank="Choisir…" refused={refused} options={KINDS.map((value) => ({ value, label: KIND_LONG[value] }))} hint="Un incident de sécurité n’est lu que par les responsables de la sécurité." />
        <TextField id="demande-objet" name="objet" label="Objet" value={subject} refused={refused} required maxLength={150} />
        <TextArea id="demande-texte" name="texte" label="Description" hint="Ce que vous faisiez, ce qui s’est passé, depuis quand." rows={6} refused={refused} required item="description" />
        {asks('error-message') && <TextField id="demande-messageErreur" name="messageErreur" label="Message d’erreur" hint="Tel qu’il s’affiche." refused={refused} maxLength={2_000} item="error-message" />}
        <FileField id="demande-fichiers" name="fichiers" label={asks('screenshot') ? 'Capture d’écran et autres fichiers' : 'Fichiers'} aside="(facultatif)" hint={filesHint(limits)} refused={refused} multiple />
        <TextField id="demande-rappelNom" name="rappelNom" label="Personne à rappeler" value={chosen.name} refused={refused} maxLength={200} autocomplete="name" item="caller-name" />
        <TextField id="demande-rappelTelephone" name="rappelTelephone" label="Numéro où la joindre" aside={must('caller-contact') ? undefined : '(facultatif)'} type="tel" value={typedPhone(chosen.phone ?? '')} refused={refused} autocomplete="tel" item="caller-contact" />
        <Checks legend="Urgence" idPrefix="demande" options={[{ name: 'urgent', label: 'La situation est urgente', checked: refused?.values['urgent'] === 'oui' }]} />
        <p class="small muted">
          <Words text={urgent} />
        </p>
        {maySendAnyway && <Checks legend="Il manque des éléments" idPrefix="demande" options={[{ name: 'quandMeme', label: 'Envoyer quand même : le guichet me les demandera', checked: false }]} />}
        <button class="btn btn-primary w-100" type="submit">
          <Icon name="send" />
          Envoyer la demande
        </button>
      </PostForm>
    </Panel>
  );
}
