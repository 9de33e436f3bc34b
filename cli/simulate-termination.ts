import { Command } from 'commander';
import { loadPublishedContract } from '../contracts/load';
import { loadSeed } from '../contracts/seed';
import { frenchDate, frenchDateTime } from '../domain/french/dates';
import { terminationFactWords, terminationStepWords } from '../domain/french/termination';
import { typo } from '../domain/french/typography';
import type { LocalDate } from '../domain/ids';
import type { Surroundings } from '../domain/journeys/around';
import { forecastJourney, type Foreseen } from '../domain/journeys/forecast';
import { termination, type TerminationFact } from '../domain/journeys/termination';
import { earliestEffect, effectRefused } from '../domain/journeys/termination-dates';
import type { JourneyFact, JourneyKind } from '../domain/journeys/types';
import { startOf } from '../domain/journeys/year';
import { dateOfDay, dayOf } from '../domain/local-date';
import { wrapped } from './wrap';

export interface SimulateTerminationOptions {
  readonly received?: string;
  readonly effective?: string;
  readonly by?: string;
  readonly json?: boolean;
}
const KIND: JourneyKind = termination;

/** `guichet simulate termination 59 --received 2027-01-31`: the end of a convention by registered letter, and when, if nobody acts. */
export function simulateTerminationCommand(): Command {
  return new Command('termination')
    .description('Dit quand prend fin une convention résiliée par lettre recommandée, et ce qui part avant, si personne n’agit.')
    .argument('<caf>', 'code de la Caf (31, 95…)')
    .option('--received <date>', 'jour de réception de la lettre : 2027-01-31 (obligatoire)')
    .option('--effective <date>', 'jour d’effet demandé ; par défaut, le premier possible')
    .option('--by <côté>', 'qui résilie : partner (le partenaire, par défaut) ou desk (la Caf)')
    .option('--json', 'la suite des étapes en JSON, instants en UTC')
    .action((caf: string, _own: SimulateTerminationOptions, own: Command) => {
      try {
        console.log(terminationSimulation(caf, own.optsWithGlobals<SimulateTerminationOptions>(), process.stdout.columns ?? 100));
      } catch (error) {
        own.error(typo(`guichet simulate termination : ${error instanceof Error ? error.message : String(error)}`), { exitCode: 2 });
      }
    });
}

/** What the command prints. @throws Error in French on a Caf, a side or a date that cannot be. */
export function terminationSimulation(caf: string, { received, effective, by = 'partner', json }: SimulateTerminationOptions, width: number): string {
  if (received === undefined) throw new RangeError('donner le jour de réception : --received 2027-01-31');
  if (by !== 'partner' && by !== 'desk') throw new RangeError(`« ${by} » n’est ni partner (le partenaire) ni desk (la Caf)`);
  const contract = loadPublishedContract(caf);
  const receivedOn = dateOfDay(dayOf(received));
  const effectiveOn = effective === undefined ? earliestEffect(contract, receivedOn) : dateOfDay(dayOf(effective));
  if (effectiveOn === null) throw new RangeError('la convention de cette Caf ne dit rien de sa résiliation');
  const refused = effectRefused(contract, { receivedOn, effectiveOn }, receivedOn);
  if (refused !== null) throw new RangeError(refused.reason);
  const at = startOf(contract.calendar, receivedOn);
  const first: TerminationFact = { kind: 'termination-notified', by, receivedOn, effectiveOn, tracking: '', reason: '', enteredAt: at };
  const contacts = loadSeed().conventions.find((one) => one.caf === contract.caf)?.contacts ?? [];
  const surroundings: Surroundings = { id: 'simulation', caf: contract.caf, contract, contacts, deadAddresses: new Set(), covers: [], heldUntil: null, frozen: new Map(), convention: null };
  const foreseen = forecastJourney(KIND, [{ ...first, n: 1, at } as JourneyFact], surroundings);
  if (json === true) return JSON.stringify(foreseen.map(asJson), null, 2);
  const title = typo(`${contract.name}, contrat version ${contract.version}, effet le ${frenchDate(effectiveOn)}`);
  return [title, '', line(frenchDate(receivedOn as LocalDate), terminationFactWords(first), width), ...foreseen.map(({ step }) => line(frenchDateTime(step.at, contract.calendar.timeZone), terminationStepWords(step), width))].join('\n');
}

function line(when: string, words: string, width: number): string {
  return wrapped(words, when.padEnd(34), width);
}

function asJson({ step, outcome, state }: Foreseen): object {
  return { at: step.at, what: step.rule, key: step.key ?? null, article: step.article, letters: (outcome.letters ?? []).map(({ letter, to }) => ({ letter, to: to.address })), phase: state.phase };
}
