import type { CafCode, Instant, Reference } from '../domain/ids';

/** The views of the queue, as the URL names them (`/file?vue=…`). */
export const QUEUE_VIEWS = ['toutes', 'a-prendre-en-charge', 'attente-caf', 'attente-partenaire', 'escaladees', 'a-identifier'] as const;
export type QueueView = (typeof QUEUE_VIEWS)[number];

/** What an agent may do to a ticket: each is a POST under the ticket's own URL. */
export const TICKET_ACTS = [
  'prise-en-charge',
  'reponse',
  'question',
  'appel-telephonique',
  'rappel',
  'note',
  'transmission',
  'national',
  'urgence',
  'verdict',
  'element',
  'echelon',
  'escalade',
  'rectification',
  'fusion',
  'defusion',
  'scission',
  'transfert',
  'resolution',
  'reouverture',
  'affectation',
  'echeance',
  'pause',
  'reprise',
  'incident',
  'hors-incident',
  'hors-arret',
] as const;
export type TicketAct = (typeof TICKET_ACTS)[number];

/** What is decided about a mail of the list « À identifier ». */
export const IDENTIFICATION_ACTS = ['rattachement', 'refus', 'indesirable'] as const;
export type IdentificationAct = (typeof IDENTIFICATION_ACTS)[number];

export const segment = encodeURIComponent;

/** `?a=1&b=2` from the given values; empty when all are undefined or blank. */
export function query(values: Readonly<Record<string, string | undefined>>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== undefined && value !== '') params.set(name, value);
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

export const homePath = (): string => '/';
export const signInPath = (returnTo?: string): string => `/connexion${query({ retour: returnTo })}`;
export const signOutPath = (): string => '/deconnexion';

export interface QueueQuery {
  readonly vue?: QueueView;
  readonly caf?: string;
  readonly service?: string;
  readonly nature?: string;
  readonly doit?: string;
  readonly secteur?: string;
  readonly partenaire?: string;
  readonly echeance?: string;
  /** A line of criteria, as in the search. */
  readonly q?: string;
  readonly page?: string;
}
const QUEUE_FIELDS = ['vue', 'caf', 'service', 'nature', 'doit', 'secteur', 'partenaire', 'echeance', 'q', 'page'] as const;
/** The queue; without a view, all open tickets. The same question always has the same address. */
export const queuePath = (q: QueueQuery = {}): string => `/file${query(Object.fromEntries(QUEUE_FIELDS.map((name) => [name, q[name]])))}`;
/** Where a view of the queue is kept, and one is removed. */
export const savedViewsPath = (): string => '/file/vues';
export const savedViewRemovalPath = (): string => '/file/vues/suppression';
/** Where an act on several tickets is posted. */
export const severalActsPath = (): string => '/file/actes';
/** Server-sent events that say « the queue changed ». */
/** `since`: when the page that listens was made; without it, what changed before it listened is not told. */
export const queueEventsPath = (since?: Instant): string => `/file/flux${query({ depuis: since })}`;
export const searchPath = (q?: string): string => `/recherche${query({ q })}`;

export const ticketPath = (reference: Reference): string => `/demandes/${segment(reference)}`;
/** The ticket's page with the form of one act open; works without a script. */
export const ticketActFormPath = (reference: Reference, act: TicketAct): string => `${ticketPath(reference)}#${actAnchor(act)}`;
/** Where an act is posted. */
export const ticketActPath = (reference: Reference, act: TicketAct): string => `${ticketPath(reference)}/${act}`;
/** The id of an act's form on the page. */
export const actAnchor = (act: TicketAct): string => `acte-${act}`;
export const timelineAnchor = (): string => 'suite';
export const messageAnchor = (messageId: string): string => `message-${messageId}`;
/** Journal, mails and reckonings of one request in one file, for a dispute. */
export const disputeFilePath = (reference: Reference, as: 'pdf' | 'zip'): string => `${ticketPath(reference)}/dossier.${as}`;
export const journalPath = (reference: Reference): string => `${ticketPath(reference)}/journal`;
/** The original mail, byte for byte. */
export const messageEmlPath = (reference: Reference, messageId: string): string => `${ticketPath(reference)}/messages/${segment(messageId)}.eml`;
/** The HTML part of a mail made safe, to be framed with `sandbox`. */
export const messageHtmlPath = (reference: Reference, messageId: string): string => `${ticketPath(reference)}/messages/${segment(messageId)}.html`;
export const attachmentPath = (reference: Reference, attachmentId: string): string => `${ticketPath(reference)}/pieces/${segment(attachmentId)}`;

