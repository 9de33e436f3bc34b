import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Note } from '../../components/note';
import { Facts } from '../../components/panel';
import { Paragraphs, Words } from '../../components/text';
import { partnerHomePath } from '../../paths-sign-in';
import type { ShellProps } from '../../view/shell';
import type { OwnStopView } from '../../view/stop';

export interface OwnStopProps {
  readonly shell: ShellProps;
  readonly stop: OwnStopView;
  readonly meanwhile: string;
  readonly over: 'cancelled' | 'over' | null;
  /** Who reads it. */
  readonly address: string;
}

/** The announcement of a planned stop, for the partner. */
export function OwnStopPage({ shell, stop, meanwhile, over }: OwnStopProps) {
  return (
    <Layout shell={shell} title={stop.title} wide="wrap narrow">
      <p class="small mb-1">
        <a href={partnerHomePath()}>
          <Icon name="arrowLeft" />
          Accueil
        </a>
      </p>
      <h1 class="mb-3">
        <Words text={stop.title} />
      </h1>
      {over !== null && (
        <div class="mb-3">
          <Note tone="done" title={over === 'cancelled' ? 'Cet arrêt est annulé : vous pouvez travailler comme d’habitude.' : 'Cet arrêt est terminé.'} />
        </div>
      )}
      <section class="card" aria-label="Annonce">
        <div class="card-body">
          <Facts
            rows={[
              ['Services', stop.services],
              ['Début', stop.from],
              ['Fin', stop.until],
            ]}
          />
          {meanwhile !== '' && over === null && (
            <>
              <h2 class="mt-3">En attendant</h2>
              <Paragraphs text={meanwhile} />
            </>
          )}
          {over === null && <p class="small muted mt-3 mb-0">Une échéance qui tombe pendant l’arrêt, de votre côté comme du nôtre, est reportée à sa fin.</p>}
        </div>
      </section>
    </Layout>
  );
}
