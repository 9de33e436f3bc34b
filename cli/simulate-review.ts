import { Command } from 'commander';
import { loadPublishedContract } from '../contracts/load';
import { loadSeed } from '../contracts/seed';
import { journeyStepWords, journeyWhyWords } from '../domain/french/journeys';
import { frenchDateTime } from '../domain/french/dates';
import { typo } from '../domain/french/typography';
import type { CafCode, Instant, LocalDate } from '../domain/ids';
import type { Surroundings } from '../domain/journeys/around';
import { conventionYear } from '../domain/journeys/convention-year';
import { forecastJourney, type Foreseen } from '../domain/journeys/forecast';
import type { JourneyFact } from '../domain/journeys/types';
import { startOf } from '../domain/journeys/year';
import { dateOfDay, addMonths, dayOf } from '../domain/local-date';
import { forecastReview, resultsOn, type ResultDays } from './simulated-review';
import { wrapped } from './wrap';

export interface SimulateReviewOptions {
  readonly signed?: string;
  readonly from?: string;
  readonly years?: string;
  /** The day on which a result comes, and the one on which it is sent back. */
  readonly received?: string;
  readonly returned?: string;
  readonly json?: boolean;
}

/** What the command is asked for: the reviews alone, or all that comes back each year. */
type Subject = 'review' | 'convention';

/** `guichet simulate review 59 --signed … --from …`: the reverse reviews of a convention, and what each does if nobody acts. */
export function simulateReviewCommand(): Command {
  return command('review', 'Dit quand commence chaque revue inverse d’une convention, et ce qui arrive si personne ne la fait.')
    .option('--received <date>', 'jour où le résultat de la revue en cours est reçu, que personne ne lit : 2027-02-01')
    .option('--returned <date>', 'jour où ce résultat est redemandé au partenaire, qui se tait : 2027-02-02');
}

/** `guichet simulate convention 59 --signed … --from …`: its assessments, its renewals and its reviews. */
export function simulateConventionCommand(): Command {
  return command('convention', 'Dit ce que la vie d’une convention fait revenir chaque année, si personne n’agit.');
}

function command(subject: Subject, description: string): Command {
  return new Command(subject)
    .description(description)
    .argument('<caf>', 'code de la Caf (31, 95…)')
    .option('--signed <date>', 'jour de signature de la convention : 2024-02-29 (obligatoire)')
    .option('--from <date>', 'jour à partir duquel elle est suivie : 2027-01-01 (obligatoire)')
    .option('--years <nombre>', 'combien d’années, de 1 à 10 ; par défaut, une pour la revue, trois pour la convention')
    .option('--json', 'la suite des étapes en JSON, instants en UTC')
    .action((caf: string, _own: SimulateReviewOptions, own: Command) => {
      try {
        console.log(reviewSimulation(subject, caf, own.optsWithGlobals<SimulateReviewOptions>(), process.stdout.columns ?? 100));
      } catch (error) {
        own.error(typo(`guichet simulate ${subject} : ${error instanceof Error ? error.message : String(error)}`), { exitCode: 2 });
      }
    });
}

/** What the command prints. @throws Error in French on a Caf or a date that cannot be. */
export function reviewSimulation(subject: Subject, caf: string, options: SimulateReviewOptions, width: number): string {
  const [signedOn, from] = [dateGiven(options.signed, '--signed 2024-02-29'), dateGiven(options.from, '--from 2027-01-01')];
  if (from < signedOn) throw new RangeError('la convention ne peut pas être suivie avant d’être signée');
  const surroundings = simulatedSurroundings(caf);
  const { contract } = surroundings;
  const begun = startOf(contract.calendar, from);
  const until = startOf(contract.calendar, dateOfDay(addMonths(dayOf(from), 12 * yearsOf(options.years, subject)).day));
  const days = resultDays(options);
  const foreseen = forecastYears({ signedOn, begun, until, days }, surroundings).filter(({ step }) => subject === 'convention' || (step.rule !== 'renew' && step.rule !== 'prepare-assessment'));
  if (options.json === true) return JSON.stringify(foreseen.map(foreseenJson), null, 2);
  const title = typo(`${contract.name}, contrat version ${contract.version}, convention signée le ${frenchOf(signedOn)}`);
  return [title, '', ...(foreseen.length === 0 ? [typo('Rien ne revient : ce contrat ne le prévoit pas.')] : [timeline(foreseen, contract.calendar.timeZone, width)])].join('\n');
}