/** Server-sent events that say who else is there and what happened since the fact numbered `n`, which the page shows. */
export const ticketEventsPath = (reference: Reference, n?: string): string => `${ticketPath(reference)}/flux${query({ n })}`;
/** Where what is typed in a form is kept. */
export const draftPath = (reference: Reference, act: TicketAct): string => `${ticketPath(reference)}/brouillons/${act}`;
/** Takes back what was just sent; `key` is the act's own. */
export const cancelSendPath = (reference: Reference, key: string): string => `${ticketPath(reference)}/envois/${segment(key)}/annulation`;
/** Puts a reply template in the form of an act, without a script. */
export const insertTemplatePath = (reference: Reference, act: TicketAct): string => `${ticketPath(reference)}/modeles/${act}`;
/** The words of a template for this ticket, its fields filled. */
export const filledTemplatePath = (reference: Reference, id: string): string => `${ticketPath(reference)}/modeles/${segment(id)}.txt`;

export const templatesPath = (): string => '/modeles';
export const newTemplatePath = (caf?: CafCode): string => `/modeles/nouveau${query({ caf })}`;
export const templatePath = (id: string): string => `/modeles/${segment(id)}`;
export const withdrawTemplatePath = (id: string): string => `/modeles/${segment(id)}/retrait`;
export const signaturePath = (caf: CafCode): string => `/modeles/signature/${segment(caf)}`;

export interface NewCallQuery {
  readonly q?: string;
  readonly caf?: string;
  readonly appelant?: string;
}
/** The phone intake; `q` finds a caller by name, partner or number, `appelant` chooses one. */
export const newCallPath = (q: NewCallQuery = {}): string => `/appels/nouveau${query({ ...q })}`;
export const callsPath = (): string => '/appels';
export const escalationsPath = (page?: string): string => `/escalades${query({ page })}`;
/** The contact whom a journey's ladder proposes is written to (POST). */
export const acceptProposalPath = (journey: string): string => `/escalades/demarches/${segment(journey)}`;

/** What is done to an incident: each is a POST under its own URL. */
export const INCIDENT_ACTS = ['rattachement', 'message', 'cloture', 'etat'] as const;
export type IncidentAct = (typeof INCIDENT_ACTS)[number];
export const incidentsPath = (): string => '/incidents';
/** The form that opens one; `demande` is the request it begins with. */
export const newIncidentPath = (demande?: Reference): string => `/incidents/nouveau${query({ demande })}`;
export const incidentPath = (id: string): string => `/incidents/${segment(id)}`;
export const incidentActPath = (id: string, act: IncidentAct): string => `${incidentPath(id)}/${act}`;

export const lettersPath = (page?: string): string => `/courriers${query({ page })}`;
export const letterPath = (id: string): string => `/courriers/${segment(id)}`;
export const letterEmlPath = (id: string): string => `/courriers/${segment(id)}.eml`;
/** The HTML part of a letter, to be framed likewise. */
export const letterHtmlPath = (id: string): string => `/courriers/${segment(id)}.html`;

export const unidentifiedPath = (page?: string): string => `/a-identifier${query({ page })}`;
export const identificationActPath = (id: string, act: IdentificationAct): string => `/a-identifier/${segment(id)}/${act}`;
export const unidentifiedEmlPath = (id: string): string => `/a-identifier/${segment(id)}.eml`;

export interface SimulationQuery {
  /** `datetime-local` in the Caf's own time zone, « 2026-05-13T15:50 ». */
  readonly recue?: string;
  readonly silence?: string;
  readonly urgence?: string;
  readonly version?: string;
  /** What is done meanwhile, and when. */
  readonly quoi1?: string;
  readonly quand1?: string;
  readonly quoi2?: string;
  readonly quand2?: string;
  readonly quoi3?: string;
  readonly quand3?: string;
}
export const contractsPath = (): string => '/contrats';
export const contractPath = (caf: CafCode, simulation: SimulationQuery = {}): string => `/contrats/${segment(caf)}${query({ ...simulation })}`;

export const helpAnchor = (): string => 'raccourcis';
export const partnerPath = (partnerId: string): string => `/partenaires/${segment(partnerId)}`;
export const mailChoicesPath = (): string => '/mes-courriels';

export * from './paths-steering';
