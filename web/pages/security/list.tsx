import { SECURITY_PHASE_WORDS } from '../../../domain/french/security';
import { frenchDateTime } from '../../../domain/french/dates';
import { Chip } from '../../components/chip';
import { Layout } from '../../components/layout';
import { Empty } from '../../components/note';
import { Words } from '../../components/text';
import { queueEventsPath } from '../../paths';
import { securityPath } from '../../paths-security';
import { readingsPath } from '../../paths-traces';
import type { SecurityLineView } from '../../view/security';
import type { ShellProps } from '../../view/shell';

export interface SecurityListProps {
  readonly shell: ShellProps;
  readonly incidents: readonly SecurityLineView[];
}

/** The security incidents that the reader may open: new ones come in by themselves. */
export function SecurityListPage({ shell, incidents }: SecurityListProps) {
  const [open, over] = [incidents.filter(({ ended }) => ended === null), incidents.filter(({ ended }) => ended !== null)];
  return (
    <Layout shell={shell} title="Incidents de sécurité">
      <div class="row-flex mb-3">
        <h1>Incidents de sécurité</h1>
        <span class="muted hide-s">accès restreint</span>
        <span class="small muted ms-auto" data-live-status aria-live="polite" />
        <button class="btn btn-light btn-sm" type="button" data-live-apply hidden>
          Mettre à jour
        </button>
      </div>
      <div class="stack" data-live={queueEventsPath(shell.now)}>
        <section class="card" aria-labelledby="en-cours">
          <div class="cap">
            <h2 id="en-cours">En cours</h2>
          </div>
          {open.length === 0 ? (
            <Empty icon="checkCircle" title="Aucun incident en cours.">
              Un incident signalé, par quelque voie que ce soit, arrive ici aussitôt et vous est écrit à toute heure.
            </Empty>
          ) : (
            <Lines shell={shell} incidents={open} />
          )}
        </section>
        {over.length > 0 && (
          <section class="card" aria-labelledby="termines">
            <div class="cap">
              <h2 id="termines">Clos et sans suite</h2>
            </div>
            <Lines shell={shell} incidents={over} />
          </section>
        )}
      </div>
      <p class="small mt-3">
        <a href={readingsPath()}>Lectures des demandes de traces</a>
      </p>
    </Layout>
  );
}

function Lines({ shell, incidents }: SecurityListProps) {
  return (
    <div class="card-body">
      <ul class="list">
        {incidents.map(({ id, caf, partner, phase, began }) => (
          <li data-row={id}>
            <a class="subj ref" href={securityPath(id)}>
              {id}
            </a>{' '}
            <PhaseChip phase={phase} />
            <div class="small muted">
              <Words text={`Caf ${caf} · ${partner ?? 'partenaire à identifier'} · signalé le ${frenchDateTime(began, shell.timeZone, { now: shell.now })}`} />
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function PhaseChip({ phase }: Pick<SecurityLineView, 'phase'>) {
  if (phase === 'reported') return <Chip tone="late" icon="alert">{SECURITY_PHASE_WORDS.reported}</Chip>;
  if (phase === 'handling') return <Chip tone="soon" icon="lock">{SECURITY_PHASE_WORDS.handling}</Chip>;
  return <Chip tone="line" icon={phase === 'closed' ? 'checkCircle' : 'x'}>{phase === 'closed' ? SECURITY_PHASE_WORDS.closed : 'Sans suite'}</Chip>;
}
