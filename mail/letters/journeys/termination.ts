import { frenchDate } from '../../../domain/french/dates';
import type { LocalDate } from '../../../domain/ids';
import type { Termination } from '../../../domain/journeys/termination';
import { paragraph, verbatim, when, type Block } from '../block';
import type { WrittenLetter } from '../context';
import { journeyLetter, type JourneyContext } from './context';

/** What the letters of a termination say: its state, the article, what closes with the convention. */
export interface TerminationWords {
  readonly context: JourneyContext;
  readonly state: Termination;
  readonly article: string | null;
  /** Requests that are open now. */
  readonly tickets: number;
  /** Accesses held now. */
  readonly accesses: number;
  /** Read inside the Caf. */
  readonly inside: boolean;
}

type Words = (words: TerminationWords) => WrittenLetter;

/** Letters that go with the registered one: the paper is what counts, they say where it stands. */
export const TERMINATION_LETTERS: Readonly<Record<string, Words>> = {
  'termination-received': (words) => written(words, 'Résiliation de la convention', `Effet le ${on(words.state.effectiveOn)}.`, [
    paragraph(`${told(words)} le **${on(words.state.receivedOn)}**. La convention prend fin le **${on(words.state.effectiveOn)}** (${clause(words.article)}).`),
    ...reason(words),
    paragraph('D’ici là, rien ne change : les accès restent ouverts et le guichet répond à vos demandes. La résiliation peut être retirée jusqu’à cette date, d’un commun accord.'),
    ...closing(words),
  ]),
  'termination-reminder': (words) => written(words, 'Fin de la convention : rappel', `Effet le ${on(words.state.effectiveOn)}.`, [
    paragraph(`La convention prend fin le **${on(words.state.effectiveOn)}**.`),
    ...closing(words),
  ]),
  'termination-moved': (words) => written(words, 'Fin de la convention : nouvelle date', `Effet le ${on(words.state.effectiveOn)}.`, [
    paragraph(`La date d’effet de la résiliation est déplacée : la convention prend fin le **${on(words.state.effectiveOn)}**.`),
    ...closing(words),
  ]),
  'termination-withdrawn': (words) => written(words, 'Résiliation retirée', 'La convention continue.', [paragraph('La résiliation est retirée : **la convention continue**, les accès et les demandes aussi.'), ...reasonOfEnd(words)]),
  'convention-over': (words) => written(words, 'Fin de la convention', 'La convention est résiliée.', [
    paragraph(`**La convention ${words.context.convention ?? ''} est résiliée** ce jour, ${on(words.state.effectiveOn)} (${clause(words.article)}).`),
    paragraph('Les habilitations prennent fin avec elle. Les demandes encore ouvertes sont closes, chacune par un courrier ; les revues et les changements en cours s’arrêtent.'),
  ]),
};

function written({ context, inside }: TerminationWords, title: string, preview: string, blocks: readonly Block[]): WrittenLetter {
  const convention = context.convention === null ? [] : [['Convention', context.convention] as const];
  const partner = context.partner === null ? [] : [['Partenaire', context.partner] as const];
  return journeyLetter(context, {
    subject: title, preview, title,
    blocks: [...blocks, { kind: 'facts', rows: [['Résiliation', context.id], ...convention, ...partner] }, ...when(context.url !== null, { kind: 'button', text: 'Ouvrir', href: context.url ?? '' })],
  }, !inside);
}

/** Whose letter it is, said to whoever reads. */
function told({ state, context, inside }: TerminationWords): string {
  const tracking = state.tracking === '' ? '' : ` (n° ${state.tracking})`;
  const caf = context.contract.name;
  if (state.by === 'partner') return inside ? `La lettre recommandée${tracking} par laquelle le partenaire résilie la convention a été reçue` : `Nous avons reçu votre lettre recommandée${tracking} de résiliation`;
  return inside ? `Le partenaire a reçu la lettre recommandée${tracking} par laquelle la ${caf} résilie la convention` : `Vous avez reçu la lettre recommandée${tracking} par laquelle la ${caf} résilie la convention`;
}

function reason({ state }: TerminationWords): Block[] {
  return state.reason === '' ? [] : [paragraph('Le motif donné :'), verbatim(state.reason)];
}

function reasonOfEnd({ state }: TerminationWords): Block[] {
  return state.ended === null || state.ended === '' ? [] : [paragraph('Le motif donné :'), verbatim(state.ended)];
}

/** What closes with it, as it stands today. */
function closing({ tickets, accesses }: TerminationWords): Block[] {
  return [
    {
      kind: 'box', tone: 'info', title: 'Ce qui prend fin ce jour-là',
      items: [`Toutes les habilitations (${accesses} au registre aujourd’hui)`, `Les demandes encore ouvertes (${tickets} aujourd’hui), closes chacune par un courrier`, 'Les revues inverses et les changements d’administrateur en cours'],
      after: 'Gardez avant cette date ce dont vous aurez besoin.',
    },
  ];
}

function on(date: LocalDate): string {
  return frenchDate(date);
}

function clause(article: string | null): string {
  return article === null ? 'convention, résiliation' : `convention, ${article}`;
}
