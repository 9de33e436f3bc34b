import { Layout } from '../../components/layout';
import { Note } from '../../components/note';
import type { ShellProps } from '../../view/shell';
import { Enrolment, type EnrolmentProps } from '../account/second-factor';

/** The role needs a second factor that the account does not have yet: it is set up before the session opens. */
export function SignInEnrolPage({ shell, ...enrolment }: EnrolmentProps & { readonly shell: ShellProps }) {
  return (
    <Layout shell={shell} title="Second facteur" wide="wrap narrow">
      <h1 class="mb-3">Un second facteur avant d’entrer</h1>
      <div class="mb-3">
        <Note tone="info" icon="lock" title="Votre rôle demande un code en plus du mot de passe.">
          <p class="small">Il se règle une fois, avec une application d’authentification sur votre téléphone.</p>
        </Note>
      </div>
      <Enrolment {...enrolment} />
    </Layout>
  );
}
