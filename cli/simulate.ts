import { Command } from 'commander';
import { loadPublishedContract } from '../contracts/load';
import { loadSeed, type SeedConvention } from '../contracts/seed';
import type { Contract, Side } from '../domain/contract-types';
import { typo } from '../domain/french/typography';
import type { Instant } from '../domain/ids';
import type { TicketCase } from '../domain/plan';
import { simulate, type Happening, type Scripted } from '../domain/simulation';
import { instantFrom } from './instant-argument';
import { simulateChangeCommand } from './simulate-change';
import { simulateMeetingCommand } from './simulate-meeting';
import { simulateConventionCommand, simulateReviewCommand } from './simulate-review';
import { simulateTerminationCommand } from './simulate-termination';
import { SCRIPT_HELP, scriptedFrom } from './simulation-script';
import { timelineJson, timelineText } from './simulation-timeline';

export interface SimulateOptions {
  readonly received?: string;
  readonly urgent?: string;
  readonly answers?: readonly string[];
  readonly dead?: readonly string[];
  readonly convention?: string;
  readonly json?: boolean;
}

/** `guichet simulate 95 --received …`: what happens to a request and when, if nobody acts or as told. */
export function simulateCommand(): Command {
  return new Command('simulate')
    .description('Dit ce qui arrive à une demande, et quand, si personne n’agit ou comme on le dit.')
    .argument('[caf]', 'code de la Caf (31, 95…)')
    .option('--received <instant>', 'instant de réception, avec son décalage : 2026-05-13T15:50+02:00 (obligatoire)')
    .option('--urgent <côté>', 'déclarée urgente dès la réception par ce côté : desk (la Caf) ou partner (le partenaire)')
    .option('--answers <qui@instant>', 'ce que quelqu’un fait, et quand ; à répéter', collect)
    .option('--dead <adresse>', 'adresse qui ne répond plus ; à répéter', collect)
    .option('--convention <numéro>', 'convention dont les contacts sont pris ; par défaut, la première de cette Caf')
    .option('--json', 'la suite des étapes en JSON, instants en UTC')
    .addHelpText('after', typo(SCRIPT_HELP))
    .addCommand(simulateChangeCommand())
    .addCommand(simulateReviewCommand())
    .addCommand(simulateConventionCommand())
    .addCommand(simulateTerminationCommand())
    .addCommand(simulateMeetingCommand())
    .action((caf: string | undefined, options: SimulateOptions, command: Command) => {
      try {
        console.log(simulation(caf, options, process.stdout.columns ?? 100));
      } catch (error) {
        command.error(typo(`guichet simulate : ${error instanceof Error ? error.message : String(error)}`), { exitCode: 2 });
      }
    });
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** What the command prints. @throws Error in French on a Caf, an instant, a side or a script that cannot be. */
export function simulation(caf: string | undefined, options: SimulateOptions, width: number): string {
  if (caf === undefined) throw new RangeError('donner le code d’une Caf : guichet simulate 95 --received 2026-05-13T15:50+02:00');
  if (options.received === undefined) throw new RangeError('donner l’instant de réception : --received 2026-05-13T15:50+02:00');
  const contract = loadPublishedContract(caf);
  const at = instantFrom(options.received);
  const convention = conventionOf(contract, options.convention);
  const ticket = receivedCase(contract, convention, at, options.dead ?? []);
  const happened = [...ticket.facts.map((fact): Happening => ({ at: fact.at, kind: 'fact', fact })), ...simulate(ticket, scriptOf(at, options))];
  if (options.json === true) return JSON.stringify(timelineJson(happened), null, 2);
  return [title(contract, convention), '', timelineText(happened, contract, width), ...restOf(contract, happened)].join('\n');
}

/** A request just received by mail, under the contract and with the contacts of that convention. */
function receivedCase(contract: Contract, convention: SeedConvention | undefined, at: Instant, dead: readonly string[]): TicketCase {
  return {
    contract,
    contacts: convention?.contacts ?? [],
    deadAddresses: new Set(dead.map((address) => address.toLowerCase())),
    facts: [{ kind: 'received', channel: 'email', message: 'simulation', n: 1, at }],
    frozen: new Map(),
    heldUntil: null,
  };
}

function conventionOf(contract: Contract, number: string | undefined): SeedConvention | undefined {
  const conventions = loadSeed().conventions.filter((one) => one.caf === contract.caf);
  if (number === undefined) return conventions[0];
  const found = conventions.find((one) => one.number === number);
  if (found === undefined) throw new RangeError(`convention inconnue : « ${number} » (connues : ${conventions.map((one) => one.number).join(', ')})`);
  return found;
}

function scriptOf(receivedAt: Instant, { urgent, answers = [] }: SimulateOptions): Scripted[] {
  const declared: Scripted[] = urgent === undefined ? [] : [{ at: receivedAt, body: { kind: 'urgent', by: sideOf(urgent) } }];
  const told = answers.map(scriptedFrom);
  const early = told.find((one) => one.at < receivedAt);
  if (early !== undefined) throw new RangeError(`--answers avant la réception : ${early.at}`);
  return [...declared, ...told];
}

function sideOf(text: string): Side {
  if (text === 'desk' || text === 'partner') return text;
  throw new RangeError(`côté inconnu : « ${text} » (attendu : desk ou partner)`);
}

function title(contract: Contract, convention: SeedConvention | undefined): string {
  const with_ = convention === undefined ? 'sans convention' : `convention ${convention.number}`;
  return typo(`${contract.name}, contrat version ${contract.version}, ${with_}`);
}

/** A contract that promises nothing is said so, rather than an empty future left to be guessed. */
function restOf(contract: Contract, happened: readonly Happening[]): string[] {
  if (happened.some((one) => one.kind === 'step')) return [];
  const none = contract.pickup === null && contract.escalation === null;
  return ['', typo(none ? 'Aucun délai n’est promis par ce contrat : rien n’arrive de soi-même.' : 'Rien n’arrive de soi-même.')];
}
