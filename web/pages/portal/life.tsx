import { ErrorSummary } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { partnerHomePath } from '../../paths-sign-in';
import type { LifeView } from '../../view/meeting';
import { AssessmentsPanel, MeetingsPanel, RenewalPanel } from '../meeting/life';

/** A convention's years on the partner's portal. */
export function OwnLifePage(view: LifeView) {
  const { shell, number, partner, sent } = view;
  return (
    <Layout shell={shell} title={`Réunions, bilans et reconduction, convention ${number}`} wide="wrap narrow">
      <p class="small mb-1">
        <a href={partnerHomePath()}>
          <Icon name="arrowLeft" />
          Accueil
        </a>
      </p>
      <h1 class="mb-1">Réunions, bilans et reconduction</h1>
      <p class="row-flex mb-3">
        <span class="ref">convention {number}</span> <span class="muted">{partner}</span>
      </p>
      <ErrorSummary refused={sent} idOf={(field) => `${sent?.act ?? ''}-${field}`} />
      <div class="stack">
        <MeetingsPanel view={view} />
        <AssessmentsPanel view={view} />
        <RenewalPanel view={view} />
      </div>
    </Layout>
  );
}
