import type { StatementSection } from '../../../domain/contract-statement';
import { frenchDate } from '../../../domain/french/dates';
import type { LocalDate } from '../../../domain/ids';
import { Layout } from '../../components/layout';
import { Words } from '../../components/text';
import type { ShellProps } from '../../view/shell';
import { OPEN_SECTIONS, Section } from '../contract/clauses';

export interface OwnContractProps {
  readonly shell: ShellProps;
  readonly convention: { readonly number: string; readonly partner: string };
  /** « Caf de la Haute-Garonne » */
  readonly name: string;
  readonly version: number;
  readonly effectiveFrom: LocalDate;
  readonly serviceContract: boolean;
  readonly sections: readonly StatementSection[];
}

/** What the partner's contract says, sentence by sentence, each with its article. */
export function OwnContractPage({ shell, convention, name, version, effectiveFrom, serviceContract, sections }: OwnContractProps) {
  return (
    <Layout shell={shell} title="Votre contrat" wide="wrap narrow">
      <p class="small muted mb-0">
        {convention.partner} · convention {convention.number}
      </p>
      <h1 class="mb-1">Votre contrat en clair</h1>
      <p class="small muted mb-3">
        <Words text={`${serviceContract ? 'Contrat de service' : 'Convention'} de la ${name}, version ${version}, en vigueur depuis le ${frenchDate(effectiveFrom)}. Ces phrases sont faites des données qui s’exécutent : chaque date annoncée en vient.`} />
      </p>
      <div class="stack">
        {sections.map((section, i) => (
          <Section section={section} first={false} open={i < OPEN_SECTIONS} />
        ))}
      </div>
    </Layout>
  );
}