/** The convention's own steps, each followed by those of the review that it begins; in the order of time. */
function forecastYears({ signedOn, begun, until, days }: { signedOn: LocalDate; begun: Instant; until: Instant; days: ResultDays }, surroundings: Surroundings): Foreseen[] {
  const followed = { kind: 'followed', signedOn, reviewFrom: null, n: 1, at: begun } as JourneyFact;
  const years = forecastJourney(conventionYear, [followed], surroundings, until);
  const begins = years.flatMap(({ step, outcome }) => (outcome.begins ?? []).map(({ first }): JourneyFact => ({ ...first, n: 1, at: step.at })));
  const came = resultsOn(days, surroundings);
  const [first] = came;
  // What comes is of the latest review that has begun by then.
  const its = first === undefined ? undefined : begins.filter(({ at }) => at <= first.at).at(-1);
  if (first !== undefined && its === undefined) throw new RangeError('aucune revue n’est commencée ce jour-là');
  const reviews = begins.flatMap((one) => forecastReview(one, one === its ? came : [], surroundings));
  return [...years, ...reviews].sort((a, b) => Date.parse(a.step.at) - Date.parse(b.step.at));
}

/** The published contract of a Caf with the people of its first convention of the sample data. @throws Error in French on a Caf that has none */
export function simulatedSurroundings(caf: string): Surroundings {
  const contract = loadPublishedContract(caf);
  const convention = loadSeed().conventions.find((one) => one.caf === contract.caf);
  return { id: 'simulation', caf: contract.caf as CafCode, contract, contacts: convention?.contacts ?? [], deadAddresses: new Set(), covers: [], heldUntil: null, frozen: new Map(), convention: null };
}

function dateGiven(text: string | undefined, example: string): LocalDate {
  if (text === undefined) throw new RangeError(`donner une date : ${example}`);
  return dateOfDay(dayOf(text));
}

function resultDays({ received, returned }: SimulateReviewOptions): ResultDays {
  const day = (text: string | undefined): LocalDate | null => (text === undefined ? null : dateOfDay(dayOf(text)));
  const days = { received: day(received), returned: day(returned) };
  if (days.received !== null && days.returned !== null && days.returned < days.received) throw new RangeError('un résultat ne peut pas être redemandé avant d’être reçu');
  return days;
}

function yearsOf(text: string | undefined, subject: Subject): number {
  const years = Number(text ?? (subject === 'review' ? 1 : 3));
  if (!Number.isInteger(years) || years < 1 || years > 10) throw new RangeError(`« ${text} » n’est pas un nombre d’années de 1 à 10`);
  return years;
}

function frenchOf(date: LocalDate): string {
  return date.split('-').reverse().join('/');
}

function timeline(foreseen: readonly Foreseen[], zone: string, width: number): string {
  const dates = foreseen.map(({ step }) => frenchDateTime(step.at, zone));
  const column = Math.max(...dates.map((date) => date.length)) + 2;
  return foreseen.flatMap(({ step }, i) => {
    const why = journeyWhyWords(step, zone);
    return [wrapped(journeyStepWords(step), (dates[i] ?? '').padEnd(column), width), ...(why === null ? [] : [wrapped(why, ' '.repeat(column), width)])];
  }).join('\n');
}

/** A step as data, instants in UTC. */
export function foreseenJson({ step, outcome, state }: Foreseen): object {
  const rung = step.ladder?.rung;
  return {
    at: step.at, what: step.rule, key: step.key ?? null, side: step.side ?? null, rung: rung?.rank ?? null, role: rung?.role ?? null, name: rung?.name ?? null, article: step.article,
    letters: (outcome.letters ?? []).map(({ letter, to }) => ({ letter, to: to.address })), phase: state.phase, reckoning: step.reckoning,
  };
}
