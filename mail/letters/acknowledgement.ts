import { isOpen } from '../../domain/calendar';
import type { Channel, RequiredItem } from '../../domain/contract-types';
import { counted } from '../../domain/french/dates';
import type { Instant } from '../../domain/ids';
import type { Rung } from '../../domain/ladder';
import type { Step } from '../../domain/plan';
import { heading, paragraph, verbatim, when, type Block, type LetterBody } from './block';
import type { LetterContext, WrittenLetter } from './context';
import { NO_NUMBERS } from './personal-numbers';
import { at, clause, SERVICES, cleanSubject, closedNow, personOf, requestRows } from './words';
import { writeLetter } from './write';

export interface AcknowledgementProps {
  readonly context: LetterContext;
  readonly receivedAt: Instant;
  readonly channel: Channel;
  /** What the contract requires and the request does not carry. */
  readonly missing: readonly RequiredItem[];
  /** The steps ahead if nobody acts, as the plan gives them. */
  readonly steps: readonly Step[];
  /** The request itself was declared urgent. */
  readonly urgent: boolean;
  /** The outage that it seems to come of, known already. */
  readonly incident?: KnownIncident | null;
  /** The planned stop during which it came, announced before. */
  readonly stop?: KnownStop | null;
  /** Its service is not open to its convention, or is no more: nothing is promised. */
  readonly notOpen?: { readonly ended: boolean } | null;
  /** It holds a claimant's personal number. */
  readonly numbers?: boolean;
}

export interface KnownStop {
  readonly title: string;
  readonly from: Instant;
  readonly until: Instant;
  /** What may be done meanwhile, as the desk wrote it. */
  readonly meanwhile: string;
}

export interface KnownIncident {
  readonly title: string;
  readonly since: Instant;
  /** What is known of it, as the desk wrote it. */
  readonly known: string;
}

const CHANNEL: Readonly<Record<Channel, string>> = { email: 'votre courriel', phone: 'votre appel', portal: 'votre message', post: 'votre lettre' };

/** « Votre demande est bien arrivée »: what happens next, by when and by which article; what is missing, item by item. */
export function acknowledgement(props: AcknowledgementProps): WrittenLetter {
  const { context, receivedAt, channel } = props;
  return writeLetter(context, {
    subject: `Demande reçue : ${cleanSubject(context.subject)}`,
    preview: `${context.reference === null ? '' : `Référence ${context.reference}. `}${missingWords(props.missing)}`,
    title: 'Votre demande est bien arrivée',
    blocks: [
      paragraph(
        `Nous avons reçu ${CHANNEL[channel]} le ${at(context, receivedAt)}. Ce message est automatique : une personne du guichet va prendre votre demande en charge.`,
      ),
      { kind: 'facts', rows: requestRows(context, false) },
      ...stop(props),
      ...incident(props),
      ...missing(props.missing),
      ...when(props.numbers === true, NO_NUMBERS),
      heading('Ce qui va se passer'),
      ...hours(props),
      ...promises(props),
      ...urgency(props),
      ...when(context.url !== null, { kind: 'button', text: 'Suivre ma demande', href: context.url ?? '' }),
    ],
  } satisfies LetterBody);
}

/** An outage that is known is said at once; a person then sees whether this request comes of it. */
function incident({ context, incident: known }: AcknowledgementProps): readonly Block[] {
  if (known === null || known === undefined) return [];
  const told = `Un incident est déjà connu depuis le ${at(context, known.since)} : ${known.title}.`;
  return [
    { kind: 'box', tone: 'info', title: told, items: [], after: 'Votre demande y ressemble. Si elle en vient, nous vous écrirons ici dès que nous en saurons plus : inutile de nous le signaler de nouveau.' },
    ...when(known.known !== '', paragraph('Ce que nous savons :'), verbatim(known.known)),
  ];
}

/** A planned stop under way is said at once, with what may be done meanwhile. */
function stop({ context, stop: known }: AcknowledgementProps): readonly Block[] {
  if (known === null || known === undefined) return [];
  const told = `Un arrêt planifié est en cours, du ${at(context, known.from)} au ${at(context, known.until)} : ${known.title}.`;
  return [
    { kind: 'box', tone: 'info', title: told, items: [], after: 'Votre demande y est liée : elle en vient sans doute. Réessayez après la fin de l’arrêt ; si cela ne fonctionne toujours pas, répondez à ce message.' },
    ...when(known.meanwhile !== '', paragraph('Ce que vous pouvez faire en attendant :'), verbatim(known.meanwhile)),
  ];
}

