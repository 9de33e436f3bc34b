import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Words } from '../../components/text';
import { signInPath } from '../../paths';
import type { ShellProps } from '../../view/shell';

/** A sign-in at the provider that came to nothing; `reason` in French says what to do. */
export function ProviderRefusedPage({ shell, reason }: { readonly shell: ShellProps; readonly reason: string }) {
  return (
    <Layout shell={shell} title="Connexion impossible" wide="wrap tiny-page">
      <div class="card">
        <div class="card-body">
          <h1 class="mb-3">Vous n’êtes pas connecté</h1>
          <p>
            <Words text={reason} />
          </p>
          <a class="btn btn-primary w-100" href={signInPath()}>
            <Icon name="key" />
            Revenir à la connexion
          </a>
        </div>
      </div>
    </Layout>
  );
}
