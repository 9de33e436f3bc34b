import { Icon } from '../components/icon';
import { Layout } from '../components/layout';
import { Panel } from '../components/panel';
import { signOutPath } from '../paths';
import type { ShellProps } from '../view/shell';

export interface PartnerHomeProps {
  readonly shell: ShellProps;
  readonly name: string;
  readonly conventions: ReadonlyArray<{ readonly partner: string; readonly number: string; readonly role: string; readonly caf: string }>;
}

/** What a partner's person sees once a link has been used. */
export function PartnerHomePage({ shell, name, conventions }: PartnerHomeProps) {
  return (
    <Layout shell={shell} title="Espace partenaire" wide="wrap narrow">
      <h1 class="mb-3">Bonjour {name}</h1>
      <Panel title="Vos conventions">
        <ul class="list">
          {conventions.map((one) => (
            <li>
              <b>{one.partner}</b>
              <div class="small muted">
                Caf {one.caf}, convention {one.number}, {one.role}
              </div>
            </li>
          ))}
        </ul>
      </Panel>
      <p class="mt-3">Pour une demande, écrivez ou téléphonez au guichet de votre Caf, aux coordonnées de votre contrat de service.</p>
      <form method="post" action={signOutPath()}>
        <input type="hidden" name="_csrf" value={shell.csrf} />
        <button class="btn btn-light" type="submit">
          <Icon name="logout" />
          Se déconnecter
        </button>
      </form>
    </Layout>
  );
}
