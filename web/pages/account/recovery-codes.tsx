import { Layout } from '../../components/layout';
import { Note } from '../../components/note';
import { Panel } from '../../components/panel';
import type { ShellProps } from '../../view/shell';

export interface RecoveryCodesProps {
  readonly shell: ShellProps;
  readonly codes: readonly string[];
  /** Where to go on. */
  readonly next: string;
}

/** The recovery codes, shown this once: only their hashes are kept. */
export function RecoveryCodesPage({ shell, codes, next }: RecoveryCodesProps) {
  return (
    <Layout shell={shell} title="Codes de secours" wide="wrap narrow">
      <h1 class="mb-3">Vos codes de secours</h1>
      <Note tone="warn" title={"Imprimez-les ou notez-les maintenant\u00a0: ils ne seront plus montrés."} live>
        <p>Chacun remplace une fois le code de votre téléphone. Gardez-les loin de votre ordinateur.</p>
      </Note>
      <div class="mt-3">
        <Panel title="Dix codes, une fois chacun">
          <ul class="codes">
            {codes.map((code) => (
              <li>
                <code>{code}</code>
              </li>
            ))}
          </ul>
        </Panel>
      </div>
      <a class="btn btn-primary mt-3" href={next}>
        C’est noté, continuer
      </a>
    </Layout>
  );
}
