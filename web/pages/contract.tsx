import type { Calendar } from '../../domain/calendar-types';
import type { StatementSection } from '../../domain/contract-statement';
import { frenchDate } from '../../domain/french/dates';
import type { CafCode, LocalDate } from '../../domain/ids';
import { Chip } from '../components/chip';
import type { Option, Refused } from '../components/form';
import { Icon } from '../components/icon';
import { Layout } from '../components/layout';
import { Words } from '../components/text';
import { contractPath, contractsPath } from '../paths';
import type { ShellProps } from '../view/shell';
import type { TimelineEntry } from '../view/ticket';
import { Checks, OPEN_SECTIONS, Section } from './contract/clauses';
import { Simulator } from './contract/simulator';
import { Decisions, Versions, type VersionView } from './contract/versions';

export type { VersionView } from './contract/versions';

export interface CheckView {
  readonly state: 'ok' | 'warn' | 'stop';
  readonly text: string;
}

/** What the simulator was asked, as the form has it, and what it answers. */
export interface SimulationView {
  readonly form: { readonly recue: string; readonly silence: 'desk' | 'partner'; readonly urgence: '' | 'desk' | 'partner'; readonly version: string };
  readonly versions: readonly Option[];
  /** What is done meanwhile: as many rows as the form offers. */
  readonly answers: ReadonlyArray<{ readonly quoi: string; readonly quand: string }>;
  readonly refused: Refused | null;
  /** The receipt first, then what happens; null = not asked yet. */
  readonly entries: readonly TimelineEntry[] | null;
}

export interface ContractProps {
  readonly shell: ShellProps;
  readonly caf: CafCode;
  /** « Caf du Val-d’Oise » */
  readonly name: string;
  readonly version: number;
  readonly effectiveFrom: LocalDate;
  readonly serviceContract: boolean;
  readonly openTickets: number | null;
  readonly calendar: Calendar;
  readonly sections: readonly StatementSection[];
  readonly checks: readonly CheckView[];
  readonly simulation: SimulationView;
  readonly versions: readonly VersionView[];
  /** What a manager decides from here; null for anybody else. */
  readonly manage: { readonly amend: string; readonly days: string; readonly absences: string } | null;
}

/** A Caf's contract in plain French, made from the data that executes, with its checks and its simulator. */
export function ContractPage(props: ContractProps) {
  const { shell, name, serviceContract, sections } = props;
  const title = serviceContract ? `Contrat de service, ${name}` : `Convention, ${name}`;
  return (
    <Layout shell={shell} title={title}>
      <p class="small mb-1 no-print">
        <a href={contractsPath()}>
          <Icon name="arrowLeft" />
          Contrats
        </a>
      </p>
      <div class="row-flex mb-3">
        <h1>{title}</h1>
        {serviceContract ? (
          <Chip tone="ok" icon="checkCircle">
            Version {props.version}, depuis le <Words text={frenchDate(props.effectiveFrom)} />
          </Chip>
        ) : (
          <Chip tone="soon" icon="alert">
            Aucun contrat de service publié
          </Chip>
        )}
        <Decisions manage={props.manage} />
      </div>
      <div class="cols s24 mb-3">
        <div class="stack">
          {sections.map((section, i) => (
            <Section section={section} first={i === 0} open={i < OPEN_SECTIONS} />
          ))}
        </div>
        <aside class="stack" aria-label="Versions et contrôles">
          <Versions versions={props.versions} />
          <Checks checks={props.checks} />
        </aside>
      </div>
      <Simulator caf={props.caf} calendar={props.calendar} simulation={props.simulation} now={shell.now} />
    </Layout>
  );
}

export interface ContractsProps {
  readonly shell: ShellProps;
  readonly contracts: ReadonlyArray<{
    readonly caf: CafCode;
    readonly name: string;
    readonly version: number;
    readonly effectiveFrom: LocalDate;
    readonly serviceContract: boolean;
    readonly summary: string;
    readonly toReview: number;
  }>;
}

/** The contracts of the signed-in person's Cafs. */
export function ContractsPage({ shell, contracts }: ContractsProps) {
  return (
    <Layout shell={shell} title="Contrats">
      <h1 class="mb-3">Contrats</h1>
      <div class="pair">
        {contracts.map((contract) => (
          <section class="card" aria-label={contract.name}>
            <div class="card-body">
              <h2 class="mb-1">
                <a href={contractPath(contract.caf)}>
                  {contract.name} ({contract.caf})
                </a>
              </h2>
              <p class="small muted mb-2">
                {contract.serviceContract ? (
                  <>
                    Version {contract.version}, depuis le <Words text={frenchDate(contract.effectiveFrom)} />
                  </>
                ) : (
                  'Convention seule, aucun contrat de service publié'
                )}
              </p>
              <p class="mb-0">
                <Words text={contract.summary} />
                {contract.toReview > 0 && (
                  <>
                    {' '}
                    <Chip tone="soon" icon="alert">
                      {contract.toReview} à revoir
                    </Chip>
                  </>
                )}
              </p>
            </div>
          </section>
        ))}
      </div>
    </Layout>
  );
}
