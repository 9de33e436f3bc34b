import type { ServiceCode } from '../../domain/contract-types';
import { listed } from '../../domain/contract-statement-line';
import { typo } from '../../domain/french/typography';
import type { Instant } from '../../domain/ids';
import type { Notice } from '../../domain/stop-procedure';
import { heading, paragraph, verbatim, when, type Block } from './block';
import type { LetterContext, WrittenLetter } from './context';
import { at, because, SERVICES } from './words';
import { writeLetter } from './write';

export interface StopLetterProps {
  readonly context: LetterContext;
  readonly notice: Notice;
  readonly title: string;
  readonly meanwhile: string;
  /** null = the whole of Mon Compte Partenaire. */
  readonly services: readonly ServiceCode[] | null;
  readonly from: Instant;
  readonly until: Instant;
  /** The article of the Caf's contract by which the partner is told. */
  readonly article: string;
  /** The announcement on the portal. */
  readonly href: string;
}

interface Said {
  readonly subject: string;
  readonly title: string;
  readonly opening: (props: StopLetterProps) => string;
}

const SAID: Readonly<Record<Notice, Said>> = {
  announcement: { subject: 'Arrêt planifié', title: 'Un arrêt est planifié', opening: ({ article }) => `Comme le prévoit le contrat de service (${because(article, null)}), nous vous prévenons d’un arrêt.` },
  reminder: { subject: 'Rappel : arrêt planifié', title: 'Rappel : un arrêt est planifié', opening: () => 'Nous vous rappelons l’arrêt que nous vous avons annoncé.' },
  change: { subject: 'Arrêt planifié : changement', title: 'L’arrêt planifié change', opening: () => 'L’arrêt que nous vous avons annoncé change. Voici ce qui vaut désormais.' },
  cancellation: { subject: 'Arrêt annulé', title: 'L’arrêt est annulé', opening: () => 'L’arrêt que nous vous avons annoncé n’aura pas lieu.' },
  end: { subject: 'Arrêt terminé', title: 'L’arrêt est terminé', opening: (props) => `L’arrêt que nous vous avons annoncé est terminé depuis le ${at(props.context, props.until)}.` },
};

/** What the partner's service manager is told of a planned stop (article 4): what, from when until when in the Caf's own time, what to do meanwhile. */
export function plannedStop(props: StopLetterProps): WrittenLetter {
  const { context, notice, title } = props;
  const said = SAID[notice];
  const letter = writeLetter(context, {
    subject: `${said.subject} : ${title}`,
    preview: notice === 'cancellation' ? 'Il n’aura pas lieu.' : `Du ${at(context, props.from)} au ${at(context, props.until)}.`,
    title: said.title,
    blocks: [paragraph(said.opening(props)), { kind: 'facts', rows: rowsOf(props) }, ...bodyOf(props)],
  });
  return { ...letter, subject: typo(`[${context.contract.name}] ${letter.subject}`) };
}

function rowsOf({ context, title, services, from, until }: StopLetterProps): ReadonlyArray<readonly [string, string]> {
  return [
    ['Arrêt', title],
    ['Services', servicesInWords(services)],
    ['Début', at(context, from)],
    ['Fin', at(context, until)],
  ];
}

export function servicesInWords(services: readonly ServiceCode[] | null): string {
  return services === null ? 'tout Mon Compte Partenaire' : listed(services.map((service) => SERVICES[service]));
}

function bodyOf({ notice, meanwhile, href }: StopLetterProps): readonly Block[] {
  const button: Block = { kind: 'button', text: 'Lire l’annonce sur le portail', href };
  if (notice === 'cancellation') return [paragraph('Vous pouvez travailler comme d’habitude. Aucune date n’est plus reportée par cet arrêt.')];
  if (notice === 'end') return [paragraph('Si quelque chose ne fonctionne pas, écrivez-nous comme d’habitude.')];
  return [
    ...when(meanwhile !== '', heading('En attendant'), verbatim(meanwhile)),
    paragraph('Une échéance qui tombe pendant l’arrêt, de votre côté comme du nôtre, est reportée à sa fin.'),
    button,
  ];
}