const missingWords = (items: readonly RequiredItem[]): string =>
  items.length === 0 ? 'Votre demande est bien arrivée.' : `Il nous manque ${counted(items.length, 'élément', 'éléments')}.`;

function missing(items: readonly RequiredItem[]): readonly Block[] {
  if (items.length === 0) return [];
  return [
    {
      kind: 'box',
      tone: 'warn',
      title: missingWords(items),
      items: items.map((item) => `${item.label.charAt(0).toUpperCase()}${item.label.slice(1)}${item.optional ? ', si possible' : ''}`),
      after: 'Répondez simplement à ce message, en gardant son objet.',
    },
  ];
}

/** Received while the desk is closed: said, with the next opening; the time counts from receipt all the same. */
function hours({ context, receivedAt }: AcknowledgementProps): readonly Block[] {
  if (isOpen(context.contract.calendar, receivedAt)) return [];
  const closed = closedNow(context, receivedAt);
  return closed === null
    ? []
    : [paragraph(`Le guichet est fermé ${closed.why}. Il rouvre le **${closed.reopens}** ; votre demande compte dès sa réception.`)];
}

function promises({ context, steps, notOpen }: AcknowledgementProps): readonly Block[] {
  if (notOpen !== null && notOpen !== undefined) return [paragraph(notOpenWords(context, notOpen.ended))];
  const pickup = steps.find((step) => step.what === 'pickup-breach');
  const rung = steps.find(
    (step) => step.side === 'desk' && (step.what === 'contact-rung' || step.what === 'propose-rung') && step.because === 'delay',
  );
  const { pickup: promise, escalation } = context.contract;
  return [
    ...when(
      pickup !== undefined && promise !== null,
      paragraph(
        `Une personne du guichet la prend en charge avant le **${at(context, pickup?.limit ?? context.now)}** (${clause(promise?.article ?? null, promise?.rule ?? null)}).`,
      ),
    ),
    ...when(
      rung?.rung !== undefined && escalation !== null,
      paragraph(
        `Si vous n’avez pas de réponse avant le **${at(context, rung?.at ?? context.now)}**, nous ${rung?.what === 'propose-rung' ? 'pouvons prévenir' : 'prévenons'} ${firstOf(rung?.rung)} (${clause(escalation?.article ?? null, escalation?.rule ?? null)}).`,
      ),
    ),
    ...when(
      promise === null && escalation === null,
      paragraph(
        'Aucun contrat de service ne fixe de délai pour votre Caf : le guichet vous répond dès que possible, et nous n’annonçons pas de date que nous ne pourrions pas garantir.',
      ),
    ),
    ...when(promise !== null && escalation === null, paragraph('Le contrat ne fixe pas de délai de réponse après cette prise en charge.')),
  ];
}

/** Nothing is promised before a service opens, nor after the convention ended. */
function notOpenWords({ service }: LetterContext, ended: boolean): string {
  if (ended) return 'Votre convention a pris fin : le contrat de service ne fixe plus de délai. Une personne du guichet lira votre message.';
  const which = service === null ? 'Aucun service n’est' : `Le service ${SERVICES[service]} n’est pas`;
  return `${which} encore ouvert pour votre convention : **aucun délai n’est promis**. Une personne du guichet lira votre message et vous dira ce qui manque à l’ouverture.`;
}

function firstOf(rung: Pick<Rung, 'name' | 'role'> | undefined): string {
  return rung === undefined ? 'le premier contact de la Caf' : `le premier contact de la Caf, ${personOf(rung)}`;
}

function urgency({ context, urgent, notOpen }: AcknowledgementProps): readonly Block[] {
  if (notOpen !== null && notOpen !== undefined) return [];
  const escalation = context.contract.escalation;
  if (escalation === null || !escalation.urgent) {
    const said = urgent
      ? 'Vous avez signalé une urgence : le guichet la voit.'
      : 'Si la situation est urgente, répondez en ajoutant **[URGENT]** à l’objet : le guichet le verra.';
    return [
      paragraph(
        `${said} ${context.contract.serviceContract ? 'Le contrat ne prévoit pas' : 'Aucun contrat ne prévoit'} d’escalade : personne d’autre n’est prévenu automatiquement.`,
      ),
    ];
  }
  const [first] = context.contract.deskLadder;
  const whom = firstOf(first);
  if (urgent) return [paragraph(`Vous avez signalé une urgence : nous prévenons tout de suite ${whom} (${clause(escalation.article, null)}).`)];
  return [
    paragraph(
      `Si la situation est urgente, répondez en ajoutant **[URGENT]** à l’objet : nous prévenons ${whom}, tout de suite et à toute heure (${clause(escalation.article, null)}).`,
    ),
  ];
}
