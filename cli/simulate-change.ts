import { Command } from 'commander';
import { loadPublishedContract } from '../contracts/load';
import { loadSeed } from '../contracts/seed';
import type { ContractDocument } from '../domain/contract-terms-types';
import { changeFactWords, changeStepWords, changeWhyWords } from '../domain/french/change';
import { frenchDateTime } from '../domain/french/dates';
import { typo } from '../domain/french/typography';
import type { Instant } from '../domain/ids';
import type { Surroundings } from '../domain/journeys/around';
import { changeOfAdministrator } from '../domain/journeys/change';
import { EMPTY_FORM } from '../domain/journeys/change-form';
import { SIGNERS, type ChangeFactBody } from '../domain/journeys/change-facts';
import { forecastJourney, numbered } from '../domain/journeys/forecast';
import type { JourneyFact, JourneyKind, JourneyStep } from '../domain/journeys/types';
import { instantFrom } from './instant-argument';
import { wrapped } from './wrap';

export interface SimulateChangeOptions {
  readonly received?: string;
  readonly incomplete?: boolean;
  readonly signed?: string;
  readonly json?: boolean;
}

/** `guichet simulate change 95 --received …`: what happens to a change of administrator, and when, if nobody acts. */
export function simulateChangeCommand(): Command {
  return new Command('change')
    .description('Dit ce qui arrive à une demande de changement d’administrateur, et quand, si personne n’agit.')
    .argument('<caf>', 'code de la Caf (31, 95…)')
    .option('--received <instant>', 'instant de réception au portail, avec son décalage : 2026-05-13T15:50+02:00 (obligatoire)')
    .option('--incomplete', 'il manque un téléphone au formulaire ; par défaut, il est complet')
    .option('--signed <instant>', 'instant où les deux ont signé ; par défaut, personne ne signe')
    .option('--json', 'la suite des étapes en JSON, instants en UTC')
    .action((caf: string, _own: SimulateChangeOptions, command: Command) => {
      try {
        // The command above has options of the same names: they may have been read as its own.
        console.log(changeSimulation(caf, command.optsWithGlobals<SimulateChangeOptions>(), process.stdout.columns ?? 100));
      } catch (error) {
        command.error(typo(`guichet simulate change : ${error instanceof Error ? error.message : String(error)}`), { exitCode: 2 });
      }
    });
}

type Happening = { readonly at: Instant } & ({ readonly kind: 'fact'; readonly body: ChangeFactBody } | { readonly kind: 'step'; readonly step: JourneyStep });
const KIND: JourneyKind = changeOfAdministrator;

/** What the command prints. @throws Error in French on a Caf or an instant that cannot be. */
export function changeSimulation(caf: string, options: SimulateChangeOptions, width: number): string {
  if (options.received === undefined) throw new RangeError('donner l’instant de réception : --received 2026-05-13T15:50+02:00');
  const contract = loadPublishedContract(caf);
  const happened = simulated(contract, instantFrom(options.received), options);
  if (options.json === true) return JSON.stringify(happened.map(asJson), null, 2);
  const title = typo(`${contract.name}, contrat version ${contract.version}, changement d’administrateur`);
  return [title, '', timeline(happened, contract.calendar.timeZone, width)].join('\n');
}

/** A form just filled in on the portal, then what its plan does, to its end or until both have signed and from there on. */
function simulated(contract: ContractDocument, at: Instant, { incomplete, signed }: SimulateChangeOptions): Happening[] {
  const around = surroundings(contract);
  const first = received(incomplete === true);
  let known = numbered([], [{ body: first }], at);
  const happened: Happening[] = [{ at, kind: 'fact', body: first }];
  const run = (until?: Instant): void => {
    for (const { step, outcome } of forecastJourney(KIND, known, around, until)) {
      known = [...known, ...numbered(known, outcome.facts, step.at)];
      happened.push({ at: step.at, kind: 'step', step });
    }
  };
  if (signed === undefined) run();
  else {
    const signedAt = instantFrom(signed);
    run(signedAt);
    for (const body of signatures()) {
      known = [...known, ...numbered(known as JourneyFact[], [{ body }], signedAt)];
      happened.push({ at: signedAt, kind: 'fact', body });
    }
    run();
  }
  return happened;
}

function received(incomplete: boolean): ChangeFactBody {
  const kept = { form: { ...EMPTY_FORM, replaces: true }, digest: 'simulation', people: 'simulation', wrong: incomplete ? [{ item: 'phone', problem: 'missing' } as const] : [] };
  return { kind: 'received', channel: 'portal', requester: null, kept, read: null, by: null };
}

function signatures(): ChangeFactBody[] {
  return SIGNERS.map((who) => ({ kind: 'signed', who, digest: 'simulation', how: 'portal', by: null }));
}

/** The published contract, with the people of that Caf's first convention. */
function surroundings(contract: ContractDocument): Surroundings {
  const contacts = loadSeed().conventions.find((one) => one.caf === contract.caf)?.contacts ?? [];
  return { id: 'simulation', caf: contract.caf, contract, contacts, deadAddresses: new Set(), covers: [], heldUntil: null, frozen: new Map(), convention: null };
}

function timeline(happened: readonly Happening[], zone: string, width: number): string {
  const dates = happened.map((one) => frenchDateTime(one.at, zone));
  const column = Math.max(...dates.map((date) => date.length)) + 2;
  return happened.flatMap((one, i) => {
    const what = wrapped(one.kind === 'step' ? changeStepWords(one.step) : changeFactWords(one.body), (dates[i] ?? '').padEnd(column), width);
    const why = one.kind === 'step' ? changeWhyWords(one.step, zone) : null;
    return why === null ? [what] : [what, wrapped(why, ' '.repeat(column), width)];
  }).join('\n');
}

function asJson(one: Happening): object {
  if (one.kind === 'fact') return { at: one.at, what: one.body.kind, article: null, limit: null, reckoning: null };
  const { at, rule, side, key, article, reckoning, ladder } = one.step;
  const { rung } = ladder ?? {};
  return {
    at, what: rule, side: side ?? null, rung: rung?.rank ?? null, role: rung?.role ?? null, name: rung?.name ?? null, how: rung?.how ?? null, nth: rule === 'remind' ? Number(key) : null,
    article, limit: ladder?.limit ?? at, moved: reckoning?.moved ?? null, reckoning,
  };
}
