import type { Reckoning } from '../../domain/calendar-types';
import { explainReckoning } from '../../domain/french/reckoning';
import { typo } from '../../domain/french/typography';
import { forecast } from '../../domain/forecast';
import type { Step } from '../../domain/plan';
import { otherSide } from '../../domain/ticket-facts';
import type { PaperBlock } from '../../paper/document';
import { at } from './document';
import type { DisputeData } from './file';

const OF_SIDE = { desk: 'de la Caf', partner: 'du partenaire' } as const;

/** « Pourquoi cette date ? » of every date: those that ran or run, as they were frozen, then those of the forecast. */
export function reckoningBlocks(data: DisputeData): PaperBlock[] {
  const frozen = [...data.ticket.frozen].map(([key, reckoning]) => ({ title: titleOf(data, key), reckoning }));
  const known = new Set(frozen.map(({ reckoning }) => signature(reckoning)));
  const ahead = forecast(data.ticket).flatMap((step) => (step.why.reckoning === null || known.has(signature(step.why.reckoning)) ? [] : [{ title: `À venir : ${stepTitle(step)}`, reckoning: step.why.reckoning }]));
  const all = [...frozen.sort((a, b) => (a.reckoning.start < b.reckoning.start ? -1 : 1)), ...ahead];
  if (all.length === 0) return [{ kind: 'paragraph', text: typo('Aucun délai n’est promis par ce contrat pour cette demande : aucune date n’a été calculée.') }];
  return [
    { kind: 'paragraph', muted: true, text: typo('Chaque calcul est figé quand son délai commence à courir : un changement d’horaires ou de logiciel ne le déplace pas.') },
    ...all.flatMap(({ title, reckoning }) => blocksOf(data, title, reckoning)),
  ];
}

function blocksOf(data: DisputeData, title: string, reckoning: Reckoning): PaperBlock[] {
  const lines = explainReckoning(reckoning, data.ticket.contract.calendar);
  return [
    { kind: 'heading', level: 2, text: typo(title) },
    { kind: 'facts', rows: lines.map(({ label, value }) => [label, value] as const) },
  ];
}

function signature({ start, deadline, article }: Reckoning): string {
  return [start, deadline, article].join();
}

/** What a frozen reckoning was of: its key names the fact that it runs from. */
function titleOf(data: DisputeData, key: string): string {
  const [what = '', number = ''] = key.split(/[:@~#]/);
  const fact = data.ticket.facts.find((one) => one.n === Number(number));
  switch (what) {
    case 'pickup':
      return 'Prise en charge promise';
    case 'debt': {
      const side = fact === undefined ? null : sideOwing(fact);
      return `Réponse due${side === null ? '' : ` ${side}`}${fact === undefined ? '' : `, depuis le ${at(data, fact.at)}`}`;
    }
    case 'rung':
      return fact !== undefined && 'rung' in fact ? `Après l’échelon ${fact.rung} ${OF_SIDE[fact.side]}` : 'Après un échelon';
    case 'internal':
      return 'Relance interne';
    case 'close':
      return 'Clôture';
    default:
      return key;
  }
}

/** Who owes after this fact began a debt. */
function sideOwing(fact: DisputeData['ticket']['facts'][number]): string | null {
  if (fact.kind === 'desk-wrote' || fact.kind === 'desk-called') return fact.then === 'asks' ? 'par le partenaire' : 'par la Caf';
  if (fact.kind === 'merged-in') return fact.debt === null ? null : fact.debt.side === 'desk' ? 'par la Caf' : 'par le partenaire';
  return fact.kind === 'received' || fact.kind === 'partner-wrote' || fact.kind === 'reopened' ? 'par la Caf' : null;
}

function stepTitle(step: Step): string {
  const side = step.side ?? 'desk';
  switch (step.what) {
    case 'pickup-warning':
    case 'pickup-breach':
      return 'prise en charge promise';
    case 'contact-rung':
    case 'propose-rung':
    case 'skip-rung':
      return `échelon ${step.rung?.rank ?? 1} ${OF_SIDE[side]}`;
    case 'ladder-exhausted':
      return `échelle ${OF_SIDE[side]} épuisée`;
    case 'urgent-flag':
      return `urgence déclarée à l’attention ${OF_SIDE[otherSide(side)]}`;
    case 'call-back':
      return 'rappel promis';
    case 'internal-reminder':
      return 'relance interne';
    case 'close':
      return 'clôture';
    default:
      return 'échéance';
  }
}
